"""“请修改”这一页：几处、在哪里、现在写的、应当是、怎么改、建议改为，点一下就到那一格。"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel.mending_data import MendingNotice
from zjbuy_desktop.excel.mending_marks import MARK, MARK_COLUMN, SHEET
from zjbuy_desktop.excel.safe import write_text
from zjbuy_desktop.excel.sheet_style import dress, row_height, set_up_page

if TYPE_CHECKING:
    from openpyxl import Workbook

HEADS = ("序号", "工作表", "单元格", "现在写的", "应当是", "怎么改", "建议改为")
_WIDTHS = (6, 14, 9, 20, 28, 40, 22)
_ASK = "由贵单位确定"
"""Stands in 建议改为 where only the unit knows; a light grey word, never taken for a value."""

_MEND = (
    "怎么改：点“单元格”一列到那一格（粉底红框），照“应当是”改好，保存后把这个文件整个发回；"
    "这一页不用删。其他内容不要动。"
)
_ANEW = (
    "怎么改：原来的文件改不了，请照“怎么改”重新填写一份（后面附有填报表的，点“单元格”一列就到那里），"
    "保存后把这个文件整个发回；这一页不用删。"
)

Target = tuple[str, str] | None
"""Sheet and cell where the mend belongs."""


def add_mending_sheet(
    book: "Workbook",
    notice: MendingNotice,
    targets: Sequence[Target],
    notes: Sequence[str],
    afresh: bool = False,
) -> None:
    """Put the sheet first in the workbook and show it on opening.

    Args:
        book: the marked workbook.
        notice: what is to be said.
        targets: for each problem the cell where it is mended.
        notes: what else the unit should know about this copy.
        afresh: whether the original can't be mended, so that a form is to be filled in anew.
    """
    sheet: Any = book.create_sheet(SHEET, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    write_text(sheet.cell(1, MARK_COLUMN), MARK)
    sheet.column_dimensions["H"].hidden = True
    row = 1
    for text, font in _head(notice, notes, afresh):
        _line(sheet, row, text, font)
        row += 1
    header = row
    for column, text in enumerate(HEADS, 1):
        write_text(sheet.cell(row, column), text)
        dress(sheet.cell(row, column), "head", "centre", fill="grey")
    for number, (problem, target) in enumerate(zip(notice.problems, targets, strict=True), start=1):
        _problem(sheet, header + number, number, problem, target)
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    sheet.sheet_properties.tabColor = "FFC00000"
    set_up_page(sheet, header, "G", header + len(notice.problems))


def _head(notice: MendingNotice, notes: Sequence[str], afresh: bool) -> list[tuple[str, str]]:
    contact = f"　　联系：{notice.contact}" if notice.contact else ""
    who = f"{notice.unit}：" if notice.unit else ""
    state = "读不出来" if afresh else "有几处读不准"
    return [
        (f"请修改以下 {len(notice.problems)} 处", "title"),
        (f"{who}“{notice.project}”收到的“{notice.file}”{state}，还没有计入。", "body"),
        (_ANEW if afresh else _MEND, "body"),
        (f"{notice.until}发回{notice.lead_unit}。{contact}", "bold"),
        *((f"说明：{note}。", "small") for note in notes),
    ]


def _line(sheet: Any, row: int, text: str, font: str) -> None:
    write_text(sheet.cell(row, 1), text)
    sheet.merge_cells(None, row, 1, row, len(HEADS))
    dress(sheet.cell(row, 1), font, "left", box=False)
    sheet.row_dimensions[row].height = 32 if font == "title" else row_height(text, sum(_WIDTHS))


def _problem(sheet: Any, row: int, number: int, problem: CellProblem, target: Target) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    where = target or (problem.sheet or "整个文件", problem.cell or "")
    texts = (problem.found, problem.expected, problem.hint, problem.suggestion or _ASK)
    sheet.cell(row, 1).value = number
    for column, text in enumerate((*where, *texts), start=2):
        write_text(sheet.cell(row, column), text)
    for column in range(1, len(HEADS) + 1):
        dress(sheet.cell(row, column), "body", "centre" if column in (1, 3) else "left")
    if not problem.suggestion:
        dress(sheet.cell(row, 7), "small", "left")
    else:
        dress(sheet.cell(row, 7), "bold", "left")
    if target:
        link = sheet.cell(row, 3)
        name = target[0].replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!{target[1]}")
        link.font = Font(name="宋体", size=10, color="FF0563C1", underline="single")
    widest = zip((problem.found, problem.expected, problem.hint), _WIDTHS[3:6], strict=True)
    sheet.row_dimensions[row].height = max(row_height(t, w) for t, w in widest)
