"""我们写出的表格的样子：字体、框线、A4 横向、每页重复表头。"""

from collections.abc import Callable, Hashable
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MONEY = "#,##0.00"
WHOLE = "#,##0"
TEXT = "@"

_BODY_FONT = "宋体"
_TITLE_FONT = "黑体"
_GREY = "FFF2F2F2"
_INPUT = "FFFFF9E5"
_LINK = "FF1D5FAE"
_A4 = 9
_NUMBERS = "_style"
"""Where openpyxl keeps the numbers of a cell's styles; copying them is how it copies sheets."""
_KNOWN: WeakKeyDictionary[Any, dict[tuple[Hashable, ...], Any]] = WeakKeyDictionary()
"""Workbook → (style before, look) → style after."""


@lru_cache(maxsize=1)
def styles() -> dict[str, Any]:
    """The style objects, made once; openpyxl is loaded only when something is written."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    thin = Side(style="thin", color="FF7F7F7F")
    return {
        "title": Font(name=_TITLE_FONT, size=16),
        "head": Font(name=_TITLE_FONT, size=10),
        "body": Font(name=_BODY_FONT, size=10),
        "bold": Font(name=_BODY_FONT, size=10, bold=True),
        "link": Font(name=_BODY_FONT, size=10, color=_LINK),
        "small": Font(name=_BODY_FONT, size=9, color="FF595959"),
        "box": Border(left=thin, right=thin, top=thin, bottom=thin),
        "grey": PatternFill("solid", fgColor=_GREY),
        "input": PatternFill("solid", fgColor=_INPUT),
        "centre": Alignment(horizontal="center", vertical="center", wrap_text=True),
        "left": Alignment(horizontal="left", vertical="center", wrap_text=True),
        "right": Alignment(horizontal="right", vertical="center", indent=1),
        "locked": Protection(locked=True),
        "open": Protection(locked=False),
    }


def dress(cell: "Cell", font: str, align: str, *, box: bool = True, fill: str = "") -> None:
    """Give a cell its looks by names of `styles`."""

    def put_on() -> None:
        look = styles()
        cell.font = look[font]
        cell.alignment = look[align]
        if box:
            cell.border = look["box"]
        if fill:
            cell.fill = look[fill]

    _as_before(cell, (font, align, box, fill), put_on)


def lock(cell: "Cell", *, locked: bool) -> None:
    """Whether a cell can be typed into once its sheet is protected."""

    def put_on() -> None:
        cell.protection = styles()["locked" if locked else "open"]

    _as_before(cell, locked, put_on)


def _as_before(cell: Any, look: Hashable, put_on: Callable[[], None]) -> None:
    """Put on what another cell of the workbook put on over the same: its numbers are copied.

    Each style set anew is compared with all there are; of a form that was nine tenths.
    """
    known = _KNOWN.setdefault(cell.parent.parent, {})
    key = (tuple(getattr(cell, _NUMBERS) or ()), look)
    if key in known:
        setattr(cell, _NUMBERS, copy(known[key]))
    else:
        put_on()
        known[key] = copy(getattr(cell, _NUMBERS))


def merge(sheet: "Worksheet", area: str) -> None:
    """Merge cells that are all dressed already: openpyxl would dress their edges once more."""
    sheet.merged_cells.add(area)


def set_up_page(
    sheet: "Worksheet", header_row: int, last_column: str, last_row: int, pages_high: int = 0
) -> None:
    """A4 landscape, one page wide, header repeated, page numbers at the foot.

    ``pages_high`` is how many pages it may take downwards; 0 is as many as it needs.
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    page = sheet.page_setup
    page.orientation = "landscape"
    page.paperSize = _A4
    page.fitToWidth = 1
    page.fitToHeight = pages_high
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_area = f"A1:{last_column}{last_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.7
    margins.header = margins.footer = 0.3
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"
    footer.center.size = 9


def text_width(text: str) -> int:
    """How wide text is in characters of half width."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def row_height(text: str, width: float, line: float = 14.0) -> float:
    """Height in points that wrapped text needs in a column of that width."""
    lines = sum(max(1, -(-text_width(part) // max(int(width) - 1, 1))) for part in text.split("\n"))
    return max(line * lines + 4, 20.0)
