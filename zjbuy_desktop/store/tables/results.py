"""Contracts as signed."""

from datetime import date

from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import of_unit, project_key, whole


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
