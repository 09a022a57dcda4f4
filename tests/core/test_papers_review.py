"""采购需求审查意见书：两张清单、四个部门、回避、结论前后一致、重新审查。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import (
    BASIC,
    BUREAU,
    composed,
    entering,
    make_case,
    need,
    with_project,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.drafting import names_in
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.review_items import GENERAL, ITEMS, KEY, items_for
from zjbuy_desktop.core.papers.blocks import TableBlock, plain_text

KIND = "review_opinion"
THRESHOLD = 1_000_000_000


def gaps(case: Case) -> list[str]:
    told = (f.message for f in composed(KIND, case).findings)
    return [
        m.removeprefix("《采购需求审查意见书》缺少").removesuffix("，只能出草稿。") for m in told
    ]


def text(case: Case) -> str:
    return plain_text(composed(KIND, case).paper)


def listed(case: Case) -> list[str]:
    """项号 of the items the paper prints."""
    blocks = composed(KIND, case).paper.blocks
    (table,) = (b for b in blocks if isinstance(b, TableBlock) and len(b.columns) > 2
                and b.columns[2].title == "审查内容")  # fmt: skip
    return [row[0] for row in table.rows]


def worth(fen: int) -> Case:
    line = replace(need(BUREAU, BASIC, "1", "1"), price_fen=fen, amount_fen=fen)
    return with_project(make_case(needs=(line,)), public_attention=False)


def judged(**said: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
    """Results of all items, 通过 unless said otherwise (``n6=("不通过", "…")``)."""
    given = {int(key[1:]): value for key, value in said.items()}
    return tuple((str(i.number), "", *given.get(i.number, ("通过", ""))) for i in ITEMS)


def test_the_lists_are_those_of_the_law() -> None:
    assert [i.number for i in ITEMS] == list(range(1, 22))
    assert len(items_for(key=False)) == 5
    groups = [i.group for i in ITEMS]
    assert {g: groups.count(g) for g in dict.fromkeys(groups)} == {
        "一般性审查": 5, "非歧视性审查": 4, "竞争性审查": 4, "采购政策审查": 2, "履约风险审查": 5,
        "其他审查": 1,
    }  # fmt: skip
    assert "要求供应商提供超过2个同类业务合同的" in text(make_case())


@pytest.mark.parametrize(("fen", "count"), [(THRESHOLD, 21), (THRESHOLD - 1, 5)])
def test_the_amount_decides_the_list_at_exactly_the_threshold(fen: int, count: int) -> None:
    assert len(listed(worth(fen))) == count
    assert ("应当开展重点审查" in text(worth(fen))) is (count == 21)


def test_attention_or_own_choice_brings_the_key_review() -> None:
    assert len(listed(make_case())) == 21
    chosen = entering(worth(100), KIND, review_kind=KEY)
    assert len(listed(chosen)) == 21
    assert "由采购人根据该办法第三十三条确定开展重点审查" in text(chosen)


def test_a_key_review_is_not_a_matter_of_choice_when_the_law_asks_for_it() -> None:
    case = entering(make_case(), KIND, review_kind=GENERAL)
    assert "属于应当开展需求调查的项目，应当开展重点审查" in gaps(case)[0]
    plain = entering(worth(100), KIND, review_kind=GENERAL, results=judged()[:5])
    assert gaps(plain) == []


def test_no_item_goes_without_a_result() -> None:
    assert gaps(entering(make_case(), KIND, results=judged(n6=("", ""), n9=("", "")))) == [
        "第6、9项的审查结论"
    ]
    untouched = entering(make_case(), KIND, results="")
    assert gaps(untouched)[0].startswith("第1、2、3、")
    assert gaps(untouched)[0].endswith("、21项的审查结论")


@pytest.mark.parametrize(
    ("number", "word", "good"),
    [("n11", "不涉及", True), ("n1", "不涉及", False), ("n1", "同意", False)],
)
def test_a_result_is_one_of_the_words(number: str, word: str, good: bool) -> None:
    found = gaps(entering(make_case(), KIND, results=judged(**{number: (word, "说明")})))
    assert (found == []) is good


def test_the_conclusion_agrees_with_the_items() -> None:
    failed = entering(make_case(), KIND, results=judged(n8=("不通过", "指定了品牌")))
    assert gaps(failed) == ["与各项一致的审查结论（第8项不通过）"]
    refused = entering(failed, KIND, conclusion="不通过", revisions="删去品牌。")
    assert gaps(refused) == []
    assert "并重新进行审查。" in text(refused)
    assert "编制。" not in text(refused).partition("三、审查结论")[2].partition("四、")[0]
    nothing = entering(make_case(), KIND, conclusion="不通过", revisions="删去品牌。")
    assert gaps(nothing) == ["不通过的审查项目（审查结论为不通过，各项都没有不通过）"]


def test_a_refusal_says_what_and_how_to_mend() -> None:
    case = entering(make_case(), KIND, results=judged(n8=("不通过", "")), conclusion="不通过")
    assert gaps(case) == ["第8项不通过的意见", "修改意见（审查结论为不通过）"]


def test_a_review_again_says_what_became_of_the_first() -> None:
    again = entering(make_case(), KIND, round="2")
    assert gaps(again) == ["上次审查意见的修改情况（本次为重新审查）"]
    told = entering(again, KIND, previous="8月27日要求删去品牌，已删去。")
    assert gaps(told) == []
    assert "第2次审查" in text(told)
    assert "本次为重新审查。上次审查意见的修改情况：8月27日要求删去品牌，已删去。" in text(told)
    assert gaps(entering(make_case(), KIND, round="0")) == ["审查轮次（首次审查写1）"]


def reviewers(**names: str) -> tuple[tuple[str, ...], ...]:
    kept = {"采购": "徐涛", "财务": "蒋莉", "业务": "韩旭", "监督": "沈洁", **names}
    return tuple((what, f"{what}处", name, "处长") for what, name in kept.items() if name)


@pytest.mark.parametrize("department", ["采购", "财务", "业务", "监督"])
def test_each_of_the_four_departments_reviews(department: str) -> None:
    case = entering(make_case(), KIND, reviewers=reviewers(**{department: ""}))
    assert gaps(case) == [f"{department}机构的审查人员"]


@pytest.mark.parametrize("name", ["陈赟", "陈　赟", "徐涛、陈赟"])
def test_who_drafted_does_not_review(name: str) -> None:
    case = entering(make_case(), KIND, reviewers=reviewers(采购=name))
    assert gaps(case) == [
        "可以参与审查的人员（陈赟参与了采购需求或采购实施计划的编制，应当回避，请更换审查人员）"
    ]


def test_experts_and_those_who_made_the_plan_are_held_apart_as_well() -> None:
    expert = entering(make_case(), KIND, experts=(("胡敏", "之江职业技术学院", "教授"),))
    assert "胡敏参与了采购需求或采购实施计划的编制" in gaps(expert)[0]
    drafted = (("蒋莉", "财务处", "本单位人员", "编制"),)
    plan = entering(make_case(), "implementation_plan", plan_drafters=drafted)
    assert "蒋莉参与了采购需求或采购实施计划的编制" in gaps(plan)[0]


def test_without_a_list_of_drafters_nobody_can_tell() -> None:
    case = entering(make_case(), "requirement_document", drafters=())
    assert gaps(case) == ["采购需求编制人员名单（在采购需求书中填写，用来核对回避）"]


def test_the_review_comes_after_the_drafts_and_before_the_announcement() -> None:
    case = make_case()
    event = Event(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 9, 1))
    late = replace(case, events=(*case.events, event))
    assert gaps(late)[0].startswith("采购活动开始前的审查日期（采购公告已于2026年9月1日发布")
    assert gaps(entering(late, KIND, review_on="2026-08-31")) == []
    assert gaps(entering(case, KIND, review_on="2026-08-24")) == []
    early = gaps(entering(case, KIND, review_on="2026-08-23"))
    assert early[0] == "不早于采购需求书成文日期（2026年8月24日）的审查日期"


def test_the_papers_reviewed_are_named_by_their_dates() -> None:
    case = make_case()
    kept = tuple(d for d in case.details if d.kind != "requirement_document")
    assert gaps(replace(case, details=kept)) == ["采购需求书的成文日期"]


def test_a_survey_that_must_be_made_comes_before_the_review() -> None:
    case = make_case()
    kept = tuple(d for d in case.details if d.kind != "survey_report")
    without = replace(case, details=kept)
    assert gaps(without)[0].startswith("需求调查报告的成文日期（本项目应当开展需求调查")
    waived = entering(without, KIND, survey_waiver="2026年3月已就同一标的开展过调查。")
    assert gaps(waived) == []
    assert "不再重复开展需求调查：2026年3月已就同一标的开展过调查。" in text(waived)
    free = replace(worth(100), details=kept)
    assert gaps(entering(free, KIND, results=judged()[:5])) == []
    assert "已查阅采购需求调查报告（2026年8月21日）。" in text(case)
    early = gaps(entering(case, KIND, review_on="2026-08-20"))
    assert early[0] == "不早于需求调查报告成文日期（2026年8月21日）的审查日期"


def test_results_for_no_item_are_not_dropped() -> None:
    rows = (*judged(), ("22", "", "通过", ""))
    found = gaps(entering(make_case(), KIND, results=rows))
    assert found == ["“审查结果”里第22项对应的审查项目（不在本次审查之列）"]


def test_names_in_one_cell_are_told_apart() -> None:
    assert names_in("陈　赟、孙喆；某公司") == ("陈赟", "孙喆", "某公司")
    assert names_in("　") == ()
