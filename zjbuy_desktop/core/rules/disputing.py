"""询问、质疑、投诉：按期书面答复，可能影响结果的暂停签约，请单位协助的有回音（指引 十）。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case import disputing
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.disputes import Dispute, DisputeKind, Outcome
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pausing import pauses_of
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_LAW, _REGULATION = "政府采购法", "政府采购法实施条例"
_TABLE = "disputes"
_FOUNDED = (Outcome.FOUNDED, Outcome.PARTLY)


@rule(statute("procurement_regulation", _REGULATION, "第五十二条"))
def enquiry_answered_in_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """询问在三个工作日内答复。"""
    yield from _late(case, law, on, DisputeKind.ENQUIRY)


@rule(statute("procurement_law", _LAW, "第五十三条"))
def challenge_answered_in_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """质疑在七个工作日内书面答复。"""
    yield from _late(case, law, on, DisputeKind.CHALLENGE)


def _late(case: Case, law: LawBook, on: date, kind: DisputeKind) -> Iterator[Breach]:
    for dispute in case.disputes:
        last = disputing.answer_last(dispute, law)
        if dispute.kind is not kind:
            continue
        if dispute.answered is not None and dispute.answered > last:
            yield Breach(
                f"{dispute.supplier}的{kind.value} {dispute.received} 收到，"
                f"{dispute.answered} 才答复，晚于最后日 {last}。",
                "日期登记错了的，改正；确实晚了的，写明原因后继续。",
                subject=dispute.name,
                field=_TABLE,
                severity=Severity.WARN,
            )
        elif dispute.answered is None and dispute.outcome is None and on > last:
            yield Breach(
                f"{dispute.supplier}的{kind.value} {dispute.received} 收到，"
                f"最迟应在 {last} 答复，还没有登记答复。",
                "马上书面答复并登记；供应商撤回的，登记撤回。",
                subject=dispute.name,
                field=_TABLE,
            )


@rule(statute("procurement_law", _LAW, "第五十二条"), Severity.ADVISE)
def late_challenge_is_told(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """质疑在知道或者应知权益受到损害之日起七个工作日内提出。"""
    for dispute in case.disputes:
        if disputing.raised_late(case, law, dispute):
            last = disputing.raise_last(case, law, dispute)
            yield Breach(
                f"{dispute.supplier}的质疑 {dispute.posted or dispute.received} 提出，"
                f"晚于质疑期限的最后日 {last}。",
                "逾期提出的，在答复里写明；起算日填错了的，改正。",
                subject=dispute.name,
                field=_TABLE,
            )


@rule(statute("procurement_law", _LAW, "第五十三条"), Severity.WARN)
def challenge_is_answered_in_writing(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """答复质疑以书面形式，通知质疑供应商和其他有关供应商。"""
    for d in case.disputes:
        answered = d.kind is DisputeKind.CHALLENGE and d.answered is not None
        made = case.made_of(disputing.REPLY, d.name)
        if answered and not d.by_agency and d.outcome is not Outcome.WITHDRAWN and made is None:
            yield Breach(
                f"{d.supplier}的质疑 {d.answered} 已答复，还没有制作《质疑答复函》。",
                "填全后制作《质疑答复函》；另外写的，写明存放在哪里后继续。",
                subject=d.name,
                field=disputing.REPLY,
            )


@rule(guideline("第十条"), Severity.WARN)
def founded_challenge_has_consequence(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """质疑成立或者部分成立的，写明了处理决定。"""
    for d in case.disputes:
        action = case.particulars_of(disputing.REPLY, d.name).text("action")
        if d.kind is DisputeKind.CHALLENGE and d.outcome in _FOUNDED and not action:
            yield Breach(
                f"{d.supplier}的质疑{d.outcome.value}，没有写怎样处理。",
                "在《质疑答复函》的“处理决定”里选定。",
                subject=d.name,
                field=disputing.REPLY,
            )


@rule(statute("procurement_regulation", _REGULATION, "第五十四条"), Severity.WARN)
def risky_dispute_suspends_signing(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """质疑、投诉可能影响采购结果的，暂停签订合同，已经签订的中止履行。"""
    stopped = any(p.event is EventKind.SIGNING_SUSPENDED and p.lasts(on) for p in pauses_of(case))
    risky = disputing.holding(case)
    if risky and not stopped and case.happened(EventKind.EVALUATION_REPORT_RECEIVED):
        yield Breach(
            f"{_named(risky)}可能影响采购结果，还没有登记暂停签订合同。",
            "通知各单位暂停签订、中止履行，在本页登记“已暂停签订、履行合同”。",
            field=EventKind.SIGNING_SUSPENDED.value,
        )


@rule(statute("procurement_regulation", _REGULATION, "第五十四条"), Severity.WARN)
def suspension_is_lifted(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """可能影响结果的质疑、投诉都处理完以后，恢复签订合同。"""
    stopped = any(p.event is EventKind.SIGNING_SUSPENDED and p.lasts(on) for p in pauses_of(case))
    if stopped and case.disputes and not disputing.holding(case):
        yield Breach(
            "可能影响结果的质疑、投诉都已处理，合同签订还在暂停。",
            "通知各单位恢复签订，登记“已恢复签订、履行合同”。",
            field=EventKind.SIGNING_RESUMED.value,
        )


@rule(guideline("第十条"), Severity.WARN)
def assistance_is_given(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """请参与单位协助答复的，参与单位都回复了。"""
    for asked in disputing.owing(case):
        if asked.due is not None and on > asked.due:
            yield Breach(
                f"{asked.asked} 请{asked.unit}协助答复（{asked.what}），"
                f"应当在 {asked.due} 前回复，还没有回音。",
                "催它回复，回复后登记；不再需要的，在回复里写明。",
                subject=asked.unit,
                field="assistance",
            )


def _named(disputes: tuple[Dispute, ...]) -> str:
    return "、".join(f"{d.supplier}的{d.kind.value}" for d in disputes)
