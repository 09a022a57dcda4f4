"""政府采购合同: one for each unit and lot (统采统签: one for each lot, signed by the lead).

货物 follow the finance ministry's standard text in three parts: 协议书 and 专用条款 are filled
here, the 通用条款 are those the office imported. 服务 have a text of the office's own.
"""

from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.case import contracts
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.project import Kind
from zjbuy_desktop.core.papers import contract_tables as tables
from zjbuy_desktop.core.papers import facts, general_conditions
from zjbuy_desktop.core.papers.blocks import Annex, Block, Heading, Style
from zjbuy_desktop.core.papers.contract_entries import ENTRIES, PRICINGS
from zjbuy_desktop.core.papers.contract_facts import (
    contract_facts,
    contract_gaps,
    term_facts,
    wanted,
)
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.ticks import ticks

_REMEDIES = {"合同通用条款": "请导入一次合同标准文本的通用条款，以后各份合同都用它。"}


def _fill(setting: Setting) -> Content:
    contract = contracts.contract_of(setting.case, setting.subject)
    shared = {
        **facts.project_facts(setting),
        **facts.entered_facts(setting),
        **facts.unit_facts(setting.unit),
        **facts.number_facts(setting, facts.SIGNING),
        **contract_facts(setting.case, contract),
        **term_facts(setting, contract),
    }
    gaps = [*contract_gaps(setting, contract)]
    if not shared["delivery"]:
        gaps.append("履行期限、地点和方式")
    return Content(
        facts={**shared, "pricing_ticks": ticks(PRICINGS, shared["pricing"])},
        blocks=_blocks(setting, contract, shared),
        gaps=tuple(gaps),
        remedies=_REMEDIES,
        wanted=wanted(setting, shared),
    )


def _blocks(
    setting: Setting, contract: contracts.Contract | None, shared: facts.Facts
) -> dict[str, Block]:
    blocks: dict[str, Block] = {
        "part_one": Heading(1, "第一节　政府采购合同协议书"),
        "information": tables.information(setting, shared),
        "policies": tables.policies(setting),
        "makers": tables.makers(setting, shared["lot"]),
        "acceptance": tables.acceptance(setting),
        "special_terms": tables.special_terms(setting, shared),
        "services": tables.entered_table(setting, "services", (20, 16, 30)),
        "staff": tables.entered_table(setting, "staff", (16, 8, 42)),
        "assessment": tables.entered_table(setting, "assessment", (18, 8, 40)),
        "general_conditions": _general_conditions(setting),
        "signatures": tables.signatures(setting, contract, "甲方", "乙方"),
    }
    if contract:
        blocks |= {
            "goods": tables.goods(setting, contract),
            "payments": tables.payments(setting, contract),
            "parts": tables.parts(setting.case, contract),
        }
    return blocks


def _general_conditions(setting: Setting) -> Annex:
    return general_conditions.section(setting.office.get(general_conditions.KEY, ""))


def _variant(case: Case) -> str:
    return "services" if case.project.kind is Kind.SERVICES else ""


SPEC = PaperSpec(
    kind="contract",
    title="政府采购合同",
    style=Style.CONTRACT,
    basis=statute("procurement_law", "政府采购法", "第四十六条"),
    fill=_fill,
    per=Per.CONTRACT,
    recipients=lambda case: tuple(c.key for c in contracts.contracts(case)),
    unit_of=contracts.unit_of_contract,
    returns=True,
    dated_by_hand=True,
    # What an entry or a gap tells already is not told a second time.
    optional=frozenset({"sign_place", "formal_plan", "bond_none", "dispute_clause"}),
    entries=ENTRIES,
    variant=_variant,
    variants=("services",),
    uses=(general_conditions.KEY,),
)
