"""审查意见书不能定稿的情形：漏审的项目、前后不一的结论、缺少的部门、没有回避的人员。"""

from collections.abc import Iterator

from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.drafters import drafter_names, names_in
from zjbuy_desktop.core.papers.entries import Entered
from zjbuy_desktop.core.papers.review_items import KEY, ReviewItem
from zjbuy_desktop.core.papers.spec import Setting
from zjbuy_desktop.core.papers.triggers import triggers

PASSED, FAILED, NOT_CONCERNED = "通过", "不通过", "不涉及"
DEPARTMENTS = ("采购", "财务", "业务", "监督")
"""内部机构 that must take part (财库〔2021〕22号 三十二)."""


def results(entered: Entered) -> dict[str, tuple[str, str]]:
    """项号 → (结论, 意见) as entered."""
    return {row[0]: (row[2], row[3]) for row in entered.rows("results")}


def review_gaps(setting: Setting, items: tuple[ReviewItem, ...]) -> Iterator[str]:
    """What keeps the opinion a draft, beside empty entries."""
    yield from _kind_gap(setting)
    yield from _item_gaps(setting.entered, items)
    yield from _conclusion_gaps(setting.entered, items)
    yield from _people_gaps(setting)
    yield from _survey_gap(setting)
    yield from _day_gaps(setting)


def _kind_gap(setting: Setting) -> Iterator[str]:
    chosen = setting.entered.text("review_kind")
    if chosen and chosen != KEY and triggers(setting):
        yield "正确的审查类型（属于应当开展需求调查的项目，应当开展重点审查）"


def _item_gaps(entered: Entered, items: tuple[ReviewItem, ...]) -> Iterator[str]:
    given = results(entered)
    open_items = [item for item in items if not given.get(str(item.number), ("", ""))[0]]
    if open_items:
        yield f"第{'、'.join(str(i.number) for i in open_items)}项的审查结论"
    for item in items:
        said, opinion = given.get(str(item.number), ("", ""))
        allowed = (PASSED, FAILED, NOT_CONCERNED) if item.conditional else (PASSED, FAILED)
        if said and said not in allowed:
            yield f"第{item.number}项的审查结论（“{said}”只能写{'、'.join(allowed)}）"
        if said == FAILED and not opinion:
            yield f"第{item.number}项不通过的意见"
    known = {str(item.number) for item in items}
    strange = [no or "空白" for no, (said, _) in given.items() if said and no not in known]
    if strange:
        yield f"“审查结果”里第{'、'.join(strange)}项对应的审查项目（不在本次审查之列）"


def _conclusion_gaps(entered: Entered, items: tuple[ReviewItem, ...]) -> Iterator[str]:
    given = results(entered)
    failed = [i for i in items if given.get(str(i.number), ("", ""))[0] == FAILED]
    conclusion = entered.text("conclusion")
    if failed and conclusion == PASSED:
        numbers = "、".join(str(i.number) for i in failed)
        yield f"与各项一致的审查结论（第{numbers}项不通过）"
    if not failed and conclusion == FAILED:
        yield "不通过的审查项目（审查结论为不通过，各项都没有不通过）"
    if conclusion == FAILED and not entered.text("revisions"):
        yield "修改意见（审查结论为不通过）"
    if (entered.count("round") or 0) > 1 and not entered.text("previous"):
        yield "上次审查意见的修改情况（本次为重新审查）"
    if entered.count("round") == 0:
        yield "审查轮次（首次审查写1）"


def _people_gaps(setting: Setting) -> Iterator[str]:
    entered, drafted = setting.entered, drafter_names(setting.case)
    rows = entered.rows("reviewers")
    present = {row[0] for row in rows if row[2]}
    if rows:
        yield from (f"{what}机构的审查人员" for what in DEPARTMENTS if what not in present)
    if not drafted:
        yield "采购需求编制人员名单（在采购需求书中填写，用来核对回避）"
    cells = [row[2] for row in rows] + [row[0] for row in entered.rows("experts")]
    for name in dict.fromkeys(name for cell in cells for name in names_in(cell)):
        if name in drafted:
            yield (
                f"可以参与审查的人员（{name}参与了采购需求或采购实施计划的编制，"
                "应当回避，请更换审查人员）"
            )


def _survey_gap(setting: Setting) -> Iterator[str]:
    """财库〔2021〕22号 十一: a survey that must be made is made before the review."""
    surveyed = setting.case.details_of("survey_report").dated
    if triggers(setting) and not surveyed and not setting.entered.text("survey_waiver"):
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
    for kind, title in (
        ("survey_report", "需求调查报告"),
        ("requirement_document", "采购需求书"),
        ("implementation_plan", "采购实施计划"),
    ):
        dated = case.details_of(kind).dated
        if dated and day < dated:
            yield f"不早于{title}成文日期（{facts.day(dated)}）的审查日期"
