"""Backups that were opened again and compared before they bear their name."""

import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import (
    archive,
    backup_seal,
    database,
    guarding,
    keys,
    open_keys,
    original_bytes,
    peek,
    places,
)
from zjbuy_desktop.store.archive import DATABASE, MANIFEST, Manifest
from zjbuy_desktop.store.errors import sorted_errors
from zjbuy_desktop.store.originals import Originals, hash_file, make_durable

SUFFIX = ".zjbak"
MANUAL = "备份"
DAILY = "每日备份"
BEFORE_UPGRADE = "升级前备份"
BEFORE_RESTORE = "前置备份"
BEFORE_TAKING = "接收前备份"

KEPT = {DAILY: 7, BEFORE_UPGRADE: 3, BEFORE_RESTORE: 5, BEFORE_TAKING: 5}
"""How many of each automatic kind are kept; those made by hand are never removed."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was made and verified.

    Attributes:
        file: where it is.
        size: bytes.
        projects: number of projects in it.
        originals: number of originals in it.
        problems: 中文: originals that could not be included.
    """

    file: Path
    size: int
    projects: int
    originals: int
    problems: tuple[str, ...]


def make(data_dir: Path, target: Path | None, now: datetime) -> BackupReport:
    """Make a backup by hand.

    Works beside an open store: SQLite's backup takes a snapshot of one moment.

    Args:
        data_dir: the data folder.
        target: a file, or a folder to put it in under its usual name; ``None`` for the data
            folder's own ``backups``.
        now: for the name ``备份_2026-11-23_0912.zjbak``.

    Raises:
        UserError: no data yet, database damaged, disk full, not writable.
    """
    if target is None:
        target = guarding.folder(places.backups(data_dir))
    file = _free_name(target, MANUAL, now) if target.is_dir() else target
    return _make(data_dir, file, now)


def make_automatic(
    data_dir: Path, kind: str, now: datetime, *, spare: Path | None = None
) -> BackupReport:
    """Make a backup of an automatic kind and let the oldest of that kind go.

    Args:
        data_dir: the data folder.
        kind: a key of ``KEPT``.
        now: for the name.
        spare: a file that must not go, because it is just being restored.
    """
    folder = guarding.folder(places.backups(data_dir))
    report = _make(data_dir, _free_name(folder, kind, now), now)
    for old in _listed(data_dir, kind)[: -KEPT[kind]]:
        # With the clock set back the newest bears the oldest name.
        if old != report.file and (spare is None or old.resolve() != spare.resolve()):
            old.unlink(missing_ok=True)
    return report


def make_daily(data_dir: Path, now: datetime) -> BackupReport | None:
    """Make the day's backup; ``None`` when it was made already."""
    pattern = f"{DAILY}_{now:%Y-%m-%d}_*{SUFFIX}"
    if any(places.backups(data_dir).glob(pattern)):
        return None
    return make_automatic(data_dir, DAILY, now)


def last_day(data_dir: Path) -> date | None:
    """The day of the newest verified backup in the data folder, by its name."""
    days = [file.name.split("_")[1] for kind in (MANUAL, *KEPT) for file in _listed(data_dir, kind)]
    return max((date.fromisoformat(day) for day in days), default=None)


def last_made(data_dir: Path) -> datetime | None:
    """When the newest verified backup in the data folder was made, by its name."""
    stamps = [
        "_".join(file.stem.split("_")[1:3])
        for kind in (MANUAL, *KEPT)
        for file in _listed(data_dir, kind)
    ]
    made = [datetime.strptime(stamp, "%Y-%m-%d_%H%M") for stamp in stamps]  # noqa: DTZ007
    return max(made, default=None)


def _listed(data_dir: Path, kind: str) -> list[Path]:
    """Backups of one kind in the data folder, the oldest first."""
    digits = "[0-9]" * 4
    pattern = f"{kind}_{digits}-[0-9][0-9]-[0-9][0-9]_{digits}*{SUFFIX}"
    return sorted(places.backups(data_dir).glob(pattern), key=lambda file: file.stem)


