"""做法: of a project in a table of its own, of the office among the settings."""

import json
from typing import Any

from sqlalchemy import delete

from zjbuy_desktop.core.case.gaps import GapChoice, merged
from zjbuy_desktop.store import settings
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import rows_of
from zjbuy_desktop.store.unit_of_work import View, Work

_PREFIX = "gap."


def load_choices(view: View, project_id: int) -> tuple[GapChoice, ...]:
    """Those of the project, and the office's behind them."""
    rows = rows_of(view.db, t.gap_choice, project_id, "gap")
    own = [GapChoice(row["gap"], row["choice"], row["reason"]) for row in rows]
    return merged(own, load_office(view))


def load_office(view: View) -> tuple[GapChoice, ...]:
    """Those of the office."""
    kept = settings.load_settings(view)
    found = []
    for key, value in sorted(kept.items()):
        if key.startswith(_PREFIX):
            choice, reason = json.loads(value)
            found.append(GapChoice(key.removeprefix(_PREFIX), choice, reason, office=True))
    return tuple(found)


def set_choice(work: Work, project_id: int | None, choice: GapChoice) -> None:
    """Write a choice in place of the one before; without a project the office's."""
    if project_id is None:
        written = json.dumps([choice.choice, choice.reason], ensure_ascii=False)
        settings.set_settings(work, {_PREFIX + choice.gap: written})
        return
    drop_choice(work, project_id, choice.gap)
    row: dict[str, Any] = {
        "project_id": project_id, "gap": choice.gap, "choice": choice.choice,
        "reason": choice.reason,
    }  # fmt: skip
    work.db.execute(t.gap_choice.insert().values(**row))


def drop_choice(work: Work, project_id: int | None, gap: str) -> None:
    """Nothing is chosen any more."""
    if project_id is None:
        work.db.execute(delete(t.setting).where(t.setting.c.key == _PREFIX + gap))
        return
    g = t.gap_choice.c
    work.db.execute(delete(t.gap_choice).where(g.project_id == project_id, g.gap == gap))
