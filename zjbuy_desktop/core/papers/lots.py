"""按标项列的内容：标项清单表，以及按标项填写的表格是否填全、有没有填错标项。"""

from collections.abc import Iterator, Sequence

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Rows
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, TableBlock
from zjbuy_desktop.core.papers.entries import Entered

NO_UNITS = "纳入计划的单位"
"""The gap of a paper about units while none is included."""
_NO_CEILING = "不另设"


def lines_of(case: Case, lot: Lot, lines: Sequence[NeedLine]) -> list[NeedLine]:
    """The need lines a lot buys."""
    return [line for line in lines if case.lot_for(line.item) is lot]


def lot_title(case: Case, lot: Lot) -> str:
    """采购项目名称 of one lot; a single lot is the project itself."""
    name = case.project.name
    return name if len(case.project.lots) == 1 else f"{name}（{lot.name}）"


def specs_of(case: Case, lot: Lot, lines: Sequence[NeedLine]) -> str:
    """规格型号: the common one, else what the units wrote."""
    return lot.spec or facts.joined(line.spec for line in lines_of(case, lot, lines))


def lots_budget_table(case: Case, lines: Sequence[NeedLine]) -> TableBlock:
    """标的清单: quantity, budget and ceiling of each lot; Σ is the budget of the project."""
    rows = [
        (
            lot.name,
            lot.item,
            specs_of(case, lot, lines),
            facts.quantities(own),
            money.yuan(sum(line.amount_fen for line in own)),
            ceiling(lot),
        )
        for lot in case.project.lots
        for own in [lines_of(case, lot, lines)]
    ]
    total = money.yuan(sum(line.amount_fen for line in lines))
    foot = ("合计", "", "", facts.quantities(lines), total, "")
    whole = any(lot.ceiling_total_fen is not None for lot in case.project.lots)
    head = "最高限价（元）" if whole else "最高单价（元）"
    return TableBlock((*_BUDGET_COLUMNS, Column(head, 11, "right")), tuple(rows), foot)


_BUDGET_COLUMNS = (
    Column("标项", 9, "center"),
    Column("标的名称", 15),
    Column("规格型号", 25),
    Column("数量", 9, "right"),
    Column("预算金额（元）", 15, "right"),
)


def ceiling(lot: Lot) -> str:
    """最高限价 of a lot as papers write it (元): of the unit, or of both where the lot has one."""
    unit = "" if lot.ceiling_fen is None else money.yuan(lot.ceiling_fen)
    if lot.ceiling_total_fen is None:
        return unit or _NO_CEILING
    whole = f"总价{money.yuan(lot.ceiling_total_fen)}"
    return f"单价{unit}，{whole}" if unit else whole


def mean_price(lines: Sequence[NeedLine]) -> int | None:
    """预算均价（分）, rounded half up; ``None`` without a quantity."""
    milli = sum(line.quantity for line in lines)
    if not milli:
        return None
    return (sum(line.amount_fen for line in lines) * 2000 + milli) // (2 * milli)


def rows_by_lot(case: Case, rows: Rows) -> dict[str, list[tuple[str, ...]]]:
    """Rows whose first cell names a lot, by the lot's name; with one lot it may stay blank."""
    found: dict[str, list[tuple[str, ...]]] = {lot.name: [] for lot in case.project.lots}
    for row in rows:
        name = _lot_name(case, row[0])
        if name in found:
            found[name].append(row[1:])
    return found


def lot_gaps(case: Case, entered: Entered, name: str, title: str) -> Iterator[str]:
    """What a table entered lot by lot lacks, and rows that name no lot of the project."""
    rows = entered.rows(name)
    known = {lot.name for lot in case.project.lots}
    for number, row in enumerate(rows, 1):
        if _lot_name(case, row[0]) not in known:
            yield f"“{title}”第{number}行的标项（“{row[0]}”不是本项目的标项）"
    if rows:  # an empty table is already asked for as a whole
        yield from (f"{lot}的{title}" for lot, own in rows_by_lot(case, rows).items() if not own)


def stray_gaps(case: Case, lines: Sequence[NeedLine]) -> Iterator[str]:
    """Items wanted that no lot buys: they would be missing from every table by lot."""
    strays = dict.fromkeys(line.item for line in lines if case.lot_for(line.item) is None)
    yield from (f"标的“{item}”对应的标项" for item in strays)


def unit_gaps(case: Case, lines: Sequence[NeedLine]) -> Iterator[str]:
    """What the need lines of a paper lack: any at all, and a lot for each item."""
    if not lines:
        yield NO_UNITS
    yield from stray_gaps(case, lines)


def _lot_name(case: Case, written: str) -> str:
    lots = case.project.lots
    if not written and len(lots) == 1:
        return lots[0].name
    return next((lot.name for lot in lots if written in (lot.name, lot.item)), written)


def share_table(case: Case, lines: Sequence[NeedLine]) -> TableBlock:
    """参与单位分配表: who gets how much of what, when and where; Σ is the whole quantity."""
    order = {unit.name: unit.order for unit in case.units}
    groups: dict[tuple[str, str], list[NeedLine]] = {}
    for line in sorted(lines, key=lambda n: order.get(n.unit, len(order))):
        groups.setdefault((line.unit, line.item), []).append(line)
    rows = tuple(
        (
            str(n),
            unit,
            _lot_name(case, item),
            f"{quantity.show(sum(g.quantity for g in own))}{own[0].measure}",
            money.yuan(sum(g.amount_fen for g in own)),
            facts.joined(g.delivery for g in own),
        )
        for n, ((unit, item), own) in enumerate(groups.items(), 1)
    )
    total = money.yuan(sum(line.amount_fen for line in lines))
    foot = ("", "合计", "", facts.quantities(lines), total, "")
    return TableBlock(_SHARE_COLUMNS, rows, foot, landscape=True)


_SHARE_COLUMNS = (
    Column("序号", 4, "center"),
    Column("采购单位", 24),
    Column("标项", 9, "center"),
    Column("数量", 8, "right"),
    Column("预算金额（元）", 12, "right"),
    Column("交付时间、地点", 36),
)
