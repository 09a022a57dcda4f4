"""表里写的合计、小计与各行核对：在下面、在中间、在上面都行；对不上就指到那一格。"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.core.base.quantity import show
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.headers import Header
from zjbuy_desktop.excel.suggesting import amount_text
from zjbuy_desktop.excel.values import BadCell, is_blank, money_of, quantity_of

_NEAREST = 40
"""How many boundaries (other totals, headings) on each side a total may reach over."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of some lines.

    Attributes:
        rows: how many lines.
        quantity: 1/1000.
        amount: 分.
    """

    rows: int = 0
    quantity: int = 0
    amount: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.rows + other.rows, self.quantity + other.quantity, self.amount + other.amount
        )


@dataclass(frozen=True, slots=True)
class _Stated:
    """A total row: where it stands among the lines, and what it says."""

    row: int
    after: int
    quantity: int | None
    amount: int | None
    slack: int


class TotalChecker:
    """Compares stated totals with the lines they may cover; made for one table.

    A total covers the lines above it or below it, back or on to any other total or heading, the
    whole table, or all tables of the sheet so far. It is wrong if it agrees with none of these.
    """

    def __init__(self, grid: Grid, header: Header, before: Sums | None = None) -> None:
        self._grid = grid
        self._header = header
        self._before = before or Sums()
        self._units: list[str] = []
        self._quantities: list[int] = []
        self._amounts: list[int] = []
        self._bounds: list[int] = [0]
        self._stated: list[_Stated] = []

    def add(self, unit: str, quantity: int, amount: int) -> None:
        """Count one line."""
        self._units.append(unit)
        self._quantities.append(quantity)
        self._amounts.append(amount)

    def heading(self) -> None:
        """A group begins with the next line."""
        self._bound()

    def total(self, row: int) -> None:
        """A total stands in this row; it is compared when all lines are known."""
        self._bound()
        quantity, amount, slack = self._quantity(row), *self._amount(row)
        if quantity is not None or amount is not None:
            self._stated.append(_Stated(row, len(self._units), quantity, amount, slack))

    def all(self) -> Sums:
        """The sums of all lines of this table."""
        return Sums(len(self._units), sum(self._quantities), sum(self._amounts))

    def check(self) -> list[CellProblem]:
        """What doesn't add up, each at its cell."""
        if not self._stated or not self._units:
            return []
        reached = [
            Sums(*each)
            for each in zip(
                range(len(self._units) + 1),
                accumulate(self._quantities, initial=0),
                accumulate(self._amounts, initial=0),
                strict=True,
            )
        ]
        bounds = sorted({*self._bounds, len(self._units)})
        return [problem for one in self._stated for problem in self._wrong(one, reached, bounds)]

    def _bound(self) -> None:
        if self._bounds[-1] != len(self._units):
            self._bounds.append(len(self._units))

    def _wrong(self, one: _Stated, reached: list[Sums], bounds: list[int]) -> Iterator[CellProblem]:
        choices = list(self._choices(one, reached, bounds))
        rows = max(choice.rows for choice in choices)
        fits = [(self._quantity_fits(one, c), self._amount_fits(one, c, rows)) for c in choices]
        if (True, True) in fits:
            return
        # 有一个数对得上的那个范围，才是它本来要合计的；否则按最近的一段说。
        half = next((i for i, fit in enumerate(fits) if any(fit) and self._both(one)), 0)
        quantity_fits, amount_fits = fits[half]
        if not quantity_fits:
            yield self._problem(one, "quantity", choices[half], amount_fits)
        if not amount_fits:
            yield self._problem(one, "amount", choices[half], quantity_fits)

    def _both(self, one: _Stated) -> bool:
        return one.quantity is not None and one.amount is not None

    def _choices(self, one: _Stated, reached: list[Sums], bounds: list[int]) -> Iterator[Sums]:
        """What the total may cover, the likeliest first."""
        here = one.after
        above = [b for b in bounds if b < here][-_NEAREST:]
        below = [b for b in bounds if b > here][:_NEAREST]
        if above and (not below or self._stated[-1] is one):
            yield _between(reached, 0, here)
        for bound in reversed(above):
            yield _between(reached, bound, here)
        for bound in below:
            yield _between(reached, here, bound)
        whole = reached[-1]
        yield whole
        yield whole + self._before
        yield reached[here] + self._before
        if here:
            yield self._of_unit(self._units[here - 1])
        if here < len(self._units):
            yield self._of_unit(self._units[here])

    def _of_unit(self, unit: str) -> Sums:
        own = [i for i, name in enumerate(self._units) if name == unit]
        return Sums(
            len(own), sum(self._quantities[i] for i in own), sum(self._amounts[i] for i in own)
        )

    def _quantity_fits(self, one: _Stated, sums: Sums) -> bool:
        return one.quantity is None or one.quantity == sums.quantity

    def _amount_fits(self, one: _Stated, sums: Sums, rows: int) -> bool:
        if one.amount is None:
            return True
        return abs(one.amount - sums.amount) <= one.slack * (rows + 1)

    def _problem(self, one: _Stated, name: str, sums: Sums, other_fits: bool) -> CellProblem:
        place = (one.row, self._header.columns[name][0])
        scale = self._header.amount_scale
        if name == "quantity":
            what, right, typed = "数量", show(sums.quantity), show(sums.quantity)
            off = show(abs((one.quantity or 0) - sums.quantity))
        else:
            what, right = "金额", f"{yuan(sums.amount)} 元"
            typed = amount_text(sums.amount, scale)
            off = f"{yuan(abs((one.amount or 0) - sums.amount))} 元"
        return problems.at(
            self._grid.sheet,
            address(*place),
            self._grid.at(*place),
            f"合计{what}等于所含 {sums.rows} 行之和，即 {right}",
            f"两者相差 {off}，请核对合计，也看看有没有漏填、多填的行",
            typed if other_fits and one.quantity is not None and one.amount is not None else "",
        )

    def _quantity(self, row: int) -> int | None:
        value = self._grid.at(row, self._header.columns["quantity"][0])
        if is_blank(value):
            return None
        try:
            return quantity_of(value, "")[0]
        except BadCell:
            return 0 if value == 0 else None

    def _amount(self, row: int) -> tuple[int | None, int]:
        """分 as stated, and how much each line's rounding may add (万元 only)."""
        scale = self._header.amount_scale
        value = self._grid.at(row, self._header.columns["amount"][0])
        if is_blank(value):
            return None, 0
        try:
            stated, written = money_of(value, scale, "合计")
        except BadCell:
            return (0 if value == 0 else None), 0
        exponent = written.as_tuple().exponent
        digits = -exponent if isinstance(exponent, int) else 0
        # 万元各行都可能四舍五入过，合计允许相应的出入；元必须一分不差。
        return stated, 0 if scale == 1 else scale * 50 // 10 ** max(digits, 0)


def _between(reached: list[Sums], start: int, end: int) -> Sums:
    first, last = reached[start], reached[end]
    return Sums(last.rows - first.rows, last.quantity - first.quantity, last.amount - first.amount)
