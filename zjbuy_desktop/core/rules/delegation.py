"""参与委托：委托函收回、核章，资金落实，待补内容补齐（指引 二、七（一））。"""

from collections.abc import Iterator, Sequence
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper, MoveKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import LeftOut, standings
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_WHAT = {
    LeftOut.NO_LETTER: ("委托函尚未核章", "收回加盖公章的委托函，核对后登记“已核章”。"),
    LeftOut.NOT_SECURED: (
        "资金未落实",
        f"落实后登记“{EventKind.FUNDS_SECURED.label}”；未落实的不纳入本次采购，写明理由后继续。",
    ),
    LeftOut.FACTS_MISSING: ("待补：{missing}", "请单位补充后，在本页填写。"),
    LeftOut.OFF_ROSTER: ("不在名册", "在名册中补上该单位，或搁置它的需求表。"),
}


@rule(guideline("第二条、第七条（一）"), Severity.WARN)
def every_need_is_entrusted(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """报了需求的单位都已出具委托函、落实资金、补齐内容，未纳入的已写明理由。"""
    for s in standings(case):
        if s.reason is None or s.reason is LeftOut.WITHDRAWN:
            continue
        what, fix = _WHAT[s.reason]
        yield Breach(
            f"{s.unit}{what.format(missing='、'.join(s.missing))}，"
            f"{money.yuan(s.total.amount_fen)} 元暂不纳入计划。",
            fix,
            subject=s.unit,
            field="letters",
        )


@rule(guideline("第二条"))
def two_units_are_included(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """纳入计划的单位不少于两家。"""
    included = [s for s in standings(case) if s.included]
    needed = law.number("min_units", on).value
    if len(included) < needed:
        yield Breach(
            f"目前纳入计划的单位有 {len(included)} 家，不足 {needed} 家。",
            "收回并核对委托函，落实资金，补齐待补内容。",
            field="letters",
        )


@rule(guideline("第七条（一）"))
def letter_states_the_need(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """已核章的委托函上的金额与需求一致。"""
    letters = [p for p in case.papers if p.kind == "delegation_letter"]
    for s in standings(case):
        sealed = case.happened(EventKind.SEAL_CONFIRMED, s.unit)
        if sealed is None or s.reason is LeftOut.WITHDRAWN:
            continue
        own = [p for p in letters if p.unit == s.unit]
        amount = _sealed_amount(own, sealed, _looked_at(case, s.unit))
        now = money.yuan(s.total.amount_fen)
        if amount and amount != now:
            yield Breach(
                f"{s.unit}的委托函写的是 {amount} 元，现在的需求是 {now} 元。",
                "重新制作委托函，请单位重新盖章，核对后重新登记“已核章”。",
                subject=s.unit,
                field="letters",
            )


def _looked_at(case: Case, unit: str) -> str:
    """The edition whose seal was confirmed last; empty if the register doesn't say."""
    moves = (m for m in reversed(case.moves) if m.what is MoveKind.CONFIRMED)
    own = (m for m in moves if (m.kind, m.subject) == ("delegation_letter", unit))
    return next((m.edition for m in own), "")


def _sealed_amount(made: Sequence[MadePaper], sealed: date, edition: str) -> str:
    """What the sealed letter says: the last one made before the seal was confirmed.

    A letter remade afterwards is not the one in the file; it must be sealed first.
    """
    looked_at = [p for p in made if edition and p.edition == edition]
    before = looked_at or [p for p in made if p.made_at.date() <= sealed] or made
    return dict(before[-1].facts).get("amount", "") if before else ""


@rule(guideline("第十二条（一）"))
def no_unexplained_withdrawal(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购公告发布后退出的单位，都写明了正当理由和证明材料。"""
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    left = {e.unit: e for e in case.events if e.kind is EventKind.WITHDRAWN}
    for event in left.values():
        explained = event.note.strip() and event.evidence.strip()
        if announced and event.on >= announced and not explained:
            lacks = "没有证明材料" if event.note.strip() else "没有写明理由"
            yield Breach(
                f"{event.unit}在采购公告发布（{announced}）后退出，{lacks}。",
                "重新登记退出，写明正当理由和证明材料；无正当理由不得退出。",
                subject=event.unit,
                field="letters",
            )
