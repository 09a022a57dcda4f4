"""Go back to a backup, after keeping what is there now."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, backup, backup_seal, guarding, keys, open_keys, places
from zjbuy_desktop.store.archive import Manifest
from zjbuy_desktop.store.database import connect
from zjbuy_desktop.store.errors import is_full, sorted_errors
from zjbuy_desktop.store.lock import FolderLock
from zjbuy_desktop.store.originals import Originals, make_durable

DAMAGED = "损坏前原样"
"""Prefix of the folder that keeps a database too damaged to be backed up."""


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A backup that was restored.

    Attributes:
        made_at: when the backup had been made.
        kept: where the state before is kept; ``None`` when there was none.
        projects: number of projects now.
        originals: number of originals brought back.
    """

    made_at: datetime
    kept: Path | None
    projects: int
    originals: int


def restore(data_dir: Path, file: Path, now: datetime) -> RestoreReport:
    """Put a backup in place of the present data; the store must be closed.

    Everything is unpacked and checked before anything is touched; the present state is kept
    first; the database is exchanged by one rename. Originals are only ever added.

    Raises:
        UserError: the folder is in use; the backup is damaged or newer; the disk is full.
    """
    with sorted_errors():
        guarding.folder(data_dir)
        lock = FolderLock(data_dir)
        fresh = data_dir / ".restore.db"
        try:
            with archive.opened(file) as source:
                _adopt(source, data_dir)
                manifest = accept(source, data_dir)
                archive.extract_database(source, manifest, fresh)
                kept = _keep_present(data_dir, now, file)
                brought = _unpack_originals(source, manifest, data_dir)
                backup_seal.require(file, manifest.revision)
            _exchange(fresh, places.database(data_dir))
        finally:
            fresh.unlink(missing_ok=True)
            lock.release()
    made_at = datetime.fromisoformat(manifest.made_at)
    return RestoreReport(made_at, kept, manifest.counts["project"], brought)


def _adopt(source: zipfile.ZipFile, data_dir: Path) -> None:
    """An empty folder is encrypted as the backup is; one that holds data stays as it is."""
    key = archive.key_of(source)
    if key is None or open_keys.key_for(data_dir) or places.database(data_dir).exists():
        return
    keys.keep(data_dir, keys.read_member(source.read(keys.MEMBER)))
    keys.hold(data_dir, key)


def accept(source: zipfile.ZipFile, data_dir: Path) -> Manifest:
    """What a backup says it holds, if this program can go back to it and there is room.

    Raises:
        UserError: damaged, newer, or the disk is too full.
    """
    manifest = archive.read_manifest(source)
    if manifest.revision not in places.REVISIONS:
        raise UserError(
            f"这个备份由更新的程序版本制作（数据版本 {manifest.revision}）。",
            "请安装新版程序后再恢复；现有数据没有改动。",
        )
    needed = sum(entry.file_size for entry in source.infolist())
    if needed > shutil.disk_usage(data_dir).free:
        raise UserError(
            "磁盘空间不足，不能恢复。", f"至少需要 {needed // 1_000_000 + 1} MB 空闲空间。"
        )
    return manifest


def _keep_present(data_dir: Path, now: datetime, spare: Path) -> Path | None:
    """前置备份; a database too damaged for one is copied as it stands."""
    database = places.database(data_dir)
    if not database.exists() or database.stat().st_size == 0:
        return None
    try:
        return backup.make_automatic(data_dir, backup.BEFORE_RESTORE, now, spare=spare).file
    except UserError as error:
        if is_full(error.__cause__):  # then there is no room for a copy either
            raise
        folder = places.backups(data_dir) / f"{DAMAGED}_{now:%Y-%m-%d_%H%M%S}"
        guarding.folder(folder)
        for part in (database, *_side_files(database)):
            if part.exists():
                shutil.copy2(part, folder / part.name)
        return folder


def _unpack_originals(source: zipfile.ZipFile, manifest: Manifest, data_dir: Path) -> int:
    """Bring back the originals that are missing or damaged here."""
    originals = Originals(places.originals(data_dir))
    guarding.folder(originals.folder)
    placed: list[Path] = []
    for sha256 in manifest.originals:
        target = originals.path(sha256)
        if originals.is_whole(sha256):
            continue
        content = archive.original(source, sha256)
        if content is None:
            raise archive.damaged("有原件与清单不符")
        target.unlink(missing_ok=True)
        originals.place(sha256, content)
        placed.append(target)
    make_durable(placed, originals.folder)
    return len(placed)


def back_to_before(data_dir: Path, file: Path, revision: str) -> None:
    """After a failed upgrade: make sure that the database is as it was, or put it back.

    The upgrade is one transaction, so that nothing has to be done as a rule; the database is
    taken from the backup where it can't be read or bears another revision. The lock is held.

    Args:
        data_dir: the data folder.
        file: the backup made before the upgrade.
        revision: what the database had before.
    """
    database = places.database(data_dir)
    with archive.opened(file) as source:
        manifest = archive.read_manifest(source)
        if _is_as_before(database, manifest, revision):
            return
        fresh = data_dir / ".restore.db"
        try:
            archive.extract_database(source, manifest, fresh)
            _exchange(fresh, database)
        finally:
            fresh.unlink(missing_ok=True)


def _is_as_before(database: Path, manifest: Manifest, revision: str) -> bool:
    try:
        with closing(connect(database)) as db:
            found = (archive.revision(db), archive.counts(db), archive.totals(db))
            return not archive.unsound(db) and found == (revision, manifest.counts, manifest.totals)
    except sqlite3.Error:
        return False


def _exchange(fresh: Path, database: Path) -> None:
    """One rename; before it the old database is folded into one file, so that no WAL of the
    old one can be taken for the new one's.
    """
    make_durable([fresh], fresh.parent)
    if database.exists():
        try:
            with closing(connect(database)) as db:
                db.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError:
            pass  # too damaged to be opened; it was copied as it stood
    for side in _side_files(database):
        side.unlink(missing_ok=True)
    fresh.replace(database)
    make_durable([database], database.parent)


def _side_files(database: Path) -> list[Path]:
    return [database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm", "-journal")]
