"""The life of papers: what is entered, the office's texts, runs, register, scans."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and let papers know their file, their data and their run."""
    _made_papers()
    _entries()
    _register()
    _scans()
    _office()


def _made_papers() -> None:
    """Papers made before know neither their file's hash nor their run."""
    with op.batch_alter_table("made_paper") as made:
        made.add_column(sa.Column("sha256", sa.String(), nullable=False, server_default=""))
        made.add_column(sa.Column("data_seq", sa.Integer(), nullable=False, server_default="0"))
        made.add_column(sa.Column("run_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("made_paper") as made:
        made.alter_column("sha256", server_default=None)
        made.alter_column("data_seq", server_default=None)


def _entries() -> None:
    op.create_table(
        "paper_particulars",
        *w.numbers("project_id"),
        *w.texts("kind", "subject", "payload"),
        sa.CheckConstraint("json_valid(payload)", name="ck_paper_particulars_payload"),
        w.of_project("paper_particulars"),
        sa.PrimaryKeyConstraint("project_id", "kind", "subject", name="pk_paper_particulars"),
    )


def _register() -> None:
    op.create_table(
        "paper_run",
        *w.numbers("id", "project_id"),
        *w.texts("at", "asked", "folder"),
        *w.numbers("total"),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.CheckConstraint("json_valid(asked)", name="ck_paper_run_asked"),
        *w.whole("paper_run", "total"),
        w.of_project("paper_run"),
        sa.PrimaryKeyConstraint("id", name="pk_paper_run"),
    )
    w.index("paper_run", "project_id")
    op.create_table(
        "paper_move",
        *w.numbers("id", "project_id"),
        *w.texts("kind", "subject", "what"),
        sa.Column("happened_on", sa.Date(), nullable=False),
        *w.texts("edition"),
        *w.numbers("copies"),
        *w.texts("note", "at"),
        sa.CheckConstraint(
            "what IN ('已打印', '已发出', '已扫回，待核章', '已核章', '章不合格，已退回')",
            name="ck_paper_move_what",
        ),
        *w.whole("paper_move", "copies"),
        w.of_project("paper_move"),
        sa.PrimaryKeyConstraint("id", name="pk_paper_move"),
    )
    w.index("paper_move", "project_id")


def _office() -> None:
    op.create_table(
        "office_text",
        *w.texts("key", "text", "base", "version", "source", "changed_at"),
        sa.PrimaryKeyConstraint("key", name="pk_office_text"),
    )
    op.create_table(
        "setting", *w.texts("key", "value"), sa.PrimaryKeyConstraint("key", name="pk_setting")
    )


def _scans() -> None:
    op.create_table(
        "scan_batch",
        *w.numbers("id", "project_id"),
        *w.texts("at"),
        sa.Column("undone_at", sa.String(), nullable=True),
        w.of_project("scan_batch"),
        sa.PrimaryKeyConstraint("id", name="pk_scan_batch"),
    )
    w.index("scan_batch", "project_id")
    op.create_table(
        "scan_page",
        *w.numbers("id", "batch_id", "project_id", "position"),
        *w.texts("name", "sha256"),
        *w.numbers("file_page", "turned"),
        *w.texts("kind", "subject", "edition"),
        *w.numbers("page", "pages"),
        *w.texts("fate", "filed_by", "note"),
        sa.CheckConstraint(
            "fate IN ('已归入', '重复', '旧稿', '别的项目', '未识别', '不归档', '已退回')",
            name="ck_scan_page_fate",
        ),
        sa.CheckConstraint("filed_by IN ('', 'code', 'hand')", name="ck_scan_page_filed_by"),
        *w.whole("scan_page", "file_page", "page", "pages"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["scan_batch.id"], name="fk_scan_page_batch_id", ondelete="CASCADE"
        ),
        w.of_project("scan_page"),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], name="fk_scan_page_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_scan_page"),
    )
    w.index("scan_page", "batch_id")
    w.index("scan_page", "project_id")
    w.index("scan_page", "sha256")
