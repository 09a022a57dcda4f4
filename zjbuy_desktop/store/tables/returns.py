"""Tables of what the units sent back: originals, batches, files, need lines."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from zjbuy_desktop.core.case.needs import Funds, Outcome
from zjbuy_desktop.store.tables.columns import moment, of_unit, one_of, project_key, whole


class OriginalRow(SQLModel, table=True):
    """原件: its bytes lie in the ``files`` folder under their SHA-256."""

    __tablename__ = "original"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256"), *whole("size"))

    sha256: str = Field(primary_key=True)
    size: int
    first_name: str
    received_at: datetime = moment()


class ImportBatchRow(SQLModel, table=True):
    """One import, which can be taken back as a whole."""

    __tablename__ = "import_batch"

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    at: datetime = moment()
    undone_at: datetime | None = moment(nullable=True)


class ReturnFileRow(SQLModel, table=True):
    """One returned file and what became of it.

    ``settled`` says why a refused file needs nobody any more; empty while it does.
    """

    __tablename__ = "return_file"
    __table_args__ = (
        one_of("outcome", Outcome),
        *whole("line_count", "quantity", "amount_fen"),
        CheckConstraint("json_valid(units) AND json_valid(notes)", name="json"),
    )

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id", ondelete="CASCADE", index=True)
    project_id: int = project_key(index=True)
    position: int
    name: str
    sha256: str | None = Field(default=None, foreign_key="original.sha256", index=True)
    outcome: str
    units: str
    line_count: int
    quantity: int
    amount_fen: int
    notes: str
    settled: str


class CellProblemRow(SQLModel, table=True):
    """What must be mended in a refused file, and where."""

    __tablename__ = "cell_problem"

    return_file_id: int = Field(foreign_key="return_file.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True)
    sheet: str | None
    cell: str | None
    found: str
    expected: str
    hint: str
    suggestion: str


class CorrectionRow(SQLModel, table=True):
    """更正: one cell of a returned file read otherwise, with the reason."""

    __tablename__ = "correction"
    __table_args__ = (CheckConstraint("trim(reason) <> ''", name="reason"),)

    id: int | None = Field(default=None, primary_key=True)
    return_file_id: int = Field(foreign_key="return_file.id", ondelete="CASCADE", index=True)
    sheet: str
    cell: str
    old: str
    new: str
    reason: str
    at: datetime = moment()


class ReturnUnitRow(SQLModel, table=True):
    """One unit's part of an accepted file: the version that can be current or superseded.

    ``replaced_id`` is the version that was current before; taking a batch back returns to it.
    """

    __tablename__ = "return_unit"
    __table_args__ = (
        of_unit(),
        ForeignKeyConstraint(["replaced_id"], ["return_unit.id"], ondelete="SET NULL"),
        UniqueConstraint("return_file_id", "unit"),
        *whole("line_count", "quantity", "amount_fen"),
        Index(
            "uq_return_unit_one_current",
            "project_id",
            "unit",
            unique=True,
            sqlite_where=text("current = 1"),
        ),
        Index("ix_return_unit_project_id_unit", "project_id", "unit"),
    )

    id: int | None = Field(default=None, primary_key=True)
    return_file_id: int = Field(foreign_key="return_file.id", ondelete="CASCADE")
    project_id: int = project_key()
    unit: str
    position: int
    current: bool
    replaced_id: int | None = Field(default=None, index=True)
    line_count: int
    quantity: int
    amount_fen: int


class NeedLineRow(SQLModel, table=True):
    """需求行. Lines are never changed; a later return makes them not current.

    The two wide indexes cover the sums by unit and by item, so that no sum touches the rows.
    """

    __tablename__ = "need_line"
    __table_args__ = (
        of_unit(),
        one_of("funds", Funds),
        CheckConstraint("typeof(quantity) = 'integer' AND quantity > 0", name="quantity"),
        *whole("price_fen", "amount_fen"),
        CheckConstraint(
            "price_fen = 0 OR quantity > 9000000000000000000 / price_fen"
            " OR amount_fen = (quantity * price_fen + 500) / 1000",
            name="amount",
        ),
        Index("ix_need_line_by_unit", "project_id", "unit", "current", "quantity", "amount_fen"),
        Index("ix_need_line_by_item", "project_id", "item", "current", "quantity", "amount_fen"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key()
    return_file_id: int = Field(foreign_key="return_file.id", ondelete="CASCADE", index=True)
    position: int
    current: bool
    unit: str
    item: str
    spec: str
    measure: str
    quantity: int
    price_fen: int
    amount_fen: int
    category_code: str
    funding: str
    budget_item: str
    funds: str
    delivery: str
    intention: str
    note: str
    sheet: str
    cells: str


class UnitFactsRow(SQLModel, table=True):
    """待补内容 given afterwards."""

    __tablename__ = "unit_facts"
    __table_args__ = (of_unit(ondelete="CASCADE"), one_of("funds", Funds))

    project_id: int = project_key(primary=True)
    unit: str = Field(primary_key=True)
    funding: str
    budget_item: str
    funds: str
    delivery: str
    intention: str
    evidence: str
