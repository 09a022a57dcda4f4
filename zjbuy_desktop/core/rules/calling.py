"""征集：通知发出，每家单位都拿到填报材料（指引 六（一））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.units import Role
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(None)
def call_deadline_is_set(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """已定填报截止日。"""
    if case.project.call_deadline is None:
        yield Breach(
            "还没有填报截止日。",
            "由牵头单位确定一个日期（指引没有规定填报期限）。",
            field="call_deadline",
        )


@rule(guideline("第六条（一）"), Severity.WARN)
def every_unit_got_the_form(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每家参与单位都已收到填报材料。"""
    for unit in case.units:
        if unit.role is Role.PARTICIPANT and not _reached(case, unit.name):
            yield Breach(
                f"没有{unit.name}的送达记录。",
                "发出填报材料后登记送达日期。",
                subject=unit.name,
                field="delivery",
            )


def _reached(case: Case, unit: str) -> bool:
    """A unit that has answered or has left needs no proof that the form got there."""
    recorded = (EventKind.FORM_DELIVERED, EventKind.WITHDRAWN)
    answered = any(line.unit == unit for line in case.needs)
    return answered or any(case.happened(kind, unit) for kind in recorded)
