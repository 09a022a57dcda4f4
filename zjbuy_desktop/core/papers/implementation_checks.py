"""采购实施计划不能定稿的情形：缺理由、数字超出法规的范围、情形要求而没有写的内容。"""

from collections.abc import Iterator

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.drafting import plan_drafters
from zjbuy_desktop.core.case.project import Kind
from zjbuy_desktop.core.case.surveying import triggers
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.tables import LawNumber
from zjbuy_desktop.core.papers.entries import Entered
from zjbuy_desktop.core.papers.implementation_entries import WHOLE
from zjbuy_desktop.core.papers.spec import Setting

LOWEST, WEIGHED = "最低评标价法", "综合评分法"


def plan_gaps(setting: Setting, budget: int, terms: Entered) -> Iterator[str]:
    """What keeps the plan a draft, beside empty entries.

    Args:
        budget: 汇总预算（分）.
        terms: what the requirement document says; the contract's terms come from it.
    """
    yield from _reason_gaps(setting, budget)
    yield from _range_gaps(setting)
    yield from _trigger_gaps(setting)
    entered = setting.entered
    if entered.text("subcontract") == "是" and not entered.text("subcontract_note"):
        yield "合同分包的内容和要求"
    if entered.text("agency_plan") == "" and not _agency_known(setting):
        yield "委托代理安排"
    if any(e.name.endswith("_terms") for e in terms.missing()):
        yield "合同文本的主要条款（取自采购需求书的商务要求，请先填写采购需求书）"
    if not plan_drafters(setting.case):
        yield "采购实施计划编制人员（与采购需求书相同的，在采购需求书中填写）"


def _agency_known(setting: Setting) -> bool:
    return setting.case.agency is not None or setting.case.project.in_central_catalogue


def _reason_gaps(setting: Setting, budget: int) -> Iterator[str]:
    project, entered = setting.case.project, setting.entered
    obvious = project.method.is_tender and project.evaluation == LOWEST
    if not (obvious or project.evaluation_reason or entered.text("evaluation_reason")):
        yield f"采用{project.evaluation}的适用理由"
    limit = setting.law.number("goods_open_tender_threshold", setting.on)
    above = budget >= limit.value and project.method is not Method.OPEN_TENDER
    if above and not entered.text("approval"):
        yield (
            f"变更采购方式的批准文件（预算达到公开招标数额标准{money.wan(limit.value)}万元，"
            f"采用{project.method.value}应当在采购活动开始前获得批准）"
        )
    most = setting.law.number("track_record_limit", setting.on).value
    if (entered.count("track_records") or 0) > most and not entered.text("track_reason"):
        yield f"业绩要求的合理性说明（同类业务合同一般不超过{most}个）"


def _range_gaps(setting: Setting) -> Iterator[str]:
    entered = setting.entered
    bond = setting.law.number("performance_bond_limit_percent", setting.on)
    if (entered.count("bond") or 0) > bond.value:
        yield f"合法的履约保证金比例（不得超过合同金额的{bond.value}%，依据{bond.basis}）"
    if entered.text("sme_way") and entered.text("sme_way") != WHOLE:
        yield from _deduction_gap(setting)
    if setting.case.project.evaluation == WEIGHED:
        yield from _weight_gap(setting)


def _deduction_gap(setting: Setting) -> Iterator[str]:
    least = setting.law.number("small_business_deduction_min_percent", setting.on)
    most = setting.law.number("small_business_deduction_max_percent", setting.on)
    given = setting.entered.count("deduction")
    if given is None or not least.value <= given <= most.value:
        yield (
            f"{least.value}%至{most.value}%之间的小型、微型企业报价扣除比例（依据{least.basis}）"
        )


def _weight_gap(setting: Setting) -> Iterator[str]:
    least, most = _weights(setting)
    given = setting.entered.count("price_weight")
    if given is None or given < least.value or (most and given > most.value):
        upper = f"、不高于{most.value}%" if most else ""
        yield f"价格分值的比重（不低于{least.value}%{upper}，依据{least.basis}）"


def _weights(setting: Setting) -> tuple[LawNumber, LawNumber | None]:
    """Least and greatest share of the price in the score; tenders have no upper limit."""
    project = setting.case.project
    kind = "goods" if project.kind is Kind.GOODS else "services"
    if project.method.is_tender:
        return setting.law.number(f"{kind}_price_weight_percent", setting.on), None
    name = f"consultation_{kind}_price_weight"
    least = setting.law.number(f"{name}_percent", setting.on)
    return least, setting.law.number(f"{name}_max_percent", setting.on)


def _trigger_gaps(setting: Setting) -> Iterator[str]:
    """财库〔2021〕22号 二十三、二十五: projects of article 11 need counsel and a risk plan."""
    if not triggers(setting.case, setting.law, setting.on):
        return
    entered = setting.entered
    if not entered.text("counsel"):
        yield "法律顾问审定合同文本的情况（本项目属于应当开展需求调查的项目）"
    if not entered.rows("risks"):
        yield "风险管控措施（本项目属于应当开展需求调查的项目）"
    for number, row in enumerate(entered.rows("risks"), 1):
        if not all(row):
            yield f"“风险管控措施”第{number}行没有填的格子（没有替代方案的写“无”）"
