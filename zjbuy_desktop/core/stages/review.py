"""需求审查 (指引 六（三）; 财库〔2021〕22号 二十九至三十四)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.reviewing import OPINION
from zjbuy_desktop.core.papers import review_opinion
from zjbuy_desktop.core.rules import reviewing as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec

SPEC = StageSpec(
    id="review",
    title="需求审查",
    phase=Phase.AGGREGATION,
    section=guideline("第六条（三）"),
    purpose="在采购活动开始前审查采购需求和采购实施计划；没有通过的，修改后重新审查。",
    action="完成审查，去办理临时采购计划",
    rules=(
        rules.needed_review_is_thorough,
        rules.passed_review_has_no_open_item,
        rules.failed_review_is_repeated,
        rules.review_precedes_announcement,
        rules.review_follows_its_documents,
        rules.reviewers_are_independent,
        rules.every_department_reviews,
        rules.opinion_is_written,
    ),
    papers=(review_opinion.SPEC,),
    checklist=(
        CheckItem(EventKind.REVIEW_FAILED, guideline("第六条（三）"), required=False),
        CheckItem(
            EventKind.REVIEW_PASSED,
            guideline("第六条（三）"),
            fix="逐项写明审查结论，全部通过后登记日期。",
        ),
    ),
    begun_when=lambda case: bool(case.particulars_of(OPINION).values),
)
