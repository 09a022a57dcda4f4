"""采购实施 (指引 六（五）、八（四）)."""

from zjbuy_desktop.core.base.citation import Citation, guideline, statute
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tender import Tender
from zjbuy_desktop.core.papers import document_confirmation, representative_authorisation
from zjbuy_desktop.core.rules import tendering as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec


def _regulation(article: str) -> Citation:
    return statute("procurement_regulation", "政府采购法实施条例", article)


_RARE = (
    (EventKind.PREQUALIFICATION_ANNOUNCED, _regulation("第二十一条")),
    (
        EventKind.NOTICE_SUBMITTED,
        statute("disclosure_measures", "政府采购信息发布管理办法", "第十三条"),
    ),
    (EventKind.BID_DEPOSIT_TAKEN, _regulation("第三十三条")),
    (
        EventKind.EXPERTS_DRAWN,
        statute("expert_measures", "政府采购评审专家管理办法", "第十四条"),
    ),
)
"""What happens in few projects; 澄清、修改 are rows of the page and make their event themselves."""

SPEC = StageSpec(
    id="tender",
    title="采购实施",
    phase=Phase.DELEGATION,
    section=guideline("第六条（五）、第八条（四）"),
    purpose="公告前确认采购文件，委派采购人代表，跟到收到评审报告。",
    action="完成采购实施，去确认结果",
    rules=(
        rules.confirmed_document_is_identified,
        rules.document_is_confirmed_before_announcement,
        rules.released_document_is_the_confirmed_one,
        rules.bidders_have_their_time,
        rules.consulted_suppliers_have_their_time,
        rules.asked_suppliers_have_their_time,
        rules.clarification_leaves_time,
        rules.enough_bidders_to_open,
        rules.tender_panel_is_lawful,
        rules.talks_panel_is_lawful,
        rules.consultation_panel_is_lawful,
        rules.panel_is_led_by_an_expert,
    ),
    papers=(document_confirmation.SPEC, representative_authorisation.SPEC),
    checklist=(
        CheckItem(EventKind.DOCUMENT_CONFIRMED, guideline("第六条（五）")),
        CheckItem(EventKind.ANNOUNCEMENT_PUBLISHED, guideline("第八条（四）")),
        CheckItem(EventKind.BIDS_OPENED, guideline("第八条（四）"), required=False),
        CheckItem(EventKind.EVALUATION_FINISHED, guideline("第八条（四）"), required=False),
        CheckItem(
            EventKind.EVALUATION_REPORT_RECEIVED,
            _regulation("第四十三条"),
        ),
        *(CheckItem(event, basis, required=False, rare=True) for event, basis in _RARE),
    ),
    begun_when=lambda case: case.tender != Tender(),
)
