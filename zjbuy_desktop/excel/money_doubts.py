"""金额单位说得清、数目却不合常理：万元的表里填了元，或什么都没写、小得离奇；都要问，不照收。"""

from collections.abc import Sequence
from decimal import Decimal

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.values import SCALE_NAMES

Triple = tuple[Decimal, Decimal, Decimal]
"""数量, 单价 and 金额 of one row as written."""

_PLAUSIBLE_YUAN = 1_000
"""A whole table of less than this is more likely meant in 万元; only asked where nothing says."""

_DEAR_YUAN = 1_000_000
_LARGE_YUAN = 10_000_000
_HUGE_YUAN = 100_000_000
"""Where both columns are said to be in 万元 (千元 …): every price above the first and the whole
above the second, or the whole above the third, is more likely in 元. Who means it can say so in
元, or the clerk by a mapping."""


def too_small(sheet: str, triples: Sequence[Triple]) -> tuple[CellProblem, ...]:
    """Amounts without any unit that would be absurdly small in 元 are not taken for 元."""
    total = sum((amount for _quantity, _price, amount in triples), Decimal(0))
    if not triples or total >= _PLAUSIBLE_YUAN:
        return ()
    return (
        problems.at(
            sheet,
            None,
            f"没有写明金额单位，按元计全表只有 {total.normalize():f} 元",
            "看得出金额以元还是万元计",
            "请在单价、金额的列名里写明“（元）”或“（万元）”",
        ),
    )


def too_large(
    sheet: str, cell: str, triples: Sequence[Triple], reading: tuple[int, int]
) -> tuple[CellProblem, ...]:
    """Figures that fill a table of 万元 as 元 would: nobody sees it in the products.

    Args:
        sheet: 工作表名.
        cell: where the unit is stated.
        triples: the rows.
        reading: 元 per unit of price and amount.
    """
    if not triples or min(reading) == 1:
        return ()
    total = sum((amount for _quantity, _price, amount in triples), Decimal(0)) * reading[1]
    dear = all(price * reading[0] >= _DEAR_YUAN for _quantity, price, _amount in triples)
    if total < _HUGE_YUAN and not (dear and total >= _LARGE_YUAN):
        return ()
    unit = SCALE_NAMES[reading[1]]
    price = (triples[0][1] * reading[0]).normalize()
    return (
        problems.at(
            sheet,
            cell,
            f"写明以{unit}计，第一项的单价就是 {price:,f} 元，全表 {total.normalize():,f} 元",
            "写明的金额单位与所填的数相符",
            f"填的其实是元的，请把“{unit}”改成“元”；确实这么多的，请改以元填写",
        ),
    )
