"""单位×标的：每家单位每个统一标的的数量和金额，连同各行各列的合计，一次算好。"""

from collections.abc import Callable
from dataclasses import dataclass

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.tally import Total, total
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
    cells: dict[tuple[str, str], Total] = {}
    measures: dict[str, dict[str, None]] = {}
    for line in lines:
        at = line.unit, line.item
        cells[at] = cells.get(at, Total()).plus(line)
        measures.setdefault(line.item, {})[line.measure] = None
    units = tuple(dict.fromkeys(line.unit for line in lines))
    lots = (lot.item for lot in case.project.lots)
    items = tuple(dict.fromkeys((*(i for i in lots if i in measures), *measures)))
    grid = [[cells.get((unit, item), Total()) for item in items] for unit in units]
    odd = standing_out(case)
    one_measure = [len(measures[item]) == 1 for item in items]
    several = len({measure for found in measures.values() for measure in found}) > 1
    summable = [*one_measure, not several]
    return Matrix(
        units,
        items,
        tuple(f"{item}\n（{'/'.join(measures[item])}）" for item in items),
        _sheet(grid, lambda t: t.quantity, _count, summable),
        _sheet(grid, lambda t: t.amount_fen, money.yuan, [True] * (len(items) + 1)),
        frozenset(
            (at, column)
            for at, unit in enumerate(units)
            for column, item in enumerate(items)
            if (unit, item) in odd
        ),
        sum(t.amount_fen for row in grid for t in row) == total(case.needs).amount_fen,
    )


def _sheet(
    grid: list[list[Total]],
    figure: Callable[[Total], int],
    text: Callable[[int], str],
    summable: list[bool],
) -> Sheet:
    """Texts of one figure; a sum over several measures is no number and shows as –."""
    figures = [[figure(t) for t in row] for row in grid]
    across, columns = summable[-1], list(zip(*figures, strict=True))
    return Sheet(
        tuple(tuple(text(f) if f else "" for f in row) for row in figures),
        tuple(text(sum(row)) if across else "–" for row in figures),
        tuple(text(sum(c)) if ok else "–" for c, ok in zip(columns, summable[:-1], strict=True)),
        text(sum(map(sum, figures))) if across else "–",
    )


def _count(milli: int) -> str:
    whole, point, rest = quantity.show(milli).partition(".")
    return f"{int(whole):,}{point}{rest}"
