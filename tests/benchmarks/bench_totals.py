"""What the screens add up, against SQL alone: 500 units × 40 items = 20,000 lines.

Run: ``python tests/benchmarks/bench_totals.py [units items] [--rounds N]``.

A screen has the case in memory: it was read whole after the last write, in one go, on the worker.
So a total is measured from the case to the figures in the screen's rows, nothing kept from an
earlier screen. Its peer is bare sqlite3 on the same database, asked for the same figures out of an
index made for that one question, ``fetchall`` included. What reading the case costs is printed
too; it happens once for a write, whatever is shown afterwards.
"""

import argparse
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from operator import attrgetter
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from measuring import ratio, rounds, tell, work_folder

from tests.usecases import many_needs
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.items import item_totals
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.tally import total, totals_by
from zjbuy_desktop.usecases.matrix import unit_item_sums
from zjbuy_desktop.usecases.opening import open_desk

SUMS = "count(*), sum(quantity), sum(amount_fen)"
INDEXES = {
    "whole": "quantity, amount_fen",
    "unit": "unit, quantity, amount_fen",
    "item": "item, unit, measure, price_fen, quantity, amount_fen",
    "matrix": "unit, item, quantity, amount_fen",
}


def asked(case: Case) -> dict[str, tuple[Callable[[], object], str]]:
    """What is shown → how the screen gets it, and the SQL for the same figures."""
    levels = {unit.name: unit.level for unit in case.units}
    lines = "FROM need_line l INDEXED BY bench_{} WHERE l.project_id = ? AND l.current = 1"
    joined = lines.replace("WHERE", "JOIN unit u ON u.project_id = 1 AND u.name = l.unit WHERE")
    return {
        "the whole": (
            lambda: total(case.needs),
            f"SELECT {SUMS} {lines.format('whole')}",
        ),
        "by unit": (
            lambda: totals_by(case.needs, attrgetter("unit")),
            f"SELECT unit, {SUMS} {lines.format('unit')} GROUP BY unit",
        ),
        "by item (the rows of 按标的)": (
            lambda: item_totals.__wrapped__(case),  # type: ignore[attr-defined]
            f"SELECT item, {SUMS}, count(DISTINCT unit), min(price_fen), max(price_fen),"
            f" group_concat(DISTINCT measure) {lines.format('item')} GROUP BY item",
        ),
        "by level": (
            lambda: totals_by(case.needs, lambda line: levels[line.unit]),
            f"SELECT u.level, {SUMS} {joined.format('unit')} GROUP BY u.level",
        ),
        "unit × item": (
            lambda: unit_item_sums(common_needs(case)),
            f"SELECT unit, item, sum(quantity), sum(amount_fen) {lines.format('matrix')}"
            " GROUP BY unit, item",
        ),
    }


def indexed(folder: Path) -> sqlite3.Connection:
    """The database with an index for every question."""
    (file,) = (f for f in folder.rglob("*") if f.suffix in (".db", ".sqlite", ".sqlite3"))
    db = sqlite3.connect(file)
    db.execute("PRAGMA cache_size = -65536")
    for name, columns in INDEXES.items():
        db.execute(f"CREATE INDEX bench_{name} ON need_line (project_id, current, {columns})")
    return db


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("units", nargs="?", type=int, default=500)
    parser.add_argument("items", nargs="?", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with work_folder() as folder:
        desk = open_desk(folder / "data", date(2026, 8, 17))
        made = many_needs.project(desk, options.units, options.items)
        case = desk.case(made)
        (reading,) = rounds([lambda: desk.case(made)], 5)
        print(f"{len(case.needs):,} lines; {options.rounds} alternating rounds, medians")
        print(f"  reading the case whole, once for a write: {median(reading) * 1000:.0f} ms")
        db = indexed(folder / "data")
        for what, (screen, sql) in asked(case).items():
            query = lambda sql=sql: db.execute(sql, (made,)).fetchall()  # noqa: E731
            ours, theirs = rounds([screen, query], options.rounds)
            print(f"  {median(ours) * 1000:7.2f} ms, SQL alone {median(theirs) * 1000:7.2f} ms")
            tell(f"{what}, {len(case.needs):,} lines / covering-index SQL alone",
                 ratio(ours, theirs), 1.5)  # fmt: skip
        db.close()
        desk.store.close()


if __name__ == "__main__":
    main()
