"""统计表里的三张表：按标项、按单位的金额、按单位的进度，合计＝Σ各行。"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.progress import UnitRecord, percent
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, TableBlock
from zjbuy_desktop.core.papers.tables import case_item

_SERIAL = Column("序号", 4, "center")
_UNIT = Column("单位名称", 20)
_RATE = Column("节约率", 8, "right")


def lots_statistics(case: Case, results: Sequence[LotResult]) -> TableBlock:
    """Each lot: who won it, its budget, its award, what was saved."""
    won = words_for(case.project.method).won
    rows = tuple(_lot_row(case, r) for r in results)
    budget, award = sum(r.budget_fen for r in results), sum(r.award_fen for r in results)
    columns = (
        Column("标项和标的", 18),
        Column("数量", 8, "right"),
        Column(f"{won}供应商", 16),
        Column("预算金额（元）", 14, "right"),
        Column(f"{won}金额（元）", 14, "right"),
        Column("节约额（元）", 13, "right"),
        _RATE,
    )
    foot = ("合计", "", "", *_money(budget, award))
    return TableBlock(columns, rows, foot, caption="各标项采购结果")


def _lot_row(case: Case, result: LotResult) -> tuple[str, ...]:
    item = case_item(case, result.award.lot)
    count = quantity.show(sum(a.quantity for a in result.allocations))
    return (
        f"{result.award.lot}：{item}",
        f"{count}{facts.measure_of(case, item)}",
        result.award.supplier,
        *_money(result.budget_fen, result.award_fen),
    )


def _money(budget: int, award: int) -> tuple[str, str, str, str]:
    """预算、金额、节约额、节约率."""
    saving = budget - award
    return money.yuan(budget), money.yuan(award), money.yuan(saving), percent(saving, budget)


def money_table(case: Case, records: Sequence[UnitRecord]) -> TableBlock:
    """各单位: budget, contract, saving, 补充合同 with its share of each original contract."""
    rows = [
        (
            record.unit.name,
            record.unit.level.value,
            *_money(record.budget_fen, record.contract_fen),
            money.yuan(record.supplement_fen) if record.supplements else "",
            "；".join(f"{lot}{_share(part)}" for lot, part in record.supplements),
        )
        for record in records
    ]
    foot = (
        "",
        "合计",
        "",
        *_money(sum(r.budget_fen for r in records), sum(r.contract_fen for r in records)),
        money.yuan(sum(r.supplement_fen for r in records)),
        "",
    )
    columns = (
        _SERIAL,
        _UNIT,
        Column("预算级次", 8, "center"),
        Column("预算金额（元）", 14, "right"),
        Column("合同金额（元）", 14, "right"),
        Column("节约额（元）", 13, "right"),
        _RATE,
        Column("补充合同累计（元）", 13, "right"),
        Column("占原合同比例", 12, "center"),
    )
    return TableBlock(columns, _numbered(rows), foot, "各单位采购金额", landscape=True)


def _share(part: Fraction | None) -> str:
    return "—" if part is None else percent(part.numerator, part.denominator)


def progress_table(case: Case, records: Sequence[UnitRecord]) -> TableBlock:
    """各单位: contract numbers and the day of each step; how many came so far."""
    numbers = _contract_numbers(case)
    rows = [
        (
            record.unit.name,
            facts.joined(numbers.get(record.unit.name, ())),
            _day(record.signed),
            "" if record.days is None else str(record.days),
            _day(record.announced),
            _day(record.filed),
            _day(record.accepted),
            _day(record.paid),
        )
        for record in records
    ]
    steps = (
        [r.signed for r in records],
        [r.announced for r in records],
        [r.filed for r in records],
        [r.accepted for r in records],
        [r.paid for r in records],
    )
    signed, *later = (f"{sum(day is not None for day in step)}家" for step in steps)
    foot = ("", "合计", "", signed, "", *later)
    columns = (
        _SERIAL,
        _UNIT,
        Column("合同编号", 19),
        Column("签订日期", 12, "center"),
        Column("距通知书发出（日）", 10, "center"),
        Column("公告日期", 12, "center"),
        Column("备案日期", 12, "center"),
        Column("验收日期", 12, "center"),
        Column("支付日期", 12, "center"),
    )
    return TableBlock(columns, _numbered(rows), foot, "各单位合同进度", landscape=True)


def _contract_numbers(case: Case) -> dict[str, list[str]]:
    """单位 → 编号 of its contracts, own ones before what all contracts share."""
    common = case.details_of("contract").number
    found: dict[str, list[str]] = {}
    for contract in contracts(case):
        own = case.details_of("contract", contract.key).number
        found.setdefault(contract.share.unit, []).append(own or common)
    return found


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _numbered(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), *row) for n, row in enumerate(rows, 1))
