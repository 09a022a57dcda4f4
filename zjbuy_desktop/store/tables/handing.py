"""Table of batons: where a project that was ever handed over is worked on."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import moment, project_key, whole


class BatonRow(SQLModel, table=True):
    """接力: ``here`` says whether this copy is the one that is worked on.

    ``lineage`` is the same on every PC; ``turn`` counts the hand-overs; ``born_as`` is the
    number the project had where it began, which codes on its papers go by.
    """

    __tablename__ = "baton"
    __table_args__ = (
        CheckConstraint("lineage <> ''", name="lineage"),
        *whole("turn", "born_as"),
    )

    project_id: int = project_key(primary=True)
    lineage: str = Field(unique=True)
    turn: int
    here: bool
    born_as: int
    other: str
    by: str
    token: str
    at: datetime = moment()
