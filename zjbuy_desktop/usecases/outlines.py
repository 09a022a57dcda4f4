"""各项目的概要：算一次就存起来，项目有改动、换了一天或法规、放假安排变了才重算。"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import zjbuy_desktop
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pausing import Pause
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules.clocks import Run
from zjbuy_desktop.core.stages.outline import Outline, outline_of
from zjbuy_desktop.store import cases
from zjbuy_desktop.store import outlines as stored
from zjbuy_desktop.store.outlines import KeptOutline
from zjbuy_desktop.usecases.desk import Desk

_FORM = 3
"""Of the payload: another one lets every outline be computed anew."""
_HELD = 500
"""Outlines held in memory as they were read: opening the workbench again reads none of them."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """One project with its outline.

    Attributes:
        id: project id.
        name: 项目名称.
        outline: its figures.
        mark: tells it from those of other offices.
        stamp: all the outline rests on; the same stamp, the same outline.
    """

    id: int
    name: str
    outline: Outline
    mark: str = ""
    stamp: str = ""


def outlines(desk: Desk) -> tuple[Outlined, ...]:
    """The outline of every project, the last changed first.

    Those kept are taken while they hold: no event of the project or of the office came since,
    it is the same day, and law and calendar say the same. The others are computed and kept.
    """
    given = _given(desk)
    with desk.store.read() as view:
        rows = stored.load_outlines(view)
    fresh = dict(_computed(desk, given, [r for r in rows if r.stamp != _stamp(given, r)]))
    if fresh and desk.store.writable:
        with desk.store.quietly() as db:
            stored.keep_outlines(db, ((p, s, _written(o)) for p, (s, o) in fresh.items()))
    return tuple(
        Outlined(
            r.project_id,
            r.name,
            fresh[r.project_id][1] if r.project_id in fresh else _read(r.payload),
            r.created_at,
            fresh[r.project_id][0] if r.project_id in fresh else r.stamp,
        )
        for r in rows
    )


def _computed(
    desk: Desk, given: str, rows: list[KeptOutline]
) -> Iterator[tuple[int, tuple[str, Outline]]]:
    """(project, (stamp, outline)); facts and stamp are of one moment."""
    for row in rows:
        with desk.store.read() as view:
            now = stored.load_outline(view, row.project_id)
            case = cases.load_case(view, row.project_id)
        yield row.project_id, (_stamp(given, now), outline_of(case, desk.law, desk.today))


def _given(desk: Desk) -> str:
    """What all outlines rest on besides the facts of their project."""
    return f"{_FORM}:{zjbuy_desktop.__version__}:{desk.today}:{law_mark(desk.law)}"


def _stamp(given: str, row: KeptOutline) -> str:
    return f"{given}:{row.office}:{row.change}"


def law_mark(law: LawBook) -> str:
    """Sixteen characters that differ for two law books, or calendars, that differ."""
    years = {
        year: (sorted(s.off), sorted(s.work), s.source) for year, s in law.calendar.years.items()
    }
    whole = repr((sorted(law.texts.items()), law.numbers, law.deadlines, sorted(years.items())))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _written(outline: Outline) -> str:
    """As JSON; units are named once, a run holds their numbers."""
    names = list(dict.fromkeys(unit for run in outline.runs for unit in run.units))
    number = {name: at for at, name in enumerate(names)}
    runs = [
        (r.rule, [number[u] for u in r.units], r.start, r.done, r.lot, _pauses(r))
        for r in outline.runs
    ]
    facts = asdict(outline) | {"runs": runs, "names": names}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), default=str)


@lru_cache(maxsize=_HELD)
def _read(payload: str) -> Outline:
    facts: dict[str, Any] = json.loads(payload)
    names = facts.pop("names")
    runs = tuple(
        Run(
            rule, tuple(names[n] for n in units), _day(start), _day(done), lot,
            tuple(map(_pause, pauses)),
        )
        for rule, units, start, done, lot, pauses in facts.pop("runs")
    )  # fmt: skip
    stages = tuple((title, state) for title, state in facts.pop("stages"))
    sent, due = (_day(facts.pop(name)) for name in ("call_sent", "call_due"))
    return Outline(**facts, call_sent=sent, call_due=due, stages=stages, runs=runs)


def _pauses(run: Run) -> list[list[Any]]:
    return [[p.event, p.since, p.until, p.reason, sorted(p.units)] for p in run.pauses]


def _pause(kept: list[Any]) -> Pause:
    event, since, until, reason, units = kept
    began = date.fromisoformat(since)
    return Pause(EventKind(event), began, _day(until), reason, frozenset(units))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
