"""各种文件共用的表格，每张都有合计行，Σ各行＝合计。"""

from collections.abc import Iterable, Sequence

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import Allocation, LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, TableBlock

NO_UNIT_PRICE = "按总价"
"""Where a lump-sum offer gives no exact unit price."""

_SERIAL = Column("序号", 4, "center")
_UNIT = Column("单位名称", 18)
_LOT = Column("标项", 9, "center")
_ITEM = Column("标的名称", 15)
_MEASURE = Column("计量单位", 6, "center")
_QUANTITY = Column("数量", 7, "right")
_PRICE = Column("单价（元）", 11, "right")
_BUDGET = Column("预算金额（元）", 14, "right")
_AMOUNT = Column("金额（元）", 14, "right")


def needs_table(lines: Sequence[NeedLine]) -> TableBlock:
    """What one unit wants, line by line."""
    rows = [
        (
            line.item,
            line.spec,
            line.measure,
            quantity.show(line.quantity),
            money.yuan(line.price_fen),
            money.yuan(line.amount_fen),
        )
        for line in lines
    ]
    foot = ("合计", "", "", _sum_quantity(lines), "", _sum_amount(lines))
    columns = (_SERIAL, _ITEM, Column("规格型号", 13), _MEASURE, _QUANTITY, _PRICE, _BUDGET)
    return TableBlock(columns, _numbered(rows), ("", *foot))


def participants_table(case: Case) -> TableBlock:
    """参与单位清单: who buys how much, with its plan number."""
    lines = included_lines(case)
    by_unit = lines_by_unit(lines)
    rows = [
        (
            unit.name,
            unit.uscc,
            plan_numbers(case, unit.name),
            facts.quantities(by_unit[unit.name]),
            _sum_amount(by_unit[unit.name]),
        )
        for unit in case.units
        if unit.name in by_unit
    ]
    foot = ("", "合计", "", "", facts.quantities(lines), _sum_amount(lines))
    columns = (
        _SERIAL,
        _UNIT,
        Column("统一社会信用代码", 17, "center"),
        Column("采购计划编号", 16, "center"),
        Column("数量", 9, "right"),
        _BUDGET,
    )
    return TableBlock(columns, _numbered(rows), foot, landscape=True)


_SHORT = {"委托牵头单位公开": "委托", "自行公开": "自行"}
"""意向公开方式 under a head that already says 采购意向公开."""


def plans_table(case: Case) -> TableBlock:
    """受委托采购临时采购计划汇总表: one row per included unit.

    正式采购计划编号 stays blank: it comes months later and is filled in by hand (后补).
    """
    lines = included_lines(case)
    by_unit = lines_by_unit(lines)
    rows = [
        (
            unit.name,
            unit.budget_code,
            unit.level.value,
            plan_numbers(case, unit.name),
            _by_item(by_unit[unit.name]),
            _sum_amount(by_unit[unit.name]),
            facts.joined(n.funding for n in by_unit[unit.name]),
            facts.joined(n.budget_item for n in by_unit[unit.name]),
            _letter(case, unit.name),
            facts.joined(_SHORT.get(n.intention, n.intention) for n in by_unit[unit.name]),
            "",
        )
        for unit in case.units
        if unit.name in by_unit
    ]
    sums = (facts.quantities(lines), _sum_amount(lines))
    foot = ("", "合计", "", "", "", *sums, "", "", "", "", "")
    return TableBlock(_PLAN_COLUMNS, _numbered(rows), foot, landscape=True)


def _letter(case: Case, unit: str) -> str:
    """委托函 as the register has it: its 文号, else the day its seal was confirmed.

    The year is that of the plan, which the form's head says.
    """
    if unit == case.project.lead_unit:
        return "牵头单位"
    returned = case.event(EventKind.LETTER_RETURNED, unit)
    if returned and "号" in returned.note:
        return returned.note.strip()
    confirmed = case.happened(EventKind.SEAL_CONFIRMED, unit)
    return f"{confirmed.month}月{confirmed.day}日核章" if confirmed else ""


_PLAN_COLUMNS = (
    _SERIAL,
    _UNIT,
    Column("预算单位编码", 10, "center"),
    Column("预算级次", 8, "center"),
    Column("采购计划编号", 14, "center"),
    Column("标的和数量", 30),
    _AMOUNT,
    Column("资金来源", 10),
    Column("预算项目", 12),
    Column("委托函", 9, "center"),
    Column("采购意向公开", 7, "center"),
    Column("正式采购计划编号", 14, "center"),
)


