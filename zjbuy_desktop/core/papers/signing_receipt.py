"""签订合同通知书的回执：单位签订合同后填好、盖章送回的一页。"""

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, TableBlock
from zjbuy_desktop.core.papers.spec import Setting
from zjbuy_desktop.core.papers.tables import plan_numbers


def head(setting: Setting) -> FieldTable:
    """Who answers; what isn't known is written by hand."""
    numbers = plan_numbers(setting.case, setting.subject, PlanKind.FORMAL)
    return FieldTable(
        (
            ("单位名称", setting.subject),
            ("正式计划编号", numbers),
            ("联系人", ""),
            ("联系电话", ""),
        ),
        per_row=2,
    )


def contracts(allocations: tuple[Allocation, ...]) -> TableBlock:
    """One row for each contract, its number and days left open."""
    columns = (
        Column("标项", 8, "center"),
        Column("供应商", 17),
        Column("合同金额（元）", 14, "right"),
        Column("合同编号", 16),
        Column("签订日期", 11),
        Column("公告日期", 11),
        Column("备案日期", 11),
    )
    rows = ((a.lot, a.supplier, money.yuan(a.contract_fen), "", "", "", "") for a in allocations)
    return TableBlock(columns, tuple(rows))
