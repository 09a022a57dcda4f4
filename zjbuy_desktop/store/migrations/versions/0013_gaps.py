"""What a project does where the law says nothing."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "gap_choice",
        *w.numbers("project_id"),
        *w.texts("gap", "choice", "reason"),
        w.of_project("gap_choice"),
        sa.PrimaryKeyConstraint("project_id", "gap", name="pk_gap_choice"),
    )
