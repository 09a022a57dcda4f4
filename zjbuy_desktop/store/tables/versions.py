"""Tables of versions: which return of a unit counts, withdrawals, sealed needs, evidence."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import moment, of_unit, project_key, whole


class VersionDecisionRow(SQLModel, table=True):
    """Why a version counts: an import that brought it, a choice, or a withdrawal (no version).

    The last decision that stands says what counts, so undoing imports gives the same in any
    order. A decision falls with its import; a withdrawal is taken back by ``revoked_at``.
    """

    __tablename__ = "version_decision"
    __table_args__ = (
        of_unit(),
        ForeignKeyConstraint(["return_unit_id"], ["return_unit.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["evidence"], ["original.sha256"]),
        CheckConstraint("return_unit_id IS NOT NULL OR trim(reason) <> ''", name="reason"),
        Index("ix_version_decision_project_id_unit", "project_id", "unit"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key()
    unit: str
    return_unit_id: int | None = Field(default=None, index=True)
    at: datetime = moment()
    reason: str
    evidence: str | None = None
    evidence_name: str
    revoked_at: datetime | None = moment(nullable=True)


class CorrectionBatchRow(SQLModel, table=True):
    """Which import a correction made, so that undoing it lets the refused file wait again."""

    __tablename__ = "correction_batch"

    batch_id: int = Field(foreign_key="import_batch.id", ondelete="CASCADE", primary_key=True)
    return_file_id: int = Field(foreign_key="return_file.id", ondelete="CASCADE", index=True)


class NeedSnapshotRow(SQLModel, table=True):
    """封存: all need lines of one moment with their sources, under a digest.

    ``opened_at`` says when it was opened again (解封); until then nothing may change.
    """

    __tablename__ = "need_snapshot"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="name"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("json_valid(content)", name="content"),
        CheckConstraint("opened_at IS NULL OR trim(opened_reason) <> ''", name="opened"),
        *whole("line_count", "quantity", "amount_fen"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    name: str
    sealed_at: datetime = moment()
    sealed_by: str
    digest: str
    line_count: int
    quantity: int
    amount_fen: int
    content: str
    opened_at: datetime | None = moment(nullable=True)
    opened_reason: str


class EventEvidenceRow(SQLModel, table=True):
    """证明材料 of a recorded event (退出): what it is, and the file if one was given."""

    __tablename__ = "event_evidence"
    __table_args__ = (
        ForeignKeyConstraint(["sha256"], ["original.sha256"]),
        CheckConstraint("trim(text) <> ''", name="text"),
    )

    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", primary_key=True)
    text: str
    sha256: str | None = None
