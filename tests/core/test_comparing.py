"""Two returns line by line: nothing is lost, nothing invented, the difference is exact."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import BUREAU, need
from zjbuy_desktop.core.case.comparing import FIELDS, Change, Differences, compare
from zjbuy_desktop.core.case.needs import NeedLine, Source
from zjbuy_desktop.core.case.tally import total

Key = tuple[object, ...]
MIRROR = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}


def key(line: NeedLine) -> Key:
    return (line.unit, *(getattr(line, name) for name in FIELDS))


_lines = st.lists(
    st.builds(
        lambda item, spec, count, price, at: replace(
            need(BUREAU, item, count, price),
            spec=spec,
            source=Source("表.xlsx", "", "填报表", (("quantity", f"E{at}"),)),
        ),
        st.sampled_from(("台式计算机", "打印机")),
        st.sampled_from(("", "i5", "i7")),
        st.sampled_from(("1", "2", "30")),
        st.sampled_from(("0.01", "4999.99")),
        st.integers(4, 9),
    ),
    max_size=8,
)


def applied(found: Differences) -> Counter[Key]:
    """The old lines with every difference carried out."""
    result = Counter(key(r.old) for r in found.rows if r.old is not None)
    for row in found.rows:
        if row.change is Change.REMOVED and row.old is not None:
            result -= Counter([key(row.old)])
        elif row.change is Change.ADDED and row.new is not None:
            result += Counter([key(row.new)])
        elif row.change is Change.CHANGED and row.old is not None and row.new is not None:
            new = {name: getattr(row.new, name) for name in row.fields}
            result -= Counter([key(row.old)])
            result += Counter([key(replace(row.old, **new))])
    return result


@given(_lines)
def test_a_return_does_not_differ_from_itself(lines: list[NeedLine]) -> None:
    for other in (lines, lines[::-1]):
        found = compare(lines, other)
        assert found.count(Change.SAME) == len(found.rows) == len(lines)
        assert (found.quantity, found.amount_fen) == (0, 0)


@given(_lines, _lines)
def test_the_differences_applied_to_the_old_give_the_new(
    old: list[NeedLine], new: list[NeedLine]
) -> None:
    found = compare(old, new)
    assert applied(found) == Counter(map(key, new))
    assert Counter(key(r.new) for r in found.rows if r.new) == Counter(map(key, new))
    assert [r.old for r in found.rows if r.old] == old
    assert found.amount_fen == total(new).amount_fen - total(old).amount_fen
    assert found.quantity == total(new).quantity - total(old).quantity
    assert (found.old, found.new) == (total(old), total(new))


@given(_lines, _lines)
def test_the_other_way_round_says_the_same(old: list[NeedLine], new: list[NeedLine]) -> None:
    there, back = compare(old, new), compare(new, old)
    for change in Change:
        assert there.count(change) == back.count(MIRROR.get(change, change))
    assert (there.quantity, there.amount_fen) == (-back.quantity, -back.amount_fen)


def test_lines_of_one_item_are_matched_by_what_names_the_thing() -> None:
    small, large = need(BUREAU, "台式计算机", "10", "4000"), need(BUREAU, "台式计算机", "5", "9000")
    small, large = replace(small, spec="i5"), replace(large, spec="i7")
    more = replace(large, quantity=6_000, amount_fen=5_400_000)
    found = compare([small, large], [more, small])
    assert [(r.change, r.fields) for r in found.rows] == [
        (Change.SAME, ()),
        (Change.CHANGED, ("quantity", "amount_fen")),
    ]
    assert found.rows[1].words == "改动：数量、金额"
    assert (found.quantity, found.amount_fen) == (1_000, 900_000)


def test_another_unit_or_item_is_no_partner() -> None:
    line = need(BUREAU, "台式计算机", "1", "4000")
    for other in (replace(line, unit="别家"), replace(line, item="打印机")):
        changes = [r.change for r in compare([line], [other]).rows]
        assert changes == [Change.REMOVED, Change.ADDED]
