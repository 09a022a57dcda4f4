"""采购实施计划 (指引 六（三）; 财库〔2021〕22号 十三): 合同订立安排 and 合同管理安排.

Budget, lots, ceilings, method, agency and the periods come from the case and the law book; the
contract's main terms are those of the requirement document.
"""

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.drafting import PLAN, plan_drafters
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers import facts, requirement_document
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, Style, TableBlock
from zjbuy_desktop.core.papers.drafters import drafters_table
from zjbuy_desktop.core.papers.entries import Entered
from zjbuy_desktop.core.papers.implementation_checks import LOWEST, WEIGHED, plan_gaps
from zjbuy_desktop.core.papers.implementation_entries import ENTRIES, WHOLE
from zjbuy_desktop.core.papers.implementation_schedule import (
    provisional_note,
    schedule_gaps,
    schedule_table,
)
from zjbuy_desktop.core.papers.lots import lots_budget_table, unit_gaps
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting, entered_for
from zjbuy_desktop.core.papers.tables import lines_by_unit

_LAW = {
    "requirement_law": "requirement_measures",
    "sme_law": "sme_measures",
    "regulation": "procurement_regulation",
}
_NUMBERS = {
    "reserve_percent": "sme_reserve_percent",
    "track_limit": "track_record_limit",
    "bond_limit": "performance_bond_limit_percent",
}
_INVITING = "通过发布公告等法定方式邀请符合资格条件的供应商参加"
_COMPETITION = {
    Method.OPEN_TENDER: "公开竞争，以招标公告的方式邀请不特定的供应商参加",
    Method.INVITED_TENDER: "有限竞争，按规定方式产生并邀请特定的供应商参加",
    Method.NEGOTIATION: _INVITING,
    Method.CONSULTATION: _INVITING,
    Method.INQUIRY: _INVITING,
    Method.SINGLE_SOURCE: "向唯一供应商采购，按规定进行公示",
}
"""竞争范围, by method."""


def _fill(setting: Setting) -> Content:
    case = setting.case
    lines = included_lines(case)
    budget = sum(line.amount_fen for line in lines)
    terms = entered_for(requirement_document.SPEC, case)
    shared = {
        **facts.project_facts(setting),
        **facts.unended(facts.entered_facts(setting)),
        **facts.law_facts(setting, _LAW),
        **facts.number_facts(setting, _NUMBERS),
        **facts.amount_facts(budget),
        "liability": setting.entered.text("liability"),  # stands in a table of sentences
        **_placing(setting, budget),
        **_managing(setting),
        "quantity": facts.quantities(lines),
        "units": str(len(lines_by_unit(lines))),
        "funds": facts.joined(line.funding for line in lines),
    }
    return Content(
        facts=shared,
        blocks={
            "plan_head": _head(shared),
            "lots_budget": lots_budget_table(case, lines),
            "schedule": schedule_table(setting),
            "terms": _terms(shared, terms),
            "acceptance_plan": _acceptance(setting.entered),
            "risks": _risks(setting.entered),
            "plan_drafters": drafters_table(plan_drafters(case)),
            "sign_off": facts.lead_sign_off(setting),
        },
        gaps=(
            *unit_gaps(case, lines),
            *schedule_gaps(setting),
            *plan_gaps(setting, budget, terms),
        ),
    )


def _placing(setting: Setting, budget: int) -> facts.Facts:
    """合同订立安排: what the case decides."""
    project, agency, entered = setting.case.project, setting.case.agency, setting.entered
    limit = setting.law.number("sme_whole_reserve_threshold", setting.on).value
    cheapest = project.evaluation == LOWEST and project.method.is_tender
    central = "委托集中采购机构采购" if project.in_central_catalogue else ""
    by_agency = f"委托{agency.name}采购" if agency else ""
    return {
        "organisation": "政府集中采购" if project.in_central_catalogue else "分散采购",
        "agency_plan": entered.text("agency_plan") or central or by_agency,
        "competition": _COMPETITION[project.method],
        "several_lots": facts.yes(len(project.lots) > 1),
        "evaluation": project.evaluation,
        "cheapest": facts.yes(cheapest),
        "weighed": facts.yes(project.evaluation == WEIGHED),
        "evaluation_reason": facts.joined(
            reason.rstrip("。")
            for reason in (project.evaluation_reason, entered.text("evaluation_reason"))
        ),
        "reserve_limit": money.wan(limit),
        "within_reserve": facts.yes(budget <= limit),
        "wants_records": facts.yes(bool(entered.count("track_records"))),
        "takes_consortium": facts.yes(entered.text("consortium") == "是"),
        "deduction": "" if entered.text("sme_way") == WHOLE else entered.text("deduction"),
        "takes_subcontract": facts.yes(entered.text("subcontract") == "是"),
    }


