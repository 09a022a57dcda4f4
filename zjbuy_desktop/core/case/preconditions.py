"""登记一件事之前必须先有什么；没有的说明先做什么（指引 六至九、十一）。"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from zjbuy_desktop.core.case.allocation import (
    contract_signers,
    notified_units,
    signer_for,
    signing_units,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.tally import standings

OUTSIDE = "未经本程序制作"
"""What a record says of a paper that came another way."""


class Unmet(NamedTuple):
    """What is missing before an event can be recorded.

    Attributes:
        told: 缺什么, one sentence.
        first: 先做什么, one sentence.
        by_note: the paper may have come another way: a note that says how is enough.
    """

    told: str
    first: str
    by_note: bool = False


PAPER_OF: Mapping[EventKind, str] = {
    EventKind.LETTER_RETURNED: "delegation_letter",
    EventKind.SEAL_CONFIRMED: "delegation_letter",
    EventKind.SIGNING_NOTICE_SENT: "signing_notice",
}
"""Events about a paper that is made before, and its kind."""
Check = Callable[[Case, Event], Unmet | None]


def unmet(case: Case, event: Event) -> Unmet | None:
    """The first thing that is missing before ``event``; ``None`` when nothing is.

    What a stage that was taken over (接手) owes is taken as there: the program was not told.
    """
    for check in BEFORE.get(event.kind, ()):
        found = check(case, event)
        if found is not None:
            return found
    return None


def marked(note: str) -> str:
    """The note of a record whose paper came another way, with the mark in front, once."""
    return note if note.startswith(OUTSIDE) else f"{OUTSIDE}：{note.strip()}"


def came_another_way(event: Event | None) -> bool:
    """Whether the event was recorded for a paper this program had not made by then."""
    return event is not None and event.note.startswith(OUTSIDE)


def stands_for(case: Case, event: Event | None, made: MadePaper | None) -> bool:
    """Whether the event can be about the paper as it was last made, and not only an older one."""
    if event is None or made is None or made.kind not in PAPER_OF.values():
        return event is not None
    return came_another_way(event) or any(
        p.edition == made.edition and not p.draft and p.made_at.date() <= event.on
        for p in case.papers
        if (p.kind, p.unit) == (made.kind, made.unit)
    )


def has_signed(case: Case, unit: str) -> bool:
    """Whether a contract of the unit's was signed; 统采统签: the lead signs for each of them."""
    names = {unit}
    if case.project.mode is Mode.SIGN_TOGETHER and unit in signing_units(case):
        names.add(case.project.lead_unit)
    events = any(case.event(EventKind.CONTRACT_SIGNED, name) is not None for name in names)
    return events or any(contract.unit in names for contract in case.signed)


def made_by(case: Case, kind: str, unit: str, on: date) -> bool:
    """Whether the unit's paper, no draft, had been made by that day."""
    subjects = (unit, "") if unit else ("",)
    return any(
        p.kind == kind and p.unit in subjects and not p.draft and p.made_at.date() <= on
        for p in case.papers
    )


# What may be missing


def _needs(case: Case, event: Event) -> Unmet | None:
    if case.needs or case.stage("collection").taken_over:
        return None
    return Unmet("还没有读入任何单位的需求。", "先在“回收与汇总”读入各单位的需求表。")


def _included(case: Case, event: Event) -> Unmet | None:
    if case.stage("delegation").taken_over or any(s.included for s in standings(case)):
        return None
    return Unmet(
        "还没有一家单位的需求纳入计划。", "先在“参与委托”核章、补齐待补内容，确定纳入的单位。"
    )


def _need_of_unit(case: Case, event: Event) -> Unmet | None:
    if case.stage("collection").taken_over:
        return None
    if gone := _taking_part(case, event):
        return gone
    if any(line.unit == event.unit for line in case.needs):
        return None
    return Unmet(f"{event.unit}没有已接收的需求。", "先在“回收与汇总”读入它的需求表。")


