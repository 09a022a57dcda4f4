"""质疑答复函：六项内容、期限、处理决定，和该向哪个财政部门投诉。"""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from tests.core.builders import (
    BUREAU,
    LEAD,
    OTHER_SUPPLIER,
    SCHOOL,
    SUPPLIER,
    composed,
    entering,
    make_case,
    make_unit,
    make_units,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.finance import complaint_department
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.core.papers.blocks import plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.challenge_entries import Action
from zjbuy_desktop.core.papers.numerals import chinese

KIND = "challenge_reply"
WHO = "浙江恒远科技有限公司"
ISSUE = ("指向特定品牌。", "未指定品牌。", "《政府采购需求管理办法》第九条。", "不成立")


def entered(case: Case | None = None, **values: Value) -> Case:
    return entering(case or make_case(), KIND, WHO, **values)


def gaps(case: Case) -> list[str]:
    found = composed(KIND, case, WHO).findings
    return [f.message.partition("缺少")[2].removesuffix("，只能出草稿。") for f in found]


def text(case: Case) -> str:
    return plain_text(composed(KIND, case, WHO).paper)


def issues(*conclusions: str) -> Value:
    return tuple((*ISSUE[:3], c) for c in conclusions)


def dated(on: date, case: Case) -> Case:
    details = tuple(replace(d, dated=on) if d.kind == KIND else d for d in case.details)
    return replace(case, details=details)


def test_the_six_things_a_reply_must_say() -> None:
    said = text(entered(issues=issues("不成立", "成立"), action=Action.CLARIFY))
    assert f"{WHO}：" in said
    assert "（项目编号：ZJS-2026-0801）采购文件提出的质疑函，我单位于2026年9月1日收悉" in said
    assert "贵公司共提出2项质疑" in said
    assert "（一）质疑事项一\n　　质疑内容：指向特定品牌。\n　　查明事实：未指定品牌。\n" in said
    assert "答复依据：《政府采购需求管理办法》第九条。\n　　答复意见：该质疑事项不成立。" in said
    assert "（二）质疑事项二" in said
    assert "答复期满后15个工作日内向之江市财政局投诉" in said
    assert f"答复单位：{LEAD}" in said
    assert said.endswith("2026年9月4日\n")


def test_there_is_one_for_each_challenge() -> None:
    again = f"{WHO}（第二次）"
    case = entering(make_case(), KIND, again, challenger=WHO, received="2026-09-03")
    assert PAPERS[KIND].subjects(case) == (WHO, again)
    paper = composed(KIND, case, again).paper
    assert paper.to == WHO
    assert paper.unit == again


@pytest.mark.parametrize("place", range(4))
def test_every_issue_is_answered_in_full(place: int) -> None:
    row = tuple("" if n == place else cell for n, cell in enumerate(ISSUE))
    case = entered(issues=(ISSUE, row), action=Action.GO_ON, no_effect="不影响。")
    title = ("质疑事项", "查明事实", "法律依据", "结论")[place]
    assert gaps(case) == [f"第2项质疑的{title}"]


def test_a_conclusion_is_one_of_three() -> None:
    case = entered(issues=issues("基本成立"), action=Action.CLARIFY)
    assert gaps(case) == ["第1项质疑的结论（只能是成立、不成立、部分成立）"]


_FITTING = {
    "采购文件": {Action.GO_ON, Action.CLARIFY, Action.REDO_DOCUMENT},
    "采购过程": {Action.GO_ON, Action.OTHER_WINNER, Action.REDO},
    "采购结果": {Action.GO_ON, Action.OTHER_WINNER, Action.REDO},
}


@pytest.mark.parametrize(("about", "action"), list(product(_FITTING, Action)))
def test_what_is_done_fits_what_was_challenged(about: str, action: Action) -> None:
    case = entered(
        about=about, action=action, issues=issues("部分成立"), no_effect="不影响采购结果。"
    )
    told = [g for g in gaps(case) if "处理决定" in g]
    assert (not told) is (action in _FITTING[about])


def test_what_is_done_fits_what_was_found() -> None:
    unfounded = issues("不成立", "不成立")
    assert gaps(entered(issues=unfounded, action=Action.GO_ON)) == []
    assert gaps(entered(issues=unfounded, action=Action.CLARIFY)) == [
        "与结论相符的处理决定（各项质疑都不成立，应当继续开展采购活动）"
    ]
    partly = issues("不成立", "部分成立")
    assert gaps(entered(issues=partly, action=Action.GO_ON)) == ["成立的质疑不影响采购结果的说明"]
    told = entered(issues=partly, action=Action.GO_ON, no_effect="不影响评审因素。")
    assert gaps(told) == []
    assert "本项目继续开展采购活动。\n　　不影响评审因素。" in text(told)


@pytest.mark.parametrize(
    ("action", "suspends"),
    [(Action.GO_ON, False), (Action.OTHER_WINNER, True), (Action.REDO, True)],
)
def test_contracts_wait_while_the_result_may_change(action: Action, suspends: bool) -> None:
    said = text(entered(about="采购结果", action=action, issues=issues("成立")))
    assert ("暂停签订，已经签订的中止履行" in said) is suspends
    assert ("书面报告本级财政部门" in said) is suspends


@pytest.mark.parametrize(
    ("received", "posted", "late"),
    [
        ("2026-09-08", "", False),
        ("2026-09-09", "", True),
        ("2026-09-09", "2026-09-08", False),
        ("2026-09-10", "2026-09-09", True),
    ],
)
def test_seven_working_days_to_challenge_and_the_post_does_not_count(
    received: str, posted: str, late: bool
) -> None:
    """Known on Friday 28 August: the seventh working day is Tuesday 8 September."""
    case = dated(date(2026, 9, 10), entered(received=received, posted=posted))
    said = text(case)
    assert "法定期限至2026年9月8日届满" in said
    assert ("已超过法定期限" in said) is late
    assert ("在法定期限之内" in said) is not late
    assert gaps(case) == []


def test_a_challenge_of_the_result_counts_from_the_end_of_its_announcement() -> None:
    """Announced on Thursday 3 September for one working day, so seven more run to the 15th."""
    case = entered(about="采购结果", known_day="", action=Action.GO_ON, issues=issues("不成立"))
    assert "法定期限至2026年9月15日届满" in text(case)
    assert gaps(case) == []
    events = tuple(e for e in case.events if e.kind is not EventKind.RESULT_ANNOUNCED)
    assert "质疑期限的起算日" in gaps(replace(case, events=events))


def test_a_challenge_of_the_document_needs_the_day_it_was_known() -> None:
    assert gaps(entered(known_day="")) == ["质疑期限的起算日"]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 8, 31), "不早于收到质疑函（2026年9月1日）的成文日期"),
        (date(2026, 9, 1), None),
        (date(2026, 9, 10), None),
        (date(2026, 9, 11), "超过答复期限（2026年9月10日）的说明"),
    ],
)
def test_seven_working_days_to_reply(on: date, told: str | None) -> None:
    assert gaps(dated(on, entered())) == ([told] if told else [])


