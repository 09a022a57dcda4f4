"""签订合同通知书 (指引 六（六）、九): each unit gets its own numbers, days and 大写 amount."""

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.allocation import allocations_of, notified_units
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.tables import contracts_table, plan_numbers

_ENTRIES = (
    Entry(
        "feedback_days",
        "反馈期限（签订后，工作日）",
        EntryKind.COUNT,
        default="3",
        hint="由牵头单位自定；反馈合同编号和各日期",
    ),
    Entry("remark", "其他要求", EntryKind.LONG, required=False, hint="例：签约会的时间、地点"),
)


def _fill(setting: Setting) -> Content:
    case = setting.case
    allocations = allocations_of(case, setting.subject)
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            **facts.rank_facts(case),
            **facts.unit_facts(setting.unit),
            **facts.number_facts(setting, facts.SIGNING),
            **facts.signing_day_facts(setting),
            **facts.amount_facts(sum(a.contract_fen for a in allocations)),
            "supplier": "、".join(_suppliers(allocations)),
            "plan_number": case.filing.number,
            "copies": "、".join(_copies(case, allocations)),
        },
        blocks={
            "contracts": contracts_table(case, allocations),
            "sign_off": facts.lead_sign_off(setting),
            "receipt": _receipt(setting),
            "signed": _signed(allocations),
            "unit_sign_off": facts.unit_sign_off(setting),
        },
        style=facts.rank_style(case),
    )


def _receipt(setting: Setting) -> FieldTable:
    """回执: who answers; what isn't known is written by hand."""
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


def _signed(allocations: tuple[Allocation, ...]) -> TableBlock:
    """回执: one row for each contract, its number and days left open."""
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


def _suppliers(allocations: tuple[Allocation, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.supplier for a in allocations))


def _copies(case: Case, allocations: tuple[Allocation, ...]) -> tuple[str, ...]:
    """抄送: the suppliers it signs with, and the agency."""
    return (*_suppliers(allocations), *((case.agency.name,) if case.agency else ()))


SPEC = PaperSpec(
    kind="signing_notice",
    title="签订合同通知书",
    style=Style.LETTER,
    basis=guideline("第九条"),
    fill=_fill,
    per=Per.UNIT,
    recipients=notified_units,
    returns=True,
    receipt="回执",
    optional=frozenset({"remark"}),
    entries=_ENTRIES,
)
