"""询问、质疑、投诉, and the help that participants were asked for."""

from datetime import date

from sqlmodel import Field, SQLModel

from zjbuy_desktop.core.case.disputes import DisputeKind
from zjbuy_desktop.store.tables.columns import of_unit, one_of, project_key


class DisputeRow(SQLModel, table=True):
    """One 询问, 质疑 or 投诉, in order of entry."""

    __tablename__ = "dispute"
    __table_args__ = (one_of("kind", DisputeKind),)

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    kind: str
    name: str
    supplier: str
    received: date
    about: str
    posted: date | None
    known_day: date | None
    by_agency: bool
    affects: bool
    answered: date | None
    outcome: str
    note: str


class AssistanceRow(SQLModel, table=True):
    """One request to a participant, in order of entry."""

    __tablename__ = "assistance"
    __table_args__ = (of_unit(),)

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    dispute: str
    unit: str
    asked: date
    what: str
    due: date | None
    replied: date | None
    reply: str
