"""归档: files that were put into the archive beside what the program makes."""

from datetime import date

from sqlmodel import Field, SQLModel

from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.store.tables.columns import one_of, project_key, whole


class ArchiveFileRow(SQLModel, table=True):
    """One file of the legal list; ``subject`` is empty where it is of all of its kind."""

    __tablename__ = "archive_file"
    __table_args__ = (one_of("material", Material), *whole("pages"))

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    material: str
    subject: str
    title: str
    number: str
    author: str
    on: date
    pages: int
    name: str
    sha256: str = Field(foreign_key="original.sha256", index=True)
