"""平台录入表：列名、顺序、单位照平台界面，逐行照抄；每个数的出处在后一张表。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.excel.row_sources import PlatformRow, RowPlace, write_row_sources
from zjbuy_desktop.excel.sheet_links import Link
from zjbuy_desktop.excel.sheet_style import text_width
from zjbuy_desktop.excel.sheet_table import Column, Fen, Value
from zjbuy_desktop.excel.source_data import Remarks
from zjbuy_desktop.excel.stream import Shown, StreamBook, ten_thousands

_OF_LINES = ("quantity", "price", "amount")
_OF_AWARDS = ("contract_price", "contract")
"""Fields that are figures, by where they come from."""


@dataclass(frozen=True, slots=True)
class PlatformColumn:
    """One column of a platform's screen.

    Attributes:
        caption: 列名, as on the screen.
        field: which fact; empty is left blank to be filled in.
        money: 元 or 万元 for amounts, else empty.
    """

    caption: str
    field: str
    money: str = ""


@dataclass(frozen=True, slots=True)
class PlatformTable:
    """One screen of one platform.

    Attributes:
        name: 采购计划、采购需求、合同.
        platform: 预算一体化系统、政府采购云平台.
        rows: ``needs`` or ``shares``.
        columns: in the order of the screen.
    """

    name: str
    platform: str
    rows: str
    columns: tuple[PlatformColumn, ...]


def write_platform_table(
    path: Path,
    table: PlatformTable,
    project: str,
    rows: Sequence[PlatformRow],
    remarks: Remarks,
    note: str = "",
) -> tuple[str, ...]:
    """Write the table, and behind it where every figure comes from.

    Above it stands what the rows add up to, to be held against what the platform shows after
    retyping, and the note.

    Returns:
        Notes about characters that couldn't be kept.
    """
    book = StreamBook(f"{project} {table.name}", "")
    columns = [Column(_caption(c), _width(c, rows)) for c in table.columns]
    sheet = book.sheet(table.name, columns)
    sheet.title(f"{table.platform}　{table.name}录入表")
    sheet.line(f"项目名称：{project}　　照平台界面逐列录入，程序不代替平台；蓝色的数点一下到出处。")
    sheet.line(f"共 {len(rows)} 行，{_sum(table, rows)}录完与平台显示的合计核对。{note}")
    sheet.head()
    places = write_row_sources(book, sheet, project, rows, remarks)
    for row, place in zip(rows, places, strict=True):
        values = [_value(row.values.get(c.field, ""), c.money) for c in table.columns]
        sheet.data(values, links=list(_links(table, place)))
    sheet.finish()
    book.save(path)
    return book.notes


def _links(table: PlatformTable, place: RowPlace) -> Iterator[Link]:
    for number, column in enumerate(table.columns):
        if column.field in _OF_LINES:
            yield place.link(number, place.lines)
        elif column.field in _OF_AWARDS and place.award:
            yield place.link(number, place.award)


_SUMS = {"needs": ("amount", "预算合计"), "shares": ("contract", "合同合计")}


def _sum(table: PlatformTable, rows: Sequence[PlatformRow]) -> str:
    field, word = _SUMS[table.rows]
    amounts = (row.values.get(field) for row in rows)
    return f"{word} {yuan(sum(a.fen for a in amounts if isinstance(a, Fen)))} 元，"


def _width(column: PlatformColumn, rows: Sequence[PlatformRow]) -> float:
    """Wide enough for its caption and, within reason, for its longest text."""
    texts = {value for row in rows if isinstance(value := row.values.get(column.field, ""), str)}
    longest = max((text_width(text) for text in texts), default=0)
    return max(10, text_width(_caption(column)) + 4, min(34, longest + 2))


def _caption(column: PlatformColumn) -> str:
    return f"{column.caption}({column.money})" if column.money else column.caption


def _value(value: Value, money: str) -> Value | Shown:
    if isinstance(value, Fen) and money == "万元":
        return Shown(ten_thousands(value.fen), "#,##0.00####")
    return value
