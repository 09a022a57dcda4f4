"""Table of what a project does where the law says nothing."""

from sqlmodel import Field, SQLModel

from zjbuy_desktop.store.tables.columns import project_key


class GapChoiceRow(SQLModel, table=True):
    """本项目的做法 and why; the office's own for all projects stand among the settings."""

    __tablename__ = "gap_choice"

    project_id: int = project_key(primary=True)
    gap: str = Field(primary_key=True)
    choice: str
    reason: str
