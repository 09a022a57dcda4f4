"""编制：采购需求书和采购实施计划写好了没有、由谁编制 (财库〔2021〕22号 六至二十六、三十二)."""

import re
from datetime import date

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Rows

REQUIREMENT, PLAN = "requirement_document", "implementation_plan"
"""The papers that are drafted here."""
DRAFTERS, PLAN_DRAFTERS = "drafters", "plan_drafters"
_BETWEEN = re.compile("[、，,；;]")


def drafted_on(case: Case, kind: str) -> date | None:
    """成文日期 of one of the papers; without one, that of the final form that was made."""
    dated = case.details_of(kind).dated
    made = case.made_of(kind)
    return dated or (made.dated if made and not made.draft else None)


def requirement_drafters(case: Case) -> Rows:
    """Rows of those who set the requirement, as the requirement document names them."""
    return case.particulars_of(REQUIREMENT).rows(DRAFTERS)


def plan_drafters(case: Case) -> Rows:
    """Rows of those who made the plan: its own list, else that of the requirement document."""
    return case.particulars_of(PLAN).rows(PLAN_DRAFTERS) or requirement_drafters(case)


def drafter_names(case: Case) -> frozenset[str]:
    """Everybody who must not review."""
    rows = (*requirement_drafters(case), *plan_drafters(case))
    return frozenset(name for row in rows for name in names_in(row[0]))


def names_in(cell: str) -> tuple[str, ...]:
    """The names in one cell, without the blanks they are often stretched by (李　玥)."""
    names = ("".join(part.split()) for part in _BETWEEN.split(cell))
    return tuple(name for name in names if name)
