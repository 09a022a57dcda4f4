"""封存与对照的数据，供命令行以 JSON 给出。"""

from typing import Any

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.case.comparing import Change, DifferenceRow, Differences
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.store.snapshots import Snapshot


def snapshot_json(found: Snapshot) -> dict[str, Any]:
    """One sealing as JSON."""
    return {
        "id": found.id,
        "name": found.name,
        "sealed_at": found.sealed_at.isoformat(),
        "sealed_by": found.sealed_by,
        "digest": found.digest,
        "rows": found.line_count,
        "quantity": quantity.units(found.quantity),
        "amount_fen": found.amount_fen,
        "opened_at": found.opened_at.isoformat() if found.opened_at else None,
        "opened_reason": found.opened_reason,
    }


def differences_json(found: Differences) -> dict[str, Any]:
    """A comparison as JSON; lines that did not change are only counted."""
    return {
        "old": _sums(found.old.rows, found.old.quantity, found.old.amount_fen),
        "new": _sums(found.new.rows, found.new.quantity, found.new.amount_fen),
        "difference": {
            "quantity": quantity.units(found.quantity),
            "amount_fen": found.amount_fen,
        },
        "unchanged": found.count(Change.SAME),
        "changes": [_row(r) for r in found.rows if r.change is not Change.SAME],
    }


def _sums(rows: int, count: int, amount_fen: int) -> dict[str, Any]:
    return {"rows": rows, "quantity": quantity.units(count), "amount_fen": amount_fen}


def _row(row: DifferenceRow) -> dict[str, Any]:
    line = row.new or row.old
    return {
        "unit": line.unit if line else "",
        "item": line.item if line else "",
        "change": row.change.value,
        "fields": list(row.fields),
        "quantity": quantity.units(row.quantity),
        "amount_fen": row.amount_fen,
        "old": _side(row.old),
        "new": _side(row.new),
    }


def _side(line: NeedLine | None) -> dict[str, Any] | None:
    """One of two lines, with the cells it was read from."""
    if line is None:
        return None
    return {
        "quantity": quantity.units(line.quantity),
        "price_fen": line.price_fen,
        "amount_fen": line.amount_fen,
        "file": line.source.file,
        "sheet": line.source.sheet,
        "cells": dict(line.source.cells),
    }
