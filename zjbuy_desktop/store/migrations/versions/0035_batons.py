"""Batons: where a project that was handed over is worked on."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "baton",
        *w.numbers("project_id"),
        *w.texts("lineage"),
        *w.numbers("turn"),
        *w.flags("here"),
        *w.numbers("born_as"),
        *w.texts("other", "by", "token", "at"),
        sa.CheckConstraint("lineage <> ''", name="ck_baton_lineage"),
        *w.whole("baton", "turn", "born_as"),
        w.of_project("baton"),
        sa.PrimaryKeyConstraint("project_id", name="pk_baton"),
        sa.UniqueConstraint("lineage", name="uq_baton_lineage"),
    )
