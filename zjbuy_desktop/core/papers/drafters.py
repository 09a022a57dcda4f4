"""谁参与确定采购需求、编制采购实施计划：审查时要回避 (财库〔2021〕22号 三十二)."""

from zjbuy_desktop.core.case.documents import Rows
from zjbuy_desktop.core.case.drafting import DRAFTERS
from zjbuy_desktop.core.case.drafting import PLAN_DRAFTERS as PLAN_DRAFTERS_NAME
from zjbuy_desktop.core.papers.blocks import Column, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind

REQUIREMENT_DRAFTERS = Entry(
    DRAFTERS,
    "采购需求确定、编制人员",
    EntryKind.TABLE,
    columns=("姓名或机构名称", "所在单位、部门", "身份", "承担的工作"),
    hint="身份写：本单位人员、参与单位人员、专家或第三方机构；审查人员不得与名单重复",
)
PLAN_DRAFTERS = Entry(
    PLAN_DRAFTERS_NAME,
    "采购实施计划编制人员",
    EntryKind.TABLE,
    required=False,
    columns=("姓名或机构名称", "所在单位、部门", "身份", "承担的工作"),
    hint="与采购需求书的编制人员相同的不必填写",
)


def drafters_table(rows: Rows) -> TableBlock:
    """The list as the papers print it."""
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    columns = (
        Column("序号", 5, "center"),
        Column("姓名或机构名称", 18),
        Column("所在单位、部门", 24),
        Column("身份", 12, "center"),
        Column("承担的工作", 22),
    )
    return TableBlock(columns, numbered)
