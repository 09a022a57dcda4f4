"""How returns are recognised: keys of forms, remembered headers, suggested corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Let a problem carry the value that would mend it."""
    with op.batch_alter_table("cell_problem") as problem:
        problem.add_column(sa.Column("suggestion", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("cell_problem") as problem:
        problem.alter_column("suggestion", server_default=None)
