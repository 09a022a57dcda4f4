"""Returned files: what came in, which version of a unit's need counts, what still waits."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from sqlalchemy import select

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.case import OpenReturn
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.store import deciding
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.conservation import ConservationError, differences
from zjbuy_desktop.store.mapping import insert_one, record_of, rows_of, values_of
from zjbuy_desktop.store.settled import refuse_when_settled
from zjbuy_desktop.store.unit_of_work import View, Work

SUFFIX = "（请修改）"
"""What the name of a file ends with when it goes back to be mended."""


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """One returned file as it stands now.

    Attributes:
        id: its number in the store.
        batch_id: the import it came with.
        received_at: when that import was made.
        undone: whether that import was taken back.
        file: 文件名.
        sha256: 原件的 SHA-256; empty when no original was kept.
        outcome: 已接收 / 待修改 / 已被新版代替 / 未读取.
        units: units named in it.
        current_units: units for which this file is the version that counts.
        problems: what must be mended.
        notes: 中文 remarks.
        rows: need lines in it.
        quantity: their 数量, integer 1/1000.
        amount_fen: their 预算金额（分）.
        settled: why a refused file needs nobody any more; empty while it does.
    """

    id: int
    batch_id: int
    received_at: datetime
    undone: bool
    file: str
    sha256: str
    outcome: Outcome
    units: tuple[str, ...]
    current_units: tuple[str, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...]
    rows: int
    quantity: int
    amount_fen: int
    settled: str


@dataclass(frozen=True, slots=True)
class Correction:
    """更正 of one cell.

    Attributes:
        sheet: 工作表名.
        cell: ``E4``.
        old: what stands in the file.
        new: how it is to be read.
        reason: 理由.
    """

    sheet: str
    cell: str
    old: str
    new: str
    reason: str


def list_returns(view: View, project_id: int) -> tuple[ReturnRecord, ...]:
    """Every returned file, in order of arrival; those of undone imports too."""
    batches = {row["id"]: row for row in rows_of(view.db, t.import_batch, project_id)}
    problems: dict[int, list[CellProblem]] = {}
    query = select(t.cell_problem).join(t.return_file)
    query = query.where(t.return_file.c.project_id == project_id)
    for row in view.db.execute(query.order_by(t.cell_problem.c.position)).mappings():
        problems.setdefault(row["return_file_id"], []).append(record_of(CellProblem, row))
    current: dict[int, list[str]] = {}
    for row in rows_of(view.db, t.return_unit, project_id, "return_file_id", "position"):
        if row["current"]:
            current.setdefault(row["return_file_id"], []).append(row["unit"])
    return tuple(
        ReturnRecord(
            id=row["id"],
            batch_id=row["batch_id"],
            received_at=batches[row["batch_id"]]["at"],
            undone=batches[row["batch_id"]]["undone_at"] is not None,
            file=row["name"],
            sha256=row["sha256"] or "",
            outcome=Outcome(row["outcome"]),
            units=tuple(json.loads(row["units"])),
            current_units=tuple(current.get(row["id"], ())),
            problems=tuple(problems.get(row["id"], ())),
            notes=tuple(json.loads(row["notes"])),
            rows=row["line_count"],
            quantity=row["quantity"],
            amount_fen=row["amount_fen"],
            settled=row["settled"],
        )
        for row in rows_of(view.db, t.return_file, project_id, "id")
    )


def received_before(view: View, project_id: int, hashes: Iterable[str]) -> dict[str, str]:
    """Which of these files were accepted before, byte for byte: SHA-256 → file name then.

    Refused files do not count: the same bytes may be right after the roster was mended. Nor do
    files of units that took their need back: they may send the same again.
    """
    wanted = set(hashes)
    withdrawn = set(deciding.withdrawn_units(view, project_id))
    rows = view.db.exec_driver_sql(
        "SELECT f.sha256, f.name, r.unit FROM return_file f"
        " JOIN import_batch b ON b.id = f.batch_id JOIN return_unit r ON r.return_file_id = f.id"
        " WHERE f.project_id = ? AND f.line_count > 0 AND b.undone_at IS NULL",
        (project_id,),
    )
    return {s: name for s, name, unit in rows if s in wanted and unit not in withdrawn}


def open_returns(returns: Sequence[ReturnRecord]) -> tuple[OpenReturn, ...]:
    """Refused files nobody has mended yet.

    One is mended when it was settled by hand, when a later file has its name or its bytes, or
    when each unit it names has sent a later file that counts.
    """
    return tuple(OpenReturn(r.file, r.units, len(r.problems)) for r in waiting(returns))


def waiting(returns: Sequence[ReturnRecord]) -> tuple[ReturnRecord, ...]:
    """The same files with everything known of them."""
    return tuple(
        r
        for r in returns
        if r.outcome is Outcome.REJECTED
        and not r.undone
        and not r.settled
        and not _mended(r, returns)
    )


def _mended(refused: ReturnRecord, returns: Sequence[ReturnRecord]) -> bool:
    later = [
        r
        for r in returns
        if r.id > refused.id and not r.undone and r.outcome is not Outcome.IGNORED
    ]
    covered = {unit for r in later for unit in r.current_units}
    again = any(_same_name(r.file, refused.file) or r.sha256 == refused.sha256 != "" for r in later)
    return again or bool(refused.units and covered.issuperset(refused.units))


def _same_name(later: str, refused: str) -> bool:
    """Whether a file has the name of a refused one, or that of its copy sent back to be mended."""
    stem = PurePath(refused).stem.replace(SUFFIX, "")
    return later == refused or PurePath(later).stem == f"{stem}{SUFFIX}"


def settle_return(work: Work, return_file_id: int, reason: str, batch_id: int = 0) -> None:
    """Put a refused file aside with the reason; ``batch_id`` is the import that mended it."""
    if batch_id:
        row = {"batch_id": batch_id, "return_file_id": return_file_id}
        work.db.execute(t.correction_batch.insert().values(**row))
    work.db.exec_driver_sql(
        "UPDATE return_file SET settled = ? WHERE id = ?", (reason, return_file_id)
    )


def save_correction(work: Work, return_file_id: int, correction: Correction) -> int:
    """Keep how one cell is to be read; reading the file anew with it is the use-case's part."""
    row = {"return_file_id": return_file_id, "at": work.at, **values_of(correction)}
    return insert_one(work.db, t.correction, row)


