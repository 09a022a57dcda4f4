"""The office's own texts: load all, put one, drop one; and what is still being written."""

from sqlalchemy import Connection, delete, select

from zjbuy_desktop.core.papers.wording import OfficeText
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, record_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work

_DRAFT = "draft.text."


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


def save_text_draft(db: Connection, key: str, text: str) -> None:
    """Keep words that are still being written; empty words drop the draft."""
    name = _DRAFT + key
    db.execute(delete(t.setting).where(t.setting.c.key == name))
    if text:
        insert_all(db, t.setting, [{"key": name, "value": text}])


def load_text_drafts(view: View) -> dict[str, str]:
    """What is still being written, by key."""
    query = select(t.setting.c.key, t.setting.c.value).where(t.setting.c.key.startswith(_DRAFT))
    return {name.removeprefix(_DRAFT): text for name, text in view.db.execute(query)}
