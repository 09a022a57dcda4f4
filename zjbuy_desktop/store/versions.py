"""Every version of one unit's need, and its lines whether they count or not."""

from dataclasses import dataclass
from datetime import datetime

from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import Total
from zjbuy_desktop.store.returns import list_returns
from zjbuy_desktop.store.unit_of_work import View

_SUMS = "SELECT id, line_count, quantity, amount_fen FROM return_unit WHERE project_id = ?"

_PARTS = """SELECT f.id, r.line_count, r.quantity, r.amount_fen FROM return_unit r
 JOIN return_file f ON f.id = r.return_file_id WHERE r.project_id = ? AND r.unit = ?"""

_WHY = """SELECT r.return_file_id, d.reason FROM version_decision d
 JOIN return_unit r ON r.id = d.return_unit_id
 WHERE d.project_id = ? AND d.unit = ? AND d.reason <> '' ORDER BY d.id"""


@dataclass(frozen=True, slots=True)
class Version:
    """One return of one unit.

    Attributes:
        return_id: number of the returned file.
        batch_id: 批号.
        file: 文件名.
        sha256: 原件的 SHA-256.
        received_at: 收到时间.
        sums: its lines for this unit; ``None`` where the file was refused.
        state: 计入汇总、未计入、待修改、未读取、导入已撤销.
        why: the reason for it in words.
    """

    return_id: int
    batch_id: int
    file: str
    sha256: str
    received_at: datetime
    sums: Total | None
    state: str
    why: str

    @property
    def counts(self) -> bool:
        """Whether this is the version that counts."""
        return self.state == "计入汇总"

    @property
    def choosable(self) -> bool:
        """Whether it could count in place of the one that does."""
        return self.state == "未计入"


def list_versions(view: View, project_id: int, unit: str) -> tuple[Version, ...]:
    """Every return that names the unit, in order of arrival."""
    key = (project_id, unit)
    sums = {r[0]: Total(r[1], r[2], r[3]) for r in view.db.exec_driver_sql(_PARTS, key)}
    reasons = {r[0]: r[1] for r in view.db.exec_driver_sql(_WHY, key)}
    found = []
    for r in list_returns(view, project_id):
        if unit not in r.units and r.id not in sums:
            continue
        state = _state(r.undone, r.outcome, unit in r.current_units, r.id in sums)
        why = reasons.get(r.id) or r.settled or "；".join(r.notes)
        if not why and r.problems:
            why = f"{len(r.problems)} 处待改"
        found.append(
            Version(r.id, r.batch_id, r.file, r.sha256, r.received_at, sums.get(r.id), state, why)
        )
    return tuple(found)


def _state(undone: bool, outcome: Outcome, current: bool, taken: bool) -> str:
    if undone:
        return "导入已撤销"
    if current:
        return "计入汇总"
    return "未计入" if taken else outcome.label


def sums_of_versions(view: View, project_id: int) -> dict[int, Total]:
    """Σ of each version of each unit: return_unit → total."""
    rows = view.db.exec_driver_sql(_SUMS, (project_id,))
    return {row[0]: Total(row[1], row[2], row[3]) for row in rows}
