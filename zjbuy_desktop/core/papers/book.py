"""文件的唯一名单，按使用的先后。"""

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers import (
    agency_agreement,
    call_notice,
    delegation_letter,
    lead_recommendation,
    procurement_agreement,
    provisional_plan,
    signing_notice,
)
from zjbuy_desktop.core.papers.spec import PaperSpec

_ALL = (
    call_notice.SPEC,
    lead_recommendation.SPEC,
    delegation_letter.SPEC,
    provisional_plan.SPEC,
    agency_agreement.SPEC,
    procurement_agreement.SPEC,
    signing_notice.SPEC,
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
