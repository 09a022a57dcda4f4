"""Contracts as signed, and how they are performed."""

from datetime import date

from sqlmodel import Field, SQLModel

from zjbuy_desktop.core.case.awards import StepKind
from zjbuy_desktop.store.tables.columns import of_unit, one_of, project_key, whole


class SignedContractRow(SQLModel, table=True):
    """A contract as signed: one for each unit that signs and each lot."""

    __tablename__ = "signed_contract"
    __table_args__ = (of_unit(), *whole("quantity", "unit_price_fen", "amount_fen"))

    project_id: int = project_key(primary=True)
    unit: str = Field(primary_key=True)
    lot: str = Field(primary_key=True)
    number: str
    signed_on: date
    supplier: str
    supplier_uscc: str
    quantity: int | None
    unit_price_fen: int | None
    amount_fen: int
    delivery: str
    note: str
    source: str


class PerformanceStepRow(SQLModel, table=True):
    """One step of performing a contract: acceptance, invoice, payment, deposit."""

    __tablename__ = "performance_step"
    __table_args__ = (
        of_unit(),
        one_of("kind", StepKind),
        *whole("amount_fen", "quantity", "refused"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    kind: str
    unit: str
    lot: str
    on: date
    amount_fen: int
    quantity: int
    refused: int
    due_on: date | None
    number: str
    note: str
