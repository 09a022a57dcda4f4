"""Table of outlines: what the workbench shows of a project, kept so that it is computed once."""

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from zjbuy_desktop.store.tables.columns import project_key


class ProjectOutlineRow(SQLModel, table=True):
    """The outline of a project; it counts only while its stamp is the present one.

    Nothing is lost with it: it can always be computed anew from the project's facts.
    """

    __tablename__ = "project_outline"
    __table_args__ = (CheckConstraint("json_valid(payload)", name="payload"),)

    project_id: int = project_key(primary=True)
    stamp: str
    payload: str
