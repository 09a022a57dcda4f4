"""采购实施: what is known of the procurement itself, and the changes of its document."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import project_key


class TenderRow(SQLModel, table=True):
    """公告、开标、评审; ``bidders`` is a JSON list of names."""

    __tablename__ = "tender"
    __table_args__ = (CheckConstraint("json_valid(bidders)", name="bidders"),)

    project_id: int = project_key(primary=True)
    number: str
    link: str
    issued: date | None
    due: date | None
    released_file: str
    released_sha256: str
    leader: str
    bidders: str


class ClarificationRow(SQLModel, table=True):
    """澄清、修改 of the document, in order of entry."""

    __tablename__ = "clarification"

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    happened_on: date
    what: str
    affects: bool
