"""价格测算：调查对象的报价，按标项算出最低、最高、平均，与预算对照 (财库〔2021〕22号 十)."""

from collections.abc import Iterator, Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.papers.blocks import Column, TableBlock
from zjbuy_desktop.core.papers.entries import Entered
from zjbuy_desktop.core.papers.lots import (
    ceiling,
    lines_of,
    lot_gaps,
    mean_price,
    rows_by_lot,
)

_NONE = "—"


def quotes_table(case: Case, entered: Entered) -> TableBlock:
    """Every quotation as it was given, by lot."""
    rows = [
        (lot, who, _shown(price), note)
        for lot, own in rows_by_lot(case, entered.rows("quotes")).items()
        for who, price, note in own
    ]
    columns = (
        Column("序号", 5, "center"),
        Column("标项", 9, "center"),
        Column("调查对象", 38),
        Column("报价（元）", 12, "right"),
        Column("说明", 23),
    )
    return TableBlock(columns, tuple((str(n), *row) for n, row in enumerate(rows, 1)))


def prices_table(case: Case, lines: Sequence[NeedLine], entered: Entered) -> TableBlock:
    """Lowest, highest and mean quotation of each lot beside its budget and ceiling."""
    quoted = rows_by_lot(case, entered.rows("quotes"))
    rows = []
    for lot in case.project.lots:
        prices = [fen for row in quoted[lot.name] if (fen := _fen(row[1])) is not None]
        budget = mean_price(lines_of(case, lot, lines))
        shown = (_NONE,) * 3
        if prices:
            shown = (money.yuan(min(prices)), money.yuan(max(prices)), money.yuan(_mean(prices)))
        of_budget = _NONE if budget is None else money.yuan(budget)
        rows.append((lot.name, str(len(prices)), *shown, of_budget, ceiling(lot)))
    columns = (
        Column("标项", 8, "center"),
        Column("报价个数", 7, "center"),
        Column("最低报价（元）", 13, "right"),
        Column("最高报价（元）", 13, "right"),
        Column("平均报价（元）", 13, "right"),
        Column("预算均价（元）", 13, "right"),
        Column("最高限价（元）", 13, "right"),
    )
    return TableBlock(columns, tuple(rows))


def quote_gaps(case: Case, entered: Entered, title: str, asked: Sequence[str]) -> Iterator[str]:
    """Quotations that are no amount, or of somebody who isn't listed as a respondent."""
    for number, (_, who, price, _) in enumerate(entered.rows("quotes"), 1):
        if _fen(price) is None:
            yield f"“{title}”第{number}行的报价（应当是大于零的金额，例：4980.00）"
        if who not in asked:
            yield f"“{title}”第{number}行的调查对象（“{who}”不在市场主体调查对象里）"


def price_gaps(case: Case, entered: Entered) -> Iterator[str]:
    """Every lot has a quotation, and each is of one of the lots."""
    return lot_gaps(case, entered, "quotes", "调查对象报价")


def _mean(prices: Sequence[int]) -> int:
    """Rounded half up to the 分."""
    return (2 * sum(prices) + len(prices)) // (2 * len(prices))


def _fen(text: str) -> int | None:
    try:
        fen = money.fen(text)
    except ValueError:
        return None
    return fen if fen > 0 else None


def _shown(text: str) -> str:
    fen = _fen(text)
    return text if fen is None else money.yuan(fen)
