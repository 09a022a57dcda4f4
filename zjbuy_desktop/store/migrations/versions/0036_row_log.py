"""Which event changed which row: lines that are sealed by the event's hash."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Make the table; ``migrate.upgrade`` writes what is there into it."""
    op.create_table(
        "row_log",
        *w.numbers("seq"),
        *w.texts("tbl", "lines"),
        sa.PrimaryKeyConstraint("seq", "tbl", name="pk_row_log"),
    )
