"""谁在什么时候说明过理由：从操作记录里读；收回理由。"""

import json
from datetime import date, datetime

from sqlalchemy import delete

from zjbuy_desktop.core.case.case import Override
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.unit_of_work import View, Work

Given = dict[tuple[str, str], tuple[str, date]]
"""(rule, subject) → who gave the reason, and when."""


def given(view: View, project_id: int) -> Given:
    """Who gave each reason last, as the operations record has it."""
    rows = view.db.exec_driver_sql(
        "SELECT at, actor, payload FROM audit_event"
        " WHERE project = ? AND action = 'warning_explained' ORDER BY seq",
        (project_id,),
    )
    found: Given = {}
    for at, actor, written in rows:
        payload = json.loads(written)
        for subject in payload.get("subjects", [payload.get("subject", "")]):
            key = (str(payload["rule"]), str(subject))
            found[key] = (str(actor), datetime.fromisoformat(at).date())
    return found


def remove_override(work: Work, project_id: int, override: Override) -> bool:
    """Take a reason back; ``False`` when there is none."""
    o = t.override.c
    gone = work.db.execute(
        delete(t.override).where(
            o.project_id == project_id, o.rule == override.rule, o.subject == override.subject
        )
    )
    return bool(gone.rowcount)
