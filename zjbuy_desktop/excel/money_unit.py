"""表里的钱以什么为单位：列名、组名、表外的“单位：万元”说了几种，就按内容核对；核对不出不猜。"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.base.money import agrees, exact
from zjbuy_desktop.core.base.quantity import milli
from zjbuy_desktop.core.base.text import halfwidth, parse_number
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.captions import SCALES, UNIT_WORDS, Caption
from zjbuy_desktop.excel.grid import CellValue, Grid, address
from zjbuy_desktop.excel.money_doubts import Triple, too_large, too_small
from zjbuy_desktop.excel.values import SCALE_NAMES, BadCell, money_of, quantity_of

_STATED = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|金额|货币|币种|计量|价格)单\s*位\s*[:为]?\s*"
    rf"(?:(?!{UNIT_WORDS})[\u4e00-\u9fff]{{1,2}}\s*[、/,]\s*)?((?:人民币)?\s*\(?(?:{UNIT_WORDS})(?:\s*[/、或]\s*(?:{UNIT_WORDS}))*)(?![\u4e00-\u9fff])"
)
_COUNTED_IN = re.compile(
    rf"(?:金额|单价|预算|价格)[^。;]{{0,8}}?(?:以|按|为)\s*({UNIT_WORDS})"
    rf"|(?:以|按)\s*({UNIT_WORDS})\s*(?:为单位|计)"
)
_BRACKETED = re.compile(rf"\((?:人民币)?({UNIT_WORDS})\)\s*$")
_UNIT = re.compile(UNIT_WORDS)
CHECKED_ROWS = 300
"""How many rows of a table the content is checked in."""
_BELOW = 12
"""How many rows below the table are searched for a remark about the money unit."""

_WAN = 10_000
Reading = tuple[int, int]
"""元 per unit of the price column and of the amount column."""


@dataclass(frozen=True, slots=True)
class Money:
    """In which units a table's money is written.

    Attributes:
        price: 元 per unit of the price column.
        amount: 元 per unit of the amount column.
        stated: whether the sheet says so at all.
        problems: statements that contradict each other.
        notes: what was settled by the content.
    """

    price: int
    amount: int
    stated: bool = True
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement outside the head: what may be meant, and where it stands."""

    scales: tuple[int, ...]
    row: int
    column: int


def money_of_table(
    grid: Grid,
    lead: range,
    rows: range,
    columns: Mapping[str, tuple[int, ...]],
    captions: Mapping[str, Caption],
    before: Reading | None = None,
) -> Money:
    """Settle the units of price and amount.

    Args:
        grid: the sheet.
        lead: the rows above the head.
        rows: the rows below it.
        columns: field → column numbers.
        captions: of the two columns, where they exist.
        before: the units of the table before this one, where it has any.
    """
    price, amount = (captions[n].scale if n in captions else None for n in ("price", "amount"))
    foreign = next((n for n in captions if captions[n].foreign), None)
    if foreign:
        return Money(1, 1, True, (_foreign(grid, address(lead.stop, columns[foreign][0])),))
    said = list(statements(grid, lead, rows))
    if price == amount == 1 and all(one.scales == (1,) for one in said):
        return Money(1, 1)  # nearly every table; nothing to be settled by the content
    triples = list(_triples(grid, rows, columns))
    money = _settled_by(grid, said, triples, (price, amount), before)
    if money.problems or "price" not in columns:
        return money
    stated = (said[-1].row, said[-1].column) if said else (lead.stop, columns["price"][0])
    wrong = too_large(grid.sheet, address(*stated), triples, (money.price, money.amount))
    return replace(money, problems=wrong)


def _settled_by(
    grid: Grid,
    said: list[Stated],
    triples: list[Triple],
    captions: tuple[int | None, int | None],
    before: Reading | None,
) -> Money:
    """What the captions and the lines outside the head leave open, the content settles."""
    price, amount = captions
    lines = tuple(dict.fromkeys(scale for one in said for scale in one.scales))
    if price and amount and all(line in (price, amount) for line in lines):
        return Money(price, amount)
    if len(lines) > 1 or (price and amount):
        return _of_several(grid, said, triples, _stated_readings(price, amount, lines))
    if before and not (lines or price or amount):
        return Money(*before)
    return _of_one(grid, triples, (price, amount), lines[0] if lines else None)


def states_money(text: str) -> bool:
    """Whether a text outside the head states a money unit."""
    return "元" in text and bool(_scales_in(halfwidth(text), True))


def products_hold(
    grid: Grid, rows: range, columns: Mapping[str, tuple[int, ...]], reading: Reading
) -> bool:
    """Whether 数量 × 单价 = 金额 in every row that has all three, and in one at least."""
    triples = list(_triples(grid, rows, columns))
    return bool(triples) and all(_fits(t, reading) for t in triples)


def _of_several(
    grid: Grid, said: list[Stated], triples: list[Triple], readings: list[Reading]
) -> Money:
    """The sheet says it in several ways: the content must decide, or the unit."""
    fitting = [r for r in readings if triples and all(_fits(t, r) for t in triples)]
    if len(fitting) == 1:
        return Money(*fitting[0], True, (), (_settled(grid, fitting[0], said),))
    return Money(*readings[0], True, (_contradiction(grid, said, fitting or readings),))


