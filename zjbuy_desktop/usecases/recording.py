"""登记：在平台上、纸面上发生的事，以及随之补上的内容。"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.case.events import NOTE_NEEDED, Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, UnitFacts
from zjbuy_desktop.core.case.preconditions import marked, unmet
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.store import needs as stored_needs
from zjbuy_desktop.store import records as stored
from zjbuy_desktop.store.proofs import keep_evidence
from zjbuy_desktop.usecases.desk import Desk


def event_kind(word: str) -> EventKind:
    """The event of that name: its Chinese one, a part only it has, or the English one.

    Raises:
        UserError: when there is no such event, or several; the hint lists them.
    """
    for kind in EventKind:
        if word in (kind.value, kind.label):
            return kind
    found = [kind for kind in EventKind if word.strip() and word.strip() in kind.label]
    if len(found) == 1:
        return found[0]
    said = f"“{word}”说的是哪一件事？" if found else f"没有“{word}”这种登记事项。"
    known = "、".join(k.label for k in found or EventKind)
    raise UserError(said, f"可以登记的有：{known}。")


def candidates(case: Case, kind: EventKind, on: date) -> tuple[str, ...]:
    """The units of whom ``kind`` can be recorded on that day and is not yet, by roster order.

    One whose paper came another way is among them: its record needs a note.

    Raises:
        UserError: for an event of the whole project, or one that has its own reason each time.
    """
    if not kind.per_unit:
        raise UserError(f"“{kind.label}”是整个项目的事，不分单位。", "去掉单位后再登记。")
    if kind is EventKind.WITHDRAWN:
        raise UserError("退出要一家一家登记。", "每家写明单位和它的理由。")
    open_units = [u for u in case.units if case.event(kind, u.name) is None]
    return tuple(u.name for u in open_units if _concerned(case, Event(kind, on, u.name)))


def _concerned(case: Case, event: Event) -> bool:
    if event.kind is EventKind.FORM_DELIVERED:
        return event.unit != case.project.lead_unit
    if event.kind is EventKind.FUNDS_SECURED:
        own = (line.funds for line in case.needs if line.unit == event.unit)
        if all(funds is Funds.SECURED for funds in own):
            return False
    missing = unmet(case, event)
    return missing is None or missing.by_note


def record(
    desk: Desk, project_id: int, events: Sequence[Event], evidence: Path | None = None
) -> tuple[Event, ...]:
    """Record events in one transaction; the last one of a kind (and unit) counts.

    Returns them as recorded: where the paper came another way the note says so.

    Args:
        desk: the desk.
        project_id: the project.
        events: what happened.
        evidence: a scan or PDF that proves them (退出), kept among the originals.

    Raises:
        UserError: for a unit that isn't on the roster, a day in the future, a missing unit, a
            withdrawal after the announcement without its reason and evidence, or where what must
            exist before does not.
    """
    case = desk.case(project_id)
    if evidence is not None:
        events = [replace(e, evidence=e.evidence or evidence.name) for e in events]
    for event in events:
        _check(desk, case, event)
    events = allowed(case, events)
    first = events[0]
    who = f"（{first.unit}等 {len(events)} 家）" if len(events) > 1 else first.unit
    summary = f"登记“{first.kind.label}”{first.on}{who}"
    with desk.store.begin("event_recorded", summary, desk.now(), project_id=project_id) as work:
        if evidence is not None:
            sha256 = keep_evidence(work, evidence)
            events = [replace(e, sha256=sha256) for e in events]
            work.payload["evidence"] = [evidence.name, sha256]
        stored.add_events(work, project_id, events)
        work.payload["events"] = [[e.kind.value, e.on.isoformat(), e.unit, e.note] for e in events]
    return tuple(events)


def allowed(case: Case, events: Sequence[Event]) -> list[Event]:
    """The events, each with what it needs before it; marked where its paper came another way.

    Raises:
        UserError: something is missing that a note can't make up for, or there is no note.
    """
    missing = [(event, unmet(case, event)) for event in events]
    wrong = [(e, m) for e, m in missing if m and not (m.by_note and e.note.strip())]
    if wrong:
        event, found = wrong[0]
        more = f"另有 {len(wrong) - 1} 家也不能登记。" if len(wrong) > 1 else ""
        raise UserError(f"不能登记“{event.kind.label}”：{found.told}{more}", found.first)
    return [replace(e, note=marked(e.note)) if m else e for e, m in missing]


def _check(desk: Desk, case: Case, event: Event) -> None:
    if event.kind.per_unit and case.unit(event.unit) is None:
        names = "、".join(u.name for u in case.units)
        asked = f"名册上没有“{event.unit}”。" if event.unit else "这件事要写明是哪家单位。"
        raise UserError(asked, f"名册上的单位：{names}")
    if not event.kind.per_unit and event.unit:
        raise UserError(f"“{event.kind.label}”是整个项目的事，不分单位。", "去掉单位后再登记。")
    if event.on > desk.today:
        raise UserError(f"登记日期 {event.on} 晚于今天 {desk.today}。", "改成实际发生的日期。")
    if event.kind in NOTE_NEEDED and not event.note.strip():
        needed = NOTE_NEEDED[event.kind]
        raise UserError(f"登记“{event.kind.label}”要在备注里写明{needed}。", "写明后再登记。")
    if event.kind is not EventKind.WITHDRAWN:
        return
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if announced and not (event.note.strip() and event.evidence.strip()):
        early = "公告前已退出、现在补登的，同样要有证明材料。" if event.on < announced else ""
        raise UserError(
            "采购公告发布后，无正当理由不得退出（浙财采监〔2025〕6号 第十二条（一））。",
            f"{early}写明正当理由和证明材料（来函的名称、文号，或附上扫描件）后再登记。",
        )
    if not event.note.strip():
        raise UserError("登记退出需要写明理由。", "例如：预算未批复，8月20日来函。")


def unrecord(desk: Desk, project_id: int, kind: EventKind, unit: str, reason: str) -> None:
    """Take back a wrong record; the audit keeps both.

    Raises:
        UserError: without a reason.
    """
    unrecord_all(desk, project_id, kind, [unit], reason)


def unrecord_all(
    desk: Desk, project_id: int, kind: EventKind, units: Sequence[str], reason: str
) -> None:
    """Take back wrong records of one kind of several units, in one transaction.

    Raises:
        UserError: without a reason, or for a unit without such a record; nothing is written.
    """
    if not reason.strip():
        raise UserError("撤销登记需要写明原因。", "写一句原因后再撤销。")
    case = desk.case(project_id)
    events = []
    for unit in units:
        event = case.event(kind, unit)
        if event is None:
            raise UserError(f"{unit}没有“{kind.label}”的登记。", "核对是哪家单位、哪一件事。")
        events.append(event)
    who = f"（{units[0]}等 {len(units)} 家）" if len(units) > 1 else units[0]
    summary = f"撤销登记“{kind.label}”{who}：{reason.strip()}"
    with desk.store.begin("event_removed", summary, desk.now(), project_id=project_id) as work:
        for event in events:
            stored.remove_event(work, project_id, event)
        work.payload.update(kind=kind.value, unit=units[0])
        if len(units) > 1:
            work.payload["units"] = list(units)


def supply_facts(desk: Desk, project_id: int, facts: Sequence[UnitFacts]) -> None:
    """待补内容 given by units beside their forms.

    Raises:
        UserError: for a unit that isn't on the roster.
    """
    case = desk.case(project_id)
    for item in facts:
        if case.unit(item.unit) is None:
            raise UserError(f"名册上没有“{item.unit}”。", "单位名称要与名册完全一致。")
    summary = f"补充 {len(facts)} 家单位的资金等内容"
    with desk.store.begin("facts_supplied", summary, desk.now(), project_id=project_id) as work:
        for item in facts:
            stored_needs.set_facts(work, project_id, item)
        work.payload["units"] = [f.unit for f in facts]


def import_facts(desk: Desk, project_id: int, file: Path) -> tuple[UnitFacts, ...]:
    """待补内容 of many units from a table.

    Raises:
        UserError: naming file, sheet and cell; nothing is written.
    """
    from zjbuy_desktop.excel.tables import read_facts

    facts = read_facts(file)
    supply_facts(desk, project_id, facts)
    return facts


def set_details(desk: Desk, project_id: int, items: Sequence[PaperDetails]) -> None:
    """文号 and 成文日期 of many papers of one kind, in one transaction.

    Raises:
        UserError: a number is another paper's already; nothing is written.
    """
    _refuse_used(desk, project_id, items)
    first = items[0]
    summary = f"填写 {len(items)} 份文件的文号、成文日期，第一份“{first.number or '（空）'}”"
    with desk.store.begin("paper_details_set", summary, desk.now(), project_id=project_id) as work:
        for item in items:
            stored.set_details(work, project_id, item)
        work.payload.update(kind=first.kind, papers=[[i.unit, i.number] for i in items])


def set_paper_details(
    desk: Desk, project_id: int, kind: str, subject: str, number: str, dated: date | None
) -> None:
    """文号 and 成文日期 of one paper, before its final print.

    Raises:
        UserError: the number is another paper's already.
    """
    details = PaperDetails(kind, subject, number.strip(), dated)
    _refuse_used(desk, project_id, [details])
    summary = f"填写文号“{details.number}”、成文日期 {dated or '（空）'}"
    with desk.store.begin("paper_details_set", summary, desk.now(), project_id=project_id) as work:
        stored.set_details(work, project_id, details)
        work.payload.update(kind=kind, subject=subject)


def used_numbers(
    case: Case, items: Sequence[PaperDetails]
) -> list[tuple[PaperDetails, PaperDetails]]:
    """(paper, the other paper that has its number): 文号 are given once.

    What is entered for all papers of a kind is no paper of its own.
    """
    given = {(d.kind, d.unit): d for d in (*case.details, *items)}
    holders: dict[str, PaperDetails] = {}
    for details in given.values():
        if details.number:
            holders.setdefault(details.number, details)
    found = []
    for item in items:
        other = holders.get(item.number)
        if other is None or (other.kind, other.unit) == (item.kind, item.unit):
            continue
        if other.kind != item.kind or (other.unit and item.unit):
            found.append((item, other))
    return found


def used_words(case: Case, items: Sequence[PaperDetails]) -> str:
    """Which number is another paper's already, in words; empty when none is."""
    for item, other in used_numbers(case, items):
        return f"文号“{item.number}”已经用于《{PAPERS[other.kind].title}》{other.unit}。"
    return ""


def _refuse_used(desk: Desk, project_id: int, items: Sequence[PaperDetails]) -> None:
    if words := used_words(desk.case(project_id), items):
        raise UserError(words, "换一个没有用过的文号。")
