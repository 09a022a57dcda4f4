"""口令: never kept; only what scrypt makes of one, with a salt of its own."""

import hashlib
import unicodedata

from zjbuy_desktop.core.base.errors import UserError

LEAST = 8
"""Characters of a passphrase."""
SALT = 16
"""Bytes of a salt."""
_N, _R, _P = 1 << 15, 8, 1
"""32 MiB and about a tenth of a second for each attempt."""
_FREE = 3
"""So many attempts are answered at once."""
_LONGEST = 60
"""Seconds between two attempts at most."""


def stretched(phrase: str, salt: bytes, length: int = 64) -> bytes:
    """The bytes scrypt makes of a passphrase; full-width letters count as the plain ones."""
    plain = unicodedata.normalize("NFKC", phrase).encode()
    return hashlib.scrypt(
        plain, salt=salt, n=_N, r=_R, p=_P, maxmem=256 * _N * _R * _P, dklen=length
    )


def refuse_weak(phrase: str) -> None:
    """Stop a passphrase that is guessed at once.

    Raises:
        UserError: too short, or one character over and over.
    """
    if len(phrase) < LEAST or len(set(phrase)) < LEAST // 2:
        raise UserError(
            f"口令太短或太简单，至少 {LEAST} 个字。", "可以用一句自己记得住的话，汉字也行。"
        )


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong attempts."""
    return 0 if wrong < _FREE else min(_LONGEST, 1 << min(wrong - _FREE + 1, 10))
