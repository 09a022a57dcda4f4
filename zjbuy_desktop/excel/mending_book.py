"""退回修改件：单位自己的文件，错格标红、加批注，第一页列出要改的每一处。"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.form_data import NeedForm
from zjbuy_desktop.excel.grid import position
from zjbuy_desktop.excel.mending_data import MendingNotice, beyond_mending, without_table
from zjbuy_desktop.excel.mending_marks import AUTHOR, FILL
from zjbuy_desktop.excel.mending_sheet import Target, add_mending_sheet
from zjbuy_desktop.excel.mending_source import workbook_of
from zjbuy_desktop.excel.safe import clean
from zjbuy_desktop.excel.sheets import NO_UNIT

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["MendingNotice", "write_mending_book"]

_FRESH = "原来的文件不能改了再用，附上一份新的填报表（在后面的工作表里），请重新填写后发回"
_OWN_HEAD = (
    "从原来的文件里没有认出需求表，附上一份新的填报表（在后面的工作表里）；"
    "也可以在自己的表里把表头改成“应当是”里的几个词，再发回自己的表"
)
_NO_FORM = "原来的文件不能改了再用，请照上面所列重新制作后发回"
_SHOWN = 6
_RED = "FFC00000"


def write_mending_book(
    path: Path, data: bytes, notice: MendingNotice, form: NeedForm | None
) -> tuple[str, ...]:
    """Write the file a unit gets back.

    Args:
        path: where to write it; an .xlsx whatever the original was.
        data: the bytes of the kept original; empty when there is none.
        notice: what is to be mended and whom to ask.
        form: a fresh form for an original that can't be opened; ``None`` if the unit is unknown.

    Returns:
        Notes about this copy (宏没有带过来, 按内容抄成 xlsx ……).
    """
    afresh = False
    try:
        if beyond_mending(notice.problems, form is not None):
            # 读它时读表进程可能已经死过，这里决不能再打开。
            raise problems.FileRefused(*notice.problems)
        book, notes = workbook_of(data)
    except problems.FileRefused:
        afresh = True
        book, notes = _fresh(path, form, notice)
        targets: list[Target] = [_first_input(book) for _ in notice.problems]
    else:
        targets = [_target(book, problem) for problem in notice.problems]
        for problem, target in zip(notice.problems, targets, strict=True):
            if target:
                notes += _mark(book, target, problem)
        for name in dict.fromkeys(target[0] for target in targets if target):
            notes += _uncovered(book[name])
    add_mending_sheet(book, notice, targets, list(dict.fromkeys(notes)), afresh)
    book.save(path)
    return tuple(dict.fromkeys(notes))


def _fresh(
    path: Path, form: NeedForm | None, notice: MendingNotice
) -> tuple["Workbook", list[str]]:
    from openpyxl import Workbook, load_workbook

    if form is None:
        book = Workbook()
        book.remove(book.worksheets[0])
        return book, [_NO_FORM]
    from zjbuy_desktop.excel.forms import write_form

    write_form(path, form)
    return load_workbook(path), [_OWN_HEAD if without_table(notice.problems) else _FRESH]


def _first_input(book: "Workbook") -> Target:
    """Where filling the fresh form begins; it is the first sheet people see."""
    from zjbuy_desktop.excel.form_columns import FIRST_ROW, LETTERS, SHEET

    return (SHEET, f"{LETTERS['item']}{FIRST_ROW}") if SHEET in book.sheetnames else None


def _target(book: "Workbook", problem: CellProblem) -> Target:
    """The cell where a problem is mended; ``None`` when it is in no sheet."""
    if problem.sheet is None or problem.sheet not in book.sheetnames:
        return None
    if problem.cell:
        return problem.sheet, problem.cell
    if problem.found == NO_UNIT:
        # 写在表格下面：上面可能没有空行，插行会让别的地址都错位。
        return problem.sheet, f"A{_last_row(book[problem.sheet]) + 2}"
    return problem.sheet, "A1"


def _last_row(sheet: Any) -> int:
    filled = (cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return max(filled, default=0)


def _mark(book: "Workbook", target: tuple[str, str], problem: CellProblem) -> Sequence[str]:
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, PatternFill, Protection, Side

    sheet: Any = book[target[0]]
    notes = _parted(sheet, target[1])
    cell = sheet[target[1]]
    _plain_numbers(cell, problem.found)
    side = Side(style="medium", color=_RED)
    cell.fill = PatternFill("solid", fgColor=FILL)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    if sheet.protection.sheet:
        cell.protection = Protection(locked=False)
    text = _told(problem)
    if cell.comment is not None:
        text = f"{cell.comment.text}\n\n{text}"
    comment = Comment(clean(text), AUTHOR)
    comment.width, comment.height = 320, 60 + 18 * (len(text) // 22 + text.count("\n"))
    cell.comment = comment
    return notes


def _plain_numbers(cell: Any, found: str) -> None:
    """Take away a format that shows the number to be typed here as something else."""
    from openpyxl.styles.numbers import is_date_format

    from zjbuy_desktop.excel.shown_as import PLAIN, shown_by

    if isinstance(cell.value, date | time | timedelta):
        cell.value = found  # 不再是日期格式，原来写的要照样看得见
    code = cell.number_format
    if is_date_format(code) or shown_by(code.encode()) != PLAIN:
        cell.number_format = "General"


def _told(problem: CellProblem) -> str:
    lines = [
        f"现在写的：{problem.found}",
        f"应当是：{problem.expected}",
        f"怎么改：{problem.hint}",
    ]
    if problem.suggestion:
        lines.append(f"建议改为：{problem.suggestion}")
    return "\n".join(lines)


def _uncovered(sheet: Any) -> list[str]:
    """Show hidden rows and columns: they are read all the same, and may be what is wrong."""
    filled = {cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None}
    rows = [n for n, size in sorted(sheet.row_dimensions.items()) if size.hidden and n in filled]
    for row in rows:
        sheet.row_dimensions[row].hidden = False
    columns = [name for name, size in sheet.column_dimensions.items() if size.hidden]
    for name in columns:
        sheet.column_dimensions[name].hidden = False
    places = [f"第{_few(rows)}行"] * bool(rows) + [f"{_few(columns)}列".strip()] * bool(columns)
    if not places:
        return []
    return [f"“{sheet.title}”{'、'.join(places)}原来隐藏着，读取时照样计入，现在显示出来了"]


def _few(names: Sequence[object]) -> str:
    shown = "、".join(map(str, names[:_SHOWN]))
    return f"{shown} 等 {len(names)} " if len(names) > _SHOWN else f" {shown} "


def _parted(sheet: Any, cell: str) -> list[str]:
    """Part a merged range that covers the cell: in a covered cell nothing can be written."""
    row, column = (n + 1 for n in position(cell))
    for area in list(sheet.merged_cells.ranges):
        inside = area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col
        if inside and (row, column) != (area.min_row, area.min_col):
            name = area.coord
            sheet.unmerge_cells(name)
            return [f"“{sheet.title}”合并的单元格 {name} 已替您拆开，请逐格填写"]
    return []
