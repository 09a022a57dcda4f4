"""自愿参与的委托函 (指引 七（一）): made by the lead from the unit's need, sealed by the unit."""

from collections.abc import Sequence

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import FieldTable, Style
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.tables import needs_table
from zjbuy_desktop.core.papers.ticks import OPEN, TICKED, ticks

_ENTRUSTED = "委托牵头单位公开"
_INTENTION = ticks(("委托牵头单位汇总公开", "本单位自行公开"), "")
"""Ticked by hand where the form didn't say."""


def _recipients(case: Case) -> tuple[str, ...]:
    """Units with a need; the lead entrusts nobody, not even itself."""
    lead = case.project.lead_unit
    needing = {line.unit for line in case.needs} - {lead}
    return tuple(unit.name for unit in case.units if unit.name in needing)


def _fill(setting: Setting) -> Content:
    lines = [line for line in setting.case.needs if line.unit == setting.subject]
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.unit_facts(setting.unit),
            **facts.number_facts(setting, facts.SIGNING),
            **facts.amount_facts(sum(line.amount_fen for line in lines)),
            "quantity": facts.quantities(lines),
            "funds": _funds(setting, lines),
            **_identity(setting),
            "entrusted": TICKED,
            "intention_entrusted": _intention(lines),
        },
        blocks={
            "needs": needs_table(lines),
            "particulars": _particulars(lines),
            "sign_off": facts.unit_sign_off(setting),
        },
    )


def _funds(setting: Setting, lines: Sequence[NeedLine]) -> str:
    """已落实, which the letter itself promises; blank while the form's 否 stands."""
    secured = setting.case.happened(EventKind.FUNDS_SECURED, setting.subject)
    denied = any(line.funds is Funds.NOT_SECURED for line in lines)
    return "" if (denied and not secured) or not lines else "已落实"


def _intention(lines: Sequence[NeedLine]) -> str:
    """Ticked if the lead is to publish the unit's 意向; open if it does so itself or is silent."""
    return TICKED if any(line.intention == _ENTRUSTED for line in lines) else OPEN


def _identity(setting: Setting) -> facts.Facts:
    """Who entrusts and who is entrusted, by the codes that name them."""
    unit, lead = setting.unit, setting.case.lead
    return {
        "unit_uscc": unit.uscc if unit else "",
        "unit_budget_code": unit.budget_code if unit else "",
        "unit_level": unit.level.value if unit else "",
        "lead_uscc": lead.uscc if lead else "",
    }


def _particulars(lines: Sequence[NeedLine]) -> FieldTable:
    """待补 facts: printed if known, else an empty cell to be filled in by hand."""
    return FieldTable(
        (
            ("资金来源", facts.joined(line.funding for line in lines)),
            ("预算项目", facts.joined(line.budget_item for line in lines)),
            ("交付时间、地点", facts.joined(line.delivery for line in lines)),
            ("采购意向公开方式", facts.joined(line.intention for line in lines) or _INTENTION),
        )
    )


SPEC = PaperSpec(
    kind="delegation_letter",
    title="参与带量集中采购委托函",
    style=Style.LETTER,
    basis=guideline("第七条（一）"),
    fill=_fill,
    per=Per.UNIT,
    recipients=_recipients,
    returns=True,
    numbered=False,
    dated_by_hand=True,
    by_unit=True,
    optional=frozenset({"unit_contact", "unit_phone", "unit_budget_code"}),
)
