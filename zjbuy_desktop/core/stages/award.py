"""结果确认与采购协议 (指引 六（五）、八（五）（六）)."""

from zjbuy_desktop.core.base.citation import Citation, guideline, statute
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import (
    procurement_agreement,
    result_confirmation,
)
from zjbuy_desktop.core.rules import awarding as rules
from zjbuy_desktop.core.rules import ceilings
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec

_LAW = "政府采购法"
_REGULATION = "政府采购法实施条例"
_TENDER = "政府采购货物和服务招标投标管理办法"


def _law(article: str) -> Citation:
    return statute("procurement_law", _LAW, article)


def _regulation(article: str) -> Citation:
    return statute("procurement_regulation", _REGULATION, article)


_REPORT = _regulation("第四十三条")
_RARE = (
    (
        EventKind.EXPERTS_RATED,
        statute("expert_measures", "政府采购评审专家管理办法", "第二十一条"),
    ),
    (EventKind.BID_DEPOSITS_RETURNED, _regulation("第三十三条")),
    (EventKind.PROCUREMENT_TERMINATED, statute("tender_measures", _TENDER, "第二十九条")),
    (EventKind.FEES_REFUNDED, statute("tender_measures", _TENDER, "第二十九条")),
    (EventKind.PROCUREMENT_ENDED, _law("第四十二条")),
    (
        EventKind.AGENCY_RATED,
        statute("agency_measures", "政府采购代理机构管理暂行办法", "第十八条"),
    ),
)
"""What happens in few projects, in the order in which it would."""

SPEC = StageSpec(
    id="award",
    title="结果确认与采购协议",
    phase=Phase.AWARD,
    section=guideline("第六条（五）、第八条（五）（六）"),
    purpose="登记采购结果，核对预算和分配，公告后签订采购协议。",
    action="完成定标，去通知各单位签约",
    rules=(
        rules.every_lot_is_awarded,
        rules.supplier_is_identified,
        rules.award_within_budget,
        ceilings.award_within_ceilings,
        rules.contract_within_unit_budget,
        rules.share_within_lot_budget,
        rules.supplier_is_no_purchaser,
        rules.allocation_equals_award,
        rules.agreement_after_announcement,
        rules.events_follow_one_another,
    ),
    papers=(
        result_confirmation.SPEC,
        procurement_agreement.SPEC,
    ),
    checklist=(
        CheckItem(EventKind.RESULT_CONFIRMED, guideline("第八条（五）")),
        CheckItem(EventKind.AWARD_NOTICE_ISSUED, _REPORT),
        CheckItem(EventKind.RESULT_ANNOUNCED, _REPORT),
        CheckItem(EventKind.PROCUREMENT_AGREEMENT_SIGNED, guideline("第八条（六）")),
        *(CheckItem(event, basis, required=False, rare=True) for event, basis in _RARE),
    ),
    begun_when=lambda case: bool(case.awards),
)
