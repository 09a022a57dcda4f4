"""回收：读入各单位发回的需求表。先看结果，再整批写入；可整批撤销。"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.batch import decide
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.form_identity import FormKey
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.core.case.tally import Total, total
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import deciding, header_mappings, records, returns
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.deciding import explain_choices
from zjbuy_desktop.store.returns import ReturnRecord as ReturnRecord
from zjbuy_desktop.store.settled import refuse_when_settled
from zjbuy_desktop.store.versions import sums_of_versions
from zjbuy_desktop.usecases.arriving import Arrivals
from zjbuy_desktop.usecases.collector import rarely_collected
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.form_keys import known_key, version
from zjbuy_desktop.usecases.versions import refuse_to_undo

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Corrections = Mapping[tuple[str, str], str]
"""(工作表, 单元格) → the text the clerk says belongs there."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file handed in: 收到 = 接收 + 待改 + 被代替 + 未读.

    Attributes:
        results: one per file, in name order.
        paths: where each file is, in the same order.
        batch: the stored batch; ``None`` for a preview.
        read: the same files before they were weighed against each other.
        known: SHA-256 of those accepted before.
        kept: unit → file that counts for it until now.
        before: unit → its sums until now.
        chosen: unit → place of the return the clerk lets count (``KEPT``: the one until now).
        reasons: unit → why.
        held: keeps the files unpacked from archives in being as long as the report.
        mappings: 对应方案 the files could be read by, by name.
    """

    results: tuple[ReadReturn, ...]
    paths: tuple[Path, ...]
    batch: int | None = None
    read: tuple[ReadReturn, ...] = ()
    known: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Total] = field(default_factory=dict)
    chosen: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    held: object = None
    mappings: Mapping[str, HeaderMapping] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """How many files had that outcome."""
        return sum(r.outcome is outcome for r in self.results)

    @property
    def accepted(self) -> Total:
        """Σ of the accepted files: 行数, 数量, 金额."""
        return total(line for r in self.results for line in _counted(r))

    @property
    def units(self) -> tuple[str, ...]:
        """Units of the accepted files, once each."""
        named = (u for r in self.results if r.outcome is Outcome.ACCEPTED for u in r.units)
        return tuple(dict.fromkeys(named))


def _counted(result: ReadReturn) -> Sequence[Any]:
    return result.lines if result.outcome is Outcome.ACCEPTED else ()


def preview(
    desk: Desk,
    project_id: int,
    paths: Sequence[Path],
    *,
    mappings: Sequence[HeaderMapping] = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReport:
    """Read files or folders and say what would become of each; nothing is written.

    Raises:
        UserError: when a path doesn't exist or holds no file.
    """
    case = cache(lambda: desk.case(project_id))
    return _read(desk, case, paths, mappings, progress, cancelled, None)


@rarely_collected()
def _read(
    desk: Desk,
    case: Callable[[], Case],
    paths: Sequence[Path],
    mappings: Sequence[HeaderMapping],
    progress: Progress | None,
    cancelled: Cancelled | None,
    arrived: Arrivals | None,
) -> ImportReport:
    from zjbuy_desktop.excel.archives import Unpacked
    from zjbuy_desktop.excel.files import gather
    from zjbuy_desktop.excel.pool import read_many

    unpacked = Unpacked(gather(paths))
    files = unpacked.files
    if not files:
        raise UserError("所选位置没有文件。", "选择各单位发回的需求表，或放需求表的文件夹。")
    roster = cache(lambda: mapped_roster(desk, case(), mappings))
    results = read_many(files, roster, progress=progress, cancelled=cancelled, arrived=arrived)
    if arrived:
        results = arrived.settled(results, files)
    results = [
        replace(r, notes=(unpacked.notes[path], *r.notes)) if path in unpacked.notes else r
        for r, path in zip(results, files, strict=True)
    ]
    with desk.store.read() as view:
        known = returns.received_before(view, case().id, (r.sha256 for r in results if r.sha256))
        before = returns.list_returns(view, case().id)
        sums = sums_of_versions(view, case().id)
        counted = {u: sums[v] for u, v in deciding.current(view, case().id).items() if v in sums}
    return ImportReport(
        decide(results, known),
        tuple(files),
        read=tuple(results),
        known=frozenset(known),
        kept={unit: r.file for r in before for unit in r.current_units},
        before=counted,
        held=unpacked,
        mappings={m.name: m for m in (*roster().mappings, *roster().remembered)},
    )


def roster_of(
    case: Case,
    key: FormKey | None,
    mappings: Sequence[HeaderMapping] = (),
    remembered: Sequence[HeaderMapping] = (),
) -> Any:
    """The names and 对应方案 a returned file is read against."""
    from zjbuy_desktop.excel.returns import Roster

    return Roster(
        units=tuple(u.name for u in case.units),
        items=tuple(lot.item for lot in case.project.lots),
        category_code=case.project.category_code,
        form_key=key,
        versions=tuple((u.name, version(case, u)) for u in case.units),
        mappings=tuple(mappings),
        remembered=tuple(remembered),
    )


def mapped_roster(desk: Desk, case: Case, mappings: Sequence[HeaderMapping]) -> Any:
    """The same, with 对应方案 given for what is read now and those the office remembers."""
    with desk.store.read() as view:
        kept = header_mappings.list_header_mappings(view)
    given = {m.name for m in mappings}
    if len(given) < len(mappings):
        raise UserError("有两个对应方案同名。", "给其中一个换个名称。")
    remembered = [k.mapping for k in kept if k.mapping.name not in given]
    return roster_of(case, known_key(desk, case.id), mappings, remembered)


def keep(desk: Desk, project_id: int, report: ImportReport) -> ImportReport:
    """Write a previewed import: one transaction, one batch, one audit event.

    Raises:
        UserError: when a file was changed or taken away since the preview; nothing is written.
    """
    return _keep(desk, desk.case(project_id), report)


@rarely_collected()
def _keep(desk: Desk, case: Case, report: ImportReport) -> ImportReport:
    project_id, sums = case.id, report.accepted
    summary = (
        f"导入 {len(report.results)} 个文件：接收 {report.count(Outcome.ACCEPTED)}，"
        f"待改 {report.count(Outcome.REJECTED)}，被代替 {report.count(Outcome.SUPERSEDED)}，"
        f"未读 {report.count(Outcome.IGNORED)}"
    )
    with desk.store.begin("returns_imported", summary, desk.now(), project_id=project_id) as work:
        batch = save_batch(work, project_id, report.results, _originals(report))
        header_mappings.note_use(work, batch, report.results, report.mappings)
        for record in flow.after_touching(case, stage("collection")):
            records.set_stage(work, project_id, record)
        explain_choices(work, project_id, report.reasons)
        work.payload.update(batch=batch, rows=sums.rows, amount_fen=sums.amount_fen)
        work.payload["reasons"] = dict(report.reasons)
    return replace(report, batch=batch)


def import_returns(
    desk: Desk,
    project_id: int,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    mappings: Sequence[HeaderMapping] = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReport:
    """Preview and, unless ``dry_run``, keep.

    Originals are put in their place while other files are still being read: a file without its
    record does no harm, and ``keep`` makes them durable before it commits.
    """
    if dry_run:
        return preview(
            desk, project_id, paths, mappings=mappings, progress=progress, cancelled=cancelled
        )

    with desk.store.read() as view:
        refuse_when_settled(view, project_id)
    arrivals = Arrivals(desk.store.originals)
    case = cache(lambda: desk.case(project_id))  # read while the readers start
    report = _read(desk, case, paths, mappings, progress, cancelled, arrivals)
    return _keep(desk, case(), report)


def _originals(report: ImportReport) -> dict[str, bytes | Path]:
    """The bytes to keep: of every file that was opened and not ignored."""
    return {
        r.sha256: path
        for r, path in zip(report.results, report.paths, strict=True)
        if r.sha256 and r.outcome is not Outcome.IGNORED
    }


def list_returns(desk: Desk, project_id: int) -> tuple[ReturnRecord, ...]:
    """Every returned file ever kept, with its outcome, the newest batch last."""
    with desk.store.read() as view:
        return returns.list_returns(view, project_id)


def undo(desk: Desk, project_id: int, batch: int, reason: str) -> None:
    """撤销整批导入, any batch: each unit returns to what counts without it.

    Raises:
        UserError: no such batch of this project, undone already, without a reason, the needs are
            settled, or a unit would be left without a need after the announcement.
    """
    refuse_to_undo(desk, project_id, batch)
    if not reason.strip():
        raise UserError("撤销导入需要写明理由。", "例如：选错了文件夹。审计时会看到。")
    summary = f"撤销第 {batch} 批导入：{reason.strip()}"
    with desk.store.begin("import_undone", summary, desk.now(), project_id=project_id) as work:
        returns.undo_batch(work, batch)
        work.payload.update(batch=batch, reason=reason.strip())


def copy_original(desk: Desk, sha256: str, file: str) -> Path:
    """A copy of a kept original under its own name, to be looked at; the original stays as it is.

    Raises:
        UserError: it is missing or was changed.
    """
    folder = Path(tempfile.gettempdir()) / "zjbuy-originals" / sha256[:16]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / Path(file).name
    target.write_bytes(desk.store.originals.read(sha256))
    return target


def choose(desk: Desk, project_id: int, unit: str, return_id: int, reason: str) -> None:
    """Let another return of the same unit count.

    Raises:
        UserError: without a reason.
    """
    if not reason.strip():
        raise UserError("选用另一份回收表需要写明原因。", "写一句原因，审计时会看到。")
    summary = f"{unit}改用另一份回收表：{reason.strip()}"
    with desk.store.begin("return_chosen", summary, desk.now(), project_id=project_id) as work:
        returns.choose_return(work, project_id, unit, return_id, reason.strip())
        work.payload["return"] = return_id


def correct(
    desk: Desk, project_id: int, return_id: int, corrections: Corrections, reason: str
) -> ReadReturn:
    """Read a kept original again with the clerk's corrections; kept when it is then accepted.

    Returns:
        The new reading; its problems say what still has to be mended.

    Raises:
        UserError: without a reason.
    """
    from zjbuy_desktop.excel.pool import read_many

    if not reason.strip():
        raise UserError("更正单位的填报需要写明原因。", "例如：电话确认，王喆，8月20日。")
    case = desk.case(project_id)
    kept = next(r for r in list_returns(desk, project_id) if r.id == return_id)
    original = desk.store.originals.path(kept.sha256 or "")
    with desk.store.read() as view:
        used = header_mappings.mappings_of(view, return_id)
    roster = mapped_roster(desk, case, used)
    with tempfile.TemporaryDirectory() as folder:
        # The reader knows a file by its name too; originals lie under their hash.
        named = Path(folder) / kept.file
        named.write_bytes(desk.store.originals.read(kept.sha256 or ""))
        # In a child, as any returned file: a hostile one may take its reader with it.
        (result,) = read_many(
            [named], roster, corrections={kept.sha256 or "": corrections}, workers=1
        )
    if result.outcome is not Outcome.ACCEPTED:
        return result
    summary = f"更正“{kept.file}” {len(corrections)} 处：{reason.strip()}"
    with desk.store.begin("return_corrected", summary, desk.now(), project_id=project_id) as work:
        batch = save_batch(work, project_id, [result], {result.sha256: original})
        returns.settle_return(work, return_id, reason.strip(), batch)
        known = {m.name: m for m in (*roster.mappings, *roster.remembered)}
        header_mappings.note_use(work, batch, [result], known)
        for correction in _records(kept, corrections, reason.strip()):
            returns.save_correction(work, return_id, correction)
        for record in flow.after_touching(case, stage("collection")):
            records.set_stage(work, project_id, record)
        work.payload["cells"] = [[s, c, v] for (s, c), v in corrections.items()]
    return result


def _records(kept: ReturnRecord, corrections: Corrections, reason: str) -> list[returns.Correction]:
    found = {(p.sheet, p.cell): p.found for p in kept.problems}
    return [
        returns.Correction(sheet, cell, found.get((sheet, cell), ""), value, reason)
        for (sheet, cell), value in corrections.items()
    ]


def set_aside(desk: Desk, project_id: int, return_id: int, reason: str) -> None:
    """A refused file that needs no mending (误发、名册外单位): settled with a reason.

    Raises:
        UserError: without a reason.
    """
    if not reason.strip():
        raise UserError("搁置文件需要写明原因。", "例如：不在本次采购范围，已告知对方。")
    summary = f"搁置一份回收文件：{reason.strip()}"
    with desk.store.begin("return_set_aside", summary, desk.now(), project_id=project_id) as work:
        returns.settle_return(work, return_id, reason.strip())
        work.payload["return"] = return_id
