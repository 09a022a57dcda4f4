"""密钥: one random key for all data of a folder, wrapped by the passphrase and the recovery code.

The key itself is held in memory only, under the folder it opens; whatever database or file lies
under that folder belongs to it. The wrapped ones stand in a file beside the database, and in
every backup. A changed passphrase wraps the same key anew.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import LockedDataError, UserError
from zjbuy_desktop.store import open_keys, passphrases, places, recovery_code, sealing_bytes
from zjbuy_desktop.store.durable import read_json, write_json

ON, ENCRYPTING, DECRYPTING = "on", "encrypting", "decrypting"
MEMBER = "keys.json"
"""Name of the wrapped keys in a backup or hand-over file."""
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Keyring:
    """One key, wrapped.

    Attributes:
        id: tells it from other keys without telling anything of it.
        phrase: salt and key wrapped by the passphrase, hexadecimal.
        recovery: the same by the recovery code; empty for a hand-over file.
        state: ``on``, or what was begun and has to be finished.
        format: form of the file.
    """

    id: str
    phrase: tuple[str, str]
    recovery: tuple[str, str] = ("", "")
    state: str = ON
    format: int = 1

    def to_json(self) -> str:
        """As it goes along in a file."""
        return json.dumps(asdict(self), sort_keys=True)


def fresh(phrase: str, code: str = "") -> tuple[Keyring, bytes]:
    """A new key under a passphrase, and perhaps a recovery code.

    Raises:
        UserError: the passphrase is weak.
    """
    passphrases.refuse_weak(phrase)
    key = secrets.token_bytes(32)
    wrapped = _wrap(key, code) if code else ("", "")
    return Keyring(_id(key), _wrap(key, phrase), wrapped), key


def with_phrase(ring: Keyring, key: bytes, phrase: str) -> Keyring:
    """The same key under another passphrase.

    Raises:
        UserError: it is weak.
    """
    passphrases.refuse_weak(phrase)
    return replace(ring, phrase=_wrap(key, phrase))


def with_code(ring: Keyring, key: bytes, code: str) -> Keyring:
    """The same key under another recovery code; the old one opens nothing any more."""
    return replace(ring, recovery=_wrap(key, code))


def by_phrase(ring: Keyring, phrase: str) -> bytes | None:
    """The key, if this is the passphrase."""
    return _unwrap(ring, ring.phrase, phrase)


def by_code(ring: Keyring, typed: str) -> bytes | None:
    """The key, if this is the recovery code.

    Raises:
        UserError: it is no recovery code at all.
    """
    return _unwrap(ring, ring.recovery, recovery_code.read(typed))


def ring_of(data_dir: Path) -> Keyring | None:
    """The wrapped key of a data folder; ``None`` where nothing is encrypted.

    Raises:
        UserError: the file is there and can't be understood.
    """
    if not places.keyring(data_dir).exists():
        return None
    return parsed(read_json(places.keyring(data_dir)))


def parsed(raw: dict[str, Any]) -> Keyring:
    """A keyring out of a file.

    Raises:
        UserError: it can't be understood, or a newer program wrote it.
    """
    try:
        wrapped = {name: tuple(map(str, raw[name])) for name in ("phrase", "recovery")}
        ring = Keyring(**{**raw, **wrapped})
        bytes.fromhex("".join((*ring.phrase, *ring.recovery)))
    except (TypeError, KeyError, ValueError) as error:
        raise UserError(
            "密钥文件损坏，读不懂。", "每份加密的备份里都有一份密钥文件，可以从最近的备份恢复。"
        ) from error
    if ring.format != 1:
        raise UserError("这份数据由更新的程序版本加密。", "请安装新版程序后再打开。")
    return ring


def keep(data_dir: Path, ring: Keyring | None) -> None:
    """Write the wrapped key down, or take it away."""
    if ring is None:
        places.keyring(data_dir).unlink(missing_ok=True)
    else:
        write_json(places.keyring(data_dir), asdict(ring))


def hold(data_dir: Path, key: bytes) -> None:
    """Open a data folder for this process."""
    open_keys.hold(data_dir, key)
    know(key)


def know(key: bytes) -> None:
    """Let files under this key be read."""
    open_keys.know(_id(key), key)


def key_of(ring: Keyring, what: str) -> bytes:
    """The key a file is under.

    Raises:
        LockedDataError: it is not known yet; ask for the passphrase.
    """
    found = open_keys.named(ring.id)
    if found is None:
        raise LockedDataError(f"{what}是加密的，要先输入它的口令。")
    return found


def read_member(content: bytes) -> Keyring:
    """The keyring in a backup or hand-over file.

    Raises:
        UserError: it can't be understood.
    """
    try:
        raw = json.loads(content) if len(content) < _MOST else None
    except ValueError:
        raw = None
    return parsed(raw if isinstance(raw, dict) else {})


def _id(key: bytes) -> str:
    return hashlib.sha256(b"zjbuy key id" + key).hexdigest()[:16]


def _wrap(key: bytes, secret: str) -> tuple[str, str]:
    salt = secrets.token_bytes(passphrases.SALT)
    return salt.hex(), sealing_bytes.seal(passphrases.stretched(secret, salt, 32), key).hex()


def _unwrap(ring: Keyring, wrapped: tuple[str, str], secret: str) -> bytes | None:
    if not wrapped[0]:
        return None
    salt, sealed = map(bytes.fromhex, wrapped)
    try:
        key = sealing_bytes.unseal(passphrases.stretched(secret, salt, 32), sealed)
    except UserError:
        return None
    return key if _id(key) == ring.id else None
