"""审查意见书不能定稿的情形：漏审的项目、前后不一的结论、缺少的部门、没有回避的人员。"""

from collections.abc import Iterator

from zjbuy_desktop.core.case.drafting import PLAN, REQUIREMENT, drafted_on, drafter_names
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.review_items import KEY
from zjbuy_desktop.core.case.reviewing import (
    FAILED,
    PASSED,
    Verdict,
    absent_departments,
    chosen_kind,
    not_independent,
)
from zjbuy_desktop.core.case.surveying import REPORT, triggers, waiver
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.entries import Entered
from zjbuy_desktop.core.papers.spec import Setting


def review_gaps(setting: Setting, said: tuple[Verdict, ...]) -> Iterator[str]:
    """What keeps the opinion a draft, beside empty entries."""
    triggered = bool(triggers(setting.case, setting.law, setting.on))
    chosen = chosen_kind(setting.case)
    if triggered and chosen and chosen != KEY:
        yield "正确的审查类型（属于应当开展需求调查的项目，应当开展重点审查）"
    yield from _item_gaps(setting.entered, said)
    yield from _conclusion_gaps(setting.entered, said)
    yield from _people_gaps(setting)
    if triggered:
        yield from _survey_gap(setting)
    yield from _day_gaps(setting)


def _item_gaps(entered: Entered, said: tuple[Verdict, ...]) -> Iterator[str]:
    open_items = [str(v.item.number) for v in said if not v.said]
    if open_items:
        yield f"第{'、'.join(open_items)}项的审查结论"
    for v in said:
        if v.said and v.said not in v.allowed:
            words = "、".join(v.allowed)
            yield f"第{v.item.number}项的审查结论（“{v.said}”只能写{words}）"
        if v.said == FAILED and not v.opinion:
            yield f"第{v.item.number}项不通过的意见"
    known = {str(v.item.number) for v in said}
    rows = entered.rows("results")
    strange = [row[0] or "空白" for row in rows if row[2] and row[0] not in known]
    if strange:
        yield f"“审查结果”里第{'、'.join(strange)}项对应的审查项目（不在本次审查之列）"


def _conclusion_gaps(entered: Entered, said: tuple[Verdict, ...]) -> Iterator[str]:
    failed = [str(v.item.number) for v in said if v.said == FAILED]
    conclusion = entered.text("conclusion")
    if failed and conclusion == PASSED:
        yield f"与各项一致的审查结论（第{'、'.join(failed)}项不通过）"
    if not failed and conclusion == FAILED:
        yield "不通过的审查项目（审查结论为不通过，各项都没有不通过）"
    if conclusion == FAILED and not entered.text("revisions"):
        yield "修改意见（审查结论为不通过）"
    if (entered.count("round") or 0) > 1 and not entered.text("previous"):
        yield "上次审查意见的修改情况（本次为重新审查）"
    if entered.count("round") == 0:
        yield "审查轮次（首次审查写1）"


def _people_gaps(setting: Setting) -> Iterator[str]:
    case = setting.case
    if setting.entered.rows("reviewers"):
        yield from (f"{what}机构的审查人员" for what in absent_departments(case))
    if not drafter_names(case):
        yield "采购需求编制人员名单（在采购需求书中填写，用来核对回避）"
    for name in not_independent(case):
        yield (
            f"可以参与审查的人员（{name}参与了采购需求或采购实施计划的编制，"
            "应当回避，请更换审查人员）"
        )


def _survey_gap(setting: Setting) -> Iterator[str]:
    """财库〔2021〕22号 十一: a survey that must be made is made before the review."""
    if not drafted_on(setting.case, REPORT) and not waiver(setting.case):
        yield (
            "需求调查报告的成文日期（本项目应当开展需求调查；"
            "依照规定不再重复调查的，填写“不重复开展需求调查的说明”）"
        )


def _day_gaps(setting: Setting) -> Iterator[str]:
    case, day = setting.case, setting.entered.day("review_on")
    if not day:
        return
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if announced and day >= announced:
        yield (
            f"采购活动开始前的审查日期（采购公告已于{facts.day(announced)}发布，"
            "审查应当在采购活动开始前进行）"
        )
    titles = {REPORT: "需求调查报告", REQUIREMENT: "采购需求书", PLAN: "采购实施计划"}
    for kind, title in titles.items():
        dated = drafted_on(case, kind)
        if dated and day < dated:
            yield f"不早于{title}成文日期（{facts.day(dated)}）的审查日期"