def list_corrections(view: View, return_file_id: int) -> tuple[Correction, ...]:
    """更正 of one file, in order of entry."""
    query = select(t.correction).where(t.correction.c.return_file_id == return_file_id)
    rows = view.db.execute(query.order_by(t.correction.c.id)).mappings()
    return tuple(record_of(Correction, row) for row in rows)


def choose_return(
    work: Work, project_id: int, unit: str, return_file_id: int, reason: str = ""
) -> None:
    """Make one of a unit's returns the version that counts.

    Raises:
        UserError: that file holds nothing of the unit, its import was taken back, or the needs
            are settled.
    """
    refuse_when_settled(work, project_id)
    found = work.db.exec_driver_sql(
        "SELECT r.id FROM return_unit r JOIN return_file f ON f.id = r.return_file_id"
        " JOIN import_batch b ON b.id = f.batch_id WHERE r.project_id = ? AND r.unit = ?"
        " AND f.id = ? AND b.undone_at IS NULL",
        (project_id, unit, return_file_id),
    ).scalar()
    if found is None:
        raise UserError(f"这个文件里没有{unit}可用的需求。", "请另选一个已接收的文件。")
    deciding.decide(work, project_id, [(unit, found)], reason)
    settle_versions(work, project_id)


def undo_batch(work: Work, batch_id: int) -> None:
    """Take an import back, be it the last or not: each unit returns to what counts without it.

    Raises:
        UserError: there is no such import, it was taken back already, or the needs are settled.
    """
    row = work.db.exec_driver_sql(
        "SELECT project_id, undone_at FROM import_batch WHERE id = ?", (batch_id,)
    ).fetchone()
    if row is None or row[1] is not None:
        raise UserError("没有这次导入，或它已经撤销过。")
    project_id = row[0]
    refuse_when_settled(work, project_id)
    work.db.exec_driver_sql(
        "UPDATE import_batch SET undone_at = ? WHERE id = ?", (work.at.isoformat(), batch_id)
    )
    # 更正撤销后，原来待改的文件又要有人处理。
    work.db.exec_driver_sql(
        "UPDATE return_file SET settled = '' WHERE id IN"
        " (SELECT return_file_id FROM correction_batch WHERE batch_id = ?)",
        (batch_id,),
    )
    settle_versions(work, project_id)


def settle_versions(work: Work, project_id: int) -> None:
    """Let count what the decisions that stand say, and check the sums."""
    now = deciding.current(work, project_id)
    wanted = deciding.deciding(work, project_id)
    for unit in sorted(now.keys() | wanted.keys()):
        if now.get(unit) != wanted.get(unit):
            make_current(work, project_id, unit, wanted.get(unit))
    refresh(work, project_id)


def make_current(work: Work, project_id: int, unit: str, return_unit_id: int | None) -> None:
    """Let one version of a unit's need count; ``None`` lets none."""
    key = (project_id, unit)
    for table in ("return_unit", "need_line"):
        work.db.exec_driver_sql(
            f"UPDATE {table} SET current = 0 WHERE project_id = ? AND unit = ? AND current = 1",
            key,
        )
    if return_unit_id is None:
        return
    work.db.exec_driver_sql("UPDATE return_unit SET current = 1 WHERE id = ?", (return_unit_id,))
    work.db.exec_driver_sql(
        "UPDATE need_line SET current = 1 WHERE project_id = ? AND unit = ? AND return_file_id ="
        " (SELECT return_file_id FROM return_unit WHERE id = ?)",
        (*key, return_unit_id),
    )


def refresh(work: Work, project_id: int, batch_id: int | None = None) -> None:
    """Set each file's outcome by what counts now, and make sure that all sums agree.

    Raises:
        ConservationError: they do not; the transaction must not commit.
    """
    work.db.exec_driver_sql(
        "UPDATE return_file SET outcome = iif(EXISTS (SELECT 1 FROM return_unit r"
        " WHERE r.return_file_id = return_file.id AND r.current = 1), 'accepted', 'superseded')"
        " WHERE project_id = ? AND outcome IN ('accepted', 'superseded')"
        " AND batch_id IN (SELECT id FROM import_batch WHERE undone_at IS NULL)",
        (project_id,),
    )
    wrong = list(
        differences(
            lambda sql, values: work.db.exec_driver_sql(sql, values).fetchall(),
            project_id,
            batch_id,
        )
    )
    if wrong:
        raise ConservationError("；".join(wrong))
