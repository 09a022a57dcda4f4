"""Bytes under a key: AES-256-GCM, so that a changed byte is noticed and nothing is read."""

import hashlib
import hmac
import secrets

from zjbuy_desktop.core.base.errors import UserError

MAGIC = b"ZJBUYE1\n"
_NONCE, _TAG = 12, 16


def seal(key: bytes, content: bytes) -> bytes:
    """The content as it lies on the disk."""
    from Cryptodome.Cipher import AES

    nonce = secrets.token_bytes(_NONCE)
    cipher = AES.new(_own(key), AES.MODE_GCM, nonce=nonce, mac_len=_TAG)
    hidden, tag = cipher.encrypt_and_digest(content)
    return b"".join((MAGIC, nonce, tag, hidden))


def is_sealed(content: bytes) -> bool:
    """Whether it begins as sealed bytes do."""
    return content.startswith(MAGIC)


def unseal(key: bytes, content: bytes) -> bytes:
    """What was sealed.

    Raises:
        UserError: another key, or a byte was changed.
    """
    from Cryptodome.Cipher import AES

    at = len(MAGIC)
    nonce, tag = content[at : at + _NONCE], content[at + _NONCE : at + _NONCE + _TAG]
    try:
        cipher = AES.new(_own(key), AES.MODE_GCM, nonce=nonce, mac_len=_TAG)
        return cipher.decrypt_and_verify(content[at + _NONCE + _TAG :], tag)
    except ValueError as error:
        raise UserError("加密的内容解不开：密钥不对，或被改动过。") from error


def _own(key: bytes) -> bytes:
    """A key of its own for bytes: the database's is never used for anything else."""
    return hmac.new(key, b"zjbuy bytes", hashlib.sha256).digest()
