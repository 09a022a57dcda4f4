"""What a table shows: one definition per column, over any rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.ground import Ask

Row = TypeVar("Row")
NONE = "–"
"""Shown where there is no value, so that an empty cell is never taken for a zero."""


def _as_text(value: Any) -> str:
    return str(value)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        title: head, with the unit of money in it (元).
        get: the value of a row; ``None`` is shown as –, and sorts last.
        text: how a value is written.
        right: numbers go right.
        width: first width in pixels; the user's own is remembered.
        key: what to sort by, if not the value.
        total: whether the foot sums the column.
        whole: whether it does so only while every row has a value, as with what is left over:
            the sum over some rows would look like the sum over all.
        plain: how a value is copied to Excel, without thousands separators.
        number: whether Excel may take it for a number; codes of 18 digits may not be.
        tone: colour token of a cell (ok, warn, stop, quiet, accent), always with a word or mark.
        mark: icon name before the text.
        tip: tool tip.
        bar: share of 0 to 1 drawn as a bar behind the figure.
        why: the question where a row's figure comes from.
        why_total: the question where the foot's figure comes from.
    """

    title: str
    get: Callable[[Row], Any]
    text: Callable[[Any], str] = _as_text
    right: bool = False
    width: int = 96
    key: Callable[[Row], Any] | None = None
    total: bool = False
    whole: bool = False
    plain: Callable[[Any], str] | None = None
    number: bool = False
    tone: Callable[[Row], str] | None = None
    mark: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    bar: Callable[[Row], float] | None = None
    why: Callable[[Row], Ask] | None = None
    why_total: Ask | None = None

    def shown(self, row: Row) -> str:
        """The text of a cell."""
        value = self.get(row)
        return NONE if value is None else self.text(value)

    def copied(self, row: Row) -> str:
        """The text of a cell as it goes to Excel; nothing where there is no value."""
        value = self.get(row)
        if value is None:
            return ""
        return (self.plain or self.text)(value)

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """Sorts rows without a value last."""
        value = (self.key or self.get)(row)
        return (value is None, value)

    def sum(self, rows: Iterable[Row]) -> int | None:
        """Σ of the column, in the unit it is kept in; ``None`` where it waits for a row's value."""
        values = list(map(self.get, rows))
        known = [v for v in values if v is not None]
        return None if self.whole and len(known) < len(values) else sum(known)


def text_column(
    title: str, get: Callable[[Row], str | None], width: int = 160, **more: Any
) -> Column[Row]:
    """名称、说明、编码 …: copied as text, so that Excel changes nothing."""
    return Column(title, lambda row: get(row) or None, width=width, **more)


def money_column(
    title: str, get: Callable[[Row], int | None], width: int = 128, **more: Any
) -> Column[Row]:
    """金额：分 in, 元 with two decimals shown; say 元 in the title."""
    more = {"total": True} | more
    return Column(title, get, money.yuan, True, width, plain=_plain_yuan, number=True, **more)


def quantity_column(
    title: str, get: Callable[[Row], int | None], width: int = 80, **more: Any
) -> Column[Row]:
    """数量：1/1000 in, shown with separators and without trailing zeros."""
    more = {"total": True} | more
    return Column(
        title, get, quantity.grouped, True, width, plain=quantity.show, number=True, **more
    )


def count_column(
    title: str, get: Callable[[Row], int | None], width: int = 56, **more: Any
) -> Column[Row]:
    """份数、行数 …"""
    more = {"total": True} | more
    return Column(title, get, _thousands, True, width, plain=str, number=True, **more)


def date_column(
    title: str, get: Callable[[Row], date | None], width: int = 92, **more: Any
) -> Column[Row]:
    """日期, as 2026-09-03."""
    return Column(title, get, lambda day: day.isoformat(), False, width, **more)


def _thousands(number: int) -> str:
    return f"{number:,}"


def _plain_yuan(fen: int) -> str:
    return money.yuan(fen).replace(",", "")
