"""每种文件归在档案的哪一组、是法定清单（政府采购法 四十二）上的哪一件。"""

from zjbuy_desktop.core.case.archive_kinds import Group, Material
from zjbuy_desktop.core.case.events import EventKind
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
