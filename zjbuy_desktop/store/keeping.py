"""Keep one original that is no return: a text or a scan, byte for byte."""

import hashlib

from zjbuy_desktop.store.unit_of_work import Work


def keep_original(work: Work, name: str, content: bytes) -> str:
    """Put a file among the originals and on the list of those that ``verify`` checks.

    Args:
        work: the transaction; the bytes are on the disk before it can commit.
        name: file name as received.
        content: the whole file.

    Returns:
        Its SHA-256.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    work.originals.put_all({sha256: content})
    work.db.exec_driver_sql(
        "INSERT INTO original (sha256, size, first_name, received_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO NOTHING",
        (sha256, len(content), name, work.at.isoformat()),
    )
    return sha256
