"""离群的数：单价、数量与各家相差很大的需求行；只提示核对，法规没有这样的界限。"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

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
_TOKEN = "像是占位的数。"
FAR = 10
"""差到这么多倍就不只是建议：先核实，或者写明理由."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One figure that is pointed out.

    Attributes:
        line: 需求行.
        field: which of its figures: price or quantity.
        said: 中文：怎么离群.
        severity: 建议, or 请注意 where it can hardly be right.
    """

    line: NeedLine
    field: str
    said: str
    severity: Severity = Severity.ADVISE

    @property
    def place(self) -> str:
        """The cell it was read from."""
        cells = dict(self.line.source.cells)
        return cells.get(self.field) or cells.get("amount", "")


@rule(None, Severity.ADVISE)
def prices_are_alike(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """同一标的各单位填的单价相近，没有错写金额单位，没有象征性的单价。"""
    for remark in _odd_prices(case):
        yield _breach(remark)


@rule(None, Severity.ADVISE)
def quantities_are_alike(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """没有哪家单位的数量比各家高出许多。"""
    for remark in _odd_quantities(case):
        yield _breach(remark)


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
            yield _breach(Remark(line, "price", f"单价 {price} 元，高于标项最高限价 {most} 元。"))


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
            yield _breach(Remark(line, "quantity", "与同一份表里的另一行完全相同，可能重复填报。"))
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


def _odd_prices(case: Case) -> Iterator[Remark]:
    """Lines whose price stands out, and how."""
    for lines in _by_item(case).values():
        middle = _median([line.price_fen for line in lines], lines, case.limits)
        for line in lines:
            if said := _price_said(line, middle, case.limits):
                sure = said in (_TOKEN, *map(_slip_said, _SLIPS)) or _far(line.price_fen, middle)
                price = f"单价 {money.yuan(line.price_fen)} 元，{said}"
                yield Remark(line, "price", price, Severity.WARN if sure else Severity.ADVISE)


def _odd_quantities(case: Case) -> Iterator[Remark]:
    """Lines whose quantity stands out, and how."""
    for lines in _by_item(case).values():
        middle = _median([line.quantity for line in lines], lines, case.limits)
        for line in lines:
            if middle and line.quantity > middle * case.limits.quantity:
                times = _times(Fraction(line.quantity) / middle)
                yield Remark(line, "quantity", f"数量约为各行中位数的{times}。")


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
        return _TOKEN
    if not middle or line.price_fen <= 0:
        return ""
    if middle <= line.price_fen * limits.price and line.price_fen <= middle * limits.price:
        return ""  # nearly every line; the rest of the arithmetic is slow
    ratio = Fraction(line.price_fen) / middle
    apart = max(ratio, 1 / ratio)
    for slip in _SLIPS:
        if slip / _SLIP_MARGIN <= apart <= slip * _SLIP_MARGIN:
            return _slip_said(slip)
    if apart > limits.price:
        side = "约为中位数的" if ratio > 1 else "中位数约是它的"
        return f"{side}{_times(apart)}（中位数 {money.yuan(int(middle))} 元）。"
    return ""


def _slip_said(slip: int) -> str:
    return f"与中位数相差约 {slip} 倍，像是金额单位（万元、千元、元）写错。"


def _far(price_fen: int, middle: Fraction | None) -> bool:
    """Whether a price is so far off that it has to be looked at before going on."""
    if not middle or price_fen <= 0:
        return False
    ratio = Fraction(price_fen) / middle
    return max(ratio, 1 / ratio) >= FAR


def _times(ratio: Fraction) -> str:
    """倍数 in words, to a tenth; never rounded up over the limit that was not reached."""
    tenths = ratio * 10 // 1
    return f" {tenths // 10}.{tenths % 10} 倍" if tenths % 10 else f" {tenths // 10} 倍"


def _breach(remark: Remark) -> Breach:
    """A remark on one line, with the cell it was read from."""
    line = remark.line
    where = f"“{line.source.file}”的“{line.source.sheet}”{remark.place}"
    return Breach(
        f"{line.unit}的“{line.item}”：{remark.said}",
        f"对照{where}向单位核实；确实如此的，无需处理。界限是经验，由本单位定，不是法规要求。",
        subject=line.unit,
        field="needs",
        severity=remark.severity,
    )


def remarks(case: Case) -> tuple[Remark, ...]:
    """Every price and quantity that is pointed out, for lists of what is to be asked."""
    return (*_odd_prices(case), *_odd_quantities(case))


def standing_out(case: Case) -> frozenset[tuple[str, str]]:
    """(单位, 统一标的) of every line whose price or quantity is pointed out."""
    return frozenset((r.line.unit, r.line.item) for r in remarks(case))
