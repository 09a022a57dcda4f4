"""文件台账的登记：打印、发出、扫回、核章；同一件事也算办理记录的，一并登记。"""

from collections.abc import Mapping, Sequence
from datetime import date

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MoveKind, PaperMove
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.store import papers as stored
from zjbuy_desktop.store import records as stored_records
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.recording import allowed

Pair = tuple[str, str]
"""Kind and subject of a paper."""

EVENT_OF: Mapping[tuple[str, MoveKind], EventKind] = {
    ("call_notice", MoveKind.SENT): EventKind.CALL_SENT,
    ("signing_notice", MoveKind.SENT): EventKind.SIGNING_NOTICE_SENT,
    ("delegation_letter", MoveKind.SCANNED): EventKind.LETTER_RETURNED,
    ("delegation_letter", MoveKind.CONFIRMED): EventKind.SEAL_CONFIRMED,
}
"""Moves that are milestones of the procurement as well: rules and deadlines look at the event."""


def move_kind(word: str) -> MoveKind:
    """The move of that word (已打印, 已发出 …); its beginning is enough.

    Raises:
        UserError: when there is none, or several.
    """
    found = [kind for kind in MoveKind if word and kind.value.startswith(word)]
    if len(found) != 1:
        known = "、".join(kind.value for kind in MoveKind)
        raise UserError(f"没有“{word}”这种登记。", f"可以登记：{known}")
    return found[0]


def record_moves(
    desk: Desk,
    project_id: int,
    chosen: Sequence[Pair],
    what: MoveKind,
    on: date,
    *,
    copies: int = 1,
    note: str = "",
) -> tuple[Event, ...]:
    """Record what became of papers, in one transaction; returns the milestones recorded with it.

    A milestone that is recorded already keeps its day: a second copy does not move a deadline.

    Args:
        copies: 份数 printed or sent, of each.
        note: to whom, how, why refused.

    Raises:
        UserError: for a paper there is not, a day in the future, no copies at all.
    """
    case = desk.case(project_id)
    _check(desk, case, chosen, on, copies)
    moves = [_move(desk, case, pair, what, on, copies, note.strip()) for pair in chosen]
    events = tuple(allowed(case, _events(case, moves)))
    titles = "、".join(dict.fromkeys(papers.paper_spec(kind).title for kind, _ in chosen))
    summary = f"登记文件“{what.value}”{len(moves)} 份（{titles}）{on}"
    with desk.store.begin("papers_moved", summary, desk.now(), project_id=project_id) as work:
        stored.add_moves(work, project_id, moves)
        stored_records.add_events(work, project_id, events)
        work.payload.update(
            what=what.value, copies=copies, note=note.strip(),
            papers=[[m.kind, m.subject, m.edition] for m in moves],
            events=[[e.kind.value, e.on.isoformat(), e.unit] for e in events],
        )  # fmt: skip
    return events


TAKEN_BACK = (MoveKind.PRINTED, MoveKind.SENT)
"""Moves that are taken back here; what came home is mended where scans and seals are."""


def take_back(desk: Desk, project_id: int, pair: Pair, reason: str) -> PaperMove:
    """Take back the last wrong 已打印 or 已发出, and the milestone recorded with it.

    Raises:
        UserError: without a reason, or when there is nothing to be taken back.
    """
    if not reason.strip():
        raise UserError("撤销登记需要写明原因。", "写一句原因后再撤销。")
    case = desk.case(project_id)
    own = [m for m in case.moves if (m.kind, m.subject) == pair]
    if not own or own[-1].what not in TAKEN_BACK:
        last = f"最近登记的是“{own[-1].what.value}”。" if own else "这份文件还没有登记。"
        raise UserError(last, "这里只能撤销最近的打印、发出；扫回和核章在“扫回与核章”里改。")
    move, title = own[-1], papers.paper_spec(pair[0]).title
    summary = f"撤销登记“{move.what.value}”《{title}》{pair[1]}：{reason.strip()}"
    with desk.store.begin("paper_move_removed", summary, desk.now(), project_id=project_id) as work:
        stored.remove_move(work, project_id, move)
        kind = EVENT_OF.get((move.kind, move.what))
        unit = move.subject if kind is not None and kind.per_unit else ""
        event = case.event(kind, unit) if kind is not None else None
        if event is not None and (event.on, event.note) == (move.on, move.note):
            stored_records.remove_event(work, project_id, event)
        work.payload.update(kind=move.kind, subject=move.subject, what=move.what.value)
    return move


def _check(desk: Desk, case: Case, chosen: Sequence[Pair], on: date, copies: int) -> None:
    if not chosen:
        raise UserError("没有选中文件。", "先选一份或几份文件。")
    if on > desk.today:
        raise UserError(f"登记日期 {on} 晚于今天 {desk.today}。", "改成实际发生的日期。")
    if copies < 1:
        raise UserError("份数至少是 1。", "改成实际的份数。")
    known = {kind: set(papers.paper_spec(kind).subjects(case)) for kind, _ in chosen}
    for kind, subject in chosen:
        if subject not in known[kind] and case.made_of(kind, subject) is None:
            title = papers.paper_spec(kind).title
            raise UserError(f"《{title}》没有“{subject}”这一份。", "对象的名称要与台账一致。")


def _move(
    desk: Desk, case: Case, pair: Pair, what: MoveKind, on: date, copies: int, note: str
) -> PaperMove:
    made = case.made_of(*pair)
    edition = made.edition if made else ""
    return PaperMove(*pair, what, on, edition, copies, note, desk.now())


def _events(case: Case, moves: Sequence[PaperMove]) -> list[Event]:
    found = []
    for move in moves:
        kind = EVENT_OF.get((move.kind, move.what))
        unit = move.subject if kind is not None and kind.per_unit else ""
        if kind is not None and case.event(kind, unit) is None:
            found.append(Event(kind, move.on, unit, move.note))
    return found
