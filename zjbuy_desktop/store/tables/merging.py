"""Common items: which unit lines are one thing, and how they are converted."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import moment, of_unit, project_key


class CommonAssignmentRow(SQLModel, table=True):
    """One wording put under a common item; later rows replace earlier ones.

    Rows of one action share a ``step``; taking the action back removes them.
    """

    __tablename__ = "common_assignment"
    __table_args__ = (
        of_unit(ondelete="CASCADE"),
        CheckConstraint("numerator > 0 AND denominator > 0", name="factor"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    step: int
    unit: str | None
    item: str
    spec: str
    measure: str
    category_code: str
    common: str
    common_measure: str
    numerator: int
    denominator: int
    reason: str
    at: datetime = moment()


class DeclinedMergeRow(SQLModel, table=True):
    """A suggestion the clerk declined; it is not made again."""

    __tablename__ = "declined_merge"

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    step: int
    item: str
    into: str
    reason: str
    at: datetime = moment()
