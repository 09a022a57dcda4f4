"""撤回需求: a unit takes its need back; none counts until it sends anew or that is taken back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store.deciding import current, withdrawn_units
from zjbuy_desktop.store.proofs import keep_evidence
from zjbuy_desktop.store.returns import settle_versions
from zjbuy_desktop.store.settled import refuse_when_settled
from zjbuy_desktop.store.unit_of_work import View, Work


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One need taken back.

    Attributes:
        id: its number.
        unit: 单位名称.
        at: when it was entered.
        reason: 理由.
        evidence: SHA-256 of the file kept; empty without one.
        evidence_name: its name.
        revoked: whether the withdrawal itself was taken back.
    """

    id: int
    unit: str
    at: datetime
    reason: str
    evidence: str
    evidence_name: str
    revoked: bool


def withdraw(
    work: Work, project_id: int, unit: str, reason: str, evidence: Path | None = None
) -> None:
    """Let none of a unit's returns count.

    Raises:
        UserError: the needs are settled, no reason is given, or nothing of the unit counts.
    """
    refuse_when_settled(work, project_id)
    if not reason.strip():
        raise UserError("撤回需求需要写明理由。", "例如：单位8月22日来函撤回，改由自行采购。")
    if unit not in current(work, project_id):
        raise UserError(f"{unit}没有已接收的需求，不用撤回。", "单位名称要与名册完全一致。")
    sha256 = keep_evidence(work, evidence) if evidence else None
    work.db.exec_driver_sql(
        "INSERT INTO version_decision (project_id, unit, at, reason, evidence, evidence_name)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            project_id, unit, work.at.isoformat(), reason.strip(), sha256,
            evidence.name if evidence else "",
        ),
    )  # fmt: skip
    settle_versions(work, project_id)


def take_back(work: Work, project_id: int, unit: str) -> None:
    """Undo a unit's withdrawal: what counted before it counts again.

    Raises:
        UserError: the needs are settled, or the unit has not taken its need back.
    """
    refuse_when_settled(work, project_id)
    if unit not in withdrawn_units(work, project_id):
        raise UserError(f"{unit}没有撤回需求的登记。", "刷新后再看。")
    work.db.exec_driver_sql(
        "UPDATE version_decision SET revoked_at = ? WHERE id = (SELECT max(id) FROM"
        " version_decision WHERE project_id = ? AND unit = ? AND return_unit_id IS NULL"
        " AND revoked_at IS NULL)",
        (work.at.isoformat(), project_id, unit),
    )
    settle_versions(work, project_id)


def standing(view: View, project_id: int) -> tuple[tuple[str, str], ...]:
    """(单位, 理由) of units that took their need back and sent none since, by name."""
    units = withdrawn_units(view, project_id)
    made = list_withdrawals(view, project_id) if units else ()
    reasons = {w.unit: w.reason for w in made if not w.revoked}
    return tuple((unit, reasons[unit]) for unit in units)


def list_withdrawals(view: View, project_id: int) -> tuple[Withdrawal, ...]:
    """Every withdrawal ever entered, in order."""
    rows = view.db.exec_driver_sql(
        "SELECT id, unit, at, reason, coalesce(evidence, ''), evidence_name,"
        " revoked_at IS NOT NULL FROM version_decision"
        " WHERE project_id = ? AND return_unit_id IS NULL ORDER BY id",
        (project_id,),
    )
    return tuple(
        Withdrawal(r[0], r[1], datetime.fromisoformat(r[2]), r[3], r[4], r[5], bool(r[6]))
        for r in rows
    )
