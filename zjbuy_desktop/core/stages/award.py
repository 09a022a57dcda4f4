"""结果确认与采购协议 (指引 六（五）、八（四）至（六）)."""

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import (
    challenge_reply,
    procurement_agreement,
    result_confirmation,
)
from zjbuy_desktop.core.rules import awarding as rules
from zjbuy_desktop.core.rules import ceilings
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec

_REPORT = statute("procurement_regulation", "政府采购法实施条例", "第四十三条")

SPEC = StageSpec(
    id="award",
    title="结果确认与采购协议",
    phase=Phase.AWARD,
    section=guideline("第六条（五）、第八条（四）至（六）"),
    purpose="登记评审报告和采购结果，核对预算和分配，公告后签订采购协议。",
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
        challenge_reply.SPEC,
    ),
    checklist=(
        CheckItem(EventKind.DOCUMENT_CONFIRMED, guideline("第六条（五）"), required=False),
        CheckItem(EventKind.ANNOUNCEMENT_PUBLISHED, guideline("第八条（四）")),
        CheckItem(EventKind.BIDS_OPENED, guideline("第八条（四）"), required=False),
        CheckItem(EventKind.EVALUATION_FINISHED, guideline("第八条（四）"), required=False),
        CheckItem(EventKind.EVALUATION_REPORT_RECEIVED, _REPORT),
        CheckItem(EventKind.RESULT_CONFIRMED, guideline("第八条（五）")),
        CheckItem(EventKind.AWARD_NOTICE_ISSUED, _REPORT),
        CheckItem(EventKind.RESULT_ANNOUNCED, _REPORT),
        CheckItem(EventKind.PROCUREMENT_AGREEMENT_SIGNED, guideline("第八条（六）")),
    ),
    begun_when=lambda case: bool(case.awards),
)
