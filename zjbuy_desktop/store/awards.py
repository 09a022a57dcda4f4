"""定标结果 and 补充合同."""

from collections.abc import Iterable

from zjbuy_desktop.core.case.awards import LotAward, Supplement
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_one, record_of, replace_all, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def set_awards(work: Work, project_id: int, awards: Iterable[LotAward]) -> None:
    """Write the results of all lots anew."""
    rows = ({**values_of(award), "position": place} for place, award in enumerate(awards))
    replace_all(work.db, t.lot_award, project_id, rows)


def add_supplement(work: Work, project_id: int, supplement: Supplement) -> None:
    """Add one 补充合同."""
    insert_one(work.db, t.supplement, {"project_id": project_id, **values_of(supplement)})


def load_awards(view: View, project_id: int) -> tuple[LotAward, ...]:
    """定标结果, in the order given."""
    rows = rows_of(view.db, t.lot_award, project_id, "position")
    return tuple(record_of(LotAward, row) for row in rows)


def load_supplements(view: View, project_id: int) -> tuple[Supplement, ...]:
    """补充合同, in order of entry."""
    rows = rows_of(view.db, t.supplement, project_id, "id")
    return tuple(record_of(Supplement, row) for row in rows)
