"""大表快写：版式、样式、图表由 openpyxl 写，成千上万的数据行直接写成 XML 放进去。

openpyxl makes everything but the rows: styles, widths, merges, print set-up, charts. Each look is
given to one cell and asked for its number (``style_id``); rows are written with these numbers to a
file beside, and put where openpyxl left ``sheetData`` empty. All of it public calls.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.excel.grid import letters
from zjbuy_desktop.excel.safe import FORMULA_STARTS, clean
from zjbuy_desktop.excel.sheet_links import Link, Links
from zjbuy_desktop.excel.sheet_style import MONEY, dress, row_height, set_up_page
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_IN_MEMORY = 4_000_000
"""Bytes of one sheet's rows kept in memory; more goes to a temporary file."""
_ROW = 20.0
_EMPTY = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_TAKEN_OUT = "含有表格不能保存的字符或过长，已去掉"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its “=”, shown with two decimals; ours alone, never a user's text.

    Attributes:
        text: the formula.
        value: what it comes to, for readers that do not reckon.
    """

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as written, and how it is shown."""

    plain: str
    shown: str


class StreamBook:
    """A workbook whose sheets are written row by row."""

    def __init__(self, title: str, creator: str) -> None:
        from openpyxl import Workbook

        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._book.properties.title = title
        self._book.properties.creator = creator
        self._sheets: list[StreamSheet] = []

    def sheet(
        self, name: str, columns: Sequence[Column], *, protected: bool = False
    ) -> "StreamSheet":
        """A new sheet at the end; ``protected`` against slips, without a password."""
        sheet = self._book.create_sheet(name)
        if protected:
            sheet.protection.sheet = True  # 没有密码：防误改，不防人
            sheet.protection.formatColumns = False
            sheet.protection.formatRows = False
        made = StreamSheet(sheet, columns)
        self._sheets.append(made)
        return made

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks about characters that couldn't be kept, each once."""
        return tuple(dict.fromkeys(note for sheet in self._sheets for note in sheet.notes))

    def save(self, path: Path) -> None:
        """Write the file; nothing under its name before it is whole."""
        bare, whole = (path.with_name(f".{path.name}.{end}") for end in ("bare", "part"))
        try:
            self._book.save(bare)
            by_name = {s.path: s for s in self._sheets}
            with ZipFile(bare) as old, ZipFile(whole, "w", ZIP_DEFLATED) as new:
                for info in old.infolist():
                    with old.open(info) as source, new.open(info.filename, "w") as target:
                        found = by_name.get(info.filename)
                        if found is None:
                            shutil.copyfileobj(source, target)
                        else:
                            found.pour(source.read(), target)
            whole.replace(path)
        finally:
            for left in (bare, whole):
                left.unlink(missing_ok=True)
            for sheet in self._sheets:
                sheet.close()


