"""离群的数：单价、数量与各家相差很大的需求行；只提示核对，法规没有这样的界限。"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import chain

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.limits import Limits
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import remaining_needs
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

TOKEN_PRICE_FEN = 1
_SLIPS = (10_000, 1_000)
"""差多少倍像是万元、千元与元写错; the ratio may miss it by a factor of either side."""

_SLIP_MARGIN = Fraction(3, 2)


@rule(None, Severity.ADVISE)
def prices_are_alike(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """同一标的各单位填的单价相近，没有错写金额单位，没有象征性的单价。"""
    for line, said in _odd_prices(case):
        yield _breach(line, "price", f"单价 {money.yuan(line.price_fen)} 元，{said}")


@rule(None, Severity.ADVISE)
def quantities_are_alike(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """没有哪家单位的数量比各家高出许多。"""
    for line, said in _odd_quantities(case):
        yield _breach(line, "quantity", said)


@rule(None, Severity.ADVISE)
def needs_within_ceilings(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位填的单价不超过标项的最高限价。"""
    if case.stage("collection").completed_on:
        return  # 回收结束后按预算定的限价，总有单位的单价比它高，不回头说单位填高了。
    for line in remaining_needs(case):
        lot = case.lot_for(line.item)
        ceiling = lot.ceiling_fen if lot is not None else None
        if ceiling is not None and line.price_fen > ceiling:
            price, most = money.yuan(line.price_fen), money.yuan(ceiling)
            yield _breach(line, "price", f"单价 {price} 元，高于标项最高限价 {most} 元。")


@rule(None, Severity.ADVISE)
def rows_stand_once(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """同一份回收件里没有完全相同的两行。"""
    seen: set[tuple[object, ...]] = set()
    for line in remaining_needs(case):
        same = (
            *(line.source.sha256, line.unit, line.item, line.spec, line.measure),
            *(line.quantity, line.price_fen, line.delivery, line.budget_item, line.note),
        )
        if same in seen:
            yield _breach(line, "quantity", "与同一份表里的另一行完全相同，可能重复填报。")
        seen.add(same)


def _by_item(case: Case) -> dict[tuple[str, str], list[NeedLine]]:
    """Lines that can be compared: one item in one measure; a blank one is taken for the usual."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    lines = remaining_needs(case)
    for line in lines:
        found[line.item][line.measure] += bool(line.measure)
    usual = {item: counts.most_common(1)[0][0] for item, counts in found.items()}
    groups: dict[tuple[str, str], list[NeedLine]] = defaultdict(list)
    for line in lines:
        groups[line.item, line.measure or usual[line.item]].append(line)
    return groups


def _odd_prices(case: Case) -> Iterator[tuple[NeedLine, str]]:
    """Lines whose price stands out, and how."""
    for lines in _by_item(case).values():
        middle = _median([line.price_fen for line in lines], lines, case.limits)
        for line in lines:
            if said := _price_said(line, middle, case.limits):
                yield line, said


def _odd_quantities(case: Case) -> Iterator[tuple[NeedLine, str]]:
    """Lines whose quantity stands out, and how."""
    for lines in _by_item(case).values():
        middle = _median([line.quantity for line in lines], lines, case.limits)
        for line in lines:
            if middle and line.quantity > middle * case.limits.quantity:
                yield line, f"数量超过各行中位数的 {case.limits.quantity} 倍。"


def _median(figures: list[int], lines: list[NeedLine], limits: Limits) -> Fraction | None:
    """The median, or nothing where too few units speak for it to mean anything."""
    if len({line.unit for line in lines}) < limits.units:
        return None
    ordered = sorted(figures)
    half = len(ordered) // 2
    return Fraction(ordered[half] + ordered[~half], 2)


def _price_said(line: NeedLine, middle: Fraction | None, limits: Limits) -> str:
    """What is odd about a price; empty where nothing is."""
    if line.price_fen == TOKEN_PRICE_FEN:
        return "像是占位的数。"
    if not middle or line.price_fen <= 0:
        return ""
    if middle <= line.price_fen * limits.price and line.price_fen <= middle * limits.price:
        return ""  # nearly every line; the rest of the arithmetic is slow
    ratio = Fraction(line.price_fen) / middle
    apart = max(ratio, 1 / ratio)
    for slip in _SLIPS:
        if slip / _SLIP_MARGIN <= apart <= slip * _SLIP_MARGIN:
            return f"与中位数相差约 {slip} 倍，像是金额单位（万元、千元、元）写错。"
    if apart > limits.price:
        side = "高于中位数的" if ratio > 1 else "不到中位数的"
        times = f" {limits.price} 倍" if ratio > 1 else f" 1/{limits.price}"
        return f"{side}{times}（中位数 {money.yuan(int(middle))} 元）。"
    return ""


def _breach(line: NeedLine, cell: str, said: str) -> Breach:
    """A remark on one line, with the cell it was read from."""
    cells = dict(line.source.cells)
    place = cells.get(cell) or cells.get("amount", "")
    where = f"“{line.source.file}”的“{line.source.sheet}”{place}"
    return Breach(
        f"{line.unit}的“{line.item}”：{said}",
        f"对照{where}向单位核实；确实如此的，无需处理。界限是经验，由本单位定，不是法规要求。",
        subject=line.unit,
        field="needs",
    )


def standing_out(case: Case) -> frozenset[tuple[str, str]]:
    """(单位, 统一标的) of every line whose price or quantity is pointed out."""
    odd = chain(_odd_prices(case), _odd_quantities(case))
    return frozenset((line.unit, line.item) for line, _said in odd)
