"""需求调查报告：哪些情形应当调查，几家算够，报价怎样汇成价格表。"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import (
    BASIC,
    BUREAU,
    composed,
    entering,
    law,
    make_case,
    need,
    with_project,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.surveying import BOTH, COMPLEX, WANTED, triggers
from zjbuy_desktop.core.papers.blocks import TableBlock, plain_text
from zjbuy_desktop.core.papers.lots import mean_price

KIND = "survey_report"
THRESHOLD = 1_000_000_000
"""1000万元 in 分, read from the law book in a test below."""


def gaps(case: Case) -> list[str]:
    return [f.message for f in composed(KIND, case).findings]


def items(case: Case) -> list[str]:
    return [t.item for t in triggers(case, law(), date(2026, 9, 4))]


def worth(fen: int, **project: object) -> Case:
    """A case whose included budget is exactly that, without public attention."""
    line = replace(need(BUREAU, BASIC, "1", "1"), price_fen=fen, amount_fen=fen)
    return with_project(make_case(needs=(line,)), public_attention=False, **project)


@pytest.mark.parametrize(("fen", "expected"), [(THRESHOLD, ["第（一）项"]), (THRESHOLD - 1, [])])
def test_the_amount_counts_from_exactly_the_threshold(fen: int, expected: list[str]) -> None:
    assert law().number("survey_threshold", date(2026, 9, 4)).value == THRESHOLD
    assert items(worth(fen)) == expected


def test_attention_triggers_whatever_the_amount() -> None:
    assert items(make_case()) == ["第（二）项"]
    text = plain_text(composed(KIND, make_case()).paper)
    assert "第（二）项，涉及公共利益、社会关注度较高的采购项目" in text
    free = plain_text(composed(KIND, worth(100)).paper)
    assert "不属于《政府采购需求管理办法》第十一条规定的应当开展需求调查的项目" in free


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (COMPLEX, ["第（三）项"]),
        (WANTED, ["第（四）项"]),
        (BOTH, ["第（三）项", "第（四）项"]),
    ],
)
def test_what_people_judge_is_asked_once(chosen: str, expected: list[str]) -> None:
    assert items(entering(worth(100), KIND, other_triggers=chosen)) == expected


def respondents(*names: str) -> tuple[tuple[str, ...], ...]:
    return tuple((name, "销售商", "电话", "问卷", "本市主要销售商") for name in names)


def asked(*names: str, **more: str) -> list[str]:
    """Findings when those were asked, each having quoted for both lots."""
    quotes = tuple(
        (lot, name, "5000", "") for lot in ("标项一", "标项二") for name in dict.fromkeys(names)
    )
    return gaps(entering(make_case(), KIND, respondents=respondents(*names), quotes=quotes, **more))


def test_three_different_respondents_are_enough() -> None:
    assert asked("甲公司", "乙公司", "丙公司") == []


@pytest.mark.parametrize("names", [("甲公司", "乙公司"), ("甲公司", "乙公司", "甲公司")])
def test_two_are_too_few_also_when_one_is_listed_twice(names: tuple[str, ...]) -> None:
    (told,) = asked(*names)
    assert "足够的市场主体调查对象（现有2家，一般不少于3家" in told


def test_a_market_that_has_no_more_is_explained() -> None:
    assert asked("甲公司", "乙公司", few_reason="全国仅有两家生产。") == []


def test_nobody_asked_is_told_once() -> None:
    found = gaps(entering(make_case(), KIND, respondents=(), quotes=()))
    assert found == [
        "《采购需求调查报告》缺少市场主体调查对象，只能出草稿。",
        "《采购需求调查报告》缺少调查对象报价，只能出草稿。",
    ]


@pytest.mark.parametrize("price", ["约五千", "0", "-1", "5000.001", ""])
def test_a_quotation_is_an_amount(price: str) -> None:
    quotes = (("标项一", "甲公司", price, ""), ("标项二", "甲公司", "7000", ""))
    case = entering(
        make_case(), KIND, respondents=respondents("甲公司", "乙公司", "丙公司"), quotes=quotes
    )
    assert [m for m in gaps(case) if "第1行的报价" in m]


def test_quotations_come_from_respondents_for_lots_of_the_project() -> None:
    rows = (("标项一", "丁公司", "5000", ""), ("标项九", "甲公司", "5000", ""))
    case = entering(
        make_case(), KIND, respondents=respondents("甲公司", "乙公司", "丙公司"), quotes=rows
    )
    told = "\n".join(gaps(case))
    assert "“丁公司”不在市场主体调查对象里" in told
    assert "“标项九”不是本项目的标项" in told
    assert "标项二的调查对象报价" in told


def price_rows(case: Case) -> tuple[tuple[str, ...], ...]:
    blocks = composed(KIND, case).paper.blocks
    (table,) = (b for b in blocks if isinstance(b, TableBlock) and "报价" in b.columns[1].title)
    return table.rows


def test_the_price_table_states_lowest_highest_and_mean_to_the_fen() -> None:
    assert price_rows(make_case())[0] == (
        "标项一", "4", "4,990.00", "5,210.00", "5,125.00", "5,197.26", "不另设",
    )  # fmt: skip
    assert price_rows(make_case())[1][4] == "7,833.33"


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8))
def test_the_mean_lies_between_and_is_rounded_half_up(prices: list[int]) -> None:
    quotes = tuple(("标项一", "甲公司", f"{p // 100}.{p % 100:02d}", "") for p in prices)
    row = price_rows(entering(make_case(), KIND, quotes=quotes))[0]
    low, high, mean = (money.fen(cell.replace(",", "")) for cell in row[2:5])
    assert (low, high) == (min(prices), max(prices))
    assert low <= mean <= high
    assert abs(mean * len(prices) - sum(prices)) * 2 <= len(prices)


def test_the_mean_budget_needs_a_quantity() -> None:
    nothing: list[NeedLine] = []
    assert mean_price(nothing) is None
    assert mean_price([need(BUREAU, BASIC, "3", "5000.01")]) == 500_001


def test_an_end_before_the_beginning_is_no_survey() -> None:
    wrong = entering(make_case(), KIND, survey_from="2026-08-21", survey_to="2026-08-20")
    same = entering(make_case(), KIND, survey_from="2026-08-21", survey_to="2026-08-21")
    assert any("结束日期早于开始日期" in m for m in gaps(wrong))
    assert gaps(same) == []


@pytest.mark.parametrize(
    "topic", ["industry", "supply", "history", "follow_up", "conclusion", "effect", "records"]
)
def test_each_topic_of_the_law_is_asked_for(topic: str) -> None:
    case = entering(make_case(), KIND, **{topic: () if topic == "history" else ""})
    found = composed(KIND, case).findings
    assert [f.field for f in found] == [topic]


def test_other_findings_move_the_numbers_of_the_headings() -> None:
    text = plain_text(composed(KIND, entering(make_case(), KIND, other_findings="无。")).paper)
    assert "八、其他相关情况" in text
    assert "九、价格测算" in text
    assert "十、结论" in text
