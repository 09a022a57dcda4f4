"""加密 and back: a conversion that can be broken off at any moment and is finished later.

The wrapped key is on the disk before anything is under it, and is taken away after nothing is any
more. In between the database tells by its first bytes what it is, and an original by its hash.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import (
    backup,
    database,
    guarding,
    keys,
    open_keys,
    original_bytes,
    peek,
    places,
    recovery_code,
)
from zjbuy_desktop.store.errors import sorted_errors
from zjbuy_desktop.store.lock import FolderLock
from zjbuy_desktop.store.originals import Originals, make_durable

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Encrypted:
    """Data that was encrypted.

    Attributes:
        code: 恢复码; told once and kept nowhere.
        dropped: backups without encryption that were deleted.
        left: 中文: what still lies somewhere without encryption.
    """

    code: str
    dropped: int
    left: tuple[str, ...]


def available() -> bool:
    """Whether this installation can encrypt; not every platform has the packages."""
    from importlib.util import find_spec

    return all(find_spec(name) for name in ("sqlcipher3", "Cryptodome"))


def is_encrypted(data_dir: Path) -> bool:
    """Whether a data folder is encrypted, or its conversion was begun."""
    return places.keyring(data_dir).exists()


def encrypt(
    data_dir: Path,
    phrase: str,
    now: datetime,
    *,
    drop_backups: bool,
    progress: Progress | None = None,
) -> Encrypted:
    """Encrypt database and originals of a closed data folder, and make a backup of them.

    Args:
        data_dir: the folder; no other program may have it open.
        phrase: the passphrase.
        now: for the name of the backup.
        drop_backups: delete the backups that are not encrypted, once there is one that is.
        progress: told done, total and what.

    Raises:
        UserError: encrypted already, a weak passphrase, in use, no room, damaged data.
    """
    must_be_available()
    if is_encrypted(data_dir):
        raise UserError("数据已经加密了。")
    if peek.revision(data_dir) is None:
        raise UserError("还没有数据可以加密。", "先新建一个项目。")
    code = recovery_code.fresh()
    ring, key = keys.fresh(phrase, code)
    plain = plain_backups(data_dir)
    with sorted_errors():
        _need_room(data_dir)
        lock = FolderLock(data_dir)
        try:
            keys.keep(data_dir, replace(ring, state=keys.ENCRYPTING))
            keys.hold(data_dir, key)
            finish(data_dir, progress)
        finally:
            lock.release()
    made = backup.make(data_dir, None, now)
    if drop_backups:
        for path in plain:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    left = plain_backups(data_dir)
    told = [f"“backups”里还有 {len(left)} 份没有加密的备份。"] if left else []
    if made.problems:
        told += made.problems
    return Encrypted(code, len(plain) - len(left), tuple(told))


def decrypt(data_dir: Path, progress: Progress | None = None) -> None:
    """Make database and originals readable for anybody again; the folder is closed and unlocked.

    Raises:
        UserError: not encrypted, locked, in use, no room.
    """
    ring = _open_ring(data_dir)
    with sorted_errors():
        _need_room(data_dir)
        lock = FolderLock(data_dir)
        try:
            keys.keep(data_dir, replace(ring, state=keys.DECRYPTING))
            finish(data_dir, progress)
        finally:
            lock.release()


def finish(data_dir: Path, progress: Progress | None = None) -> None:
    """Bring everything to the state that was begun; the lock is held and the key known."""
    ring = _open_ring(data_dir)
    if ring.state == keys.ON:
        return
    key = open_keys.key_for(data_dir)
    wanted = key if ring.state == keys.ENCRYPTING else None
    file = places.database(data_dir)
    if file.exists():
        held = None if database.is_plain(file) else key
        _fold(file, held)
        database.recrypt(file, held, wanted)
    _turn(data_dir, key, wanted, progress or (lambda done, total, what: None))
    if wanted is None:
        keys.keep(data_dir, None)
        open_keys.let_go(data_dir)
    else:
        keys.keep(data_dir, replace(ring, state=keys.ON))


def _fold(file: Path, held: bytes | None) -> None:
    """Everything into the one file: a WAL would keep what it held before."""
    with closing(database.connect_as(file, held)) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchall()


def _turn(data_dir: Path, key: bytes | None, wanted: bytes | None, tell: Progress) -> None:
    originals = Originals(places.originals(data_dir))
    files = [f for f in originals.folder.glob("[0-9a-f][0-9a-f]/*") if f.is_file()]
    turned: list[Path] = []
    for at, file in enumerate(files):
        tell(at, len(files), "原件")
        sha256 = f"{file.parent.name}{file.name}"
        found = file.read_bytes()
        content = original_bytes.content_of(found, sha256, key)
        if content is None or (content is found) == (wanted is None):
            continue  # damaged ones stay for “核对数据” to name; others are as they should be
        part = guarding.begin(file.with_name(f".{file.name}.part"))
        part.write_bytes(original_bytes.stored(content, wanted))
        make_durable([part], originals.folder)
        part.replace(file)
        turned.append(file)
    if turned:
        make_durable(turned, originals.folder)


def change_phrase(data_dir: Path, phrase: str) -> None:
    """Another passphrase for the same key; the data itself is not touched.

    Raises:
        UserError: weak, or the folder is locked.
    """
    ring = _open_ring(data_dir)
    keys.keep(data_dir, keys.with_phrase(ring, _key(data_dir), phrase))


def fresh_code(data_dir: Path) -> str:
    """Another recovery code; the one before opens nothing here any more.

    Raises:
        UserError: the folder is locked.
    """
    ring, code = _open_ring(data_dir), recovery_code.fresh()
    keys.keep(data_dir, keys.with_code(ring, _key(data_dir), code))
    return code


def unlock(data_dir: Path, secret: str, *, by_code: bool = False) -> bool:
    """Open an encrypted folder for this process, if this is its passphrase or recovery code.

    Raises:
        UserError: the wrapped key is damaged, or it is no recovery code at all.
    """
    must_be_available()
    ring = keys.ring_of(data_dir)
    if ring is None:
        return True
    key = keys.by_code(ring, secret) if by_code else keys.by_phrase(ring, secret)
    if key is None:
        return False
    keys.hold(data_dir, key)
    return True


def finish_begun(data_dir: Path) -> None:
    """Finish a conversion that was broken off; nothing where none was."""
    if not is_encrypted(data_dir) or not open_keys.is_held(data_dir):
        return
    ring = keys.ring_of(data_dir)
    if ring is not None and ring.state != keys.ON:
        with sorted_errors():
            lock = FolderLock(data_dir)
            try:
                finish(data_dir)
            finally:
                lock.release()


def plain_backups(data_dir: Path) -> list[Path]:
    """Backups and kept copies in the data folder that anybody can read."""
    folder = places.backups(data_dir)
    files = [f for f in folder.glob(f"*{backup.SUFFIX}") if not _is_sealed(f)]
    return sorted([*files, *(f for f in folder.glob("损坏前原样_*") if _holds_plain(f))])


def _is_sealed(file: Path) -> bool:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as made:
            return keys.MEMBER in made.namelist()
    except (BadZipFile, OSError):
        return False


def _holds_plain(folder: Path) -> bool:
    files: Iterable[Path] = folder.glob("*.db")
    return any(database.is_plain(file) for file in files)


def _open_ring(data_dir: Path) -> keys.Keyring:
    ring = keys.ring_of(data_dir)
    if ring is None:
        raise UserError("数据没有加密。")
    _key(data_dir)
    return ring


def _key(data_dir: Path) -> bytes:
    key = open_keys.key_for(data_dir)
    if key is None:
        raise UserError("数据是加密的，要先输入口令。")
    return key


def must_be_available() -> None:
    """Stop where this installation can't encrypt.

    Raises:
        UserError: the packages are not there.
    """
    if not available():
        raise UserError(
            "这个安装里没有加密的组件，不能加密，也打不开加密的数据。", "请安装带加密组件的安装包。"
        )


def _need_room(data_dir: Path) -> None:
    needed = 3 * places.database(data_dir).stat().st_size + (64 << 20)
    if shutil.disk_usage(data_dir).free < needed:
        raise UserError("磁盘空间不足，不能转换。", f"至少需要 {needed // 1_000_000} MB 空闲空间。")
