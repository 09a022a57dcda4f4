"""Plans: what a formal plan is linked to; 最高限价 for a lot as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"


def upgrade() -> None:
    """Give plans their link with where it was read, and lots a ceiling of their total."""
    with op.batch_alter_table("plan_entry") as plan:
        for name in ("linked", "link_source"):
            plan.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("plan_entry") as plan:
        for name in ("linked", "link_source"):
            plan.alter_column(name, server_default=None)
    with op.batch_alter_table("lot") as lot:
        lot.add_column(sa.Column("ceiling_total_fen", sa.Integer(), nullable=True))
        lot.create_check_constraint(
            "ck_lot_ceiling_total_fen",
            "ceiling_total_fen IS NULL OR "
            "(typeof(ceiling_total_fen) = 'integer' AND ceiling_total_fen >= 0)",
        )
