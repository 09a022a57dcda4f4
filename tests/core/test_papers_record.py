"""采购活动记录：法定的七项，能带出的都带出，缺的说清楚。"""

from dataclasses import replace

import pytest

from tests.core.builders import (
    ADVANCED,
    BASIC,
    BUREAU,
    LEAD,
    OTHER_SUPPLIER,
    SUPPLIER,
    composed,
    entering,
    make_case,
    need,
    with_project,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.blocks import TableBlock

KIND = "activity_record"
WHERE = (
    "（在《采购结果确认函》里填写候选人，没有按顺序确定的写明理由；"
    "没有在那里填的，填写“确定供应商的原因”）"
)


def gaps(case: Case) -> list[str]:
    found = composed(KIND, case).findings
    return [f.message.partition("缺少")[2].removesuffix("，只能出草稿。") for f in found]


def rows(case: Case) -> list[str]:
    (table,) = (b for b in composed(KIND, case).paper.blocks if isinstance(b, TableBlock))
    return [value for _, value in table.rows]


def test_the_seven_items_stand_in_the_order_of_the_law() -> None:
    (table,) = (b for b in composed(KIND, make_case()).paper.blocks if isinstance(b, TableBlock))
    numbers = [title[:3] for title, _ in table.rows]
    assert numbers == [f"（{n}）" for n in "一二三四五六七"]
    assert all(value for _, value in table.rows)


def test_funds_add_up_by_source() -> None:
    needs = (
        need(LEAD, BASIC, "2", "5000"),
        need(BUREAU, BASIC, "1", "5000.01", funding="单位资金"),
        need(BUREAU, ADVANCED, "1", "7000"),
    )
    said = rows(make_case(needs=needs, supplements=()))[1]
    assert "预算金额22,000.01元" in said
    assert "资金构成：一般公共预算17,000.00元、单位资金5,000.01元" in said
    assert "补充合同" not in said
    assert gaps(make_case(needs=needs)) == []


def test_an_unknown_source_of_funds_keeps_it_a_draft() -> None:
    unknown = (need(LEAD, BASIC, "2", "5000", funding=""),)
    assert "纳入采购的单位" in gaps(make_case(needs=unknown))


def test_contracts_are_signed_apart_or_together() -> None:
    assert "由3家采购单位分别签订合同；补充合同9,960.00元" in rows(make_case())[1]
    together = with_project(make_case(), mode=Mode.SIGN_TOGETHER)
    assert "由牵头单位统一签订合同" in rows(together)[1]


@pytest.mark.parametrize(
    ("method", "told"),
    [
        (Method.OPEN_TENDER, []),
        (Method.INVITED_TENDER, ["采用公开招标以外方式的原因"]),
        (Method.CONSULTATION, ["采用公开招标以外方式的原因", "采用招标以外方式的相应记载"]),
        (Method.INQUIRY, ["采用公开招标以外方式的原因", "采用招标以外方式的相应记载"]),
    ],
)
def test_other_methods_say_why_and_what_happened(method: Method, told: list[str]) -> None:
    case = with_project(make_case(), method=method)
    assert gaps(case) == told
    explained = entering(case, KIND, method_reason="经批准。", other_record="两轮报价。")
    assert gaps(explained) == []
    tender = method in (Method.OPEN_TENDER, Method.INVITED_TENDER)
    assert ("无此项记载" in rows(explained)[6]) is tender
    assert ("经批准" in rows(explained)[2]) is (method is not Method.OPEN_TENDER)


def test_why_a_supplier_was_chosen_comes_from_the_confirmation() -> None:
    said = rows(make_case())[4]
    assert "按评审报告推荐的中标候选人顺序，确定排名第一的候选人为中标供应商" in said
    assert f"中标供应商：标项一{SUPPLIER}，标项二{OTHER_SUPPLIER}。" in said
    second = (
        ("标项一", "1", "某公司", "4900", "4900"),
        ("标项一", "2", SUPPLIER, "4980", "4980"),
        ("标项二", "1", OTHER_SUPPLIER, "89000.05", "89000.05"),
    )
    other = entering(make_case(), "result_confirmation", candidates=second)
    assert gaps(other) == [f"确定中标供应商的原因{WHERE}"]
    reasoned = entering(other, "result_confirmation", reason="第一名书面放弃。")
    assert gaps(reasoned) == []
    assert "没有选定排名第一的中标候选人，理由：第一名书面放弃。" in rows(reasoned)[4]


def test_without_a_ranking_or_a_result_it_stays_a_draft() -> None:
    none = entering(make_case(), "result_confirmation", candidates="")
    assert gaps(none) == [f"确定中标供应商的原因{WHERE}"]
    own = entering(none, KIND, award_reason="按评审报告的排名确定第一名。")
    assert gaps(own) == []
    assert "按评审报告的排名确定第一名。" in rows(own)[4]
    both = entering(make_case(), KIND, award_reason="另写一句。")
    assert "另写一句" not in rows(both)[4], "the letter says it already"
    one = replace(make_case(), awards=make_case().awards[:1])
    assert "标项二的采购结果" in gaps(one)


def test_a_score_needs_its_reason_on_record() -> None:
    scored = with_project(
        make_case(), evaluation="综合评分法", evaluation_reason="服务质量差异较大。"
    )
    assert rows(scored)[4].startswith("采用综合评分法。服务质量差异较大。")


@pytest.mark.parametrize("name", ["conditions", "failure"])
def test_what_only_the_clerk_knows_is_asked_for(name: str) -> None:
    title = {"conditions": "邀请和选择供应商的条件及原因", "failure": "废标（终止）的原因"}[name]
    assert gaps(entering(make_case(), KIND, **{name: ""})) == [title]
