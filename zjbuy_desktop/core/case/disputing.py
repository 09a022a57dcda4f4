"""由登记推出来的：哪天前答复、是不是逾期提出、还有几件没有办完、合在一起算什么里程碑。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.workdays import DayKind, reckon
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.disputes import About, Assistance, Dispute, DisputeKind
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.law.book import LawBook

REPLY = "challenge_reply"
"""The paper each challenge is answered with; its subject is the challenge's name."""
BY_ROWS = "按逐件登记"
"""The note of a milestone that follows from the records."""
ANSWERING = {
    DisputeKind.ENQUIRY: "D-23",
    DisputeKind.CHALLENGE: "D-25",
    DisputeKind.COMPLAINT: "D-27",
}
"""The period of the law each kind is answered (decided) in."""
MILESTONES = {
    DisputeKind.ENQUIRY: (EventKind.ENQUIRY_RECEIVED, EventKind.ENQUIRY_ANSWERED),
    DisputeKind.CHALLENGE: (EventKind.CHALLENGE_RECEIVED, EventKind.CHALLENGE_ANSWERED),
    DisputeKind.COMPLAINT: (EventKind.COMPLAINT_RECEIVED, EventKind.COMPLAINT_DECIDED),
}


def dispute_named(case: Case, name: str) -> Dispute | None:
    """The record of that name."""
    return next((d for d in case.disputes if d.name == name), None)


def open_disputes(case: Case) -> tuple[Dispute, ...]:
    """Those nobody has answered, decided or withdrawn."""
    return tuple(d for d in case.disputes if d.answered is None and d.outcome is None)


def answer_last(dispute: Dispute, law: LawBook) -> date:
    """法定最后日 of the answer."""
    return law.period(ANSWERING[dispute.kind], dispute.received).last_day


def raise_last(case: Case, law: LawBook, dispute: Dispute) -> date | None:
    """Until when a challenge could be raised; ``None`` while its start isn't known.

    Of the result: 7 工作日 after the notice had been out for its own period (条例 五十三（三）);
    otherwise from the day entered.
    """
    if dispute.known_day is not None:
        days = law.number("challenge_raise_workdays", dispute.received).value
        return reckon(dispute.known_day, days, DayKind.WORKING, law.calendar).last_day
    announced = case.happened(EventKind.RESULT_ANNOUNCED)
    if dispute.about is About.RESULT and announced is not None:
        return law.period("D-24", announced).last_day
    return None


def raised_late(case: Case, law: LawBook, dispute: Dispute) -> bool:
    """Whether a challenge came after its period; the postmark decides (94号令)."""
    last = raise_last(case, law, dispute)
    challenge = dispute.kind is DisputeKind.CHALLENGE
    return challenge and last is not None and (dispute.posted or dispute.received) > last


def holding(case: Case) -> tuple[Dispute, ...]:
    """Open ones that may change the result: signing waits for them (条例 五十四)."""
    return tuple(d for d in open_disputes(case) if d.affects)


def owing(case: Case) -> tuple[Assistance, ...]:
    """Requests to participants nobody has replied to."""
    return tuple(a for a in case.assistance if a.replied is None)


def milestones(case: Case) -> tuple[list[Event], list[Event]]:
    """(to take back, to add) so that the milestones say what the records say.

    Received: when the first came. Answered: when the last was, once all are. A milestone
    entered by hand, without records, stays as it is.
    """
    gone: list[Event] = []
    new: list[Event] = []
    for kind, wanted in _wanted(case):
        known = case.event(kind)
        own = known is not None and known.note == BY_ROWS
        if known is not None and own and known.on != wanted:
            gone.append(known)
        if wanted is not None and (known is None or (own and known.on != wanted)):
            new.append(Event(kind, wanted, "", BY_ROWS))
    return gone, new


def _wanted(case: Case) -> Iterator[tuple[EventKind, date | None]]:
    still = {d.name for d in open_disputes(case)}
    for kind, (received, answered) in MILESTONES.items():
        told = [d for d in case.disputes if d.kind is kind]
        days = [d.answered for d in told if d.answered is not None]
        whole = bool(days) and not any(d.name in still for d in told)
        yield received, min((d.received for d in told), default=None)
        yield answered, max(days) if whole else None
