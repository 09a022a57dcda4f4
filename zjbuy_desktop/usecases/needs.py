"""需求：合计与“这个数怎么来的”。"""

from typing import Any

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import Total, total, totals_by
from zjbuy_desktop.usecases.desk import Desk


def needs(desk: Desk, project_id: int) -> dict[str, Any]:
    """The JSON of ``needs``: Σ lines = Σ by unit = Σ by item."""
    return summary_of(desk.case(project_id))


def summary_of(case: Case) -> dict[str, Any]:
    """The same, of a case at hand; units in roster order."""
    by_unit = totals_by(case.needs, lambda line: line.unit)
    by_item = totals_by(common_needs(case), lambda line: line.item)
    return {
        **_json(total(case.needs)),
        "by_unit": [
            {"unit": u.name, **_json(by_unit[u.name])} for u in case.units if u.name in by_unit
        ],
        "by_item": [{"item": item, **_json(t)} for item, t in by_item.items()],
    }


def _json(sums: Total) -> dict[str, Any]:
    return {
        "rows": sums.rows,
        "quantity": quantity.units(sums.quantity),
        "amount_fen": sums.amount_fen,
    }


def explain(desk: Desk, project_id: int, unit: str, item: str = "") -> dict[str, Any]:
    """这个数怎么来的: every line behind a unit's figure, down to file, sheet and cell.

    Raises:
        UserError: for a unit without needs.
    """
    case = desk.case(project_id)
    lines = [n for n in case.needs if n.unit == unit and item in ("", n.item, n.common_item)]
    if not lines:
        known = case.unit(unit) is not None
        raise UserError(
            f"{unit}还没有已接收的需求。" if known else f"名册上没有“{unit}”。",
            "先导入该单位的需求表。" if known else "单位名称要与名册完全一致。",
        )
    from zjbuy_desktop.store import evidence

    with desk.store.read() as view:
        said = evidence.load_remarks(view, project_id)
    sums = total(lines)
    return {
        "quantity": quantity.units(sums.quantity),
        "amount_fen": sums.amount_fen,
        "sources": [{**_source(n), "remarks": list(said.get(n.source.sha256, ()))} for n in lines],
    }


def _source(line: NeedLine) -> dict[str, Any]:
    at = line.source.received_at
    return {
        "file": line.source.file,
        "sha256": line.source.sha256,
        "received_at": at.isoformat() if at else None,
        "sheet": line.source.sheet,
        "cells": dict(line.source.cells),
        "item": line.item,
        "common_item": line.common_item,
        "quantity": quantity.units(line.quantity),
        "amount_fen": line.amount_fen,
    }
