"""询问、质疑、投诉 (指引 十): beside the other stages, from the announcement on."""

from zjbuy_desktop.core.base.citation import Citation, guideline, statute
from zjbuy_desktop.core.case.disputing import open_disputes, owing
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import challenge_reply
from zjbuy_desktop.core.rules import disputing as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec


def _law(article: str) -> Citation:
    return statute("procurement_law", "政府采购法", article)


def _regulation(article: str) -> Citation:
    return statute("procurement_regulation", "政府采购法实施条例", article)


_STOPS = (
    (EventKind.SIGNING_SUSPENDED, _regulation("第五十四条")),
    (EventKind.SIGNING_RESUMED, _regulation("第五十四条")),
    (EventKind.PROCUREMENT_SUSPENDED, _law("第五十七条")),
    (EventKind.PROCUREMENT_RESUMED, _law("第五十七条")),
)

SPEC = StageSpec(
    id="disputes",
    title="询问、质疑、投诉",
    phase=Phase.AWARD,
    section=guideline("第十条"),
    purpose="逐件登记询问、质疑、投诉，按期答复；可能影响结果的暂停签约，请参与单位协助。",
    action="登记询问、质疑、投诉",
    rules=(
        rules.enquiry_answered_in_time,
        rules.challenge_answered_in_time,
        rules.late_challenge_is_told,
        rules.challenge_is_answered_in_writing,
        rules.founded_challenge_has_consequence,
        rules.risky_dispute_suspends_signing,
        rules.suspension_is_lifted,
        rules.assistance_is_given,
    ),
    papers=(challenge_reply.SPEC,),
    checklist=tuple(CheckItem(event, basis, required=False) for event, basis in _STOPS),
    begun_when=lambda case: bool(case.disputes),
    along=True,
    settled_when=lambda case: not open_disputes(case) and not owing(case),
)
