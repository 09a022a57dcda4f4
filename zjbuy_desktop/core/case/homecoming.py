"""交回：一份文件现在处于哪一步，看扫回、核章、退回的登记和委托函的里程碑。"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MoveKind, PaperMove
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.preconditions import stands_for

LETTER = "delegation_letter"
"""The one paper whose return and seal are also milestones of the project."""
_RETURNS = (MoveKind.SCANNED, MoveKind.CONFIRMED, MoveKind.REFUSED)


class Home(StrEnum):
    """Whether a paper that has to come back has done so."""

    OUT = "未交回"
    WAITING = "待核章"
    SEALED = "已核章"
    REFUSED = "章不合格，待重交"


class Standing(NamedTuple):
    """Where one paper stands.

    Attributes:
        home: 未交回, 待核章, 已核章 or 章不合格.
        since: the day it came to that; ``None`` for 未交回.
        move: the entry that says so; ``None`` if only a milestone does.
    """

    home: Home
    since: date | None = None
    move: PaperMove | None = None


def standing_of(case: Case, kind: str, subject: str) -> Standing:
    """Where one paper stands: the last entry counts.

    For 委托函 the milestones recorded on its own page count as well.
    """
    moves = [m for m in case.moves if (m.kind, m.subject) == (kind, subject) and m.what in _RETURNS]
    if not moves:
        return _by_event(case, kind, subject)
    last = moves[-1]
    if last.what is MoveKind.REFUSED:
        return Standing(Home.REFUSED, last.on, last)
    if last.what is MoveKind.CONFIRMED:
        return Standing(Home.SEALED, last.on, last)
    sealed = _sealed_before(case, last, moves)
    return Standing(Home.SEALED, sealed, last) if sealed else Standing(Home.WAITING, last.on, last)


def _sealed_before(case: Case, scanned: PaperMove, moves: list[PaperMove]) -> date | None:
    """The day this very letter's seal was confirmed on the letter's own page, scan or no scan."""
    if scanned.kind != LETTER or any(m.what is not MoveKind.SCANNED for m in moves):
        return None
    sealed = case.happened(EventKind.SEAL_CONFIRMED, scanned.subject)
    made = [p for p in case.papers if (p.unit, p.edition) == (scanned.subject, scanned.edition)]
    newer = bool(made) and sealed is not None and made[-1].made_at.date() > sealed
    return None if newer else sealed


def _by_event(case: Case, kind: str, subject: str) -> Standing:
    if kind != LETTER:
        return Standing(Home.OUT)
    made = case.made_of(kind, subject)
    for milestone, home in (
        (EventKind.SEAL_CONFIRMED, Home.SEALED),
        (EventKind.LETTER_RETURNED, Home.WAITING),
    ):
        event = case.event(milestone, subject)
        if event is not None and stands_for(case, event, made):
            return Standing(home, event.on)
    return Standing(Home.OUT)
