"""Outlines of projects, and the audit trail by project: what changed since one was computed."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "project_outline",
        *w.numbers("project_id"),
        *w.texts("stamp", "payload"),
        sa.CheckConstraint("json_valid(payload)", name="ck_project_outline_payload"),
        w.of_project("project_outline"),
        sa.PrimaryKeyConstraint("project_id", name="pk_project_outline"),
    )
    op.create_index("ix_audit_event_project_seq", "audit_event", ["project", "seq"])
