"""The table of the house with 20,000 rows: reset and paint, sort, offscreen.

Run: ``QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_view.py``. One row shows eight
columns; what is timed is ``set_rows`` and painting what can be seen, as a page does it.
"""

from functools import partial
from statistics import median
from time import perf_counter

from measuring import tell
from PySide6.QtCore import QAbstractProxyModel
from PySide6.QtWidgets import QApplication

from zjbuy_desktop.gui.models.columns import Column
from zjbuy_desktop.gui.widgets.data_table import DataTable

ROWS, ROUNDS = 20_000, 9


def _cell(row: tuple[object, ...], at: int) -> object:
    return row[at]


def main() -> None:
    app = QApplication([])
    columns = [Column(f"第{n}列", partial(_cell, at=n)) for n in range(8)]
    table: DataTable[tuple[object, ...]] = DataTable("bench-view", columns)
    table.resize(1100, 600)
    table.show()
    rows = [tuple(f"{n:05d}-{k}" for k in range(8)) for n in range(ROWS)]
    app.processEvents()
    shown, sorts = [], []
    for turn in range(ROUNDS):
        start = perf_counter()
        table.set_rows(rows)
        table.view.viewport().grab()
        shown.append((perf_counter() - start) * 1000)
        start = perf_counter()
        table.model.sort_by(1, descending=bool(turn % 2))
        sorts.append((perf_counter() - start) * 1000)
        table.model.sort_by(-1)
    print(f"{ROWS} rows × 8 columns, medians of {ROUNDS}")
    print(f"  sort in Python    {median(sorts):7.1f} ms")
    tell(f"table of {ROWS:,} rows: reset and paint", median(shown), 20, unit="ms")
    proxies = table.findChildren(QAbstractProxyModel)
    tell("sorting proxies behind the table", len(proxies), 0, unit="proxies")


if __name__ == "__main__":
    main()
