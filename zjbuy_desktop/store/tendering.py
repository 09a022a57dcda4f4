"""采购实施: what was entered of the procurement itself."""

import json

from zjbuy_desktop.core.case.tender import Clarification, Tender
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import record_of, replace_all, row_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def set_tender(work: Work, project_id: int, tender: Tender) -> None:
    """Write it in place of what stood there, its clarifications with it."""
    row = values_of(tender, "clarifications")
    names = json.dumps(tender.bidders, ensure_ascii=False)
    replace_all(work.db, t.tender, project_id, [{**row, "bidders": names}])
    rows = ({**values_of(c, "on"), "happened_on": c.on} for c in tender.clarifications)
    replace_all(work.db, t.clarification, project_id, rows)


def load_tender(view: View, project_id: int) -> Tender:
    """What was entered; blank before."""
    row = row_of(view.db, t.tender, project_id)
    if row is None:
        return Tender()
    told = tuple(
        record_of(Clarification, found, on=found["happened_on"])
        for found in rows_of(view.db, t.clarification, project_id, "id")
    )
    names = tuple(json.loads(row["bidders"]))
    return record_of(Tender, row, bidders=names, clarifications=told)
