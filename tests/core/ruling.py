"""What every rule test needs: the shipped law with its calendar, and one rule's findings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from tests.core import builders
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Rule

BLOCK, WARN, ADVISE = Severity.BLOCK, Severity.WARN, Severity.ADVISE


@cache
def law() -> LawBook:
    """The shipped law book, counting by the shipped schedules."""
    return replace(builders.law(), calendar=builders.calendar())


def found(rule: Rule, case: Case, on: date | str = builders.TODAY) -> list[Finding]:
    """What a rule finds on a day."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    return list(rule.check(case, law(), day))


def one(rule: Rule, case: Case, on: date | str = builders.TODAY) -> Finding:
    """The single thing a rule finds."""
    (finding,) = found(rule, case, on)
    return finding


def holds(rule: Rule, case: Case, on: date | str = builders.TODAY) -> bool:
    """Whether a rule finds nothing."""
    return not found(rule, case, on)


def at(kind: EventKind, day: str, unit: str = "", note: str = "", evidence: str = "") -> Event:
    """An event on an ISO day."""
    return Event(kind, date.fromisoformat(day), unit, note, evidence)


def and_events(case: Case, *events: Event) -> Case:
    """The case with more events, recorded last."""
    return replace(case, events=(*case.events, *events))


def without(case: Case, *kinds: EventKind) -> Case:
    """The case in which these events never happened."""
    return replace(case, events=tuple(e for e in case.events if e.kind not in kinds))


def letter(unit: str, amount: str, made: str) -> MadePaper:
    """A delegation letter as it was printed."""
    when = datetime.fromisoformat(f"{made}T09:30:00")
    facts = (("amount", amount), ("unit", unit))
    return MadePaper("delegation_letter", unit, "", None, False, facts, when, "委托函.pdf", 1)


def subjects(findings: Iterable[Finding]) -> list[str]:
    """Whom findings concern."""
    return [f.subject for f in findings]
