"""How the office wants its papers, key by key."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all
from zjbuy_desktop.store.unit_of_work import View, Work


def set_settings(work: Work, values: Mapping[str, str]) -> None:
    """Write settings in place of those under the same keys."""
    work.db.execute(delete(t.setting).where(t.setting.c.key.in_(list(values))))
    insert_all(work.db, t.setting, ({"key": k, "value": v} for k, v in values.items()))


def load_settings(view: View) -> dict[str, str]:
    """All settings by key."""
    return {row.key: row.value for row in view.db.execute(select(t.setting))}
