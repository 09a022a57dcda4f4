"""参与单位对采购需求的反馈 (指引 七（三）): which units still owe one."""

from collections.abc import Iterator
from dataclasses import dataclass

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.tally import standings


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """One participant and what it said of the draft requirement.

    Attributes:
        unit: 参与单位.
        event: its answer (``note``: what it says); ``None`` while it owes one.
    """

    unit: str
    event: Event | None


def requirement_answers(case: Case) -> tuple[UnitAnswer, ...]:
    """Every included participant; the lead writes the requirement and isn't asked."""
    return tuple(_answers(case))


def _answers(case: Case) -> Iterator[UnitAnswer]:
    for at in standings(case):
        if at.included and at.unit != case.project.lead_unit:
            yield UnitAnswer(at.unit, case.event(EventKind.REQUIREMENT_ANSWERED, at.unit))
