"""Tables of the office's mappings of heads, and of those a return was read by."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import moment


class HeaderMappingRow(SQLModel, table=True):
    """对应方案 the office keeps, for every project."""

    __tablename__ = "header_mapping"
    __table_args__ = (CheckConstraint("json_valid(payload)", name="payload"),)

    name: str = Field(primary_key=True)
    payload: str
    kept_at: datetime = moment()


class ReturnMappingRow(SQLModel, table=True):
    """A mapping one returned file was read by, so that it can be read the same way again."""

    __tablename__ = "return_mapping"
    __table_args__ = (CheckConstraint("json_valid(payload)", name="payload"),)

    return_file_id: int = Field(foreign_key="return_file.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True)
    payload: str
