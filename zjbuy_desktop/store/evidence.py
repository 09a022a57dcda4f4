"""What stands behind the figures: 更正 of cells, and the 操作记录 of entries."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from zjbuy_desktop.core.case.ground import Logged
from zjbuy_desktop.core.case.origins import Corrected
from zjbuy_desktop.store.unit_of_work import View

_CORRECTIONS = """SELECT f.sha256, c.sheet, c.cell, c.old, c.new, c.reason, c.at, a.actor, a.seq
 FROM correction c JOIN return_file f ON f.id = c.return_file_id
 LEFT JOIN audit_event a ON a.project = f.project_id AND a.action = 'return_corrected'
 AND a.at = c.at
 WHERE f.project_id = ? ORDER BY c.id"""

_ACTIONS = """SELECT seq, at, actor, action, summary, payload FROM audit_event
 WHERE project = ? AND action IN ('award_set', 'supplement_added', 'contracts_entered',
 'performance_entered',
 'plans_imported', 'project_created', 'project_updated', 'project_taken_over', 'items_merged',
 'items_split', 'items_converted', 'merge_declined', 'merging_undone', 'paper_filled_in')
 ORDER BY seq"""

_PROJECT = ("project_created", "project_updated", "project_taken_over")
_MERGING = ("items_merged", "items_split", "items_converted", "merge_declined")


def load_corrections(view: View, project_id: int) -> dict[tuple[str, str, str], Corrected]:
    """(SHA-256, 工作表, 格子) → the last 更正 of that cell."""
    return {
        (sha256, sheet, cell): Corrected(
            old, new, reason, datetime.fromisoformat(at), actor or "", seq or 0
        )
        for sha256, sheet, cell, old, new, reason, at, actor, seq in view.db.exec_driver_sql(
            _CORRECTIONS, (project_id,)
        )
    }


def load_remarks(view: View, project_id: int) -> dict[str, tuple[str, ...]]:
    """SHA-256 → what was said when the file was read, of files it was said anything of."""
    rows = view.db.exec_driver_sql(
        "SELECT sha256, notes FROM return_file WHERE project_id = ? AND notes <> '[]' ORDER BY id",
        (project_id,),
    )
    return {sha256: tuple(json.loads(notes)) for sha256, notes in rows}


def load_entries(view: View, project_id: int) -> dict[tuple[str, str], Logged]:
    """(kind of entry, about what) → the last record of it; see ``_about`` for the kinds."""
    found: dict[tuple[str, str], Logged] = {}
    merged: list[tuple[Logged, dict[str, Any]]] = []
    supplements = 0
    rows = view.db.exec_driver_sql(_ACTIONS, (project_id,))
    for seq, at, actor, action, summary, written in rows:
        payload = json.loads(written)
        reason = str(payload.get("reason", ""))
        logged = Logged(seq, datetime.fromisoformat(at), actor, summary, reason)
        if action in _MERGING:
            merged.append((logged, payload))
        elif action == "merging_undone":
            del merged[-1:]
        elif action == "supplement_added":
            found["supplement", str(supplements)] = logged
            supplements += 1
        else:
            found.update(dict.fromkeys(_about(action, summary, payload), logged))
    for logged, payload in merged:
        said = (wording[0] for wording in payload.get("wordings", ()))
        found.update({("merging", item): logged for item in said})
    return found


def _about(action: str, summary: str, payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if action in _PROJECT:
        yield "project", ""
        if action == "project_created" or "lots" in payload.get("changed", ()):
            yield "ceilings", ""
    elif action == "award_set":
        yield from (("award", lot) for lot in payload.get("award_fen", ()))
        if payload.get("ceilings"):
            yield "ceilings", ""
    elif action == "contracts_entered":
        yield from (("signed", f"{unit}（{lot}）") for unit, lot, *_ in payload["contracts"])
    elif action == "performance_entered":
        for step in payload["steps"]:
            parts = (step["kind"], step["unit"], step["lot"], step["on"], step["amount_fen"])
            yield "performance", "|".join(map(str, parts))
    elif action == "plans_imported":
        yield "plans", "formal" if "正式采购计划" in summary else "provisional"
    elif action == "paper_filled_in":
        yield from (("particulars", f"{p['kind']}/{p['subject']}") for p in _papers(payload))


def _papers(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """The papers an entry is about: several rewritten at once are listed, one alone is itself."""
    listed: list[dict[str, Any]] = payload.get("papers", [payload] if "kind" in payload else [])
    return listed
