"""签订合同通知书 (指引 六（六）、九): each unit gets its own numbers, days and 大写 amount."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.allocation import allocations_of, notified_units
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers import facts, signing_receipt
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.tables import contracts_table

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
            "receipt": signing_receipt.head(setting),
            "signed": signing_receipt.contracts(allocations),
            "unit_sign_off": facts.unit_sign_off(setting),
        },
        style=facts.rank_style(case),
    )


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
