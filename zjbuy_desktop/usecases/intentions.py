"""意向公开：看每家单位公开了没有，登记预算依据和预计采购时间。"""

from datetime import date
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.case.intentions import (
    BUDGET_BASES,
    PAPER,
    UnitIntention,
    activity_start,
    budget_basis,
    days_ahead,
    unit_intentions,
    waiver,
)
from zjbuy_desktop.usecases import particulars
from zjbuy_desktop.usecases.desk import Desk


def set_basis(desk: Desk, project_id: int, basis: str, expected_on: date | None) -> None:
    """Keep 预算依据 and 预计采购时间; what else the public text asks for stays as it is.

    An empty basis or no day leaves what stands there.

    Raises:
        UserError: there is no such basis.
    """
    if basis and basis not in BUDGET_BASES:
        raise UserError(f"没有“{basis}”这种预算依据。", f"可以写：{'、'.join(BUDGET_BASES)}。")
    given: dict[str, Value] = {"budget_basis": basis} if basis else {}
    given |= {"expected_on": expected_on.isoformat()} if expected_on else {}
    particulars.amend(desk, project_id, {PAPER: given})


def as_json(desk: Desk, project_id: int) -> dict[str, Any]:
    """Every unit of the plan with who publishes for it, and what is said of the whole."""
    case = desk.case(project_id)
    start, what = activity_start(case)
    waived = waiver(case)
    return {
        "budget_basis": budget_basis(case),
        "start": start,
        "start_is": what,
        "waived": waived.note if waived else None,
        "units": [
            {
                "unit": at.unit,
                "ways": list(at.ways),
                "amount_fen": at.amount_fen,
                "published_on": at.notice.on if at.notice else None,
                "link": at.notice.note if at.notice else "",
                "days_ahead": days_ahead(case, at.notice) if at.notice else None,
                "coverage": at.coverage.value,
            }
            for at in unit_intentions(case)
        ],
    }


def counted(found: tuple[UnitIntention, ...]) -> str:
    """19 家已公开，1 家还没有公开: each coverage that occurs, in words."""
    counts: dict[str, int] = {}
    for at in found:
        counts[at.coverage.value] = counts.get(at.coverage.value, 0) + 1
    return "，".join(f"{count} 家{word}" for word, count in counts.items())
