"""Tables of the project card, its lots, its roster and what each stage has come to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from zjbuy_desktop.core.case.project import Kind, Mode
from zjbuy_desktop.core.case.units import Level, Role
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.store.tables.columns import moment, of_unit, one_of, project_key, whole


class ProjectRow(SQLModel, table=True):
    """项目; ``stage_hint`` is what the project list shows before core is loaded."""

    __tablename__ = "project"
    __table_args__ = (
        one_of("mode", Mode),
        one_of("kind", Kind),
        one_of("method", Method),
        CheckConstraint("name <> ''", name="name"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    mode: str
    category_code: str
    category_name: str
    kind: str
    in_central_catalogue: bool
    public_attention: bool
    lead_unit: str
    method: str
    call_deadline: date | None
    suitability: str
    designation: str
    category_edition: str
    project_number: str
    fiscal_year: int
    evaluation: str
    evaluation_reason: str
    sign_together_note: str
    lead_ranks_above: bool
    stage_hint: str
    created_at: datetime = moment()
    updated_at: datetime = moment()


class LotRow(SQLModel, table=True):
    """标项."""

    __tablename__ = "lot"
    __table_args__ = (
        UniqueConstraint("project_id", "name"),
        *whole("ceiling_fen", "ceiling_total_fen"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key()
    name: str
    item: str
    spec: str
    measure: str
    ceiling_fen: int | None
    ceiling_total_fen: int | None
    position: int


class UnitRow(SQLModel, table=True):
    """名册上的单位; its name is its key within the project."""

    __tablename__ = "unit"
    __table_args__ = (
        one_of("level", Level),
        one_of("role", Role),
        CheckConstraint("name <> ''", name="name"),
    )

    project_id: int = project_key(primary=True)
    name: str = Field(primary_key=True)
    uscc: str
    budget_code: str
    level: str
    district: str
    role: str
    contact: str
    phone: str
    address: str
    position: int


class RecommendationRow(SQLModel, table=True):
    """牵头单位推荐: one per unit."""

    __tablename__ = "recommendation"
    __table_args__ = (of_unit("by_unit", ondelete="CASCADE"),)

    project_id: int = project_key(primary=True)
    by_unit: str = Field(primary_key=True)
    recommended: str
    reason: str
    position: int


class StageRecordRow(SQLModel, table=True):
    """How far one stage has come."""

    __tablename__ = "stage_record"

    project_id: int = project_key(primary=True)
    stage: str = Field(primary_key=True)
    completed_on: date | None
    stale: bool
    taken_over: bool
    note: str


class OverrideRow(SQLModel, table=True):
    """已说明理由后继续的提醒."""

    __tablename__ = "override"
    __table_args__ = (CheckConstraint("trim(reason) <> ''", name="reason"),)

    project_id: int = project_key(primary=True)
    rule: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    reason: str


class DraftRow(SQLModel, table=True):
    """What stands half-filled on a page: kept, but not yet recorded."""

    __tablename__ = "draft"
    __table_args__ = (CheckConstraint("json_valid(payload)", name="payload"),)

    project_id: int = project_key(primary=True)
    stage: str = Field(primary_key=True)
    payload: str
    version: int
    saved_at: datetime = moment()
