"""What was typed into the official platforms, field by field, by whom and when."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0021"
down_revision = "0014"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "entry_tick",
        *w.numbers("project_id"),
        *w.texts("screen", "subject", "field", "value", "by", "at"),
        w.of_project("entry_tick"),
        sa.PrimaryKeyConstraint("project_id", "screen", "subject", "field", name="pk_entry_tick"),
    )
