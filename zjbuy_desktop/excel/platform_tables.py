"""平台录入表：列名、顺序、单位照平台界面，逐行照抄。"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.excel.sheet_style import text_width
from zjbuy_desktop.excel.sheet_table import Column, Fen, Value
from zjbuy_desktop.excel.stream import Shown, StreamBook, ten_thousands


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
    path: Path, table: PlatformTable, project: str, rows: Sequence[dict[str, Value]], note: str = ""
) -> tuple[str, ...]:
    """Write the table; each row gives facts by field.

    Above it stands what the rows add up to, to be held against what the platform shows after
    retyping, and the note.

    Returns:
        Notes about characters that couldn't be kept.
    """
    book = StreamBook(f"{project} {table.name}", "")
    columns = [Column(_caption(c), _width(c, rows)) for c in table.columns]
    sheet = book.sheet(table.name, columns)
    sheet.title(f"{table.platform}　{table.name}录入表")
    sheet.line(f"项目名称：{project}　　照平台界面逐列录入，程序不代替平台。")
    sheet.line(f"共 {len(rows)} 行，{_sum(table, rows)}录完与平台显示的合计核对。{note}")
    sheet.head()
    for row in rows:
        sheet.data([_value(row.get(c.field, ""), c.money) for c in table.columns])
    sheet.finish()
    book.save(path)
    return book.notes


_SUMS = {"needs": ("amount", "预算合计"), "shares": ("contract", "合同合计")}


def _sum(table: PlatformTable, rows: Sequence[dict[str, Value]]) -> str:
    field, word = _SUMS[table.rows]
    amounts = (row.get(field) for row in rows)
    return f"{word} {yuan(sum(a.fen for a in amounts if isinstance(a, Fen)))} 元，"


def _width(column: PlatformColumn, rows: Sequence[dict[str, Value]]) -> float:
    """Wide enough for its caption and, within reason, for its longest text."""
    texts = {value for row in rows if isinstance(value := row.get(column.field, ""), str)}
    longest = max((text_width(text) for text in texts), default=0)
    return max(10, text_width(_caption(column)) + 4, min(34, longest + 2))


def _caption(column: PlatformColumn) -> str:
    return f"{column.caption}({column.money})" if column.money else column.caption


def _value(value: Value, money: str) -> Value | Shown:
    if isinstance(value, Fen) and money == "万元":
        return Shown(ten_thousands(value.fen), "#,##0.00####")
    return value
