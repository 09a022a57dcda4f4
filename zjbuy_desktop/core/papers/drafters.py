"""谁参与确定采购需求、编制采购实施计划：审查时要回避 (财库〔2021〕22号 三十二)."""

import re
from collections.abc import Mapping

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.papers.blocks import Column, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.lots import Rows

_BETWEEN = re.compile("[、，,；;]")

REQUIREMENT_DRAFTERS = Entry(
    "drafters",
    "采购需求确定、编制人员",
    EntryKind.TABLE,
    columns=("姓名或机构名称", "所在单位、部门", "身份", "承担的工作"),
    hint="身份写：本单位人员、参与单位人员、专家或第三方机构；审查人员不得与名单重复",
)
PLAN_DRAFTERS = Entry(
    "plan_drafters",
    "采购实施计划编制人员",
    EntryKind.TABLE,
    required=False,
    columns=("姓名或机构名称", "所在单位、部门", "身份", "承担的工作"),
    hint="与采购需求书的编制人员相同的不必填写",
)


def requirement_drafters(case: Case) -> Rows:
    """Rows of those who set the requirement, as the requirement document names them."""
    return _rows(case, "requirement_document", REQUIREMENT_DRAFTERS.name)


def plan_drafters(case: Case) -> Rows:
    """Rows of those who made the plan: its own list, else that of the requirement document."""
    return _rows(case, "implementation_plan", PLAN_DRAFTERS.name) or requirement_drafters(case)


def drafter_names(case: Case) -> frozenset[str]:
    """Everybody who must not review."""
    rows = (*requirement_drafters(case), *plan_drafters(case))
    return frozenset(name for row in rows for name in names_in(row[0]))


def names_in(cell: str) -> tuple[str, ...]:
    """The names in one cell, without the blanks they are often stretched by (李　玥)."""
    names = ("".join(part.split()) for part in _BETWEEN.split(cell))
    return tuple(name for name in names if name)


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


def _rows(case: Case, kind: str, name: str) -> Rows:
    values: Mapping[str, Value] = dict(case.particulars_of(kind).values)
    value = values.get(name, ())
    return () if isinstance(value, str) else value
