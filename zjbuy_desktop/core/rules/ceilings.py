"""最高限价：设在预算之内，中标（成交）结果不高于它（政府采购法 第六条）。"""

from collections.abc import Iterator, Sequence
from datetime import date

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.case.tally import (
    Answer,
    answers,
    included_lines,
    remaining_needs,
    total,
    totals_by,
)
from zjbuy_desktop.core.case.words import Method, over_limit
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_BUDGET = statute("procurement_law", "政府采购法", "第六条")
_COLLECTED = "各单位填报的预算合计"


@rule(_BUDGET)
def ceilings_within_budget(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项的最高限价不高于预算。"""
    yield from _above_budget(case, included_lines(case), "预算", "ceilings")


@rule(_BUDGET, Severity.WARN)
def ceilings_within_collected_needs(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """需求收齐时，每个标项的最高限价不高于各单位填报的预算合计。"""
    waiting = {Answer.MISSING, Answer.PROBLEM, Answer.WAITING}
    if not _collected(case) and not waiting & set(answers(case).values()):
        yield from _above_budget(case, remaining_needs(case), _COLLECTED, "lots")


@rule(_BUDGET, Severity.WARN)
def ceilings_set_later_within_needs(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """回收结束后才填或改的最高限价，不高于各单位填报的预算合计。"""
    if _collected(case):
        yield from _above_budget(case, remaining_needs(case), _COLLECTED, "lots")


def _collected(case: Case) -> bool:
    return case.stage("collection").completed_on is not None


def _above_budget(case: Case, lines: Sequence[NeedLine], word: str, field: str) -> Iterator[Breach]:
    """Each ceiling that is above what the lines of its item come to."""
    budgets = totals_by(lines, lambda line: line.item)
    for lot in case.project.lots:
        budget = budgets.get(lot.item, total(()))
        if not budget.rows:
            continue
        unit, whole = lot.ceiling_fen, lot.ceiling_total_fen
        by_unit = None if unit is None else money.amount(budget.quantity, unit)
        told: list[tuple[str, int]] = []
        if unit is not None and by_unit is not None:
            counted = f"数量 {quantity.show(budget.quantity)} ＝ {money.yuan(by_unit)} 元"
            told.append((f"单价最高限价 {money.yuan(unit)} 元 × {counted}", by_unit))
        if whole is not None:
            told.append((f"总价最高限价 {money.yuan(whole)} 元", whole))
        for what, fen in told:
            if fen > budget.amount_fen:
                over = f"{word} {money.yuan(budget.amount_fen)} 元"
                yield _breach(case, lot, f"{what}，高于{over}", fen - budget.amount_fen, field)


def _breach(case: Case, lot: Lot, what: str, over_fen: int, field: str) -> Breach:
    tender = case.project.method in (Method.OPEN_TENDER, Method.INVITED_TENDER)
    cited = "（财政部令第87号第十二条：在采购预算额度内设定）" if tender else ""
    where = "，在“立项与名册”的标项里改" if field == "lots" else ""
    return Breach(
        f"{lot.name}的{what}，多 {money.yuan(over_fen)} 元。",
        f"把最高限价改到预算以内{cited}{where}。",
        subject=lot.name,
        field=field,
    )


@rule(_BUDGET)
def award_within_ceilings(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项的中标（成交）结果不高于最高限价。"""
    lots = {lot.name: lot for lot in case.project.lots}
    for result in lot_results(case):
        for what in _above(lots[result.award.lot], result):
            yield Breach(
                f"{result.award.lot}的{what}。",
                f"核对登记的价格和最高限价。{over_limit(case.project.method)}",
                subject=result.award.lot,
                field="awards",
            )


def _above(lot: Lot, result: LotResult) -> Iterator[str]:
    unit, whole, price = lot.ceiling_fen, lot.ceiling_total_fen, result.award.unit_price_fen
    shown = money.yuan(result.award_fen)
    count = sum(a.quantity for a in result.allocations)
    if unit is not None and price is not None and price > unit:
        yield f"单价 {money.yuan(price)} 元超过最高限价 {money.yuan(unit)} 元"
    if unit is not None and price is None and result.award_fen > money.amount(count, unit):
        yield f"总价 {shown} 元，折合单价超过最高限价 {money.yuan(unit)} 元"
    if whole is not None and result.award_fen > whole:
        over = money.yuan(result.award_fen - whole)
        yield f"总价 {shown} 元超过总价最高限价 {money.yuan(whole)} 元，多 {over} 元"