def test_a_late_reply_says_why() -> None:
    case = dated(date(2026, 9, 11), entered(delay="等待原评审委员会协助核查。"))
    assert gaps(case) == []
    assert "未能在法定期限内答复的情况说明：等待原评审委员会协助核查。" in text(case)


def test_nothing_is_posted_after_it_arrived() -> None:
    assert gaps(entered(posted="2026-09-02")) == ["不晚于收到日期的交邮日期"]
    assert gaps(entered(posted="2026-09-01")) == []


def test_copies_go_to_the_others_concerned_and_the_agency() -> None:
    case = entered(other_suppliers="甲公司，乙公司、甲公司")
    agency = "之江市政府采购中心"
    assert composed(KIND, case, WHO).paper.copies_to == ("甲公司", "乙公司", agency)
    result = entered(about="采购结果", action=Action.GO_ON, issues=issues("不成立"))
    assert composed(KIND, result, WHO).paper.copies_to == (SUPPLIER, OTHER_SUPPLIER, agency)
    own = entering(result, KIND, WHO, challenger=SUPPLIER)
    assert composed(KIND, own, WHO).paper.copies_to == (OTHER_SUPPLIER, agency)
    nobody = replace(make_case(), agency=None)
    assert composed(KIND, nobody, WHO).paper.copies_to == ()