def lots_table(case: Case, results: Sequence[LotResult]) -> TableBlock:
    """What one supplier won, lot by lot."""
    rows = []
    for result in results:
        item = case_item(case, result.award.lot)
        price = result.award.unit_price_fen
        rows.append(
            (
                result.award.lot,
                item,
                facts.measure_of(case, item),
                quantity.show(sum(a.quantity for a in result.allocations)),
                NO_UNIT_PRICE if price is None else money.yuan(price),
                money.yuan(result.award_fen),
            )
        )
    total = money.yuan(sum(r.award_fen for r in results))
    columns = (_LOT, _ITEM, _MEASURE, _QUANTITY, _PRICE, _AMOUNT)
    return TableBlock(columns, tuple(rows), ("合计", "", "", "", "", total))


def contracts_table(case: Case, allocations: Sequence[Allocation]) -> TableBlock:
    """What one unit signs: its contracts, one row per lot."""
    rows = tuple(
        (
            a.lot,
            a.supplier,
            a.item,
            f"{quantity.show(a.quantity)}{facts.measure_of(case, a.item)}",
            price_text(a),
            money.yuan(a.contract_fen),
        )
        for a in allocations
    )
    total = money.yuan(sum(a.contract_fen for a in allocations))
    contract = Column("合同金额（元）", 14, "right")
    columns = (_LOT, Column("供应商", 17), _ITEM, _QUANTITY, _PRICE, contract)
    return TableBlock(columns, rows, ("合计", "", "", "", "", total))


def allocation_table(case: Case, allocations: Sequence[Allocation]) -> TableBlock:
    """分配表 of one supplier: Σ is its award, to the 分."""
    delivery: dict[tuple[str, str], list[str]] = {}
    for line in common_needs(case):
        delivery.setdefault((line.unit, line.item), []).append(line.delivery)
    rows = [
        (
            a.unit,
            a.lot,
            a.item,
            f"{quantity.show(a.quantity)}{facts.measure_of(case, a.item)}",
            price_text(a),
            money.yuan(a.contract_fen),
            facts.joined(delivery.get((a.unit, a.item), ())),
        )
        for a in allocations
    ]
    total = money.yuan(sum(a.contract_fen for a in allocations))
    foot = ("", "合计", "", "", "", "", total, "")
    return TableBlock(_ALLOCATION_COLUMNS, _numbered(rows), foot, landscape=True)


_ALLOCATION_COLUMNS = (
    _SERIAL,
    _UNIT,
    _LOT,
    _ITEM,
    _QUANTITY,
    _PRICE,
    _AMOUNT,
    Column("交付时间、地点", 18),
)


def case_item(case: Case, lot_name: str) -> str:
    """标的名称 of a lot."""
    return next((lot.item for lot in case.project.lots if lot.name == lot_name), "")


def price_text(allocation: Allocation) -> str:
    """合同单价, only if an exact one exists."""
    price = allocation.unit_price_fen
    return NO_UNIT_PRICE if price is None else money.yuan(price)


def plan_numbers(case: Case, unit: str, kind: PlanKind = PlanKind.PROVISIONAL) -> str:
    """采购计划编号 of one unit."""
    numbers = (p.number for p in case.plans_of(kind) if p.unit == unit and p.number)
    return "、".join(dict.fromkeys(numbers))


def lines_by_unit(lines: Iterable[NeedLine]) -> dict[str, list[NeedLine]]:
    """Need lines of each unit."""
    groups: dict[str, list[NeedLine]] = {}
    for line in lines:
        groups.setdefault(line.unit, []).append(line)
    return groups


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), *row) for n, row in enumerate(rows, 1))


def _by_item(lines: Sequence[NeedLine]) -> str:
    items = dict.fromkeys(line.item for line in lines)
    return "；".join(f"{i}{facts.quantities(n for n in lines if n.item == i)}" for i in items)


def _sum_quantity(lines: Sequence[NeedLine]) -> str:
    # Different measures don't add up: then the rows speak for themselves.
    if len({line.measure for line in lines}) != 1:
        return ""
    return quantity.show(sum(line.quantity for line in lines))


def _sum_amount(lines: Iterable[NeedLine]) -> str:
    return money.yuan(sum(line.amount_fen for line in lines))