def _free_name(folder: Path, kind: str, now: datetime) -> Path:
    stem = f"{kind}_{now:%Y-%m-%d_%H%M}"
    file, number = folder / f"{stem}{SUFFIX}", 1
    while file.exists():
        number += 1
        file = folder / f"{stem}_{number}{SUFFIX}"
    return file


def _make(data_dir: Path, file: Path, now: datetime) -> BackupReport:
    if peek.revision(data_dir) is None:
        raise UserError("还没有数据可以备份。")
    # In the data folder, whatever the target: there it is as secret as the data.
    snapshot = guarding.folder(places.backups(data_dir)) / f".{file.name}.db"
    part = file.with_name(f".{file.name}.part")
    with sorted_errors():
        try:
            _snapshot(places.database(data_dir), snapshot)
            manifest = _write(data_dir, snapshot, part, now)
            _verify(part, manifest, snapshot)
            backup_seal.require(part, manifest.revision)
            part.replace(file)
            make_durable([file], file.parent)
        finally:
            for leftover in (snapshot, part):
                leftover.unlink(missing_ok=True)
    return BackupReport(
        file,
        file.stat().st_size,
        manifest.counts["project"],
        len(manifest.originals),
        tuple(f"原件缺失或已被改动，未能备份：{sha256[:12]}…" for sha256 in manifest.missing),
    )


def _snapshot(source: Path, target: Path) -> None:
    """A copy of one moment; as a plain file without WAL, because it is going to be zipped."""
    guarding.begin(target)
    with (
        peek.connect(source) as db,
        closing(database.connect_as(target, open_keys.key_for(source))) as copy,
    ):
        db.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        problem = archive.unsound(copy)
    if problem:
        raise UserError(
            f"没有做成备份：{problem}。", "请运行“核对数据”查看详情，再从完好的备份恢复。"
        )


def _write(data_dir: Path, snapshot: Path, part: Path, now: datetime) -> Manifest:
    """Zip the snapshot and the originals it speaks of; both are compressed already or small."""
    key = open_keys.key_for(data_dir)
    with closing(database.connect_as(snapshot, key)) as db:
        revision, counts = archive.revision(db), archive.counts(db)
        totals = archive.totals(db)
        wanted = [row[0] for row in db.execute("SELECT sha256 FROM original ORDER BY sha256")]
    originals = Originals(places.originals(data_dir))
    included: list[str] = []
    with zipfile.ZipFile(guarding.begin(part), "w", zipfile.ZIP_STORED) as target:
        target.write(snapshot, DATABASE, zipfile.ZIP_DEFLATED, compresslevel=1)
        for sha256 in wanted:
            content = originals.whole(sha256)
            if content is not None:
                name = archive.original_name(sha256)
                target.writestr(name, original_bytes.stored(content, key))
                included.append(sha256)
        manifest = Manifest(
            archive.FORMAT,
            now.isoformat(),
            revision,
            hash_file(snapshot),
            counts,
            totals,
            included,
            sorted(set(wanted) - set(included)),
        )
        told = original_bytes.stored(manifest.to_json().encode(), key)
        target.writestr(MANIFEST, told, zipfile.ZIP_DEFLATED)
        ring = keys.ring_of(data_dir) if key else None
        if ring is not None:
            target.writestr(keys.MEMBER, replace(ring, state=keys.ON).to_json())
        target.comment = backup_seal.PLACEHOLDER
    backup_seal.seal(part)
    return manifest


def _verify(part: Path, manifest: Manifest, scratch: Path) -> None:
    """Open the finished file as a restore would, and compare all of it."""
    with archive.opened(part) as made:
        if archive.read_manifest(made) != manifest:
            raise archive.damaged("清单写出后不一致")
        archive.extract_database(made, manifest, scratch)
        for sha256 in manifest.originals:
            if archive.original(made, sha256) is None:
                raise archive.damaged("原件写出后不一致")
