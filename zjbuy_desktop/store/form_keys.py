"""What signs the forms of a project."""

from zjbuy_desktop.core.case.form_identity import FormKey
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_one, record_of, row_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def load_form_key(view: View, project_id: int) -> FormKey | None:
    """The project's key; ``None`` before its forms were first given out."""
    row = row_of(view.db, t.form_key, project_id)
    return record_of(FormKey, row) if row else None


def save_form_key(work: Work, project_id: int, key: FormKey) -> None:
    """Write the key, once for the life of the project."""
    insert_one(work.db, t.form_key, {"project_id": project_id, **values_of(key)})
