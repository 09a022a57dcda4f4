"""Common items: which unit lines are one thing, and how they are converted."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "common_assignment",
        *w.numbers("id", "project_id", "step"),
        sa.Column("unit", sa.String(), nullable=True),
        *w.texts("item", "spec", "measure", "category_code", "common", "common_measure"),
        *w.numbers("numerator", "denominator"),
        *w.texts("reason", "at"),
        sa.CheckConstraint(
            "numerator > 0 AND denominator > 0", name="ck_common_assignment_factor"
        ),
        w.of_unit("common_assignment", "unit", "CASCADE"),
        w.of_project("common_assignment"),
        sa.PrimaryKeyConstraint("id", name="pk_common_assignment"),
    )
    w.index("common_assignment", "project_id")
    op.create_table(
        "declined_merge",
        *w.numbers("id", "project_id", "step"),
        *w.texts("item", "into", "reason", "at"),
        w.of_project("declined_merge"),
        sa.PrimaryKeyConstraint("id", name="pk_declined_merge"),
    )
    w.index("declined_merge", "project_id")
