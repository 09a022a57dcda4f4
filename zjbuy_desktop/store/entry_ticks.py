"""录入助手的勾: what was typed into which screen of a platform, by whom, when."""

from collections.abc import Sequence

from sqlalchemy import delete

from zjbuy_desktop.core.case.screens import EntryTick
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, record_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def load_ticks(view: View, project_id: int, screen: str) -> dict[str, tuple[EntryTick, ...]]:
    """Subject → its ticks on one screen."""
    found: dict[str, tuple[EntryTick, ...]] = {}
    for row in rows_of(view.db, t.entry_tick, project_id, "at"):
        if row["screen"] == screen:
            subject = row["subject"]
            found[subject] = (*found.get(subject, ()), record_of(EntryTick, row))
    return found


def set_ticks(
    work: Work, project_id: int, screen: str, subject: str, ticks: Sequence[EntryTick]
) -> None:
    """Write ticks, each in place of the one before of its field."""
    drop_ticks(work, project_id, screen, subject, [tick.field for tick in ticks])
    own = {"project_id": project_id, "screen": screen, "subject": subject}
    insert_all(work.db, t.entry_tick, ({**own, **values_of(tick)} for tick in ticks))


def drop_ticks(
    work: Work, project_id: int, screen: str, subject: str, fields: Sequence[str]
) -> None:
    """Take ticks off these fields."""
    row = t.entry_tick.c
    same = (row.project_id == project_id, row.screen == screen, row.subject == subject)
    work.db.execute(delete(t.entry_tick).where(*same, row.field.in_(list(fields))))
