"""Which version of each unit's need counts: the last decision that still stands.

Decisions are imports, choices and withdrawals, in order of entry. What counts is a function of
the decisions that stand, never of the order in which imports were taken back.
"""

from collections.abc import Iterable, Mapping

from zjbuy_desktop.store.unit_of_work import View, Work

_STANDING = """SELECT d.unit, d.return_unit_id FROM version_decision d
 LEFT JOIN return_unit r ON r.id = d.return_unit_id
 LEFT JOIN return_file f ON f.id = r.return_file_id LEFT JOIN import_batch b ON b.id = f.batch_id
 WHERE d.project_id = ? AND d.revoked_at IS NULL
 AND (d.return_unit_id IS NULL OR (b.undone_at IS NULL AND b.id <> ?)) ORDER BY d.id"""

_LATEST = """SELECT r.unit, max(r.id) FROM return_unit r
 JOIN return_file f ON f.id = r.return_file_id JOIN import_batch b ON b.id = f.batch_id
 WHERE r.project_id = ? AND b.undone_at IS NULL AND b.id <> ? GROUP BY r.unit"""

_CURRENT = "SELECT unit, id FROM return_unit WHERE project_id = ? AND current = 1"


def deciding(view: View, project_id: int, without: int = 0) -> dict[str, int | None]:
    """单位 → the version that is to count; ``None`` where the unit took its need back.

    Where no decision stands any more, the latest return that does is taken.

    Args:
        view: what to read from.
        project_id: the project.
        without: a batch taken for undone; 0 for none.
    """
    key = (project_id, without)
    found: dict[str, int | None] = {row[0]: row[1] for row in view.db.exec_driver_sql(_LATEST, key)}
    found.update((row[0], row[1]) for row in view.db.exec_driver_sql(_STANDING, key))
    return found


def current(view: View, project_id: int) -> dict[str, int]:
    """单位 → the version that counts now."""
    return {row[0]: row[1] for row in view.db.exec_driver_sql(_CURRENT, (project_id,))}


def withdrawn_units(view: View, project_id: int) -> tuple[str, ...]:
    """Units that took their need back and sent none since, by name."""
    found = deciding(view, project_id)
    return tuple(sorted(unit for unit, version in found.items() if version is None))


def explain_choices(work: Work, project_id: int, reasons: Mapping[str, str]) -> None:
    """Write down why what counts for these units (单位 → 理由) does, as decisions of their own."""
    counting = current(work, project_id) if reasons else {}
    for unit, reason in reasons.items():
        if unit in counting:
            decide(work, project_id, [(unit, counting[unit])], reason)


def decide(
    work: Work, project_id: int, decisions: Iterable[tuple[str, int]], reason: str = ""
) -> None:
    """Write down that these versions (单位, return_unit) count from now on."""
    rows = [
        (project_id, unit, version, work.at.isoformat(), reason, "") for unit, version in decisions
    ]
    if rows:
        work.db.exec_driver_sql(
            "INSERT INTO version_decision"
            " (project_id, unit, return_unit_id, at, reason, evidence_name)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
