"""锁定: after how many idle minutes the window is covered, and what opens it again.

It stands in a file beside the database, not in it: a project that is handed over must not take
the passphrase along. It keeps people from the window, not from the files; for that there is 加密.
"""

import hmac
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import passphrases, places
from zjbuy_desktop.store.durable import read_json, write_json

LEAST, MOST = 1, 240
"""Idle minutes that can be chosen."""


@dataclass(frozen=True, slots=True)
class ScreenLock:
    """As it is kept.

    Attributes:
        minutes: idle minutes before the window is locked.
        salt: of the passphrase, hexadecimal.
        digest: what scrypt made of it.
        wrong: attempts since the last right one.
        last: when the last wrong one was, seconds since 1970.
    """

    minutes: int
    salt: str
    digest: str
    wrong: int = 0
    last: float = 0


def read(data_dir: Path) -> ScreenLock | None:
    """The lock of a data folder; ``None`` while there is none."""
    try:
        return ScreenLock(**read_json(places.screen_lock(data_dir)))
    except TypeError:
        return None


def write(data_dir: Path, lock: ScreenLock | None) -> None:
    """Keep a lock, or none."""
    if lock is None:
        places.screen_lock(data_dir).unlink(missing_ok=True)
    else:
        write_json(places.screen_lock(data_dir), asdict(lock))


def made(phrase: str, minutes: int) -> ScreenLock:
    """A lock with this passphrase.

    Raises:
        UserError: the passphrase is weak, or the minutes are out of bounds.
    """
    passphrases.refuse_weak(phrase)
    salt = secrets.token_bytes(passphrases.SALT)
    digest = passphrases.stretched(phrase, salt).hex()
    return ScreenLock(checked_minutes(minutes), salt.hex(), digest)


def checked_minutes(minutes: int) -> int:
    """The minutes, if they can be chosen.

    Raises:
        UserError: they can't.
    """
    if not LEAST <= minutes <= MOST:
        raise UserError(f"不动几分钟后锁定，写 {LEAST} 到 {MOST}。")
    return minutes


def wait(lock: ScreenLock, at: float) -> int:
    """Seconds until the next attempt is answered; a clock set back does not make it longer."""
    pause = passphrases.wait_after(lock.wrong)
    gone = at - lock.last
    return 0 if gone >= pause or gone < 0 else int(pause - gone) + 1


def opens(lock: ScreenLock, phrase: str) -> bool:
    """Whether it is the passphrase."""
    found = passphrases.stretched(phrase, bytes.fromhex(lock.salt)).hex()
    return hmac.compare_digest(found, lock.digest)


def counted(lock: ScreenLock, right: bool, at: float) -> ScreenLock:
    """The lock after an attempt; also closing the program does not make the next one faster."""
    return replace(lock, wrong=0, last=0) if right else replace(lock, wrong=lock.wrong + 1, last=at)