def _entrusts(case: Case, event: Event) -> Unmet | None:
    if case.lead is None or case.lead.name != event.unit:
        return None
    return Unmet(f"{event.unit}是牵头单位，自己的需求不用委托函。", "不用登记。")


def _letter(case: Case, event: Event) -> Unmet | None:
    return _paper(case, event, "委托函", "盖章交回后再登记")


def _not_before_its_return(case: Case, event: Event) -> Unmet | None:
    returned = case.happened(EventKind.LETTER_RETURNED, event.unit)
    if returned is None or returned <= event.on:
        return None
    return Unmet(
        f"{event.unit}的委托函登记为 {returned} 收回，晚于核章的 {event.on}。",
        "改成实际核章的日期；收回日期登记错了的，先撤销收回。",
    )


def _notice(case: Case, event: Event) -> Unmet | None:
    return _paper(case, event, "签订合同通知书", "发出后再登记")


def _paper(case: Case, event: Event, title: str, then: str) -> Unmet | None:
    kind = PAPER_OF[event.kind]
    if made_by(case, kind, event.unit, event.on):
        return None
    own = [p for p in case.papers if p.kind == kind and p.unit == event.unit]
    final = [p for p in own if not p.draft]
    if final:
        told = f"{final[0].made_at.date()} 才制作，晚于登记的 {event.on}"
    else:
        told = "只有草稿" if own else "还没有制作"
    return Unmet(
        f"{event.unit}的{title}{told}。",
        f"先制作正式的{title}，{then}；用的是另外做的（例如启用本程序以前已经办理），"
        f"在备注里写明来历，登记会标明“{OUTSIDE}”。",
        by_note=True,
    )


def _agency(case: Case, event: Event) -> Unmet | None:
    if case.agency is not None:
        return None
    return Unmet("还没有登记采购代理机构。", "先在“代理委托”登记采购代理机构。")


def _awards(case: Case, event: Event) -> Unmet | None:
    if case.awards or case.stage("award").taken_over:
        return None
    return Unmet("还没有登记采购结果。", "先在“结果确认与采购协议”登记各标项的采购结果。")


def _unsigned(case: Case, event: Event) -> Unmet | None:
    if not has_signed(case, event.unit):
        return None
    return Unmet(
        f"{event.unit}的合同已经签订，不能再退出（浙财采监〔2025〕6号 第十二条（三））。",
        "合同要变更、终止的，由合同双方另行办理；合同登记、录入错了的，先撤销那一条。",
    )


def _taking_part(case: Case, event: Event) -> Unmet | None:
    if case.happened(EventKind.WITHDRAWN, event.unit) is None:
        return None
    return Unmet(f"{event.unit}已登记退出。", "退出登记错了的，先撤销退出。")


def _share(case: Case, event: Event) -> Unmet | None:
    signers = contract_signers(case)
    if event.unit in signing_units(case) and event.unit not in signers:
        return Unmet(
            f"本项目采用统采统签，合同由{case.project.lead_unit}统一签订、公告、备案。",
            f"登记在{case.project.lead_unit}名下，{event.unit}不用另行登记。",
        )
    return _one_of(case, event, signers)


def _share_to_notify(case: Case, event: Event) -> Unmet | None:
    if event.unit == case.project.lead_unit:
        return Unmet(f"{event.unit}是牵头单位，不用给自己发通知书。", "不用登记。")
    return _one_of(case, event, notified_units(case))


def _one_of(case: Case, event: Event, units: tuple[str, ...]) -> Unmet | None:
    taken_over = case.stage("award").taken_over and not case.awards
    if taken_over or event.unit in units:
        return None
    return Unmet(
        f"采购结果里没有{event.unit}的合同。",
        "先在“参与委托”纳入它的需求，并登记它所在标项的采购结果；不参加的单位不用登记。",
    )


def _after(kind: EventKind, stage: str) -> Check:
    """That an earlier event was recorded, for the same unit where it belongs to one."""

    def check(case: Case, event: Event) -> Unmet | None:
        unit = event.unit if kind.per_unit else ""
        if kind is EventKind.CONTRACT_SIGNED:
            unit = signer_for(case, unit)
        if case.event(kind, unit) is not None or case.stage(stage).taken_over:
            return None
        return Unmet(f"{unit}还没有登记“{kind.label}”。", f"先登记{unit}“{kind.label}”。")

    return check


