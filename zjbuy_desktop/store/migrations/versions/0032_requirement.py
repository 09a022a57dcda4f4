"""需求编制 and 需求审查 became stages of their own: projects beyond them are not held up.

Projects older than 0014 were taken over there; those made since are here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

NOTE = "升级接手：本环节是程序新增的，升级前项目已办完后面的环节，按已办理接手；需要补记的可以重开。"

_TAKE_OVER = sa.text(
    "INSERT INTO stage_record (project_id, stage, completed_on, stale, taken_over, note)"
    " SELECT project_id, :stage, MIN(completed_on), 0, 1, :note FROM stage_record"
    " WHERE completed_on IS NOT NULL"
    " AND project_id NOT IN (SELECT project_id FROM stage_record WHERE stage = :stage)"
    " AND stage IN ('plan', 'agency', 'tender', 'award', 'signing', 'performance')"
    " GROUP BY project_id"
)


def upgrade() -> None:
    """Take both stages over where a later one is done."""
    for stage in ("requirement", "review"):
        op.get_bind().execute(_TAKE_OVER, {"stage": stage, "note": NOTE})
