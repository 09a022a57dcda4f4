"""The office's own texts: load all, put one, drop one."""

from sqlalchemy import delete, select

from zjbuy_desktop.core.papers.wording import OfficeText
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, record_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def load_office_texts(view: View) -> dict[str, OfficeText]:
    """Every text of the office, by key."""
    query = select(t.office_text).order_by(t.office_text.c.key)
    return {row["key"]: record_of(OfficeText, row) for row in view.db.execute(query).mappings()}


def save_office_text(work: Work, text: OfficeText) -> None:
    """Put a text in place of the one under its key."""
    drop_office_text(work, text.key)
    insert_all(work.db, t.office_text, [values_of(text)])


def drop_office_text(work: Work, key: str) -> None:
    """Drop the office's text; the shipped one serves again."""
    work.db.execute(delete(t.office_text).where(t.office_text.c.key == key))
