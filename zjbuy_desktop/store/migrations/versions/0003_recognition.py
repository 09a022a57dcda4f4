"""How returns are recognised: keys of forms, suggested corrections."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Let a problem carry the value that would mend it, and a project sign its forms."""
    with op.batch_alter_table("cell_problem") as problem:
        problem.add_column(sa.Column("suggestion", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("cell_problem") as problem:
        problem.alter_column("suggestion", server_default=None)
    op.create_table(
        "form_key",
        *w.numbers("project_id"),
        *w.texts("mark", "secret"),
        sa.UniqueConstraint("mark", name="uq_form_key_mark"),
        w.of_project("form_key"),
        sa.PrimaryKeyConstraint("project_id", name="pk_form_key"),
    )
