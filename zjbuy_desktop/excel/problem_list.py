"""一轮回收的全部问题，印出来打电话用：按单位分组，每组先写联系人和电话。"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel.safe import notes_of, write_text
from zjbuy_desktop.excel.sheet_style import dress, row_height, set_up_page

HEADS = ("序号", "文件", "工作表", "单元格", "现在写的", "应当是", "怎么改", "建议改为", "已告知")
_WIDTHS = (5, 22, 11, 8, 18, 26, 32, 14, 8)


@dataclass(frozen=True, slots=True)
class UnitProblems:
    """What one unit has to mend.

    Attributes:
        unit: 单位名称, or words for an unknown one.
        contact: 联系人.
        phone: 电话.
        problems: (文件名, problem), in the order of the files.
    """

    unit: str
    contact: str
    phone: str
    problems: tuple[tuple[str, CellProblem], ...]


def write_problem_list(
    path: Path, project: str, until: str, groups: Sequence[UnitProblems]
) -> tuple[str, ...]:
    """Write the list, A4 landscape.

    Returns:
        Notes about characters that couldn't be kept.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "待改问题"
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    total = sum(len(group.problems) for group in groups)
    notes = [_across(sheet, 1, f"{project}　待改问题", "title")]
    notes.append(_across(sheet, 2, f"共 {len(groups)} 家、{total} 处。{until}改好发回。", "small"))
    for column, text in enumerate(HEADS, 1):
        write_text(sheet.cell(3, column), text)
        dress(sheet.cell(3, column), "head", "centre", fill="grey")
    row = 4
    for group in groups:
        row = _group(sheet, row, group, notes)
    sheet.freeze_panes = "A4"
    set_up_page(sheet, 3, "I", row - 1)
    book.save(path)
    return notes_of(notes)


def _group(sheet: Any, row: int, group: UnitProblems, notes: list[str]) -> int:
    who = f"{group.contact or '没有登记联系人'}　{group.phone or '没有登记电话'}"
    title = f"{group.unit}　　{who}　　{len(group.problems)} 处"
    notes.append(_across(sheet, row, title, "bold", fill="input"))
    for number, (file, problem) in enumerate(group.problems, 1):
        row += 1
        texts = (
            file,
            problem.sheet or "整个文件",
            problem.cell or "",
            problem.found,
            problem.expected,
            problem.hint,
            problem.suggestion,
            "□",
        )
        sheet.cell(row, 1).value = number
        notes += [write_text(sheet.cell(row, c), text) for c, text in enumerate(texts, 2)]
        for column in range(1, len(HEADS) + 1):
            dress(sheet.cell(row, column), "body", "centre" if column in (1, 4, 9) else "left")
        sheet.row_dimensions[row].height = max(
            row_height(text, width) for text, width in zip(texts, _WIDTHS[1:], strict=True)
        )
    return row + 1


def _across(sheet: Any, row: int, text: str, font: str, fill: str = "") -> str:
    note = write_text(sheet.cell(row, 1), text)
    sheet.merge_cells(None, row, 1, row, len(HEADS))
    dress(sheet.cell(row, 1), font, "left", box=bool(fill), fill=fill)
    sheet.row_dimensions[row].height = 30 if font == "title" else 20
    return note
