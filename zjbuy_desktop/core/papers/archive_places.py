"""归档材料的分组和法定清单（政府采购法 四十二），每种文件归在哪里。"""

from enum import StrEnum

from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import Words
from zjbuy_desktop.core.papers import (
    acceptance_record,
    activity_record,
    agency_agreement,
    call_notice,
    challenge_reply,
    contract,
    delegation_letter,
    document_confirmation,
    implementation_plan,
    intention_notice,
    lead_recommendation,
    procurement_agreement,
    provisional_plan,
    red_line_report,
    representative_authorisation,
    requirement_document,
    result_confirmation,
    review_opinion,
    signing_notice,
    statistics,
    supplementary_contract,
    survey_report,
)
from zjbuy_desktop.core.papers.spec import PaperSpec


class Group(StrEnum):
    """The parts of the catalogue, in order."""

    INITIATION = "立项"
    REQUIREMENT = "需求"
    PROCUREMENT = "采购"
    EVALUATION = "评审"
    CONTRACT = "合同"
    PERFORMANCE = "履约"
    DISPUTE = "争议"


class Material(StrEnum):
    """What the law lists (法 四十二); the value is the word the clerk writes, for any method."""

    RECORD = "采购活动记录"
    BUDGET = "采购预算"
    DOCUMENT = "采购文件"
    OFFER = "供应商文件"
    CRITERIA = "评审标准"
    REPORT = "评审报告"
    AWARD = "定标文件"
    CONTRACT = "合同文本"
    ACCEPTANCE = "验收证明"
    REPLY = "质疑答复"
    COMPLAINT = "投诉处理决定"

    def shown(self, words: Words) -> str:
        """How the catalogue calls it: 招标文件, 响应文件 …"""
        return {Material.DOCUMENT: words.document, Material.OFFER: words.offer}.get(
            self, self.value
        )


GROUP_OF: dict[Material, Group] = {
    Material.RECORD: Group.PROCUREMENT,
    Material.BUDGET: Group.INITIATION,
    Material.DOCUMENT: Group.PROCUREMENT,
    Material.OFFER: Group.EVALUATION,
    Material.CRITERIA: Group.PROCUREMENT,
    Material.REPORT: Group.EVALUATION,
    Material.AWARD: Group.EVALUATION,
    Material.CONTRACT: Group.CONTRACT,
    Material.ACCEPTANCE: Group.PERFORMANCE,
    Material.REPLY: Group.DISPUTE,
    Material.COMPLAINT: Group.DISPUTE,
}
"""Where each material of the law stands in the catalogue."""

PLACES: tuple[tuple[PaperSpec, Group, Material | None], ...] = (
    (call_notice.SPEC, Group.INITIATION, None),
    (lead_recommendation.SPEC, Group.INITIATION, None),
    (delegation_letter.SPEC, Group.INITIATION, None),
    (provisional_plan.SPEC, Group.INITIATION, Material.BUDGET),
    (intention_notice.SPEC, Group.REQUIREMENT, None),
    (survey_report.SPEC, Group.REQUIREMENT, None),
    (requirement_document.SPEC, Group.REQUIREMENT, None),
    (implementation_plan.SPEC, Group.REQUIREMENT, None),
    (review_opinion.SPEC, Group.REQUIREMENT, None),
    (agency_agreement.SPEC, Group.PROCUREMENT, None),
    (document_confirmation.SPEC, Group.PROCUREMENT, None),
    (activity_record.SPEC, Group.PROCUREMENT, Material.RECORD),
    (red_line_report.SPEC, Group.PROCUREMENT, None),
    (representative_authorisation.SPEC, Group.EVALUATION, None),
    (result_confirmation.SPEC, Group.EVALUATION, Material.AWARD),
    (procurement_agreement.SPEC, Group.CONTRACT, None),
    (signing_notice.SPEC, Group.CONTRACT, None),
    (contract.SPEC, Group.CONTRACT, Material.CONTRACT),
    (supplementary_contract.SPEC, Group.CONTRACT, None),
    (acceptance_record.SPEC, Group.PERFORMANCE, Material.ACCEPTANCE),
    (statistics.SPEC, Group.PERFORMANCE, None),
    (challenge_reply.SPEC, Group.DISPUTE, Material.REPLY),
)
"""Every paper but the catalogue itself: its group, and what of the legal list it is."""

DAY_OF: dict[str, EventKind] = {
    "provisional_plan": EventKind.PROVISIONAL_PLAN_FILED,
    "agency_agreement": EventKind.AGENCY_AGREEMENT_SIGNED,
    "review_opinion": EventKind.REVIEW_PASSED,
    "procurement_agreement": EventKind.PROCUREMENT_AGREEMENT_SIGNED,
    "delegation_letter": EventKind.LETTER_RETURNED,
    "contract": EventKind.CONTRACT_SIGNED,
    "acceptance_record": EventKind.ACCEPTANCE_DONE,
}
"""What dates a paper that its signers date by hand."""
