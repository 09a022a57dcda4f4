"""文件的唯一名单，按使用的先后。"""

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers import (
    acceptance_record,
    activity_record,
    agency_agreement,
    archive_catalogue,
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

_ALL = (
    call_notice.SPEC,
    lead_recommendation.SPEC,
    delegation_letter.SPEC,
    intention_notice.SPEC,
    survey_report.SPEC,
    requirement_document.SPEC,
    implementation_plan.SPEC,
    review_opinion.SPEC,
    provisional_plan.SPEC,
    agency_agreement.SPEC,
    representative_authorisation.SPEC,
    document_confirmation.SPEC,
    result_confirmation.SPEC,
    procurement_agreement.SPEC,
    signing_notice.SPEC,
    contract.SPEC,
    supplementary_contract.SPEC,
    acceptance_record.SPEC,
    challenge_reply.SPEC,
    statistics.SPEC,
    activity_record.SPEC,
    red_line_report.SPEC,
    archive_catalogue.SPEC,
)

PAPERS: dict[str, PaperSpec] = {spec.kind: spec for spec in _ALL}


def paper(kind: str) -> PaperSpec:
    """The paper of that kind.

    Raises:
        UserError: when no paper is called so.
    """
    if kind not in PAPERS:
        raise UserError(f"没有“{kind}”这种文件。", "文件有：" + "、".join(PAPERS))
    return PAPERS[kind]
