"""Whatever a clerk does to a right table: it is read exactly, or the right cell is asked about."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from tests.excel.clerk import layout, numbers
from tests.excel.clerk.table import ITEMS, UNITS, Table, right_table
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return

Damage = Callable[[Random, Table], bool]

ROSTER = Roster(UNITS, ITEMS, "A02010105")
LAYOUT: tuple[Damage, ...] = tuple(
    value
    for name, value in vars(layout).items()
    if callable(value) and getattr(value, "__module__", "") == layout.__name__
)
NUMBERS: tuple[Damage, ...] = (
    numbers.one_number,
    numbers.some_of_a_row,
    numbers.a_column,
    numbers.a_format,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("表") / "表.xlsx"


def damaged(rng: Random, damages: list[Damage]) -> Table:
    """A right table after all that."""
    table = right_table(rng)
    for damage in sorted(damages, key=lambda each: each is layout.transposed):
        try:
            assume(damage(rng, table))
        except KeyError:  # 要动的那一列先前已经删去
            reject()
    return table


def read(path: Path, table: Table) -> ReadReturn:
    table.save(path)
    return read_return(path, ROSTER)


def never_wrong(result: ReadReturn, table: Table) -> None:
    """Accepted means: just the truth. What had to be asked about was, and nothing else."""
    if result.outcome is Outcome.ACCEPTED:
        found = [(x.unit, x.item, x.quantity, x.price_fen, x.amount_fen) for x in result.lines]
        assert sorted(found) == sorted(line.key() for line in table.lines), result.notes
        assert not table.asked, table.asked
    else:
        assert table.asked or table.either, result.problems


@settings(max_examples=250, deadline=None)
@given(
    st.integers(0, 2**32), st.lists(st.sampled_from(LAYOUT), min_size=1, max_size=3, unique=True)
)
def test_any_layout_is_read_exactly_or_asked_about(
    path: Path, seed: int, damages: list[Damage]
) -> None:
    table = damaged(Random(seed), damages)
    never_wrong(read(path, table), table)


@settings(max_examples=350, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(NUMBERS))
def test_any_number_is_read_exactly_or_its_cell_is_named(
    path: Path, seed: int, damage: Damage
) -> None:
    table = damaged(Random(seed), [damage])
    result = read(path, table)
    never_wrong(result, table)
    rows = {(problem.cell or "").lstrip("ABCDEFGHIJ") for problem in result.problems}
    for tag in filter(None, table.asked):
        assert table.address(tag).lstrip("ABCDEFGHIJ") in rows, result.problems


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 2**32),
    st.lists(st.sampled_from(LAYOUT), min_size=1, max_size=2, unique=True),
    st.sampled_from(NUMBERS),
)
def test_both_together_are_never_read_wrongly(
    path: Path, seed: int, damages: list[Damage], last: Damage
) -> None:
    table = damaged(Random(seed), [*damages, last])
    result = read(path, table)
    if result.outcome is Outcome.ACCEPTED:
        never_wrong(result, table)


@pytest.mark.parametrize("habit", numbers.WRONG)
@pytest.mark.parametrize("field", ["quantity", "price", "amount"])
def test_each_doubtful_number_is_asked_about_in_its_cell(
    path: Path, field: str, habit: str
) -> None:
    table = next(t for t in map(right_table, map(Random, range(99))) if t.money == ("元", "元"))
    assert numbers.write(table, [(0, field)], habit)
    result = read(path, table)
    assert table.address((0, field)) in [problem.cell for problem in result.problems]
