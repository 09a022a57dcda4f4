"""询问、质疑、投诉 one by one, and the help participants were asked for."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Make both tables; milestones entered before stay as they are."""
    op.create_table(
        "dispute",
        *w.numbers("id", "project_id"),
        *w.texts("kind", "name", "supplier"),
        sa.Column("received", sa.Date(), nullable=False),
        *w.texts("about"),
        sa.Column("posted", sa.Date(), nullable=True),
        sa.Column("known_day", sa.Date(), nullable=True),
        *w.flags("by_agency", "affects"),
        sa.Column("answered", sa.Date(), nullable=True),
        *w.texts("outcome", "note"),
        sa.CheckConstraint("kind IN ('询问', '质疑', '投诉')", name="ck_dispute_kind"),
        w.of_project("dispute"),
        sa.PrimaryKeyConstraint("id", name="pk_dispute"),
    )
    w.index("dispute", "project_id")
    op.create_table(
        "assistance",
        *w.numbers("id", "project_id"),
        *w.texts("dispute", "unit"),
        sa.Column("asked", sa.Date(), nullable=False),
        *w.texts("what"),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("replied", sa.Date(), nullable=True),
        *w.texts("reply"),
        w.of_unit("assistance", "unit"),
        w.of_project("assistance"),
        sa.PrimaryKeyConstraint("id", name="pk_assistance"),
    )
    w.index("assistance", "project_id")
