"""数量 × 单价 = 金额：对不上时指到哪一格，能不能说出应当写多少。"""

from decimal import Decimal
from typing import NamedTuple

from zjbuy_desktop.core.base.money import agrees, amount, yuan
from zjbuy_desktop.core.base.quantity import show
from zjbuy_desktop.excel.cells import PART, Place, spans_rows
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.header_words import LABELS
from zjbuy_desktop.excel.headers import Header
from zjbuy_desktop.excel.problems import shown
from zjbuy_desktop.excel.suggesting import amount_text, price_text, quantity_text
from zjbuy_desktop.excel.values import SCALE_NAMES


class Mismatch(NamedTuple):
    """Where a row doesn't multiply, and what to say there."""

    place: Place
    found: CellValue
    expected: str
    hint: str
    suggestion: str


class Product:
    """One row's numbers: 数量 in 1/1000, 单价 in 分, 金额 in 分 and as written in its unit."""

    def __init__(
        self, grid: Grid, header: Header, row: int, numbers: tuple[int, int], measure: str
    ) -> None:
        self._grid, self._header, self._row = grid, header, row
        self._quantity, self._price = numbers
        self._measure = measure

    def mismatch(self, fen: int, written: Decimal) -> Mismatch | None:
        """What is wrong with the row; ``None`` if it multiplies, 万元 within half a digit."""
        scale = self._header.amount_scale
        right = amount(self._quantity, self._price)
        if fen == right or (scale > 1 and agrees(self._quantity, self._price, written, scale)):
            return None
        return self._shared(fen) or self._apart(fen, right)

    def _shared(self, fen: int) -> Mismatch | None:
        """数量 or 单价 merged over rows need not be this row's own: then it is the one to mend,
        and not an amount that may be right."""
        for name, text in self._others(fen).items():
            place = self._place(name)
            if spans_rows(self._grid, *place):
                found, expected = self._grid.at(*place), f"{LABELS[name]}是这一行自己的"
                return Mismatch(place, found, expected, PART, text)
        return None

    def _apart(self, fen: int, right: int) -> Mismatch:
        """The slip can only be in the amount if it is merged over rows and never this row's own,
        or in 元, when no other quantity or price comes out even with it. An amount in 万元 is
        rounded and comes out with many: there one piece too many looks like a slip of rounding."""
        scale, place = self._header.amount_scale, self._place("amount")
        others = self._others(fen)
        also = "，或".join(f"{LABELS[name]}是 {text}" for name, text in others.items() if text)
        text = amount_text(right, scale)
        alone = spans_rows(self._grid, *place) or (scale == 1 and not also)
        instead = f"；数量、单价都没有错的，金额写 {text}" if scale > 1 and not alone else ""
        return Mismatch(
            place,
            f"{shown(self._grid.at(*place))}{SCALE_NAMES[scale]}",
            f"数量 × 单价 = 预算金额，即 {show(self._quantity)} × {yuan(self._price)} 元 = "
            f"{yuan(right)} 元",
            f"两者相差 {yuan(abs(right - fen))} 元"
            + (f"（照金额算，{also}）" if also and not alone else "")
            + f"，请核对数量、单价和金额，改正其中一个{instead}",
            text if alone else "",
        )

    def _others(self, fen: int) -> dict[str, str]:
        """The quantity, and the price, with which the amount comes out even."""
        if self._header.amount_scale != 1:
            return {"quantity": "", "price": ""}
        return {
            "quantity": quantity_text("", self._price, fen, self._measure),
            "price": price_text("", self._quantity, fen, self._header.price_scale),
        }

    def _place(self, name: str) -> Place:
        return self._row, self._header.columns[name][0]
