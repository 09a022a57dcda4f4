"""Results: contracts as signed."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table of contracts as signed."""
    op.create_table(
        "signed_contract",
        *w.numbers("project_id"),
        *w.texts("unit", "lot", "number"),
        sa.Column("signed_on", sa.Date(), nullable=False),
        *w.texts("supplier", "supplier_uscc"),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("unit_price_fen", sa.Integer(), nullable=True),
        *w.numbers("amount_fen"),
        *w.texts("delivery", "note", "source"),
        *w.whole("signed_contract", "quantity", "unit_price_fen", "amount_fen"),
        w.of_project("signed_contract"),
        w.of_unit("signed_contract", "unit"),
        sa.PrimaryKeyConstraint("project_id", "unit", "lot", name="pk_signed_contract"),
    )
