"""归档用的表：统计（各标项、各单位），每家单位材料包的目录和统计，操作记录。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.progress import UnitRecord, percent
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value
from zjbuy_desktop.excel.stream import StreamBook

_LOTS = (
    Column("序号", 6), Column("标项", 14), Column("供应商", 34), Column("数量", 10),
    Column("预算(元)", 18), Column("中标（成交）金额(元)", 20), Column("节约额(元)", 16),
    Column("节约率", 10),
)  # fmt: skip
_UNITS = (
    Column("序号", 6), Column("单位", 30), Column("预算(元)", 18), Column("合同金额(元)", 18),
    Column("节约额(元)", 16), Column("节约率", 10), Column("补充合同(元)", 16),
    Column("签订", 12), Column("公告", 12), Column("备案", 12), Column("验收", 12),
    Column("支付", 12),
)  # fmt: skip
_LIST = (
    Column("序号", 6), Column("卷", 12), Column("题名", 44), Column("日期", 12),
    Column("从哪里来", 34), Column("文件", 50), Column("SHA-256 校验值", 68),
)  # fmt: skip
_LACKING = (Column("缺的材料", 44), Column("怎么补", 80))
_TRAIL = (
    Column("序号", 8), Column("时间", 20), Column("经办人", 16), Column("做了什么", 80),
    Column("校验链", 68),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One file of a pack: 卷, 题名, 日期, 从哪里来, 文件, 校验值."""

    volume: str
    title: str
    day: date | None
    origin: str
    path: str
    sha256: str


def write_statistics(
    path: Path,
    project: str,
    lead: str,
    on: date,
    lots: Sequence[LotResult],
    units: Sequence[UnitRecord],
) -> Sequence[str]:
    """Lots and units with their sums; notes about characters that couldn't be kept."""
    book = StreamBook(f"{project} 统计", lead)
    _lots(book, project, on, lots)
    _units(book, "各单位", f"{project}　各单位统计", on, units)
    book.save(path)
    return book.notes


def write_pack_book(
    path: Path,
    unit: str,
    project: str,
    on: date,
    head: Sequence[str],
    lines: Sequence[Line],
    lacking: Sequence[tuple[str, str]],
    record: UnitRecord | None,
) -> Sequence[str]:
    """目录、还缺的、本单位的统计 of one unit's pack."""
    book = StreamBook(f"{unit} 材料包目录", unit)
    sheet = book.sheet("目录", _LIST)
    sheet.title(f"{unit}　{project}　材料目录")
    for words in head:
        sheet.line(words)
    sheet.head()
    for n, x in enumerate(lines, 1):
        sheet.data((n, x.volume, x.title, _day(x.day), x.origin, x.path, x.sha256))
    sheet.finish()
    if lacking:
        sheet = book.sheet("还缺的材料", _LACKING)
        sheet.title(f"{unit}　还缺的材料")
        sheet.head()
        for row in lacking:
            sheet.data(row)
        sheet.finish()
    _units(book, "本单位统计", f"{unit}　统计", on, [record] if record else [])
    book.save(path)
    return book.notes


def write_trail(
    path: Path, project: str, rows: Iterable[tuple[int, str, str, str, str]]
) -> Sequence[str]:
    """操作记录 with the hash of each entry: number, when, who, what, hash."""
    book = StreamBook(f"{project} 操作记录", "")
    sheet = book.sheet("操作记录", _TRAIL)
    sheet.title(f"{project}　操作记录")
    sheet.line("每一条的校验链由前一条和本条的内容算出，删改任何一条，后面的都对不上。")
    sheet.head()
    for row in rows:
        sheet.data(row)
    sheet.finish()
    book.save(path)
    return book.notes


def _lots(book: StreamBook, project: str, on: date, lots: Sequence[LotResult]) -> None:
    sheet = book.sheet("各标项", _LOTS)
    sheet.title(f"{project}　各标项统计")
    sheet.line(f"统计日期：{on.year}年{on.month}月{on.day}日")
    sheet.head()
    for n, x in enumerate(lots, 1):
        saved = x.budget_fen - x.award_fen
        row: tuple[Value, ...] = (
            n, x.award.lot, x.award.supplier, Milli(sum(a.quantity for a in x.allocations)),
            Fen(x.budget_fen), Fen(x.award_fen), Fen(saved), percent(saved, x.budget_fen),
        )  # fmt: skip
        sheet.data(row)
    budget, award = sum(x.budget_fen for x in lots), sum(x.award_fen for x in lots)
    foot = (Fen(budget), Fen(award), Fen(budget - award), percent(budget - award, budget))
    sheet.data(("", "合计", "", "", *foot), bold=True)
    sheet.finish()


def _units(book: StreamBook, name: str, title: str, on: date, units: Sequence[UnitRecord]) -> None:
    sheet = book.sheet(name, _UNITS)
    sheet.title(title)
    sheet.line(f"统计日期：{on.year}年{on.month}月{on.day}日")
    sheet.head()
    for n, x in enumerate(units, 1):
        days = (x.signed, x.announced, x.filed, x.accepted, x.paid)
        row: tuple[Value, ...] = (
            n, x.unit.name, Fen(x.budget_fen), Fen(x.contract_fen), Fen(x.saving_fen),
            percent(x.saving_fen, x.budget_fen), Fen(x.supplement_fen), *map(_day, days),
        )  # fmt: skip
        sheet.data(row)
    budget, contract = sum(x.budget_fen for x in units), sum(x.contract_fen for x in units)
    saved, added = budget - contract, sum(x.supplement_fen for x in units)
    foot = (Fen(budget), Fen(contract), Fen(saved), percent(saved, budget), Fen(added))
    sheet.data(("", "合计", *foot, "", "", "", "", ""), bold=True)
    sheet.finish()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
