"""Need lines out of the database, each with its source, and their sums."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from zjbuy_desktop.core.case.needs import Funds, NeedLine, Source, UnitFacts
from zjbuy_desktop.core.case.tally import Total
from zjbuy_desktop.store import conservation
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_one, record_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work

_COLUMNS = """SELECT l.unit, l.item, l.spec, l.measure, l.category_code, l.funding,
 l.budget_item, l.delivery, l.intention, l.note, l.sheet, l.cells, l.funds,
 l.quantity, l.price_fen, l.amount_fen, l.return_file_id"""
_LINES = f"""{_COLUMNS} FROM need_line l
 JOIN unit u ON u.project_id = l.project_id AND u.name = l.unit
 WHERE l.project_id = ? AND l.current = 1
 ORDER BY u.position, u.name, l.return_file_id, l.position"""
_TEXTS = 11
"""So many columns from the first on are texts that many lines have in common."""

_FILES = """SELECT DISTINCT f.id, f.name, f.sha256, b.at FROM return_file f
 JOIN import_batch b ON b.id = f.batch_id JOIN return_unit r ON r.return_file_id = f.id
 WHERE r.project_id = ? AND r.current = 1"""


_OF_FILE = f"""{_COLUMNS} FROM need_line l
 WHERE l.project_id = ? AND l.unit = ? AND l.return_file_id = ? ORDER BY l.position"""

_FILE = """SELECT f.id, f.name, f.sha256, b.at FROM return_file f
 JOIN import_batch b ON b.id = f.batch_id WHERE f.project_id = ? AND f.id = ?"""


def load_needs(view: View, project_id: int) -> tuple[NeedLine, ...]:
    """Current need lines in roster order, as the units wrote them (待补 still blank)."""
    return _lines(view, (_LINES, (project_id,)), (_FILES, (project_id,)))


def lines_of_file(
    view: View, project_id: int, unit: str, return_file_id: int
) -> tuple[NeedLine, ...]:
    """What one returned file said for one unit, in its own order, whether it counts or not."""
    of_file = (_OF_FILE, (project_id, unit, return_file_id))
    return _lines(view, of_file, (_FILE, (project_id, return_file_id)))


_Query = tuple[str, tuple[int | str, ...]]


def _lines(view: View, lines: _Query, of_files: _Query) -> tuple[NeedLine, ...]:
    files = {
        row[0]: (row[1], row[2] or "", datetime.fromisoformat(row[3]))
        for row in view.db.exec_driver_sql(*of_files)
    }
    rows = view.db.exec_driver_sql(*lines).fetchall()
    # 数据库给每一行一份新的文字；共用一份，省下大半内存，按名称合计也快一倍。
    shared: dict[str, str] = {}
    return tuple([_line(row, shared.setdefault, *files[row[-1]]) for row in rows])


def _line(
    row: Any, share: Callable[[str, str], str], file: str, sha256: str, at: datetime
) -> NeedLine:
    texts = row[:_TEXTS]
    unit, item, spec, measure, category_code, funding, budget_item, delivery, *rest = map(
        share, texts, texts
    )
    intention, note, sheet = rest
    cells, funds, quantity, price_fen, amount_fen, _file = row[_TEXTS:]
    return NeedLine(
        unit,
        item,
        spec,
        measure,
        quantity,
        price_fen,
        amount_fen,
        Source(file, sha256, sheet, _cells(cells), at),
        category_code,
        funding,
        budget_item,
        _FUNDS[funds],
        delivery,
        intention,
        note,
    )


_FUNDS = {str(funds.value): funds for funds in Funds}
"""Asked for every line: calling the enumeration costs ten times as much."""


@lru_cache(maxsize=4096)
def _cells(text: str) -> tuple[tuple[str, str], ...]:
    """Cell addresses; the forms being alike, the same ones come again and again."""
    return tuple(json.loads(text).items())


def load_facts(view: View, project_id: int) -> tuple[UnitFacts, ...]:
    """待补内容 given afterwards."""
    return tuple(
        record_of(UnitFacts, row, funds=Funds(row["funds"]))
        for row in rows_of(view.db, t.unit_facts, project_id, "unit")
    )


def set_facts(work: Work, project_id: int, facts: UnitFacts) -> None:
    """Write what a unit told afterwards, in place of what it told before."""
    work.db.exec_driver_sql(
        "DELETE FROM unit_facts WHERE project_id = ? AND unit = ?", (project_id, facts.unit)
    )
    insert_one(work.db, t.unit_facts, {"project_id": project_id, **values_of(facts)})


def totals_by_unit(view: View, project_id: int) -> dict[str, Total]:
    """Σ of the current need lines per unit, by roster order; off the covering index."""
    order = [row["name"] for row in rows_of(view.db, t.unit, project_id, "position", "name")]
    sums = _totals(view, conservation.BY_UNIT, project_id)
    return {unit: sums[unit] for unit in order if unit in sums}


def totals_by_item(view: View, project_id: int) -> dict[str, Total]:
    """Σ of the current need lines per item, by name; off the covering index."""
    return _totals(view, conservation.BY_ITEM, project_id)


def _totals(view: View, query: str, project_id: int) -> dict[str, Total]:
    rows = view.db.exec_driver_sql(query, (project_id,))
    return {row[0]: Total(row[1], row[2], row[3]) for row in rows}
