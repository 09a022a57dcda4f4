"""恢复码: 120 random bits in seven groups of four, the last group being their check.

Letters that are taken for figures are not used, and are read as the figures they are taken for.
"""

import hashlib
import secrets

from zjbuy_desktop.core.base.errors import UserError

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("OIL", "011")
_BYTES, _GROUP, _CHECK = 15, 4, 4
LENGTH = _BYTES * 8 // 5 + _CHECK


def fresh() -> str:
    """A new code: 0A1B-2C3D-… ."""
    number = int.from_bytes(secrets.token_bytes(_BYTES), "big")
    body = "".join(_LETTERS[number >> shift & 31] for shift in range(_BYTES * 8 - 5, -1, -5))
    return grouped(body + _check(body))


def grouped(code: str) -> str:
    """As it is printed."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read(typed: str) -> str:
    """A code as somebody typed it, in its printed form.

    Raises:
        UserError: too long or short, or a character of it is wrong.
    """
    plain = "".join(c for c in typed.upper().translate(_MEANT) if c.isalnum())
    if len(plain) != LENGTH:
        raise UserError(
            f"恢复码应为 {LENGTH} 个字，现为 {len(plain)} 个。", "照恢复单上的七组逐组输入。"
        )
    body, check = plain[:-_CHECK], plain[-_CHECK:]
    if any(c not in _LETTERS for c in plain) or _check(body) != check:
        raise UserError("恢复码有写错的字（最后一组对不上）。", "照恢复单上的七组逐组核对。")
    return grouped(plain)


def _check(body: str) -> str:
    number = int.from_bytes(hashlib.sha256(body.encode()).digest()[:4], "big")
    return "".join(_LETTERS[number >> shift & 31] for shift in (15, 10, 5, 0))
