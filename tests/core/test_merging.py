"""统一标的：归并只是看法，金额守恒，换算必须精确。"""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import ADVANCED, BASIC, BUREAU, LEAD, SCHOOL, make_case, make_needs, need
from tests.core.ruling import holds, one
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import (
    Assignment,
    as_common,
    assigned,
    common_needs,
    refuse_inexact,
    why_not,
    wording_of,
)
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.suggesting import suggestions
from zjbuy_desktop.core.case.tally import total, totals_by
from zjbuy_desktop.core.rules.needs import (
    items_have_one_measure,
    measures_are_stated,
    needs_are_of_one_item,
)

STRAY = "台式计算机 (国产)"


def placed(
    lines: tuple[NeedLine, ...], line: NeedLine, common: str, unit: str | None = None
) -> Case:
    """A case in which lines worded like that one stand under a common item."""
    made = Assignment(unit, wording_of(line), common, reason="同一种")
    return replace(make_case(), needs=assigned(lines, [made]))


def boxes(count: str = "6", price: str = "52000.00", factor: str = "10") -> NeedLine:
    """A line in 箱, converted to 台."""
    line = need(LEAD, BASIC, count, price)
    return replace(line, measure="箱", common=BASIC, common_measure="台", factor=Fraction(factor))


def test_a_line_that_nobody_placed_is_its_own_item() -> None:
    case = make_case()
    assert common_needs(case) == case.needs
    assert all(a is b for a, b in zip(common_needs(case), case.needs, strict=True))


def test_a_merged_line_joins_the_lot_and_keeps_what_was_written() -> None:
    stray = need(SCHOOL, STRAY, "14", "5166.67")
    before = replace(make_case(), needs=(*make_needs()[:3], stray))
    assert "不在任何标项" in one(needs_are_of_one_item, before).message
    case = placed(before.needs, stray, BASIC)
    assert holds(needs_are_of_one_item, case)
    assert case.needs[3].item == STRAY
    assert [a.unit for a in lot_results(case)[0].allocations] == [LEAD, BUREAU, SCHOOL]
    assert total(common_needs(case)).amount_fen == total(before.needs).amount_fen


def test_a_resubmission_in_the_same_words_keeps_its_place() -> None:
    first = need(SCHOOL, STRAY, "14", "5166.67")
    again = need(SCHOOL, "台式计算机（国产）", "20", "5000.00")
    other = need(SCHOOL, STRAY, "20", "5000.00", category_code="A9")
    case = placed((again, other), first, BASIC)
    assert [n.common_item for n in case.needs] == [BASIC, STRAY]


def test_a_units_own_place_goes_before_the_others_and_later_before_earlier() -> None:
    lines = (need(LEAD, STRAY, "1", "1.00"), need(SCHOOL, STRAY, "1", "1.00"))
    said = wording_of(lines[0])
    made = [Assignment(None, said, ADVANCED), Assignment(SCHOOL, said, "别的")]
    made.append(Assignment(None, said, BASIC))
    assert [n.common_item for n in assigned(lines, made)] == [BASIC, "别的"]


def test_a_conversion_changes_quantity_and_price_but_no_amount() -> None:
    line = boxes()
    seen = as_common(line)
    assert (seen.quantity, seen.measure, seen.price_fen) == (60_000, "台", 520_000)
    assert seen.amount_fen == line.amount_fen


@pytest.mark.parametrize(
    ("count", "price", "factor", "why"),
    [
        ("1", "10.00", "1/3", "超过三位小数"),
        ("1", "10.00", "1/2", "不是整台"),
        ("1", "10.01", "10", "不是整分"),
        ("1", "10.00", "0", "大于 0"),
    ],
)
def test_what_is_not_exact_is_refused_and_left_as_written(
    count: str, price: str, factor: str, why: str
) -> None:
    line = boxes(count, price, factor)
    assert why in why_not(line, "台", line.factor)
    with pytest.raises(UserError, match="不能换算"):
        refuse_inexact([line], "台", line.factor)
    assert (as_common(line).measure, as_common(line).quantity) == ("箱", line.quantity)


def test_two_measures_of_one_item_block_until_converted() -> None:
    line = replace(boxes(), common_measure="", factor=Fraction(1))
    case = replace(make_case(), needs=(line, *make_needs()))
    assert "：箱（之江市机关事务管理局）、台（" in one(items_have_one_measure, case).message
    assert holds(items_have_one_measure, replace(case, needs=(boxes(), *make_needs())))
    silent = replace(case, needs=(replace(line, measure=""), *make_needs()))
    assert holds(items_have_one_measure, silent)
    assert "没有填计量单位" in one(measures_are_stated, silent).message


