"""Table of what was typed into the official platforms, field by field."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import moment, project_key


class EntryTickRow(SQLModel, table=True):
    """One field of one screen: what stood there when it was typed, by whom and when."""

    __tablename__ = "entry_tick"

    project_id: int = project_key(primary=True)
    screen: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    value: str
    by: str
    at: datetime = moment()
