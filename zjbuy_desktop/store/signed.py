"""Contracts as signed."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete

from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, record_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def keep_signed(work: Work, project_id: int, contracts: Sequence[SignedContract]) -> None:
    """Write these contracts, each in place of what was entered for its unit and lot."""
    signed = t.signed_contract.c
    same = (signed.unit == bindparam("of_unit"), signed.lot == bindparam("of_lot"))
    gone = delete(t.signed_contract).where(signed.project_id == project_id, *same)
    if contracts:
        work.db.execute(gone, [{"of_unit": c.unit, "of_lot": c.lot} for c in contracts])
    rows = ({"project_id": project_id, **values_of(c)} for c in contracts)
    insert_all(work.db, t.signed_contract, rows)


def drop_signed(work: Work, project_id: int, unit: str, lot: str) -> None:
    """Delete what was entered of one contract."""
    signed = t.signed_contract.c
    same = (signed.project_id == project_id, signed.unit == unit, signed.lot == lot)
    work.db.execute(delete(t.signed_contract).where(*same))


def load_signed(view: View, project_id: int) -> tuple[SignedContract, ...]:
    """Contracts entered so far, by unit and lot."""
    rows = rows_of(view.db, t.signed_contract, project_id, "unit", "lot")
    return tuple(record_of(SignedContract, row) for row in rows)
