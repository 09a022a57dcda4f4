"""单位×标的：每家单位每个统一标的的数量和金额，连同各行各列的合计，一次算好。"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.core.rules.outliers import standing_out


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reading of the matrix, as text: what is painted is not reckoned while painting.

    Attributes:
        cells: a row for each unit, a text for each item; empty where nothing is needed.
        row_sums: Σ of each unit.
        column_sums: Σ of each item.
        whole: Σ of all.
    """

    cells: tuple[tuple[str, ...], ...]
    row_sums: tuple[str, ...]
    column_sums: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units by common items.

    Attributes:
        units: 单位 with needs, in roster order.
        items: 统一标的, the lots' first.
        heads: items with 计量单位, as column heads.
        quantities: 数量; no Σ over items of different measures.
        amounts: 金额（元）.
        odd: (row, column) of cells with a figure that stands out.
        kept: whether Σ of all cells is Σ of all need lines, to the 分.
    """

    units: tuple[str, ...]
    items: tuple[str, ...]
    heads: tuple[str, ...]
    quantities: Sheet
    amounts: Sheet
    odd: frozenset[tuple[int, int]]
    kept: bool


def matrix(case: Case) -> Matrix:
    """Reckon the matrix; pure, for the worker thread."""
    lines = common_needs(case)
    counts, fens = unit_item_sums(lines)
    measures: dict[str, dict[str, None]] = {}
    for item, measure in dict.fromkeys([(line.item, line.measure) for line in lines]):
        measures.setdefault(item, {})[measure] = None
    units = tuple(dict.fromkeys([line.unit for line in lines]))
    lots = (lot.item for lot in case.project.lots)
    items = tuple(dict.fromkeys((*(i for i in lots if i in measures), *measures)))
    odd = standing_out(case)
    one_measure = [len(measures[item]) == 1 for item in items]
    several = len({measure for found in measures.values() for measure in found}) > 1
    summable = [*one_measure, not several]
    return Matrix(
        units,
        items,
        tuple(f"{item}\n（{'/'.join(measures[item])}）" for item in items),
        _sheet(_grid(counts, units, items), quantity.grouped, summable),
        _sheet(_grid(fens, units, items), money.yuan, [True] * (len(items) + 1)),
        frozenset(
            (at, column)
            for at, unit in enumerate(units)
            for column, item in enumerate(items)
            if (unit, item) in odd
        ),
        sum(fens.values()) == total(case.needs).amount_fen,
    )


Sums = dict[tuple[str, str], int]
"""(单位, 标的) → Σ of one figure."""


def unit_item_sums(lines: Iterable[NeedLine]) -> tuple[Sums, Sums]:
    """数量 (1/1000) and 金额（分） of each unit's lines of each item.

    Bare numbers: twenty thousand objects more would wake the garbage collector several times.
    """
    counts: Sums = {}
    fens: Sums = {}
    for line in lines:
        at = line.unit, line.item
        counts[at] = counts.get(at, 0) + line.quantity
        fens[at] = fens.get(at, 0) + line.amount_fen
    return counts, fens


def _grid(sums: Sums, units: Sequence[str], items: Sequence[str]) -> list[list[int]]:
    return [[sums.get((unit, item), 0) for item in items] for unit in units]


def _sheet(figures: list[list[int]], text: Callable[[int], str], summable: list[bool]) -> Sheet:
    """Texts of one figure; a sum over several measures is no number and shows as –."""
    across, columns = summable[-1], list(zip(*figures, strict=True))
    return Sheet(
        tuple(tuple(text(f) if f else "" for f in row) for row in figures),
        tuple(text(sum(row)) if across else "–" for row in figures),
        tuple(text(sum(c)) if ok else "–" for c, ok in zip(columns, summable[:-1], strict=True)),
        text(sum(map(sum, figures))) if across else "–",
    )
