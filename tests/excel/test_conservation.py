"""Whatever way a number is written, the lines add up to what was meant."""

from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.books import sheet
from zjbuy_desktop.core.base.money import amount, wan, yuan
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.roster import Roster, RosterBook
from zjbuy_desktop.excel.sheets import read_sheet
from zjbuy_desktop.excel.values import money_of

ITEM = "台式计算机（基础型）"
BOOK = RosterBook(Roster(("之江市教育局",), (ITEM,), ""))
PRICES = st.integers(1, 10_000_000)
QUANTITIES = st.integers(1, 5_000)
full_width = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(
    st.lists(
        st.tuples(QUANTITIES, PRICES, st.sampled_from(["number", "text", "full", "wan"])),
        min_size=1,
        max_size=12,
    )
)
def test_sum_of_lines_is_conserved(rows: list[tuple[int, int, str]]) -> None:
    table = []
    for i, (quantity, price, how) in enumerate(rows):
        total = amount(quantity * 1000, price)
        cells: list[object] = [
            float(quantity),
            float(Decimal(price) / 100),
            float(Decimal(total) / 100),
        ]
        if how in ("text", "wan"):
            cells = [f"{quantity}台", yuan(price), yuan(total)]
        if how == "full":
            cells = [str(c).translate(full_width) for c in (quantity, yuan(price), yuan(total))]
        table.append([i + 1, ITEM, "", "台", *cells, ""])
    total = sum(amount(q * 1000, p) for q, p, _how in rows)
    table.append(["", "合计", "", "", sum(q for q, _p, _how in rows), "", float(total) / 100, ""])
    grid = Grid("Sheet", sheet(*table))  # type: ignore[arg-type]
    grid.level()
    reading = read_sheet(grid, BOOK, "甲.xlsx", "0" * 64)
    assert not reading.problems
    assert sum(line.amount_fen for line in reading.lines) == total
    assert sum(line.quantity for line in reading.lines) == sum(q * 1000 for q, _p, _how in rows)
    assert not any("不符" in note for note in reading.notes)


@given(st.integers(1, 10**12))
def test_every_fen_survives_a_double(fen: int) -> None:
    value = float(Decimal(fen) / 100)
    assert money_of(value, 1, "金额")[0] == fen
    assert money_of(wan(fen), 10_000, "金额")[0] == fen


@given(QUANTITIES, PRICES, st.integers(0, 6))
def test_wan_amount_rounded_by_its_writer_is_accepted(q: int, price: int, digits: int) -> None:
    head = ["标的名称", "数量", "单价(元)", "预算金额(万元)"]
    total = amount(q * 1000, price)
    written = round(Decimal(total) / 1_000_000, digits)
    grid = Grid(
        "S",
        [
            ["填报单位：之江市教育局"],
            list(head),
            [ITEM, q, str(Decimal(price) / 100), f"{written:f}"],
        ],
    )  # type: ignore[list-item]
    grid.level()
    reading = read_sheet(grid, BOOK, "甲.xlsx", "0" * 64)
    if written:
        assert [line.amount_fen for line in reading.lines] == [total], reading.problems
    else:
        assert [problem.cell for problem in reading.problems] == ["D3"]


def test_dust_of_binary_arithmetic_is_no_third_decimal(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for values in sheet([1, ITEM, "", "台", 137, 5079.5, 137 * 5079.5 + 1e-10, ""]):
        book.active.append(values)
    path = tmp_path / "之江市教育局.xlsx"
    book.save(path)
    from zjbuy_desktop.excel.returns import read_with

    result = read_with(path, BOOK, lambda _sha256: {})
    assert result.outcome is Outcome.ACCEPTED
    assert result.lines[0].amount_fen == 69_589_150
