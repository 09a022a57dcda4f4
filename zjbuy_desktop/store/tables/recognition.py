"""What tells a form apart: the key a project signs its forms with."""

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from zjbuy_desktop.store.tables.columns import project_key


class FormKeyRow(SQLModel, table=True):
    """What signs the forms of a project; made when they are first given out."""

    __tablename__ = "form_key"
    __table_args__ = (UniqueConstraint("mark"),)

    project_id: int = project_key(primary=True)
    mark: str
    secret: str