@given(
    st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 10**7)), min_size=1, max_size=12),
    st.lists(st.sampled_from([BASIC, ADVANCED, "甲"]), min_size=12, max_size=12),
    st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000),
)
def test_no_merging_or_conversion_moves_a_fen(
    figures: list[tuple[int, int]], into: list[str], factor: Fraction
) -> None:
    lines = [
        replace(need(f"单位{n}", f"标的{n}", str(q), "1.00"), price_fen=p, amount_fen=q * p)
        for n, (q, p) in enumerate(figures)
    ]
    made = [
        Assignment(None, wording_of(line), common, "吨", factor)
        for line, common in zip(lines, into, strict=False)
    ]
    case = replace(make_case(), needs=assigned(lines, made))
    by_item = totals_by(common_needs(case), lambda line: line.item)
    assert sum(t.amount_fen for t in by_item.values()) == sum(n.amount_fen for n in lines)
    assert sum(t.rows for t in by_item.values()) == len(lines)
    for seen in common_needs(case):
        assert seen.quantity * seen.price_fen == seen.amount_fen * 1000


def test_suggestions_give_their_reason_and_a_declined_one_stays_away() -> None:
    spaced = f" {BASIC} "
    case = replace(make_case(), needs=(*make_needs(), need(SCHOOL, spaced, "1", "5000.00")))
    (found,) = suggestions(case)
    assert (found.item, found.into) == (spaced, BASIC)
    assert "只差空格" in found.reason
    assert all(s.into != BASIC for s in suggestions(case, {(spaced, BASIC)}))


def test_similar_names_are_suggested_only_where_no_codes_contradict() -> None:
    alike = BASIC + "型"
    lines = (*make_needs(), need(SCHOOL, alike, "1", "5000.00"))
    (found,) = suggestions(replace(make_case(), needs=lines))
    assert found.into == BASIC
    assert "相似 0." in found.reason
    other = replace(lines[-1], category_code="A02010108")
    assert suggestions(replace(make_case(), needs=(*lines[:-1], other))) == ()
    numbered = replace(lines[-1], item=f"{BASIC}2")
    assert suggestions(replace(make_case(), needs=(*lines[:-1], numbered))) == ()
    unlike = replace(lines[-1], item="会议桌", spec="1.2米")
    assert suggestions(replace(make_case(), needs=(*lines[:-1], unlike))) == ()


def described(item: str, spec: str, measure: str = "台", code: str = "A02010105") -> NeedLine:
    line = need(SCHOOL, item, "1", "5000.00", category_code=code)
    return replace(line, spec=spec, measure=measure)


def suggested_among(*lines: NeedLine) -> list[tuple[str, str, str]]:
    project = replace(make_case().project, lots=())
    case = replace(make_case(), project=project, needs=lines)
    return [(s.item, s.into, s.reason) for s in suggestions(case)]


def test_other_names_of_one_specification_are_suggested_with_all_that_agrees() -> None:
    pair = described("台式计算机", "8核/16G"), described("微机", "8核／16G")
    assert suggested_among(*pair) == [
        ("微机", "台式计算机", "名称不同；品目编码相同；规格相同；计量单位相同")
    ]
    for other in (
        described("微机", "8核/32G"),
        described("微机", "8核/16G", measure="套"),
        described("微机", "8核/16G", code=""),
        described("微机2", "8核/16G"),
    ):
        assert suggested_among(pair[0], other) == [], other
    assert suggested_among(described("台式计算机", "见附件"), described("微机", "见附件")) == []


def test_grades_of_one_thing_are_not_taken_for_each_other() -> None:
    basic = described("台式计算机（基础型）", "8核/16G")
    assert suggested_among(basic, described("台式计算机（增强型）", "16核/32G")) == []
    assert suggested_among(basic, described("台式计算机（基础型）（国产）", "8核"))
    (same,) = suggested_among(basic, described("台式计算机（标准型）", "8核/16G"))
    assert "规格相同" in same[2]


def test_a_reason_says_what_does_not_agree() -> None:
    (found,) = suggested_among(
        described("会议桌椅", "1.2米", "套"), described("会议桌", "2米", "张")
    )
    assert found[2] == (
        "名称相近（相似 0.86）；品目编码相同；规格写法不同，请先核对；"
        "计量单位不同（套、张），归并后要换算"
    )


def test_a_lot_without_lines_is_known_by_what_it_asks_for() -> None:
    case = make_case()
    lots = (replace(case.project.lots[0], item="计算机", spec="8核/16G", measure="台"),)
    project = replace(case.project, lots=lots)
    (found,) = suggestions(
        replace(case, project=project, needs=(described("计算机整机", "8核/16G", "套"),))
    )
    assert found.into == "计算机"
    assert "计量单位不同" in found.reason
