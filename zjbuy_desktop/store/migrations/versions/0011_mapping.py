"""Mappings of heads: those the office keeps, and those a return was read by."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "header_mapping",
        *w.texts("name", "payload", "kept_at"),
        sa.CheckConstraint("json_valid(payload)", name="ck_header_mapping_payload"),
        sa.PrimaryKeyConstraint("name", name="pk_header_mapping"),
    )
    op.create_table(
        "return_mapping",
        *w.numbers("return_file_id", "position"),
        *w.texts("payload"),
        sa.CheckConstraint("json_valid(payload)", name="ck_return_mapping_payload"),
        w.of_file("return_mapping"),
        sa.PrimaryKeyConstraint("return_file_id", "position", name="pk_return_mapping"),
    )
