"""One cell of a right table goes wrong: following the suggestions never makes another table."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.excel.books import HEAD, ITEM, OTHER_ITEM, UNIT, sheet
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return

ROSTER = Roster((UNIT,), (ITEM, OTHER_ITEM), "A02010105")
NUMBERS = ("E", "F", "G")
FIRST = 4

Slip = Callable[[float], Any]
SLIPS: dict[str, Slip] = {
    "last digit": lambda n: n + 1,
    "a digit too many": lambda n: n * 10,
    "a hundred less": lambda n: max(n - 100, 1),
    "swapped": lambda n: int(str(int(n))[::-1]) or 1,
    "sign": lambda n: -n,
    "nought": lambda _n: 0,
    "empty": lambda _n: None,
    "about": lambda n: f"约{n}",
    "words": lambda _n: "待定",
    "error": lambda _n: "#N/A",
    "date": lambda _n: date(2026, 3, 5),
    "万": lambda n: f"{n / 10000}万",
    "range": lambda n: f"{n}-{n + 5}",
}

SCALES = {"元": 1, "千元": 1_000, "万元": 10_000}
"""元 per unit a column is written in."""

MONEY = [("元", "元", None), ("元", "万元", None), ("万元", "万元", None), ("元", "万元", 2)]
MONEY += [("元", "万元", 1), ("元", "千元", 1), ("万元", "元", None), ("千元", "千元", None)]
"""Units of price and amount, and to how many places the amount is rounded."""

lines = st.tuples(
    st.sampled_from([ITEM, OTHER_ITEM]),
    st.integers(1, 400),
    st.integers(100, 900_000).map(lambda fen: fen / 100),
)


def written(path: Path, rows: list[list[Any]], cell: str, content: Any) -> ReadReturn:
    book = openpyxl.Workbook()
    page: Any = book.active
    for values in rows:
        page.append(values)
    page[cell] = content
    book.save(path)
    return read_return(path, ROSTER)


def followed(path: Path, result: ReadReturn, cell: str, truth: Any) -> ReadReturn:
    """Type what is suggested; where nothing is, the unit puts right what it got wrong."""
    book = openpyxl.load_workbook(path)
    page: Any = book.active
    for problem in result.problems:
        if problem.suggestion and problem.cell:
            page[problem.cell] = problem.suggestion
            page[problem.cell].number_format = "General"
        else:
            page[cell] = truth
            page[cell].number_format = "General"
    book.save(path)
    return read_return(path, ROSTER)


def sums(result: ReadReturn) -> list[tuple[int, int, int]]:
    return [(line.quantity, line.price_fen, line.amount_fen) for line in result.lines]


def figure(fen: Decimal, unit: str, places: int | None = None) -> float:
    """An amount as it is typed into a column of that unit."""
    number = fen / (100 * SCALES[unit])
    return float(number if places is None else round(number, places))


def typed(line: tuple[str, int, float], number: int, money: tuple[str, str, int | None]) -> Any:
    item, quantity, price = line
    fen = round(Decimal(str(price)) * 100)
    amount = figure(Decimal(quantity * fen), money[1], money[2])
    return [number, item, "8核", "台", quantity, figure(Decimal(fen), money[0]), amount, ""]


@given(
    st.sampled_from(MONEY), st.lists(lines, min_size=1, max_size=3), st.data(),
    st.sampled_from(NUMBERS), st.sampled_from(sorted(SLIPS)),
)  # fmt: skip
@example(MONEY[0], [(ITEM, 21, 128.0)], None, "E", "swapped")
@example(MONEY[4], [(ITEM, 200, 700.0)], None, "E", "last digit")
@example(MONEY[4], [(ITEM, 700, 1200.0)], None, "F", "last digit")
def test_a_slip_is_mended_right_or_asked_for(
    tmp_path_factory: Any, money: tuple[str, str, int | None],
    table: list[tuple[str, int, float]], data: Any, column: str, slip: str,
) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("表") / "表.xlsx"
    chosen = data.draw(st.integers(0, len(table) - 1)) if data else 0
    made = [typed(line, number, money) for number, line in enumerate(table, 1)]
    assume(all(values[6] for values in made))  # 四舍五入成 0 的金额谁也填不出
    head = [*HEAD[:5], f"单价（{money[0]}）", f"预算金额（{money[1]}）", "备注"]
    rows = sheet(*made, head=head)
    right = written(path, rows, "H99", None)
    assert right.outcome is Outcome.ACCEPTED, right.problems
    cell = f"{column}{FIRST + chosen}"
    truth = made[chosen][4 + NUMBERS.index(column)]
    result = written(path, rows, cell, SLIPS[slip](truth))
    if money[2] is not None and result.outcome is Outcome.ACCEPTED:
        return  # the amount was rounded, and within half its last digit the slip doesn't show
    for _turn in range(3):
        if result.outcome is Outcome.ACCEPTED:
            break
        result = followed(path, result, cell, truth)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert sums(result) == sums(right)
