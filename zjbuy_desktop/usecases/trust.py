"""信得过：备份、恢复、核验。"""

from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.host.paths import default_data_dir
from zjbuy_desktop.usecases.desk import Desk


def make_backup(desk: Desk, target: Path | None) -> dict[str, Any]:
    """Make a backup, open it again and check it.

    Raises:
        UserError: when it can't be written or doesn't check out; no half file stays.
    """
    from zjbuy_desktop.store import backup

    report = backup.make(desk.data_dir, target, desk.now())
    return {
        "file": str(report.file),
        "size": report.size,
        "projects": report.projects,
        "originals": report.originals,
    }


def restore_backup(data_dir: Path | None, file: Path) -> dict[str, Any]:
    """Put a backup in place of the present data, which is kept first.

    Raises:
        UserError: for a damaged or newer backup; the present data stays as it is.
    """
    from zjbuy_desktop.store.restore import restore
    from zjbuy_desktop.usecases.opening import now

    report = restore(data_dir or default_data_dir(), file, now())
    return {
        "made_at": report.made_at.isoformat(),
        "kept": str(report.kept) if report.kept else "（原先没有数据）",
        "projects": report.projects,
        "originals": report.originals,
    }


def verify_data(data_dir: Path | None) -> dict[str, Any]:
    """Check the database, the audit chain, the originals and every project's sums.

    Raises:
        UserError: when there is no data there.
    """
    from zjbuy_desktop.store.verify import verify

    folder = data_dir or default_data_dir()
    if not folder.exists():
        raise UserError(f"文件夹“{folder}”里没有数据。", "用 --data 指明数据文件夹。")
    report = verify(folder)
    return {
        "problems": list(report.problems),
        "projects": report.projects,
        "audit_events": report.audit_events,
        "originals": report.originals,
    }