def _managing(setting: Setting) -> facts.Facts:
    """合同管理安排: what the case and the law decide."""
    entered, triggered = setting.entered, facts.trigger_text(setting)
    return {
        "triggered": facts.yes(bool(triggered)),
        "triggers": triggered,
        "takes_bond": facts.yes(bool(entered.count("bond"))),
        "for_public": facts.yes(entered.text("public_service") == "是"),
        "has_risks": facts.yes(bool(entered.rows("risks"))),
        "schedule_note": provisional_note(setting),
    }


def _head(shared: facts.Facts) -> FieldTable:
    """What is reported to the finance department (财库〔2021〕22号 二十六)."""
    return FieldTable(
        (
            ("项目名称", shared["project"]),
            ("项目编号", shared["project_number"]),
            ("项目类别", shared["kind"]),
            ("采购品目", shared["category"]),
            ("采购数量", shared["quantity"]),
            ("采购预算", f"{shared['amount']}元"),
            ("组织形式", shared["organisation"]),
            ("采购方式", shared["method"]),
            ("组织模式", shared["mode"]),
            ("政府采购政策", shared["sme_way"]),
        ),
        per_row=2,
    )


def _terms(shared: facts.Facts, terms: Entered) -> TableBlock:
    """合同文本的主要条款 (财库〔2021〕22号 二十三), as the requirement document sets them."""
    rows = (
        (
            "标的、数量和质量",
            "标的名称、数量按采购结果和各采购单位的需求；质量按采购需求的技术要求",
        ),
        ("价款", f"{shared['pricing']}；各采购单位的合同金额按{shared['won']}结果的分配确定"),
        ("履行时间、地点和方式", terms.text("delivery_terms")),
        ("付款进度和支付方式", terms.text("payment_terms")),
        ("包装和运输", terms.text("packing_terms")),
        ("质量保修和售后服务", terms.text("after_sales_terms")),
        ("验收、交付标准和方法", "按采购需求的验收标准和本计划的履约验收方案"),
        ("知识产权", shared["intellectual"]),
        ("违约责任", shared["liability"]),
        ("解决争议的方法", shared["dispute"]),
    )
    told = (row for row in rows if row != ("知识产权", ""))
    numbered = tuple((str(n), *row) for n, row in enumerate(told, 1))
    columns = (
        Column("序号", 5, "center"),
        Column("条款", 18, "center"),
        Column("主要内容", 57),
    )
    return TableBlock(columns, numbered)


def _acceptance(entered: Entered) -> FieldTable:
    """Who, when, how, by which steps, what and against which standard (22号 二十四)."""
    return FieldTable(
        (
            ("验收主体", "各采购单位分别组织本单位的履约验收"),
            ("验收时间", entered.text("acceptance_time")),
            ("验收方式", entered.text("acceptance_way")),
            ("验收程序", entered.text("acceptance_steps")),
            ("验收内容", "每一项技术和商务要求的履约情况"),
            ("验收标准", "采购需求书列明的验收标准，包括所有客观、量化指标"),
        )
    )


def _risks(entered: Entered) -> TableBlock:
    rows = tuple((str(n), *row) for n, row in enumerate(entered.rows("risks"), 1))
    columns = (
        Column("序号", 4, "center"),
        Column("风险", 16),
        Column("发生环节", 11, "center"),
        Column("可能性", 7, "center"),
        Column("影响程度", 8, "center"),
        Column("管控责任", 14),
        Column("处置措施", 30),
        Column("替代方案", 24),
    )
    return TableBlock(columns, rows, landscape=True)


SPEC = PaperSpec(
    kind=PLAN,
    title="采购实施计划",
    style=Style.FORM,
    basis=guideline("第六条（三）"),
    fill=_fill,
    numbered=False,
    entries=ENTRIES,
)
