"""需求调查与编制 (指引 六（三）、七（三）; 财库〔2021〕22号 六至二十六)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import implementation_plan, requirement_document, survey_report
from zjbuy_desktop.core.rules import requirement as rules
from zjbuy_desktop.core.stages.spec import Phase, StageSpec, recorded

_PAPERS = (survey_report.SPEC, requirement_document.SPEC, implementation_plan.SPEC)
_answered = recorded(EventKind.REQUIREMENT_ANSWERED)


def _begun(case: Case) -> bool:
    return _answered(case) or any(case.particulars_of(p.kind).values for p in _PAPERS)


SPEC = StageSpec(
    id="requirement",
    title="需求调查与编制",
    phase=Phase.AGGREGATION,
    section=guideline("第六条（三）、第七条（三）"),
    purpose="按规定开展需求调查，编制采购需求和采购实施计划，征求各参与单位的意见。",
    action="完成需求编制，去审查",
    rules=(
        rules.needed_survey_is_made,
        rules.earlier_survey_is_recent,
        rules.enough_suppliers_are_asked,
        rules.survey_precedes_requirement,
        rules.survey_report_is_made,
        rules.requirement_is_written,
        rules.plan_is_written,
        rules.drafters_are_named,
        rules.every_unit_answered_requirement,
    ),
    papers=_PAPERS,
    begun_when=_begun,
)