class StreamSheet:
    """Writes one sheet top down.

    Attributes:
        page: the openpyxl sheet, for charts and print set-up.
        columns: its columns.
        notes: remarks about characters that couldn't be kept.
        row: the next free row, from 1.
    """

    def __init__(self, page: "Worksheet", columns: Sequence[Column]) -> None:
        self.page = page
        self.columns = columns
        self.notes: list[str] = []
        self.row = 1
        self._letters = [letters(i) for i in range(len(columns))]
        self._header = 1
        self._sums: dict[int, int] = {}
        self._links = Links()
        self._looks: dict[tuple[str, str, bool, str, str, bool], int] = {}
        self._rows: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed in close
        for letter, column in zip(self._letters, columns, strict=True):
            page.column_dimensions[letter].width = column.width

    @property
    def path(self) -> str:
        """Its name in the package."""
        return str(self.page.path).lstrip("/")

    def title(self, text: str) -> None:
        """The sheet's title over its whole width."""
        self._line(text, "title", "centre", 30)

    def line(self, text: str, font: str = "body", link: Link | None = None) -> None:
        """A line of text over the whole width, which may be a link."""
        if link:
            self._links.add(self.row, self._letters, link)
            font = "link"
        width = sum(column.width for column in self.columns)
        self._line(text, font, "left", row_height(text, width))

    def head(self, captions: Sequence[str] = (), *, repeated: bool = True) -> None:
        """The header row; repeated on every page and kept in sight unless told otherwise."""
        names = captions or [column.caption for column in self.columns]
        look = self._look("head", "centre", fill="grey")
        self._put_row([self._text(i, name, look) for i, name in enumerate(names)], 32)
        if repeated:
            self._header = self.row - 1
            self.page.freeze_panes = f"A{self.row}"

    @property
    def last_letter(self) -> str:
        """The letter of the last column."""
        return self._letters[-1]

    def data(
        self,
        values: Sequence[Value | Formula | Shown],
        *,
        bold: bool = False,
        links: Sequence[Link] = (),
    ) -> None:
        """One row; texts wrap, numbers are numbers, what can be clicked is blue."""
        usual, fill = ("bold", "grey") if bold else ("body", "")
        linked = {i for link in links for i in range(link.first, link.last + 1)} if links else ()
        for link in links:
            self._links.add(self.row, self._letters, link)
        height, cells = _ROW, []
        for i, value in enumerate(values):
            font = "link" if i in linked and not bold else usual
            if isinstance(value, str):
                look = self._look(font, "left", fill=fill)
                cells.append(self._text(i, value, look))
                height = max(height, _height(value, self.columns[i].width))
            elif isinstance(value, Fen):
                if not bold:
                    self._sums[i] = self._sums.get(i, 0) + value.fen
                look = self._look(font, "right", fill=fill, shown=MONEY)
                cells.append(self._number(i, plain_yuan(value.fen), look))
            elif isinstance(value, Milli):
                whole = value.milli % 1000 == 0
                shown = "#,##0" if whole else "#,##0.0##"
                look = self._look(font, "right", fill=fill, shown=shown)
                cells.append(self._number(i, plain_quantity(value.milli), look))
            else:
                cells.append(self._rare(i, value, font, fill))
        self._put_row(cells, height)

    def join(self, first: int, last: int) -> None:
        """Make one cell of the columns ``first`` to ``last`` (from 0) of the row just written."""
        row, left, right = self.row - 1, self._letters[first], self._letters[last]
        self.page.merged_cells.add(f"{left}{row}:{right}{row}")

    def _rare(self, column: int, value: int | Formula | Shown | None, font: str, fill: str) -> str:
        if value is None:
            look = self._look(font, "right", fill=fill)
            return f'<c r="{self._letters[column]}{self.row}" s="{look}"/>'
        if isinstance(value, int):
            return self._number(column, str(value), self._look(font, "centre", fill=fill))
        if isinstance(value, Shown):
            look = self._look(font, "right", fill=fill, shown=value.shown)
            return self._number(column, value.plain, look)
        look = self._look(font, "right", fill=fill, shown=MONEY)
        at = f"{self._letters[column]}{self.row}"
        inside = f"<f>{escape(value.text)}</f><v>{value.value}</v>"
        return f'<c r="{at}" s="{look}">{inside}</c>'

    def check(self, first: int, column: int, total_fen: int, of: str) -> None:
        """“合计 = Σ各单位 ✓” against the rows written, with a living check in the sheet.

        Args:
            first: first data row.
            column: number of the money column, from 0.
            total_fen: the total as stated in the total row.
            of: what the rows are (各单位).
        """
        letter, total_row = self._letters[column], self.row - 1
        written = self._sums.get(column, 0)
        agrees = "✓" if written == total_fen else f"✗ 相差 {yuan(total_fen - written)} 元"
        self.line(f"合计 = Σ{of} {agrees}　{yuan(total_fen)} 元")
        look = self._look("small", "left", box=False)
        label = self._text(0, "核对：合计减各行之和，应为 0.00", look)
        if column > 1:
            self.page.merged_cells.add(f"A{self.row}:{self._letters[column - 1]}{self.row}")
        look = self._look("small", "right", box=False, shown=MONEY)
        rows = f"{letter}{first}:{letter}{total_row - 1}"
        formula = f"ROUND({letter}{total_row}-SUM({rows}),2)"
        difference = plain_yuan(total_fen - written)
        inside = f"<f>{formula}</f><v>{difference}</v>" if total_row > first else "<v>0</v>"
        at = f"{letter}{self.row}"
        self._put_row([label, f'<c r="{at}" s="{look}">{inside}</c>'], _ROW)
        self._sums.clear()

    def filtered(self, last_row: int) -> None:
        """Let people filter the rows from the header down to ``last_row``."""
        self.page.auto_filter.ref = f"A{self._header}:{self._letters[-1]}{last_row}"
        self.page.protection.autoFilter = False  # 受保护的表里也能筛选

    def finish(self, last_row: int = 0) -> None:
        """Set up the page for printing, down to ``last_row`` if more than rows is to be shown."""
        if self._links.left_out:
            self.line(
                f"一张表最多能有六万多个链接：第 {self._links.left_out} 行起没有链接，"
                "请照行号到相应的表里看。",
                "small",
            )
        last = max(self.row - 1, last_row, 1)
        set_up_page(self.page, self._header, self._letters[-1], last)

    def pour(self, bare: bytes, target: IO[bytes]) -> None:
        """Put the rows into what openpyxl wrote."""
        found = _EMPTY.search(bare)
        assert found is not None, "openpyxl left sheetData empty"
        area = f"A1:{self._letters[-1]}{max(self.row - 1, 1)}".encode()
        target.write(_DIMENSION.sub(b'<dimension ref="' + area + b'"', bare[: found.start()]))
        target.write(b"<sheetData>")
        self._rows.seek(0)
        shutil.copyfileobj(self._rows, target, 1 << 18)
        target.write(b"</sheetData>" + self._links.put_into(bare[found.end() :]))

    def close(self) -> None:
        """Let go of what was kept."""
        self._rows.close()

    def _line(self, text: str, font: str, align: str, height: float) -> None:
        look = self._look(font, align, box=False)
        if len(self.columns) > 1:
            self.page.merged_cells.add(f"A{self.row}:{self._letters[-1]}{self.row}")
        self._put_row([self._text(0, text, look)], height)

    def _put_row(self, cells: Sequence[str], height: float) -> None:
        start = f'<row r="{self.row}" ht="{height:g}" customHeight="1">'
        self._rows.write(f"{start}{''.join(cells)}</row>".encode())
        self.row += 1

    def _text(self, column: int, text: str, look: int) -> str:
        inside, changed, risky = _inline(text)
        at = f"{self._letters[column]}{self.row}"
        if changed:
            self.notes.append(f"{self.page.title} {at} {_TAKEN_OUT}")
        if risky:
            look = self._quoted(look)
        if not inside:
            return f'<c r="{at}" s="{look}"/>'
        return f'<c r="{at}" s="{look}" t="inlineStr">{inside}</c>'

    def _number(self, column: int, plain: str, look: int) -> str:
        return f'<c r="{self._letters[column]}{self.row}" s="{look}"><v>{plain}</v></c>'

    def _look(
        self, font: str, align: str, *, box: bool = True, fill: str = "", shown: str = ""
    ) -> int:
        key = (font, align, box, fill, shown, False)
        found = self._looks.get(key)
        return found if found is not None else self._new_look(key)

    def _quoted(self, look: int) -> int:
        """The same look for a text that begins like a formula: WPS and Excel leave it a text."""
        key = next(k for k, number in self._looks.items() if number == look)
        quoted = (*key[:5], True)
        found = self._looks.get(quoted)
        return found if found is not None else self._new_look(quoted)

    def _new_look(self, key: tuple[str, str, bool, str, str, bool]) -> int:
        from openpyxl.cell import WriteOnlyCell

        font, align, box, fill, shown, quoted = key
        cell = WriteOnlyCell(self.page)
        dress(cell, font, align, box=box, fill=fill)
        if shown:
            cell.number_format = shown
        if quoted:
            cell.quotePrefix = True
        number = int(cell.style_id)
        self._looks[key] = number
        return number


def plain_yuan(fen: int) -> str:
    """分 as 元, exact, two decimals, without separators."""
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def ten_thousands(fen: int) -> str:
    """分 as 万元, exact (six decimals at most)."""
    return f"{Decimal(fen).scaleb(-6).normalize():f}"


def plain_quantity(milli: int) -> str:
    """A quantity as a plain number without needless zeros."""
    whole = milli % 1000 == 0
    return str(milli // 1000) if whole else f"{Decimal(milli).scaleb(-3).normalize():f}"


@lru_cache(maxsize=4096)
def _inline(text: str) -> tuple[str, bool, bool]:
    """A text as an inline string; whether it had to be changed; whether it looks like a formula."""
    plain = clean(text).replace("\r", "\n")
    changed = bool(plain) and plain != text.replace("\r\n", "\n").replace("\r", "\n")
    inside = f'<is><t xml:space="preserve">{escape(plain)}</t></is>' if plain else ""
    return inside, changed, plain.startswith(FORMULA_STARTS)


@lru_cache(maxsize=4096)
def _height(text: str, width: float) -> float:
    return row_height(text, width)
