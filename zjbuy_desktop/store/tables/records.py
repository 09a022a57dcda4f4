"""Tables of what happened: milestones, plans, agency, awards, supplements, papers made."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.store.tables.columns import moment, of_unit, one_of, project_key, whole


class EventRow(SQLModel, table=True):
    """里程碑; ``unit`` is NULL when it concerns the whole project.

    The kinds are no CHECK: new kinds come with new stages and need no new table for it.
    """

    __tablename__ = "event"
    __table_args__ = (of_unit(), CheckConstraint("kind <> ''", name="kind"))

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    kind: str
    happened_on: date
    unit: str | None
    note: str


class PlanEntryRow(SQLModel, table=True):
    """采购计划 as the platform's export shows it: a strange unit is kept and shown as such."""

    __tablename__ = "plan_entry"
    __table_args__ = (one_of("kind", PlanKind), *whole("amount_fen"))

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    kind: str
    unit: str
    number: str
    category_code: str
    amount_fen: int
    source: str
    linked: str
    link_source: str


class PlanFilingRow(SQLModel, table=True):
    """临时采购计划的办理."""

    __tablename__ = "plan_filing"

    project_id: int = project_key(primary=True)
    number: str
    plan_type: str


class AgencyRow(SQLModel, table=True):
    """采购代理机构."""

    __tablename__ = "agency"

    project_id: int = project_key(primary=True)
    name: str
    uscc: str
    is_central: bool
    reason: str
    contact: str
    phone: str
    fee: str
    agreement_number: str
    address: str


class LotAwardRow(SQLModel, table=True):
    """定标结果 of one lot."""

    __tablename__ = "lot_award"
    __table_args__ = (
        *whole("unit_price_fen", "total_fen"),
        CheckConstraint("(unit_price_fen IS NULL) <> (total_fen IS NULL)", name="one_price"),
    )

    project_id: int = project_key(primary=True)
    lot: str = Field(primary_key=True)
    supplier: str
    supplier_uscc: str
    unit_price_fen: int | None
    total_fen: int | None
    address: str
    contact: str
    phone: str
    position: int


class SupplementRow(SQLModel, table=True):
    """补充合同."""

    __tablename__ = "supplement"
    __table_args__ = (of_unit(), *whole("amount_fen"))

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    unit: str
    lot: str
    amount_fen: int
    number: str


class PaperDetailsRow(SQLModel, table=True):
    """文号与成文日期; ``unit`` is empty for the project's own papers."""

    __tablename__ = "paper_details"

    project_id: int = project_key(primary=True)
    kind: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    number: str
    dated: date | None


class MadePaperRow(SQLModel, table=True):
    """A paper that was made, with the facts it printed."""

    __tablename__ = "made_paper"
    __table_args__ = (CheckConstraint("json_valid(facts)", name="facts"), *whole("pages"))

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    kind: str
    unit: str
    number: str
    dated: date | None
    draft: bool
    facts: str
    made_at: datetime = moment()
    file: str
    pages: int
    sha256: str
    data_seq: int
    run_id: int | None


class AuditEventRow(SQLModel, table=True):
    """审计事件: each carries the hash of the one before.

    ``project`` is no foreign key: the trail outlives a deleted project. ``at`` is text because
    the hash is over the text.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        CheckConstraint("json_valid(payload)", name="payload"),
        Index("ix_audit_event_project_seq", "project", "seq"),
    )

    seq: int | None = Field(default=None, primary_key=True)
    at: str
    actor: str
    action: str
    project: int | None
    summary: str
    payload: str
    prev_hash: str
    hash: str = Field(unique=True)


class MetaRow(SQLModel, table=True):
    """Small facts about the database itself."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str
