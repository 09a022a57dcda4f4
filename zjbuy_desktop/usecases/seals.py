"""核章：看过章的才算数；合格的已核章，不合格的写明原因退回重盖。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MoveKind, PaperMove
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.homecoming import LETTER, Home, Standing, standing_of
from zjbuy_desktop.core.case.preconditions import made_by, marked
from zjbuy_desktop.core.case.scans import Fate, Gathered, ScanPage, gathered
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.filing import PaperKey
from zjbuy_desktop.store import papers as register
from zjbuy_desktop.store import records, scans
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.scan_report import paper_words

SIGNED = ("contract", "supplementary_contract")
"""Papers whose day of signing the clerk records himself: a scan does not know it."""


@dataclass(frozen=True, slots=True)
class AtHome:
    """One paper that came home as scans.

    Attributes:
        paper: its pages.
        title: 名称.
        standing: 待核章, 已核章 …
        check: what the eye has to compare besides the seal (金额); empty for nothing.
    """

    paper: Gathered
    title: str
    standing: Standing
    check: str = ""

    @property
    def key(self) -> PaperKey:
        """(kind, subject)."""
        return self.paper.kind, self.paper.subject


def at_home(case: Case, pages: Sequence[ScanPage]) -> tuple[AtHome, ...]:
    """Every paper of which pages came home, by kind and subject in working order."""
    order = {kind: place for place, kind in enumerate(PAPERS)}
    names = {unit.name: place for place, unit in enumerate(case.units)}
    found = gathered(pages)
    keys = sorted(found, key=lambda k: (order.get(k[0], 99), names.get(k[1], 999), k[1]))
    return tuple(
        AtHome(found[k], PAPERS[k[0]].title, standing_of(case, *k), _check(case, found[k]))
        for k in keys
    )


def _check(case: Case, paper: Gathered) -> str:
    made = case.made_of(paper.kind, paper.subject)
    amount = dict(made.facts).get("amount", "") if made else ""
    return f"{amount} 元" if amount else ""


def confirm_seals(
    desk: Desk,
    project_id: int,
    keys: Sequence[PaperKey],
    accepted: bool,
    reason: str = "",
    on: date | None = None,
) -> None:
    """章已盖齐 or 章不合格 for papers that were looked at: one transaction, one audit event.

    For 委托函 the milestones follow: 已核章, or, refused, its return and seal are taken back. A
    refused paper's pages no longer count, so that it can be scanned anew.

    Args:
        keys: (kind, subject) of each.
        accepted: whether seal and signature are right.
        reason: why not; may not be empty then.
        on: the day it was looked at; ``None`` for today.

    Raises:
        UserError: without a reason for a refusal, or for a paper that has not come back.
    """
    if not accepted and not reason.strip():
        raise UserError("章不合格需要写明原因。", "例如：缺骑缝章、公章名称不符、没有签字。")
    case = desk.case(project_id)
    day = on or desk.today
    allowed = (Home.WAITING,) if accepted else (Home.WAITING, Home.SEALED)
    for key in keys:
        _must_be(case, key, allowed)
    word = MoveKind.CONFIRMED if accepted else MoveKind.REFUSED
    why = f"：{reason.strip()}" if reason.strip() else ""
    summary = f"{word.value} {len(keys)} 份：{_named(keys)}{why}"
    with desk.store.begin("seals_looked_at", summary, desk.now(), project_id=project_id) as work:
        moves = [_move(desk, case, key, word, day, reason.strip()) for key in keys]
        register.add_moves(work, project_id, moves)
        if accepted:
            records.add_events(work, project_id, _sealed(case, keys, day))
        else:
            _send_back(work, case, keys, reason.strip())
        work.payload.update(papers=[list(key) for key in keys], accepted=accepted)


def _must_be(case: Case, key: PaperKey, allowed: Sequence[Home]) -> None:
    home = standing_of(case, *key).home
    if home not in allowed:
        hint = {
            Home.OUT: "先导入它的扫描件，或登记收回。",
            Home.REFUSED: "等单位重新交回、导入扫描件后再核。",
            Home.SEALED: "已经核过章，不用再核。",
        }
        raise UserError(f"{paper_words(*key)}现在是“{home.value}”。", hint[home])


def _named(keys: Sequence[PaperKey]) -> str:
    shown = "、".join(paper_words(*key) for key in keys[:3])
    return shown + ("等" if len(keys) > 3 else "")


def _move(desk: Desk, case: Case, key: PaperKey, word: MoveKind, on: date, note: str) -> PaperMove:
    move, made = standing_of(case, *key).move, case.made_of(*key)
    edition = move.edition if move else made.edition if made else ""
    return PaperMove(*key, word, on, edition, 0, note, desk.now())


def _sealed(case: Case, keys: Sequence[PaperKey], on: date) -> list[Event]:
    """As the page 参与委托 records it: a letter that was never entered as back is back now.

    What stands keeps its day: a second look is in the register and moves no deadline.
    """
    events = []
    for kind, subject in keys:
        if kind != LETTER or case.unit(subject) is None:
            continue
        note = "" if made_by(case, LETTER, subject, on) else marked("凭扫描件核章")
        for milestone in (EventKind.LETTER_RETURNED, EventKind.SEAL_CONFIRMED):
            if case.happened(milestone, subject) is None:
                events.append(Event(milestone, on, subject, note))
    return events


def _send_back(work: Work, case: Case, keys: Sequence[PaperKey], reason: str) -> None:
    wanted = set(keys)
    for page in scans.load_pages(work, case.id):
        if page.paper in wanted and page.filing.fate is Fate.FILED:
            scans.set_filing(work, page.id, replace(page.filing, fate=Fate.REFUSED, note=reason))
    for kind, subject in keys:
        if kind != LETTER:
            continue
        for event in reversed(case.events):
            milestone = event.kind in (EventKind.LETTER_RETURNED, EventKind.SEAL_CONFIRMED)
            if milestone and event.unit == subject:
                records.remove_event(work, case.id, event)
