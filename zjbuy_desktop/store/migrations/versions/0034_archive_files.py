"""Files put into the archive beside what the program makes."""

import sqlalchemy as sa
from alembic import op

from zjbuy_desktop.store.migrations import words as w

revision = "0034"
down_revision = "0033"

_MATERIALS = (
    "'采购活动记录', '采购预算', '采购文件', '供应商文件', '评审标准', '评审报告', '定标文件',"
    " '合同文本', '验收证明', '质疑答复', '投诉处理决定'"
)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "archive_file",
        *w.numbers("id", "project_id"),
        *w.texts("material", "subject", "title", "number", "author"),
        sa.Column("on", sa.Date(), nullable=False),
        *w.numbers("pages"),
        *w.texts("name", "sha256"),
        sa.CheckConstraint(f"material IN ({_MATERIALS})", name="ck_archive_file_material"),
        *w.whole("archive_file", "pages"),
        w.of_project("archive_file"),
        sa.ForeignKeyConstraint(
            ["sha256"], ["original.sha256"], name="fk_archive_file_sha256"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_archive_file"),
    )
    w.index("archive_file", "project_id")
    w.index("archive_file", "sha256")