def _of_one(
    grid: Grid,
    triples: list[Triple],
    captions: tuple[int | None, int | None],
    line: int | None,
) -> Money:
    """The sheet says it once or not at all; the content may say it better of an unsaid column."""
    default = (captions[0] or line or 1, captions[1] or line or 1)
    stated = bool(line or captions[1])
    if not triples or all(_fits(t, default) for t in triples):
        return Money(*default, stated, () if stated else too_small(grid.sheet, triples))
    others = [r for r in _readings(captions, line) if all(_fits(t, r) for t in triples)]
    # 只有一行时，也可能只是这一行写错了；除非两列同一单位，只是单价那列没有再写。
    if len(others) == 1 and (len(set(triples)) > 1 or len({*others[0], *captions, None}) == 2):
        return Money(*others[0], True, (), (_settled(grid, others[0], []),))
    return Money(*default, stated)


def _readings(captions: tuple[int | None, int | None], line: int | None) -> Iterable[Reading]:
    """Pairs that leave what is said standing for one column; only the ratio can be proved."""
    unsaid = (line or 1, 1, _WAN, *(own for own in captions if own))
    prices, amounts = ((own,) if own else unsaid for own in captions)
    for reading in dict.fromkeys(product(prices, amounts)):
        if any(captions) or (line or 1) in reading:
            yield reading


def _stated_readings(
    price: int | None, amount: int | None, lines: tuple[int, ...]
) -> list[Reading]:
    """Every pair of units that the statements allow, the captions' own first."""
    readings = list(product((price,) if price else lines, (amount,) if amount else lines))
    if price and amount:
        readings += [(line, line) for line in lines]
    return list(dict.fromkeys(readings))


def statements(grid: Grid, lead: range, rows: range) -> Iterator[Stated]:
    """What the rows above and the last ones below the head say about the money unit."""
    below = range(max(rows.start, rows.stop - _BELOW), rows.stop)
    for row in (*lead, *below):
        for column, value in enumerate(grid.rows[row]):
            if isinstance(value, str) and "元" in value:
                scales = _scales_in(halfwidth(value), row < rows.start)
                if scales:
                    yield Stated(scales, row, column)


def _scales_in(text: str, above: bool) -> tuple[int, ...]:
    """The money units a text outside the head states; empty if it states none."""
    found = _STATED.search(text) or _COUNTED_IN.search(text)
    if not found and above:
        found = _BRACKETED.search(text)
    if not found:
        return ()
    said = next(group for group in found.groups() if group)
    return tuple(SCALES[name] for name in _UNIT.findall(said))


def _triples(grid: Grid, rows: range, columns: Mapping[str, tuple[int, ...]]) -> Iterator[Triple]:
    """数量, 单价 and 金额 of the rows that have all three."""
    if not all(name in columns for name in ("quantity", "price", "amount")):
        return
    places = [columns[name][0] for name in ("quantity", "price", "amount")]
    for row in rows[:CHECKED_ROWS]:
        values = [grid.at(row, column) for column in places]
        quantity, price, amount = (
            plain_quantity(values[0]),
            plain_number(values[1]),
            plain_number(values[2]),
        )
        if quantity and price and amount:
            yield quantity, price, amount


def _fits(triple: Triple, reading: Reading) -> bool:
    quantity, price, amount = triple
    try:
        fen = exact(price, reading[0] * 100)
        return agrees(milli(quantity), fen, amount, reading[1])
    except ValueError:
        return False


def plain_number(value: CellValue) -> Decimal | None:
    """An amount as written, also with “元” or “万” behind it, as the reader will take it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(f"{value:.12g}")
    if not isinstance(value, str) or not value:
        return None
    try:
        return parse_number(value)
    except ValueError:
        return _worded(value)


def _worded(text: str) -> Decimal | None:
    for scale in (1, _WAN):
        try:
            return money_of(text, scale, "")[1]
        except BadCell:
            continue
    return None


def plain_quantity(value: CellValue) -> Decimal | None:
    """A quantity, also with its measure behind it."""
    number = plain_number(value)
    if number is not None or not isinstance(value, str) or not value:
        return number
    try:
        return Decimal(quantity_of(value, "")[0]) / 1000
    except BadCell:
        return None


def _settled(grid: Grid, reading: Reading, said: list[Stated]) -> str:
    places = "、".join(address(one.row, one.column) for one in said)
    where = f"（{places} 的说法不一致）" if said else ""
    return (
        f"{grid.sheet} 的金额单位由“数量 × 单价 = 金额”核对得出："
        f"单价以{SCALE_NAMES[reading[0]]}计，金额以{SCALE_NAMES[reading[1]]}计{where}"
    )


def _contradiction(grid: Grid, said: list[Stated], readings: list[Reading]) -> CellProblem:
    last = said[-1]
    ways = "，或".join(f"单价{SCALE_NAMES[p]}、金额{SCALE_NAMES[a]}" for p, a in readings)
    texts = "、".join(
        f"{address(one.row, one.column)}“{problems.shown(grid.at(one.row, one.column))}”"
        for one in said
    )
    return problems.at(
        grid.sheet,
        address(last.row, last.column),
        f"金额单位的说法不一致：{texts}，连同列名可以读成{ways}",
        "全表只有一种金额单位，或在单价、金额的列名里各自写明",
        "请在列名里写明“（元）”或“（万元）”，并删去不对的说法",
    )


def _foreign(grid: Grid, place: str) -> CellProblem:
    return problems.at(
        grid.sheet,
        place,
        "金额以外币计",
        "金额以人民币元（或万元）计",
        "请折算成人民币填写",
    )
