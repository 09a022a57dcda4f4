"""几列数字里哪三列是数量、单价、金额：成百种排法先看头几行，说不通的不再细核。"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import islice, product

from zjbuy_desktop.excel.captions import SCALES
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.money_unit import CHECKED_ROWS, Reading, plain_number, plain_quantity

_FIRST_PRODUCTS = 12
_SCALES = sorted(set(SCALES.values()))
_READINGS: tuple[Reading, ...] = tuple(product(_SCALES, _SCALES))
_SLACK = {scale: Decimal(scale) / 2 if scale > 1 else Decimal("0.01") for scale in _SCALES}
"""How far an amount in 元 per unit may be off at most: half its last digit, or one 分."""

Numbers = list[Decimal | None]


class TriedProducts:
    """The numbers of a table's rows, read once however many assignments are tried.

    Args:
        grid: the sheet.
        rows: the rows of the table, as far as they are checked.
    """

    def __init__(self, grid: Grid, rows: range) -> None:
        self._grid, self._rows = grid, rows[:CHECKED_ROWS]
        self._numbers: dict[tuple[str, int], Numbers] = {}

    def may_hold(self, columns: Mapping[str, int]) -> bool:
        """Whether 数量 × 单价 = 金额 may hold with these columns, in any money units at all.

        The first rows that have all three are asked. Where this is false
        ``money_unit.products_hold`` is.
        """
        three = [self._read(name, columns[name]) for name in ("quantity", "price", "amount")]
        rows = ((q * p, a) for q, p, a in zip(*three, strict=True) if q and p and a)
        products = list(islice(rows, _FIRST_PRODUCTS))
        return bool(products) and any(
            all(abs(made * price - stated * amount) <= _SLACK[amount] for made, stated in products)
            for price, amount in _READINGS
        )

    def _read(self, name: str, column: int) -> Numbers:
        known = self._numbers.get((name, column))
        if known is None:
            read = plain_quantity if name == "quantity" else plain_number
            known = [read(self._grid.at(row, column)) for row in self._rows]
            self._numbers[name, column] = known
        return known
