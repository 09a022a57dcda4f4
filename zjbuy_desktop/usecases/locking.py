"""锁定：设口令、改口令、取消，输入口令打开窗口。"""

import time
from dataclasses import dataclass, replace
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.host.paths import default_data_dir
from zjbuy_desktop.store import screen_lock
from zjbuy_desktop.store.screen_lock import LEAST, MOST, ScreenLock
from zjbuy_desktop.usecases import encryption

__all__ = ["LEAST", "MOST", "Tried", "attempt", "minutes", "remove", "set_up"]


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of an attempt.

    Attributes:
        right: it was the passphrase.
        wait: seconds until the next attempt is answered.
    """

    right: bool
    wait: int = 0


def minutes(data_dir: Path | None) -> int:
    """Idle minutes before a data folder's window is locked; 0 while no passphrase is set."""
    lock = screen_lock.read(_folder(data_dir))
    return lock.minutes if lock else 0


def attempt(data_dir: Path | None, phrase: str, at: float | None = None) -> Tried:
    """Try a passphrase; after a few wrong ones each takes longer to be answered.

    Args:
        data_dir: ``None`` for the user's own.
        phrase: as typed.
        at: seconds since 1970; ``None`` for now.
    """
    folder, now = _folder(data_dir), time.time() if at is None else at
    lock = screen_lock.read(folder)
    if lock is None:
        return Tried(True)
    pause = screen_lock.wait(lock, now)
    if pause:
        return Tried(False, pause)
    right = (
        encryption.is_phrase(folder, phrase)
        if encryption.is_encrypted(folder)
        else screen_lock.opens(lock, phrase)
    )
    after = screen_lock.counted(lock, right, now)
    if after != lock:
        screen_lock.write(folder, after)
    return Tried(right, screen_lock.wait(after, now))


def set_up(data_dir: Path | None, old: str, new: str, idle: int) -> None:
    """Set a passphrase, or change it or the minutes.

    Args:
        data_dir: ``None`` for the user's own.
        old: the present passphrase; nothing while none is set.
        new: the passphrase from now on; empty leaves the present one. Encrypted data has one
            passphrase for both, and ``new`` is not asked.
        idle: minutes.

    Raises:
        UserError: the present passphrase is wrong, the new one is weak.
    """
    folder = _folder(data_dir)
    if encryption.is_encrypted(folder):
        encryption.must_be(folder, old)
        screen_lock.write(folder, ScreenLock(screen_lock.checked_minutes(idle), "", ""))
        return
    lock = _allowed(folder, old)
    if new or lock is None:
        screen_lock.write(folder, screen_lock.made(new, idle))
    else:
        screen_lock.write(folder, replace(lock, minutes=screen_lock.checked_minutes(idle)))


def remove(data_dir: Path | None, old: str) -> None:
    """Lock no more.

    Raises:
        UserError: the passphrase is wrong.
    """
    folder = _folder(data_dir)
    _allowed(folder, old)
    screen_lock.write(folder, None)


def _allowed(folder: Path, old: str) -> ScreenLock | None:
    tried = attempt(folder, old)
    if not tried.right:
        more = f"请等 {tried.wait} 秒再试。" if tried.wait else "注意大小写和输入法。"
        raise UserError("现在的口令不对。", more)
    return screen_lock.read(folder)


def _folder(data_dir: Path | None) -> Path:
    return data_dir or default_data_dir()
