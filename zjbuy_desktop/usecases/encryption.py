"""加密：设口令、改口令、取消，恢复单，打开加密的数据、备份和交接文件。"""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.host.paths import default_data_dir
from zjbuy_desktop.store import open_keys, places

if TYPE_CHECKING:
    from zjbuy_desktop.store.encrypting import Encrypted, Progress

PHRASE = "ZJBUY_PASSPHRASE"
NEW_PHRASE = "ZJBUY_NEW_PASSPHRASE"
FILE_PHRASE = "ZJBUY_FILE_PASSPHRASE"
"""Environment variables of the command line; a passphrase is never an argument."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a data folder stands.

    Attributes:
        available: whether this installation can encrypt.
        encrypted: the data is encrypted.
        plain_backups: how many backups in the folder are not.
        second: where else backups lie; empty for nowhere.
    """

    available: bool
    encrypted: bool
    plain_backups: int
    second: str


def is_encrypted(data_dir: Path | None) -> bool:
    """Whether a data folder is encrypted (``None``: the user's own)."""
    return places.keyring(_folder(data_dir)).exists()


def is_locked(data_dir: Path | None) -> bool:
    """Whether the passphrase has to be given before the folder can be opened."""
    return is_encrypted(data_dir) and not open_keys.is_held(_folder(data_dir))


def standing(data_dir: Path | None) -> Standing:
    """What the window says of encryption."""
    from zjbuy_desktop.store import encrypting, second_place

    folder = _folder(data_dir)
    place = second_place.chosen(folder)
    plain = len(encrypting.plain_backups(folder))
    second = str(place.folder) if place else ""
    return Standing(encrypting.available(), is_encrypted(folder), plain, second)


def unlock(data_dir: Path | None, secret: str, *, by_code: bool = False) -> bool:
    """Open an encrypted folder, and finish a conversion that was broken off.

    Raises:
        UserError: the wrapped key is damaged, no recovery code at all, no room to finish.
    """
    from zjbuy_desktop.store import encrypting

    folder = _folder(data_dir)
    if not encrypting.unlock(folder, secret, by_code=by_code):
        return False
    encrypting.finish_begun(folder)
    return True


def is_phrase(data_dir: Path | None, phrase: str) -> bool:
    """Whether this is the passphrase of an encrypted folder."""
    from zjbuy_desktop.store import keys

    ring = keys.ring_of(_folder(data_dir))
    return ring is not None and keys.by_phrase(ring, phrase) is not None


def encrypt(
    data_dir: Path | None, phrase: str, *, drop_backups: bool, progress: "Progress | None" = None
) -> "Encrypted":
    """Encrypt a folder that nothing has open; gives the recovery code, which is kept nowhere.

    Raises:
        UserError: as ``store.encrypting.encrypt``.
    """
    from zjbuy_desktop.store import encrypting
    from zjbuy_desktop.usecases.opening import now

    folder = _folder(data_dir)
    done = encrypting.encrypt(folder, phrase, now(), drop_backups=drop_backups, progress=progress)
    _lock_by_key(folder)
    return done


def decrypt(data_dir: Path | None, phrase: str, progress: "Progress | None" = None) -> None:
    """Encrypt no more.

    Raises:
        UserError: the passphrase is wrong, or as ``store.encrypting.decrypt``.
    """
    from zjbuy_desktop.store import encrypting, screen_lock

    must_be(data_dir, phrase)
    encrypting.decrypt(_folder(data_dir), progress)
    screen_lock.write(_folder(data_dir), None)


def change_phrase(data_dir: Path | None, old: str, new: str) -> None:
    """Another passphrase; the recovery code stays.

    Raises:
        UserError: the present one is wrong, the new one is weak.
    """
    from zjbuy_desktop.store import encrypting

    must_be(data_dir, old)
    encrypting.change_phrase(_folder(data_dir), new)


def forgotten(data_dir: Path | None, new: str) -> None:
    """Another passphrase after the folder was opened by the recovery code.

    Raises:
        UserError: the new one is weak.
    """
    from zjbuy_desktop.store import encrypting

    encrypting.change_phrase(_folder(data_dir), new)


def fresh_code(data_dir: Path | None, phrase: str) -> str:
    """Another recovery code; the sheet before it opens nothing any more.

    Raises:
        UserError: the passphrase is wrong.
    """
    from zjbuy_desktop.store import encrypting

    must_be(data_dir, phrase)
    return encrypting.fresh_code(_folder(data_dir))


def print_sheet(data_dir: Path | None, code: str, target: Path, at: datetime) -> Path:
    """恢复单 as PDF, for the safe; it belongs on paper and on no disk.

    Raises:
        UserError: it can't be written there, or lies in the data folder.
    """
    from zjbuy_desktop.core.papers.recovery_sheet import sheet
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.store import guarding, keys
    from zjbuy_desktop.usecases.rendering import font_book

    folder = _folder(data_dir)
    if target.resolve().is_relative_to(folder.resolve()):
        raise UserError("恢复单不能放在数据文件夹里。", "印出来以后删去文件，纸放进保险柜。")
    ring = keys.ring_of(folder)
    render(sheet(code, ring.id if ring else "", str(folder), at), target, font_book())
    guarding.shut(target)
    return target


def is_locked_file(file: Path) -> bool:
    """Whether the passphrase of a backup or hand-over file has to be given before it is read."""
    from zjbuy_desktop.store import keys

    try:
        with zipfile.ZipFile(file) as archived:
            if keys.MEMBER not in archived.namelist():
                return False
            return open_keys.named(keys.read_member(archived.read(keys.MEMBER)).id) is None
    except (OSError, zipfile.BadZipFile, UserError):
        return False  # whoever reads it says what is wrong with it


def unlock_file(file: Path, phrase: str) -> bool:
    """Let an encrypted backup or hand-over file be read from now on.

    Raises:
        UserError: it can't be read, or its wrapped key is damaged.
    """
    from zjbuy_desktop.store import encrypting, keys

    encrypting.must_be_available()
    try:
        with zipfile.ZipFile(file) as archived:
            if keys.MEMBER not in archived.namelist():
                return True
            ring = keys.read_member(archived.read(keys.MEMBER))
    except (OSError, zipfile.BadZipFile) as error:
        raise UserError(f"“{file.name}”读不出来。", "换一份，或核对U盘接好没有。") from error
    key = keys.by_phrase(ring, phrase)
    if key is not None:
        keys.know(key)
    return key is not None


def check_phrase(phrase: str) -> None:
    """Stop a passphrase that is guessed at once.

    Raises:
        UserError: it is weak.
    """
    from zjbuy_desktop.store import passphrases

    passphrases.refuse_weak(phrase)


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong attempts."""
    from zjbuy_desktop.store import passphrases

    return passphrases.wait_after(wrong)


def _lock_by_key(folder: Path) -> None:
    """One passphrase for both: from now on the window is unlocked by that of the data."""
    from dataclasses import replace

    from zjbuy_desktop.store import screen_lock

    lock = screen_lock.read(folder)
    if lock is not None:
        screen_lock.write(folder, replace(lock, salt="", digest=""))


def must_be(data_dir: Path | None, phrase: str) -> None:
    """Stop where this is not the passphrase.

    Raises:
        UserError: it is not.
    """
    if not is_phrase(data_dir, phrase):
        raise UserError("现在的口令不对。", "注意大小写和输入法。")


def _folder(data_dir: Path | None) -> Path:
    return data_dir or default_data_dir()
