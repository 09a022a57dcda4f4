"""Table of the lines that say which event changed which row (see ``store/row_log.py``)."""

from sqlmodel import Field, SQLModel


class RowLogRow(SQLModel, table=True):
    """The rows of one table that one event changed, each with its digest before and after.

    ``seq`` is no foreign key: what is written without an event stands under the number of the
    next one until that is there.
    """

    __tablename__ = "row_log"

    seq: int = Field(primary_key=True)
    tbl: str = Field(primary_key=True)
    lines: str