def roster(*levels: tuple[str, Level, str]) -> Case:
    """The lead, bureau and school with other levels and districts."""
    roles = {LEAD: Role.LEAD}
    units: list[Unit] = [
        make_unit(name, n, level=level, district=place, role=roles.get(name, Role.PARTICIPANT))
        for n, (name, level, place) in enumerate(levels)
    ]
    return replace(make_case(), units=tuple(units))


@pytest.mark.parametrize(
    ("lead", "bureau", "school", "named"),
    [
        ((Level.CITY, "之江市"), (Level.CITY, "之江市"), (Level.COUNTY, "堃山县"), "之江市财政局"),
        (
            (Level.COUNTY, "堃山县"),
            (Level.CITY, "之江市"),
            (Level.COUNTY, "云溪县"),
            "之江市财政局",
        ),
        (
            (Level.CITY, "之江市"),
            (Level.PROVINCE, "浙江省"),
            (Level.CITY, "之江市"),
            "浙江省财政厅",
        ),
        ((Level.CITY, "之江市"), (Level.CENTRAL, "之江市"), (Level.CITY, "之江市"), "财政部"),
        (
            (Level.COUNTY, "堃山县"),
            (Level.COUNTY, "堃山县"),
            (Level.COUNTY, "堃山县"),
            "堃山县财政局",
        ),
        ((Level.CITY, "之江市"), (Level.CITY, "宁波市"), (Level.COUNTY, "堃山县"), ""),
        ((Level.TOWNSHIP, "堃山县"), (Level.TOWNSHIP, "堃山县"), (Level.TOWNSHIP, "堃山县"), ""),
        ((Level.CITY, ""), (Level.CITY, ""), (Level.COUNTY, "堃山县"), ""),
    ],
)
def test_complaints_go_to_the_highest_level(
    lead: tuple[Level, str], bureau: tuple[Level, str], school: tuple[Level, str], named: str
) -> None:
    case = roster((LEAD, *lead), (BUREAU, *bureau), (SCHOOL, *school))
    assert complaint_department(case) == named
    told = [g for g in gaps(case) if g.startswith("受理投诉的财政部门")]
    assert bool(told) is (named == "")
    assert gaps(entered(case, department="之江市财政局")) == []


def test_who_left_or_only_stands_on_the_roster_does_not_raise_the_level() -> None:
    stranger = make_unit("浙江省某厅", 3, level=Level.PROVINCE, district="浙江省")
    case = replace(make_case(), units=(*make_units(), stranger))
    assert complaint_department(case) == "之江市财政局"


def test_mixed_levels_are_explained_and_equal_ones_are_not() -> None:
    told = "投诉由预算级次最高的财政部门处理"
    assert told in text(make_case())
    same = roster(*((n, Level.CITY, "之江市") for n in (LEAD, BUREAU, SCHOOL)))
    assert told not in text(same)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_chinese_numerals(number: int, said: str) -> None:
    assert chinese(number) == said


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numerals_end_where_pages_do(number: int) -> None:
    with pytest.raises(ValueError, match="1 到 99"):
        chinese(number)


def test_a_year_without_a_schedule_is_said_in_the_reply() -> None:
    told = "暂按周末推算，以公布后的安排为准"
    assert told not in text(make_case())
    assert told in text(entered(received="2026-12-28", known_day="2026-12-21"))
