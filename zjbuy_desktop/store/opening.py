"""Open a data folder: lock, refuse what is newer, migrate after a backup, back up once a day."""

import getpass
import logging
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import guarding, peek, places, surroundings
from zjbuy_desktop.store.engine import make_engine
from zjbuy_desktop.store.errors import sort_error, sorted_errors
from zjbuy_desktop.store.lock import FolderLock
from zjbuy_desktop.store.store import Store

_LAST_AT = "SELECT at FROM audit_event ORDER BY seq DESC LIMIT 1"
_LOG = logging.getLogger(__name__)


def open_store(
    data_dir: Path,
    *,
    now: datetime,
    actor: str = "",
    read_only: bool = False,
    daily_backup: bool = True,
    watch_clock: bool = True,
) -> Store:
    """Open a data folder, making it when it does not exist.

    Opening a database of the present revision imports neither Alembic nor zipfile unless the
    day's backup is due.

    Args:
        data_dir: the folder.
        now: for the names of backups and the daily one.
        actor: who works here, for the audit trail; the system's user name by default.
        read_only: take no lock and refuse writes, so that a command can look while the window
            is open.
        watch_clock: tell when the clock stands before the last record (not in the sample,
            whose day is pinned).
        daily_backup: make the day's first backup now; a window may do it later in its worker.

    Raises:
        UserError: held by another copy of the program, newer than this program, damaged,
            not ours, disk full or read-only.
    """
    if read_only:
        return _open_for_reading(data_dir)
    with sorted_errors():
        guarding.folder(data_dir)
        lock = FolderLock(data_dir)
        try:
            guarding.shut_in(data_dir)
            store = _open(data_dir, now, actor or _user(), lock, daily_backup)
            if watch_clock:
                store.notes += _clock(store, now)
            return store
        except BaseException:
            lock.release()
            raise


def _open(data_dir: Path, now: datetime, actor: str, lock: FolderLock, daily_backup: bool) -> Store:
    notes = surroundings.notes(data_dir)
    found = peek.revision(data_dir)
    peek.refuse_newer(found)
    if found != places.REVISIONS[-1]:
        _migrate(data_dir, now, actor, found)
    elif daily_backup:
        notes += _daily(data_dir, now)
    peek.sweep(data_dir)
    network = surroundings.without_wal(data_dir)
    engine = make_engine(places.database(data_dir), network=network)
    store = Store(data_dir, engine, actor=actor, lock=lock, notes=tuple(notes))
    store.originals.sweep()
    _recognise(store)
    return store


def _recognise(store: Store) -> None:
    """What was handed over can only be looked at, also where a backup brought it back."""
    from zjbuy_desktop.store import batons

    with store.read() as view:
        batons.note_all(view, store.data_dir)
        store.away = batons.away(view, store.data_dir)


def _clock(store: Store, now: datetime) -> tuple[str, ...]:
    with store.read() as view:
        last = view.db.exec_driver_sql(_LAST_AT).scalar() or ""
    return tuple(filter(None, [surroundings.clock_note(last, now)]))


def _open_for_reading(data_dir: Path) -> Store:
    found = peek.revision(data_dir)
    peek.refuse_newer(found)
    if found != places.REVISIONS[-1]:
        raise UserError(
            "数据文件夹里还没有可读的数据。" if found is None else "数据需要先升级。",
            "请先用本程序正常打开一次。",
        )
    network = surroundings.without_wal(data_dir)
    engine = make_engine(places.database(data_dir), network=network)
    return Store(data_dir, engine, actor="", lock=None)


def _migrate(data_dir: Path, now: datetime, actor: str, found: str | None) -> None:
    from zjbuy_desktop.store.migrate import Told, upgrade

    if found is None:
        upgrade(guarding.begin(places.database(data_dir)))
        return
    from zjbuy_desktop.store.backup import BEFORE_UPGRADE, make_automatic

    before = make_automatic(data_dir, BEFORE_UPGRADE, now)
    try:
        upgrade(places.database(data_dir), told=Told(now, actor, found))
    except Exception as error:
        from zjbuy_desktop.store.restore import back_to_before

        _LOG.exception("upgrade from %s failed", found)
        back_to_before(data_dir, before.file, found)
        raise UserError(
            "数据没有升级成功，已自动回到升级前的样子，没有丢失任何内容。",
            f"{_reason(error)}可先用原来的程序版本继续办理；升级前的备份在“{before.file.name}”。",
        ) from error


def _reason(error: Exception) -> str:
    """What the user can mend of it; a bug of ours is for those who maintain the program."""
    known = sort_error(error)
    return str(known) if known else "请把日志发给维护人员。"


def _daily(data_dir: Path, now: datetime) -> list[str]:
    """The day's backup; when it fails the work goes on and the user is told."""
    from zjbuy_desktop.store.backup import make_daily

    try:
        make_daily(data_dir, now)
    except UserError as error:
        return [f"今天的自动备份没有做成：{error}"]
    return []


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知用户"
