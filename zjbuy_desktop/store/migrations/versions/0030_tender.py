"""采购实施 became a stage of its own: its records, and projects beyond it are not held up."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0030"
down_revision = "0021"

NOTE = "升级接手：本环节是程序新增的，升级前项目已办完后面的环节，按已办理接手；需要补记的可以重开。"

_TAKE_OVER = sa.text(
    "INSERT INTO stage_record (project_id, stage, completed_on, stale, taken_over, note)"
    " SELECT project_id, 'tender', MIN(completed_on), 0, 1, :note FROM stage_record"
    " WHERE completed_on IS NOT NULL AND stage IN ('award', 'signing') GROUP BY project_id"
)


def upgrade() -> None:
    """Make both tables; take the new stage over where a later one is done."""
    op.create_table(
        "tender",
        *w.numbers("project_id"),
        *w.texts("number", "link"),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        *w.texts("released_file", "released_sha256", "leader", "bidders"),
        sa.CheckConstraint("json_valid(bidders)", name="ck_tender_bidders"),
        w.of_project("tender"),
        sa.PrimaryKeyConstraint("project_id", name="pk_tender"),
    )
    op.create_table(
        "clarification",
        *w.numbers("id", "project_id"),
        sa.Column("happened_on", sa.Date(), nullable=False),
        *w.texts("what"),
        *w.flags("affects"),
        w.of_project("clarification"),
        sa.PrimaryKeyConstraint("id", name="pk_clarification"),
    )
    w.index("clarification", "project_id")
    op.get_bind().execute(_TAKE_OVER, {"note": NOTE})
