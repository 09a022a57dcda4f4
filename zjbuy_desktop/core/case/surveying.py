"""需求调查：哪些情形应当调查、查了没有、上次的调查还算不算数 (财库〔2021〕22号 十、十一)."""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.workdays import Calendar, DayKind, reckon
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.drafting import REQUIREMENT, drafted_on
from zjbuy_desktop.core.case.reviewing import OPINION
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.law.book import LawBook

REPORT = "survey_report"
"""The paper whose entries hold the survey."""
COMPLEX = "技术复杂、专业性较强（第三项）"
WANTED = "主管预算单位或采购人认为需要（第四项）"
BOTH = "同时属于第三项、第四项"
OTHER_TRIGGERS = (COMPLEX, WANTED, BOTH)
"""What only people can judge; chosen in the survey report, where it is asked once for all."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One item of the article that holds.

    Attributes:
        item: 第（一）项.
        why: the fact that makes it hold.
    """

    item: str
    why: str


def triggers(case: Case, law: LawBook, on: date) -> tuple[Trigger, ...]:
    """Which items hold; the amount is the aggregated budget of the included units (含本数)."""
    project, judged = case.project, other_triggers(case)
    limit = law.number("survey_threshold", on).value
    budget = sum(line.amount_fen for line in included_lines(case))
    found = []
    if budget >= limit:
        why = f"汇总预算金额{money.yuan(budget)}元，达到{money.wan(limit)}万元以上"
        found.append(Trigger("第（一）项", f"{why}的{project.kind.value}采购项目"))
    if project.public_attention:
        found.append(Trigger("第（二）项", "涉及公共利益、社会关注度较高的采购项目"))
    if judged in (COMPLEX, BOTH):
        found.append(Trigger("第（三）项", "技术复杂、专业性较强的项目"))
    if judged in (WANTED, BOTH):
        why = "主管预算单位或者采购人认为需要开展需求调查的其他采购项目"
        found.append(Trigger("第（四）项", why))
    return tuple(found)


def other_triggers(case: Case) -> str:
    """Which of the items people judge were chosen; empty for none."""
    return case.particulars_of(REPORT).text("other_triggers")


def waiver(case: Case) -> str:
    """Why no survey is made again; empty while nothing of the kind was entered."""
    return case.particulars_of(OPINION).text("survey_waiver")


def earlier_survey(case: Case) -> date | None:
    """The day of the earlier survey that is relied on; ``None``: 可行性研究 covers it, or none."""
    return case.particulars_of(OPINION).day("earlier_survey_on") if waiver(case) else None


def survey_expires(earlier: date, law: LawBook, on: date) -> date:
    """Until when a requirement may still be drafted on an earlier survey (十一: 前一年内)."""
    years = law.number("survey_valid_years", on).value
    return reckon(earlier, years, DayKind.YEARS, Calendar({})).last_day


def finished(case: Case) -> date | None:
    """When the survey ended, if it was made."""
    return case.particulars_of(REPORT).day("survey_to") or drafted_on(case, REPORT)


def respondents(case: Case) -> tuple[str, ...]:
    """Different market respondents: one asked twice is one."""
    rows = case.particulars_of(REPORT).rows("respondents")
    return tuple(dict.fromkeys(row[0] for row in rows if row[0]))


def few_reason(case: Case) -> str:
    """Why fewer were asked than the law usually wants."""
    return case.particulars_of(REPORT).text("few_reason")


def requirement_day(case: Case) -> date | None:
    """When the requirement was drafted, which an earlier survey is held against."""
    return drafted_on(case, REQUIREMENT)
