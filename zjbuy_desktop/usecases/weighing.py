"""几份里以哪一份为准：同一单位在一批里报了几份，或以前已经接收过一份。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zjbuy_desktop.core.case.batch import KEPT, decide
from zjbuy_desktop.core.case.comparing import Differences, compare
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.usecases import versions
from zjbuy_desktop.usecases.collecting import ImportReport
from zjbuy_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Conflict:
    """Several returns of one unit, of which one counts.

    Attributes:
        unit: 单位名称.
        places: where its returns are in ``ImportReport.results``.
        kept: the file that counts until now; empty if there is none.
        winner: the place that counts, or ``KEPT``.
    """

    unit: str
    places: tuple[int, ...]
    kept: str
    winner: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two returns of one unit of which one is to count.

    Attributes:
        old: place of the earlier one, or ``KEPT``.
        new: place of the later one.
        old_file: its name.
        new_file: its name.
        found: the two line by line.
    """

    old: int
    new: int
    old_file: str
    new_file: str
    found: Differences


def conflicts(report: ImportReport) -> tuple[Conflict, ...]:
    """The units of which several returns were sent; by default the last one counts."""
    sent: dict[str, list[int]] = {}
    weighed = (Outcome.ACCEPTED, Outcome.SUPERSEDED)
    for place, (before, now) in enumerate(zip(report.read, report.results, strict=True)):
        for unit in before.units if now.outcome in weighed else ():
            sent.setdefault(unit, []).append(place)
    return tuple(
        Conflict(unit, tuple(places), report.kept.get(unit, ""), _winner(report, unit, places))
        for unit, places in sent.items()
        if len(places) > 1 or unit in report.kept
    )


def _winner(report: ImportReport, unit: str, places: Sequence[int]) -> int:
    return next(
        (
            place
            for place in places
            if report.results[place].outcome is Outcome.ACCEPTED
            and unit in report.results[place].units
        ),
        KEPT,
    )


def prefer(report: ImportReport, unit: str, place: int) -> ImportReport:
    """Let another return of a unit count; pure, the preview is weighed anew.

    Args:
        report: a preview.
        unit: 单位名称.
        place: one of the places of its ``Conflict``, or ``KEPT``.
    """
    chosen = {**report.chosen, unit: place}
    results = decide(report.read, report.known, chosen)
    return replace(report, results=results, chosen=chosen)


def give_reason(report: ImportReport, unit: str, reason: str) -> ImportReport:
    """Say why that return of a unit counts; an empty reason takes it back."""
    reasons = {**report.reasons, unit: reason.strip()}
    return replace(report, reasons={u: why for u, why in reasons.items() if why})


def unexplained(report: ImportReport) -> tuple[str, ...]:
    """Units for which the clerk did not let the last return count, and did not say why."""
    plain = replace(report, results=decide(report.read, report.known), chosen={})
    usual = {c.unit: c.winner for c in conflicts(plain)}
    return tuple(
        unit
        for unit, place in report.chosen.items()
        if usual.get(unit, place) != place and unit not in report.reasons
    )


def weighed(desk: Desk, project_id: int, report: ImportReport, conflict: Conflict) -> Weighed:
    """The last return of a unit beside what it would take the place of.

    That is what counts until now; failing that, the return before it in the same import.
    """
    places, unit = conflict.places, conflict.unit
    last = report.read[places[-1]]
    new = [line for line in last.lines if line.unit == unit]
    if conflict.kept:
        found = compare(versions.counting(desk, project_id, unit), new)
        return Weighed(KEPT, places[-1], conflict.kept, last.file, found)
    before = report.read[places[-2]]
    old = [line for line in before.lines if line.unit == unit]
    return Weighed(places[-2], places[-1], before.file, last.file, compare(old, new))