_ANNOUNCED = _after(EventKind.ANNOUNCEMENT_PUBLISHED, "tender")
_CONFIRMED = _after(EventKind.RESULT_CONFIRMED, "award")
_SIGNED = _after(EventKind.CONTRACT_SIGNED, "signing")

BEFORE: Mapping[EventKind, tuple[Check, ...]] = {
    EventKind.LETTER_RETURNED: (_entrusts, _need_of_unit, _letter),
    EventKind.SEAL_CONFIRMED: (_entrusts, _need_of_unit, _not_before_its_return, _letter),
    EventKind.FUNDS_SECURED: (_need_of_unit,),
    EventKind.WITHDRAWN: (_unsigned,),
    EventKind.OWN_INTENTION_PUBLISHED: (_need_of_unit,),
    EventKind.PROVISIONAL_PLAN_FILED: (_included,),
    EventKind.AGENCY_AGREEMENT_SIGNED: (_agency,),
    EventKind.PLAN_ENTRUSTED: (_agency,),
    EventKind.ANNOUNCEMENT_PUBLISHED: (_needs,),
    EventKind.BIDS_OPENED: (_ANNOUNCED,),
    EventKind.EVALUATION_FINISHED: (_ANNOUNCED,),
    EventKind.EVALUATION_REPORT_RECEIVED: (_ANNOUNCED,),
    EventKind.RESULT_CONFIRMED: (_after(EventKind.EVALUATION_REPORT_RECEIVED, "tender"),),
    EventKind.AWARD_NOTICE_ISSUED: (_CONFIRMED,),
    EventKind.RESULT_ANNOUNCED: (_CONFIRMED,),
    EventKind.PROCUREMENT_AGREEMENT_SIGNED: (_awards,),
    EventKind.SIGNING_NOTICE_SENT: (_awards, _share_to_notify, _notice),
    EventKind.CONTRACT_SIGNED: (_taking_part, _awards, _share),
    EventKind.CONTRACT_ANNOUNCED: (_SIGNED,),
    EventKind.CONTRACT_FILED: (_SIGNED,),
    EventKind.ACCEPTANCE_DONE: (_SIGNED,),
    EventKind.INVOICE_RECEIVED: (_SIGNED,),
    EventKind.PAID: (_SIGNED,),
    EventKind.CONTRACT_CHANGED: (_SIGNED,),
    EventKind.CHANGE_ANNOUNCED: (_after(EventKind.CONTRACT_CHANGED, "signing"),),
    EventKind.BID_DEPOSIT_TAKEN: (_ANNOUNCED,),
    EventKind.DOCUMENT_CLARIFIED: (_ANNOUNCED,),
    EventKind.BID_DEPOSITS_RETURNED: (_after(EventKind.BID_DEPOSIT_TAKEN, "tender"),),
    EventKind.FEES_REFUNDED: (_after(EventKind.PROCUREMENT_TERMINATED, "award"),),
    EventKind.ENQUIRY_ANSWERED: (_after(EventKind.ENQUIRY_RECEIVED, "disputes"),),
    EventKind.CHALLENGE_ANSWERED: (_after(EventKind.CHALLENGE_RECEIVED, "disputes"),),
    EventKind.COMPLAINT_DECIDED: (_after(EventKind.COMPLAINT_RECEIVED, "disputes"),),
    EventKind.SIGNING_RESUMED: (_after(EventKind.SIGNING_SUSPENDED, "disputes"),),
    EventKind.PROCUREMENT_RESUMED: (_after(EventKind.PROCUREMENT_SUSPENDED, "disputes"),),
}
"""What each event needs first; those not named need nothing (their unit and day aside)."""

RESTING_ON_AWARDS = frozenset(kind for kind, checks in BEFORE.items() if _awards in checks)
"""Events that stand on recorded results."""
