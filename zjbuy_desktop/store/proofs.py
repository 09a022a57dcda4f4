"""证明材料: scans and letters that prove what was recorded, kept among the originals."""

from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store.originals import hash_file
from zjbuy_desktop.store.unit_of_work import Work


def keep_evidence(work: Work, file: Path) -> str:
    """Keep a scan or PDF among the originals; returns its SHA-256.

    Raises:
        UserError: the file is not there, or is empty.
    """
    if not file.is_file():
        raise UserError(f"找不到证明材料“{file.name}”。", "核对文件的位置后再选一次。")
    size = file.stat().st_size
    if not size:
        raise UserError(f"证明材料“{file.name}”是空文件。", "重新扫描或另选一个文件。")
    sha256 = hash_file(file)
    work.originals.put_all({sha256: file})
    work.db.exec_driver_sql(
        "INSERT INTO original (sha256, size, first_name, received_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO NOTHING",
        (sha256, size, file.name, work.at.isoformat()),
    )
    return sha256
