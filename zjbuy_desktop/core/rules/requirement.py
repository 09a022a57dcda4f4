"""需求调查与编制：该查的查了，够三家，在编制之前；需求书和实施计划写好、征求过各单位意见。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import Citation, guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case import surveying
from zjbuy_desktop.core.case.answering import requirement_answers
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.drafting import PLAN, REQUIREMENT, drafted_on, requirement_drafters
from zjbuy_desktop.core.case.surveying import REPORT
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_ELSEWHERE = "已经另外编好的，打开它填写成文日期。"
_NAMED = 3
"""How many units a message names before it says 等."""


def _measures(article: str) -> Citation:
    return statute("requirement_measures", "政府采购需求管理办法", article)


@rule(_measures("第十一条"))
def needed_survey_is_made(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """应当开展需求调查的项目已经调查，或者依照规定不再重复调查。"""
    found = surveying.triggers(case, law, on)
    if found and not surveying.finished(case) and not surveying.waiver(case):
        why = "；".join(f"{t.item}，{t.why}" for t in found)
        yield Breach(
            f"本项目属于应当开展需求调查的情形（{why}），还没有登记调查。",
            "开展调查后填写需求调查报告；规定时间内已调查过、或者可行性研究已包含调查内容的，"
            "写明不重复调查的依据。",
            field=REPORT,
        )


@rule(_measures("第十一条"))
def earlier_survey_is_recent(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """依据以前的调查不再重复的，以前的调查在编制采购需求前一年以内。"""
    earlier = surveying.earlier_survey(case)
    if earlier is None:
        return
    drafted = surveying.requirement_day(case) or on
    last = surveying.survey_expires(earlier, law, on)
    if drafted > last:
        yield Breach(
            f"依据的调查 {earlier} 完成，到 {last} 为止有效，采购需求 {drafted} 编制，已经过期。",
            "重新开展需求调查；日期写错了的，改正。",
            field="earlier_survey_on",
        )


@rule(_measures("第十条"), Severity.WARN)
def enough_suppliers_are_asked(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """面向市场主体的调查对象一般不少于三家，不足的写明原因。"""
    asked = len(surveying.respondents(case))
    least = law.number("survey_respondents", on).value
    made = asked or surveying.finished(case)
    if made and asked < least and not surveying.few_reason(case):
        yield Breach(
            f"市场主体调查对象现有 {asked} 家，一般不少于 {least} 家。",
            "补充调查对象；市场上确实没有更多的，在需求调查报告里写明原因。",
            field=REPORT,
        )


@rule(_measures("第十一条"), Severity.WARN)
def survey_precedes_requirement(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """需求调查在编制采购需求之前完成。"""
    surveyed, drafted = surveying.finished(case), drafted_on(case, REQUIREMENT)
    if surveyed and drafted and surveyed > drafted:
        yield Breach(
            f"需求调查 {surveyed} 才结束，采购需求书 {drafted} 已经成文。",
            "核对两个日期；采购需求应当依据调查结果编制，确实先编制的写明原因后继续。",
            field=REPORT,
        )


@rule(_measures("第三十四条"), Severity.WARN)
def survey_report_is_made(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """开展了需求调查的，有成文的需求调查报告。"""
    if surveying.respondents(case) and not drafted_on(case, REPORT):
        yield Breach(
            "需求调查已经登记，需求调查报告还没有成文。",
            f"填全后制作需求调查报告；{_ELSEWHERE}",
            field=REPORT,
        )


@rule(guideline("第六条（三）"), Severity.WARN)
def requirement_is_written(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购需求书已经成文。"""
    if not drafted_on(case, REQUIREMENT):
        yield Breach(
            "采购需求书还没有成文。", f"填全后制作采购需求书；{_ELSEWHERE}", field=REQUIREMENT
        )


@rule(guideline("第六条（三）"), Severity.WARN)
def plan_is_written(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购实施计划已经成文。"""
    if not drafted_on(case, PLAN):
        yield Breach(
            "采购实施计划还没有成文。", f"填全后制作采购实施计划；{_ELSEWHERE}", field=PLAN
        )


@rule(_measures("第三十二条"), Severity.WARN)
def drafters_are_named(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """写明了采购需求由谁编制，审查时才能核对回避。"""
    if not requirement_drafters(case):
        yield Breach(
            "没有写采购需求由谁编制，审查时无法核对回避。",
            "在采购需求书里填写采购需求确定、编制人员。",
            field=REQUIREMENT,
        )


@rule(guideline("第七条（三）"), Severity.ADVISE)
def every_unit_answered_requirement(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各参与单位对采购需求都反馈了意见。"""
    waiting = [a.unit for a in requirement_answers(case) if a.event is None]
    if waiting:
        named = "、".join(waiting[:_NAMED]) + ("等" if len(waiting) > _NAMED else "")
        yield Breach(
            f"{named} {len(waiting)} 家还没有登记对采购需求的意见。",
            "征求意见后在本页登记；没有意见的也登记“无意见”。",
            field="answers",
        )
