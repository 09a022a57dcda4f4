"""信息公开台账：每一项谁公开、最迟哪一天、公开了没有、在哪里看（指引 六（七）、七（八））。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base.citation import Citation, guideline, statute
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.intentions import UnitIntention, unit_intentions, waiver
from zjbuy_desktop.core.case.tendering import BY_ROWS
from zjbuy_desktop.core.rules.clocks import Deadline, State
from zjbuy_desktop.core.rules.intention import NOTICE

_AGENCY = "采购代理机构"
_CLARIFIED = statute("procurement_regulation", "政府采购法实施条例", "第三十一条")
INTENTION, ANNOUNCEMENT, CLARIFICATION = "采购意向", "采购公告", "澄清、更正公告"
RESULT, CONTRACT, CHANGE = "结果公告", "合同公告", "合同变更公告"
_NOBODY_YET = "委托函核章、确定纳入计划的单位后，逐家列出"
KINDS = (INTENTION, ANNOUNCEMENT, CLARIFICATION, RESULT, CONTRACT, CHANGE)
"""Everything that is disclosed, in the order in which it comes up."""


class Disclosed(StrEnum):
    """How one disclosure stands; the most pressing first."""

    OVERDUE = "已逾期"
    DUE = "待公开"
    LATE = "逾期公开"
    DONE = "已公开"
    LATER = "还没有到"
    WAIVED = "不公开"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that is, or is to be, made public.

    Attributes:
        what: one of ``KINDS``.
        subject: whose: 单位名称; empty for the whole project.
        lot: 标项 of the contract, where a unit's contracts have days of their own.
        who: 由谁公开.
        event: the milestone that records it.
        basis: 依据.
        state: how it stands.
        due: 法定最后日; ``None`` where the law names no number of days, or it has not begun.
        advised: 建议最后日, likewise.
        on: 公开日期; ``None`` while it is not public.
        link: 公告的标题或链接, as recorded; empty if nobody wrote it down.
        note: what is to be known of it: how many units it covers, why it is not published.
    """

    what: str
    subject: str
    who: str
    event: EventKind
    basis: Citation
    state: Disclosed
    due: date | None = None
    advised: date | None = None
    on: date | None = None
    link: str = ""
    note: str = ""
    lot: str = ""

    @property
    def lacks_link(self) -> bool:
        """Public, but nobody can tell where."""
        return self.on is not None and not self.link


def ledger(case: Case, clocks: Sequence[Deadline]) -> tuple[Disclosure, ...]:
    """Every disclosure of a case.

    Args:
        case: the facts.
        clocks: its deadlines as they stand today.
    """
    return (
        *_intentions(case),
        *_of_project(case, clocks),
        *_of_contracts(case, clocks),
    )


def _intentions(case: Case) -> Iterator[Disclosure]:
    waived = waiver(case)
    if waived is not None:
        yield Disclosure(
            INTENTION, "", case.project.lead_unit, EventKind.INTENTION_WAIVED, NOTICE,
            Disclosed.WAIVED, note=waived.note,
        )  # fmt: skip
        return
    units = unit_intentions(case)
    shared = [u for u in units if u.entrusted]
    published = case.event(EventKind.INTENTION_PUBLISHED)
    if shared or published or not units:
        row = _intention(
            case.project.lead_unit, "", EventKind.INTENTION_PUBLISHED, published,
            f"汇总公开 {len(shared)} 家：{_names(shared)}" if shared else _NOBODY_YET,
        )  # fmt: skip
        yield row if shared or published else replace(row, state=Disclosed.LATER)
    for unit in units:
        if not unit.entrusted:
            yield _intention(unit.unit, unit.unit, EventKind.OWN_INTENTION_PUBLISHED, unit.own)


def _names(units: Sequence[UnitIntention]) -> str:
    return "、".join(u.unit for u in units)


def _intention(
    who: str, subject: str, kind: EventKind, event: Event | None, note: str = ""
) -> Disclosure:
    state = Disclosed.DUE if event is None else Disclosed.DONE
    on, link = (event.on, event.note) if event else (None, "")
    return Disclosure(INTENTION, subject, who, kind, NOTICE, state, on=on, link=link, note=note)


def _of_project(case: Case, clocks: Sequence[Deadline]) -> Iterator[Disclosure]:
    announced = case.event(EventKind.ANNOUNCEMENT_PUBLISHED)
    yield Disclosure(
        ANNOUNCEMENT,
        "",
        _AGENCY,
        EventKind.ANNOUNCEMENT_PUBLISHED,
        guideline("第八条（四）"),
        Disclosed.DONE if announced else Disclosed.LATER,
        on=announced.on if announced else None,
        link=(announced.note or case.tender.link) if announced else "",
    )
    clarified = case.event(EventKind.DOCUMENT_CLARIFIED)
    if clarified is not None:
        yield Disclosure(
            CLARIFICATION,
            "",
            _AGENCY,
            EventKind.DOCUMENT_CLARIFIED,
            _CLARIFIED,
            Disclosed.DONE,
            on=clarified.on,
            link="" if clarified.note == BY_ROWS else clarified.note,
        )
    for clock in _with(clocks, "D-12b"):
        event = case.event(EventKind.RESULT_ANNOUNCED)
        yield _clocked(RESULT, _AGENCY, EventKind.RESULT_ANNOUNCED, clock, event)


def _of_contracts(case: Case, clocks: Sequence[Deadline]) -> Iterator[Disclosure]:
    for clock in _with(clocks, "D-16"):
        event = case.event(EventKind.CONTRACT_ANNOUNCED, clock.unit)
        yield _clocked(CONTRACT, clock.unit, EventKind.CONTRACT_ANNOUNCED, clock, event)
    for clock in _with(clocks, "D-19"):
        if clock.start is not None:
            event = case.event(EventKind.CHANGE_ANNOUNCED, clock.unit)
            yield _clocked(CHANGE, clock.unit, EventKind.CHANGE_ANNOUNCED, clock, event)


def _with(clocks: Sequence[Deadline], rule: str) -> Iterator[Deadline]:
    return (clock for clock in clocks if clock.id == rule)


_STATES = {
    State.WAITING: Disclosed.LATER,
    State.OVERDUE: Disclosed.OVERDUE,
    State.LATE: Disclosed.LATE,
    State.MET: Disclosed.DONE,
}


def _clocked(
    what: str, who: str, kind: EventKind, clock: Deadline, event: Event | None
) -> Disclosure:
    state = _STATES.get(clock.state, Disclosed.DUE)
    return Disclosure(
        what=what,
        subject=clock.unit,
        who=who,
        event=kind,
        basis=clock.basis,
        state=Disclosed.DONE if event and state is Disclosed.LATER else state,
        due=clock.last_day,
        advised=clock.advised_day,
        on=event.on if event else None,
        link=event.note if event else "",
        note=clock.note,
        lot=clock.lot,
    )


def counted(rows: Sequence[Disclosure]) -> str:
    """How many there are and how they stand, in words."""
    said = [
        f"{state.value} {count}"
        for state in Disclosed
        if (count := sum(row.state is state for row in rows))
    ]
    bare = sum(row.lacks_link for row in rows)
    tail = f"；{bare} 项没有登记标题或链接" if bare else ""
    return f"共 {len(rows)} 项：{'，'.join(said)}{tail}"
