"""版本：一家单位报来的每一份、两份之间的差别、撤回需求、撤销任一批导入。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.comparing import Differences, compare
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import NeedLine, Outcome
from zjbuy_desktop.core.case.tally import Total
from zjbuy_desktop.core.rules.delegation import no_unexplained_withdrawal
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import deciding, records, returns, withdrawals
from zjbuy_desktop.store import needs as stored_needs
from zjbuy_desktop.store import versions as stored
from zjbuy_desktop.store.versions import Version as Version
from zjbuy_desktop.store.withdrawals import Withdrawal as Withdrawal
from zjbuy_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Batch:
    """One import.

    Attributes:
        id: 批号.
        at: when.
        files: how many files.
        outcomes: outcome → how many files, as things stand now.
        undone: whether it was taken back.
    """

    id: int
    at: datetime
    files: int
    outcomes: Mapping[Outcome, int]
    undone: bool

    @property
    def words(self) -> str:
        """已接收 14，待修改 8."""
        return "，".join(f"{o.label} {n}" for o, n in self.outcomes.items() if n)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What an undo would do to one unit.

    Attributes:
        unit: 单位名称.
        before: what counts now; ``None`` if nothing does.
        after: what would count.
    """

    unit: str
    before: Total | None
    after: Total | None

    @property
    def amount_fen(self) -> int:
        """Δ 金额（分）."""
        before = self.before.amount_fen if self.before else 0
        return (self.after.amount_fen if self.after else 0) - before


def versions_of(desk: Desk, project_id: int, unit: str) -> tuple[Version, ...]:
    """Every return ever received from a unit, the oldest first.

    Raises:
        UserError: the unit is not on the roster.
    """
    if desk.case(project_id).unit(unit) is None:
        raise UserError(f"名册上没有“{unit}”。", "单位名称要与名册完全一致。")
    with desk.store.read() as view:
        return stored.list_versions(view, project_id, unit)


def counting(desk: Desk, project_id: int, unit: str) -> tuple[NeedLine, ...]:
    """What counts for a unit now, as its file said it; empty if nothing does."""
    with desk.store.read() as view:
        found = stored.list_versions(view, project_id, unit)
        at = next((v.return_id for v in found if v.counts), None)
        if at is None:
            return ()
        return stored_needs.lines_of_file(view, project_id, unit, at)


def differences(desk: Desk, project_id: int, unit: str, old: int, new: int) -> Differences:
    """Two returns of one unit, line by line.

    Args:
        desk: the desk.
        project_id: the project.
        unit: 单位名称.
        old: number of the earlier returned file.
        new: number of the later one.

    Raises:
        UserError: a number is none of the unit's returns, or that file was never accepted.
    """
    found = {v.return_id: v for v in versions_of(desk, project_id, unit)}
    for number in (old, new):
        if number not in found:
            raise UserError(
                f"{unit}没有编号 {number} 的文件。", "编号见“报来的各份”（needs versions）。"
            )
        if found[number].sums is None:
            raise UserError(
                f"“{found[number].file}”没有接收，没有可对照的需求行。", "请选已接收过的两份。"
            )
    with desk.store.read() as view:
        return compare(
            stored_needs.lines_of_file(view, project_id, unit, old),
            stored_needs.lines_of_file(view, project_id, unit, new),
        )


def withdraw(
    desk: Desk, project_id: int, unit: str, reason: str, evidence: Path | None = None
) -> None:
    """撤回需求: none of the unit's returns counts; it stays in the procurement.

    Raises:
        UserError: no reason, nothing to take back, the needs are settled, or the announcement is
            out (指引 十二（一）): then a unit leaves, with reason and evidence, or stays.
    """
    case = desk.case(project_id)
    _refuse_once_announced(case, "不能再撤回需求")
    summary = f"{unit}撤回需求：{reason.strip()}"
    with desk.store.begin("need_withdrawn", summary, desk.now(), project_id=project_id) as work:
        withdrawals.withdraw(work, project_id, unit, reason, evidence)
        for record in flow.after_touching(case, stage("collection")):
            records.set_stage(work, project_id, record)
        work.payload.update(unit=unit, evidence=evidence.name if evidence else "")


