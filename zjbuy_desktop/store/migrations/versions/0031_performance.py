"""Performance: acceptances, invoices, payments and deposits of each contract."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0031"
down_revision = "0030"

_KINDS = "'acceptance', 'invoice', 'payment', 'deposit', 'deposit_return'"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "performance_step",
        *w.numbers("id", "project_id"),
        *w.texts("kind", "unit", "lot"),
        sa.Column("on", sa.Date(), nullable=False),
        *w.numbers("amount_fen", "quantity", "refused"),
        sa.Column("due_on", sa.Date(), nullable=True),
        *w.texts("number", "note"),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name="ck_performance_step_kind"),
        *w.whole("performance_step", "amount_fen", "quantity", "refused"),
        w.of_unit("performance_step", "unit"),
        w.of_project("performance_step"),
        sa.PrimaryKeyConstraint("id", name="pk_performance_step"),
    )
    w.index("performance_step", "project_id")
