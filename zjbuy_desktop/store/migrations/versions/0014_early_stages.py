"""意向公开、需求、审查 became stages of their own: projects beyond them are not held up.

What units published themselves was typed into the public text's own list; it becomes records.
"""

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

NEW = ("intention", "requirement", "review")
LATER = ("plan", "agency", "award", "signing")
NOTE = "升级接手：本环节是程序新增的，升级前项目已办完后面的环节，按已办理接手；需要补记的可以重开。"

_DONE = sa.text(
    "SELECT project_id, MIN(completed_on) FROM stage_record"
    " WHERE completed_on IS NOT NULL AND stage IN ('plan', 'agency', 'award', 'signing')"
    " GROUP BY project_id"
)
_KEEP = sa.text(
    "INSERT INTO stage_record (project_id, stage, completed_on, stale, taken_over, note)"
    " SELECT :project, :stage, :day, 0, 1, :note WHERE NOT EXISTS"
    " (SELECT 1 FROM stage_record WHERE project_id = :project AND stage = :stage)"
)
_TYPED = sa.text(
    "SELECT project_id, payload FROM paper_particulars WHERE kind = 'intention_notice'"
)
_RECORD = sa.text(
    "INSERT INTO event (project_id, kind, happened_on, unit, note)"
    " SELECT :project, 'own_intention_published', :day, :unit, :note"
    " WHERE EXISTS (SELECT 1 FROM unit WHERE project_id = :project AND name = :unit)"
)
_WRITE = sa.text(
    "UPDATE paper_particulars SET payload = :payload"
    " WHERE project_id = :project AND kind = 'intention_notice'"
)


def upgrade() -> None:
    """Take the new stages over where a later one is done; move what was typed."""
    db = op.get_bind()
    for project, day in db.execute(_DONE).fetchall():
        for stage in NEW:
            db.execute(_KEEP, {"project": project, "stage": stage, "day": day, "note": NOTE})
    for project, payload in db.execute(_TYPED).fetchall():
        values = json.loads(payload)
        rows = values.pop("own_notices", None)
        if rows is None:
            continue
        for unit, on, link in (row for row in rows if len(row) == 3):
            if day := _day(on):
                given = {"project": project, "day": day, "unit": unit, "note": link}
                db.execute(_RECORD, given)
        text = json.dumps(values, ensure_ascii=False)
        db.execute(_WRITE, {"project": project, "payload": text})


def _day(text: str) -> str:
    """An ISO day of 2026-08-03 or 2026年8月3日; empty for anything else, typed as it was free."""
    parts = text.replace("年", "-").replace("月", "-").replace("日", "").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