def _refuse_once_announced(case: Case, what: str) -> None:
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if announced:
        raise UserError(
            f"采购公告已于 {announced} 发布，{what}（{no_unexplained_withdrawal.basis}）。",
            "单位确需退出的，登记退出，写明正当理由和证明材料。",
        )


def take_back(desk: Desk, project_id: int, unit: str, reason: str) -> None:
    """取消撤回: what counted before the withdrawal counts again.

    Raises:
        UserError: no reason, no withdrawal, or the needs are settled.
    """
    if not reason.strip():
        raise UserError("取消撤回需要写明理由。", "写一句原因，审计时会看到。")
    case = desk.case(project_id)
    summary = f"取消{unit}的撤回：{reason.strip()}"
    with desk.store.begin("withdrawal_undone", summary, desk.now(), project_id=project_id) as work:
        withdrawals.take_back(work, project_id, unit)
        for record in flow.after_touching(case, stage("collection")):
            records.set_stage(work, project_id, record)
        work.payload["unit"] = unit


def batches(desk: Desk, project_id: int) -> tuple[Batch, ...]:
    """Every import of a project, the newest first."""
    with desk.store.read() as view:
        return batches_of(returns.list_returns(view, project_id))


def batches_of(files: Iterable[returns.ReturnRecord]) -> tuple[Batch, ...]:
    """The imports these files came in, the newest first."""
    found: dict[int, list[returns.ReturnRecord]] = {}
    for file in files:
        found.setdefault(file.batch_id, []).append(file)
    return tuple(_batch(number, found[number]) for number in sorted(found, reverse=True))


def _batch(number: int, files: list[returns.ReturnRecord]) -> Batch:
    counts = {o: sum(f.outcome is o for f in files) for o in Outcome}
    return Batch(number, files[0].received_at, len(files), counts, files[0].undone)


def undo_changes(desk: Desk, project_id: int, batch: int) -> tuple[UnitChange, ...]:
    """What undoing a batch would change, by unit in roster order; nothing is written.

    Raises:
        UserError: no such batch of this project, or undone already.
    """
    found = next((b for b in batches(desk, project_id) if b.id == batch), None)
    if found is None or found.undone:
        why = "已经撤销过" if found else "不是本项目的导入"
        raise UserError(f"第 {batch} 批{why}。", "在“批次”里查看各批的编号。")
    units = [u.name for u in desk.case(project_id).units]
    with desk.store.read() as view:
        now = deciding.current(view, project_id)
        then = deciding.deciding(view, project_id, without=batch)
        sums = stored.sums_of_versions(view, project_id)
    return tuple(
        UnitChange(u, _sum(sums, now.get(u)), _sum(sums, then.get(u)))
        for u in units
        if now.get(u) != then.get(u)
    )


def refuse_to_undo(desk: Desk, project_id: int, batch: int) -> None:
    """Ask this before a batch is undone.

    Raises:
        UserError: no such batch of this project, undone already; or the announcement is out and
            a unit that has not left would be without a need: that is leaving (指引 十二（一）).
    """
    case = desk.case(project_id)
    lost = [
        c.unit
        for c in undo_changes(desk, project_id, batch)
        if c.after is None and not case.happened(EventKind.WITHDRAWN, c.unit)
    ]
    if lost:
        told = "、".join(lost[:3]) + (f"等 {len(lost)} 家单位" if len(lost) > 3 else "")
        _refuse_once_announced(case, f"撤销第 {batch} 批会使{told}没有需求，等于退出")


def _sum(sums: Mapping[int, Total], version: int | None) -> Total | None:
    return None if version is None else sums[version]
