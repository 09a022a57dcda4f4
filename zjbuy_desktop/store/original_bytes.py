"""How an original lies on the disk: as received, or sealed where the data is encrypted.

Which of both is told by its hash, so that a folder whose conversion was broken off can be read.
"""

import hashlib


def stored(content: bytes, key: bytes | None) -> bytes:
    """The bytes to be written."""
    if key is None:
        return content
    from zjbuy_desktop.store import sealing_bytes

    return sealing_bytes.seal(key, content)


def content_of(found: bytes, sha256: str, key: bytes | None) -> bytes | None:
    """The original in what was read; ``None`` when it is not what was received."""
    if hashlib.sha256(found).hexdigest() == sha256:
        return found
    if key is None:
        return None
    from zjbuy_desktop.core.base.errors import UserError
    from zjbuy_desktop.store import sealing_bytes

    try:
        content = sealing_bytes.unseal(key, found) if sealing_bytes.is_sealed(found) else b""
    except UserError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None
