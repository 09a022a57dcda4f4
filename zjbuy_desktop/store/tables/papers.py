"""Tables of the papers' life: what was entered, the office's texts, runs, register, scans."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.core.case.scans import Fate, FiledBy
from zjbuy_desktop.store.tables.columns import moment, one_of, project_key, whole


class PaperParticularsRow(SQLModel, table=True):
    """What was entered for one paper; ``subject`` is empty for what its kind shares."""

    __tablename__ = "paper_particulars"
    __table_args__ = (CheckConstraint("json_valid(payload)", name="payload"),)

    project_id: int = project_key(primary=True)
    kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    payload: str


class PaperRunRow(SQLModel, table=True):
    """One run of many papers; what it was asked to make, so that it can go on after a stop."""

    __tablename__ = "paper_run"
    __table_args__ = (CheckConstraint("json_valid(asked)", name="asked"), *whole("total"))

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    at: datetime = moment()
    asked: str
    folder: str
    total: int
    finished_at: datetime | None = moment(nullable=True)


class PaperMoveRow(SQLModel, table=True):
    """文件台账: printed, sent, scanned, confirmed, refused."""

    __tablename__ = "paper_move"
    __table_args__ = (one_of("what", MoveKind), *whole("copies"))

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    kind: str
    subject: str
    what: str
    happened_on: date
    edition: str
    copies: int
    note: str
    at: datetime = moment()


class ScanBatchRow(SQLModel, table=True):
    """One import of scans, which can be taken back as a whole."""

    __tablename__ = "scan_batch"

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = project_key(index=True)
    at: datetime = moment()
    undone_at: datetime | None = moment(nullable=True)


class ScanPageRow(SQLModel, table=True):
    """One page of a scanned file and the paper it was filed to.

    ``kind`` is empty while nobody knows what the page is; ``filed_by`` says whether the code or
    the clerk decided; ``turned`` is how far it has to be turned to stand upright (degrees).
    """

    __tablename__ = "scan_page"
    __table_args__ = (
        one_of("fate", Fate),
        one_of("filed_by", FiledBy),
        *whole("file_page", "page", "pages"),
    )

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="scan_batch.id", ondelete="CASCADE", index=True)
    project_id: int = project_key(index=True)
    position: int
    name: str
    sha256: str = Field(foreign_key="original.sha256", index=True)
    file_page: int
    turned: int
    kind: str
    subject: str
    edition: str
    page: int
    pages: int
    fate: str
    filed_by: str
    note: str


class OfficeTextRow(SQLModel, table=True):
    """The office's own wording of a paper, with the shipped text it came from.

    Also texts that only the office has (通用条款): their ``base`` is empty, ``source`` is the
    file they were imported from.
    """

    __tablename__ = "office_text"

    key: str = Field(primary_key=True)
    text: str
    base: str
    version: str
    source: str
    changed_at: datetime = moment()


class SettingRow(SQLModel, table=True):
    """How the office wants its papers (红头、回收码 …)."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str
