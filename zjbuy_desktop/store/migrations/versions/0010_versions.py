"""Versions of needs: what decides which counts, sealed needs, evidence of leaving."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables, and write down what decided so far."""
    _decisions()
    _remember()
    _snapshots()
    _evidence()


def _decisions() -> None:
    op.create_table(
        "version_decision",
        *w.numbers("id", "project_id"),
        *w.texts("unit"),
        sa.Column("return_unit_id", sa.Integer(), nullable=True),
        *w.texts("at", "reason"),
        sa.Column("evidence", sa.String(), nullable=True),
        *w.texts("evidence_name"),
        sa.Column("revoked_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "return_unit_id IS NOT NULL OR trim(reason) <> ''", name="ck_version_decision_reason"
        ),
        w.of_project("version_decision"),
        w.of_unit("version_decision", "unit"),
        sa.ForeignKeyConstraint(
            ["return_unit_id"],
            ["return_unit.id"],
            name="fk_version_decision_return_unit_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence"], ["original.sha256"], name="fk_version_decision_evidence"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_version_decision"),
    )
    op.create_index(
        "ix_version_decision_project_id_unit", "version_decision", ["project_id", "unit"]
    )
    w.index("version_decision", "return_unit_id")
    op.create_table(
        "correction_batch",
        *w.numbers("batch_id", "return_file_id"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name="fk_correction_batch_batch_id",
            ondelete="CASCADE",
        ),
        w.of_file("correction_batch"),
        sa.PrimaryKeyConstraint("batch_id", name="pk_correction_batch"),
    )  # fmt: skip
    w.index("correction_batch", "return_file_id")


def _remember() -> None:
    """Of data from before: what the current version replaced decided, in turn, before it did."""
    op.execute(
        "WITH RECURSIVE chain(id, head, depth) AS ("
        " SELECT id, id, 0 FROM return_unit WHERE current = 1"
        " UNION ALL SELECT r.replaced_id, c.head, c.depth + 1 FROM chain c"
        " JOIN return_unit r ON r.id = c.id WHERE r.replaced_id IS NOT NULL)"
        " INSERT INTO version_decision"
        " (project_id, unit, return_unit_id, at, reason, evidence_name)"
        " SELECT r.project_id, r.unit, r.id, b.at, '', '' FROM chain c"
        " JOIN return_unit r ON r.id = c.id JOIN return_file f ON f.id = r.return_file_id"
        " JOIN import_batch b ON b.id = f.batch_id ORDER BY c.head, c.depth DESC"
    )


def _snapshots() -> None:
    op.create_table(
        "need_snapshot",
        *w.numbers("id", "project_id"),
        *w.texts("name", "sealed_at", "sealed_by", "digest"),
        *w.numbers("line_count", "quantity", "amount_fen"),
        *w.texts("content"),
        sa.Column("opened_at", sa.String(), nullable=True),
        *w.texts("opened_reason"),
        sa.CheckConstraint("trim(name) <> ''", name="ck_need_snapshot_name"),
        sa.CheckConstraint("length(digest) = 64", name="ck_need_snapshot_digest"),
        sa.CheckConstraint("json_valid(content)", name="ck_need_snapshot_content"),
        sa.CheckConstraint(
            "opened_at IS NULL OR trim(opened_reason) <> ''", name="ck_need_snapshot_opened"
        ),
        *w.whole("need_snapshot", "line_count", "quantity", "amount_fen"),
        w.of_project("need_snapshot"),
        sa.PrimaryKeyConstraint("id", name="pk_need_snapshot"),
    )
    w.index("need_snapshot", "project_id")


def _evidence() -> None:
    op.create_table(
        "event_evidence",
        *w.numbers("event_id"),
        *w.texts("text"),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.CheckConstraint("trim(text) <> ''", name="ck_event_evidence_text"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name="fk_event_evidence_event_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], name="fk_event_evidence_sha256"),
        sa.PrimaryKeyConstraint("event_id", name="pk_event_evidence"),
    )
