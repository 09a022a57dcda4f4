"""A batch as a whole: repetition ignored, supersession per unit, nothing lost or counted twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.case.batch import decide, name_key
from zjbuy_desktop.core.case.needs import NeedLine, Outcome, ReadReturn, Source


def read(file: str, *units: str, sha256: str = "") -> ReadReturn:
    source = Source(file, sha256 or file, "Sheet", ())
    lines = tuple(NeedLine(unit, "台式机", "", "台", 1000, 100, 100, source) for unit in units)
    outcome = Outcome.ACCEPTED if units else Outcome.REJECTED
    return ReadReturn(file, sha256 or file, outcome, units, lines)


def outcomes(results: tuple[ReadReturn, ...]) -> list[str]:
    return [result.outcome.value for result in results]


def test_later_name_wins_whatever_the_order_given() -> None:
    results = decide([read("甲局（修改后）.xlsx", "甲"), read("甲局.xlsx", "甲")])
    assert outcomes(results) == ["accepted", "superseded"]
    assert "甲局（修改后）.xlsx" in results[1].notes[-1]
    assert len(results[1].lines) == 1
    assert any("甲局.xlsx" in note for note in results[0].notes)


def test_file_with_one_unit_left_stays_without_the_other_ones_lines() -> None:
    results = decide([read("1两校.xlsx", "甲", "乙"), read("2甲.xlsx", "甲")])
    assert outcomes(results) == ["accepted", "accepted"]
    assert (results[0].units, [line.unit for line in results[0].lines]) == (("乙",), ["乙"])
    assert any("甲" in note and "2甲.xlsx" in note for note in results[0].notes)


def test_file_is_superseded_when_none_of_its_units_is_current() -> None:
    results = decide([read("1.xlsx", "甲", "乙"), read("2.xlsx", "甲"), read("3.xlsx", "乙")])
    assert outcomes(results) == ["superseded", "accepted", "accepted"]


def test_rejected_later_return_supersedes_nothing() -> None:
    assert outcomes(decide([read("1.xlsx", "甲"), read("2.xlsx")])) == ["accepted", "rejected"]


def test_identical_bytes_count_once() -> None:
    results = decide([read("1.xlsx", "甲", sha256="a"), read("2.xlsx", "甲", sha256="a")])
    assert outcomes(results) == ["accepted", "ignored"]
    assert "已接收过" in results[1].notes[0]


def test_bytes_known_from_before_are_ignored() -> None:
    results = decide([read("1.xlsx", "甲", sha256="a")], {"a"})
    assert (outcomes(results), results[0].lines) == (["ignored"], ())
    assert "已接收过" in results[0].notes[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("甲.xlsx", "甲（修改后）.xlsx"),
        ("甲.xlsx", "甲(1).xls"),
        ("甲(2).xlsx", "甲(10).xlsx"),
        ("甲8月9日.xlsx", "甲8月10日.xlsx"),
        ("甲.xls", "甲.xlsx"),
    ],
)
def test_name_order(first: str, second: str) -> None:
    assert name_key(first) < name_key(second)


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁"), max_size=3, unique=True), max_size=8))
def test_each_unit_counts_exactly_once(files: list[list[str]]) -> None:
    given_results = [read(f"{i}.xlsx", *units) for i, units in enumerate(files)]
    settled = decide(given_results)
    counted = [line.unit for r in settled if r.outcome is Outcome.ACCEPTED for line in r.lines]
    assert sorted(counted) == sorted({unit for units in files for unit in units})
