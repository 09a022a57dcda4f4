"""Follows the links of a workbook we wrote from every figure to 数据来源 and reckons it again."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

SOURCES = "数据来源"
PLACE = re.compile(r"'?(?P<sheet>[^'!]+)'?!\$?[A-Z]+\$?(?P<first>\d+)(:\$?[A-Z]+\$?(?P<last>\d+))?")
ORDINALS = ("序号",)
"""Numbers that count rows and state nothing."""

WHERE = (
    ("来源文件", "工作表", "数量在", "单价在", "金额在", "原件 SHA-256"),
    ("登记的结果", "登记时间", "操作记录", "怎么算"),
)
"""What a row of 数据来源 must say: of a need line, of an entry."""
Row = dict[str, Any]
"""One need line of 数据来源 by caption."""


def place_of(link: str) -> tuple[str, range]:
    """Sheet and rows a link goes to."""
    found = PLACE.fullmatch(link)
    assert found, link
    first = int(found["first"])
    return found["sheet"], range(first, int(found["last"] or first) + 1)


def untraced(path: Path) -> list[str]:
    """Every figure of the workbook that can't be followed, or is not what its sources come to."""
    return list(_Workbook(path).faults())


class _Workbook:
    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)
        self._lines = dict(_numbered(self.book[SOURCES]))
        self.seen = 0

    def faults(self) -> Iterator[str]:
        yield from self._unsourced()
        for sheet in self.book.worksheets:
            for caption, cell in _figures(sheet):
                self.seen += 1
                yield from self._fault(sheet, caption, cell)
        assert self.seen, "a workbook without figures proves nothing"

    def _unsourced(self) -> Iterator[str]:
        """Lines of 数据来源 that don't say where they stand."""
        for number, row in self.lines().items():
            (wanted,) = [captions for captions in WHERE if captions[0] in row]
            for caption in wanted:
                if row[caption] in (None, "", "—"):
                    yield f"{SOURCES} {number}: {caption} is empty"

    def lines(self) -> dict[int, Row]:
        """What 数据来源 lists, by row: need lines, and entries of results."""
        return self._lines

    def _fault(self, sheet: Any, caption: str, cell: Any) -> Iterator[str]:
        at = f"{sheet.title} {cell.coordinate} {caption} {cell.value!r}"
        if cell.data_type == "f" or not cell.value:
            return  # a formula says itself what it is made of; nothing comes from nowhere
        if sheet.title == SOURCES:
            if cell.row in self.lines() or _total_row(sheet, cell.row):
                return
            yield f"{at}: no line of 数据来源"
        elif cell.hyperlink is None:
            yield f"{at}: no link"
        else:
            rows = self._rows(cell.hyperlink.location)
            said = RECKONED[caption](rows, Decimal(str(cell.value)))
            if not said:
                yield f"{at}: its sources come to something else"

    def _rows(self, link: str) -> list[Row]:
        """The lines a link leads to, through other sheets if need be."""
        name, numbers = place_of(link)
        if name == SOURCES:
            lines = self.lines()
            return [lines[number] for number in numbers]
        found: list[Row] = []
        for number in numbers:
            links = {c.hyperlink.location for c in self.book[name][number] if c.hyperlink}
            (down,) = [link for link in links if place_of(link)[0] == SOURCES]
            found += self._rows(down)
        return found


def _figures(sheet: Any) -> Iterator[tuple[str, Any]]:
    captions: dict[int, str] = {}
    for row in sheet.iter_rows():
        if row[0].fill.fill_type and isinstance(row[0].value, str):  # grey: heads and totals
            captions = {cell.column: str(cell.value) for cell in row if cell.value}
        for cell in row:
            number = cell.data_type in ("n", "f") and cell.value is not None
            if number and captions.get(cell.column) not in ORDINALS:
                yield captions.get(cell.column, ""), cell


def _numbered(sheet: Any) -> Iterator[tuple[int, Row]]:
    """Numbered rows of all tables of a sheet, each below its own head."""
    captions: Sequence[Any] = ()
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if values[0] in ORDINALS:
            captions = values
        elif isinstance(values[0], int):
            row = dict(zip(captions, values, strict=True))
            yield number, {caption: value for caption, value in row.items() if caption}


def _total_row(sheet: Any, row: int) -> bool:
    return sheet.cell(row, 2).value == "合计"


def _sum(rows: Sequence[Row], caption: str) -> Decimal:
    return sum((Decimal(str(row[caption])) for row in rows), Decimal())


def _prices(rows: Sequence[Row]) -> list[Decimal]:
    return [Decimal(str(row["单价(元)"])) for row in rows]


RECKONED: dict[str, Callable[[Sequence[Row], Decimal], bool]] = {
    "数量": lambda rows, value: _sum(rows, "数量") == value,
    "预算金额(元)": lambda rows, value: _sum(rows, "预算金额(元)") == value,
    "预算(元)": lambda rows, value: _sum(rows, "预算金额(元)") == value,
    "合同单价(元)": lambda rows, value: {r["合同单价(元)"] for r in rows} == {float(value)},
    "合同金额(元)": lambda rows, value: _sum(rows, "合同金额(元)") == value,
    "单价(元)": lambda rows, value: set(_prices(rows)) == {value},
    "采购金额(元)": lambda rows, value: _sum(rows, "预算金额(元)") == value,
    "最低单价(元)": lambda rows, value: min(_prices(rows)) == value,
    "最高单价(元)": lambda rows, value: max(_prices(rows)) == value,
    "行数": lambda rows, value: len(rows) == value,
    "单位数": lambda rows, value: len({row["采购单位"] for row in rows}) == value,
}
"""Caption → whether lines come to a value."""
