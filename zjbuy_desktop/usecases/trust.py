"""信得过：备份、恢复、核验。"""

from dataclasses import dataclass
from datetime import datetime
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

    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
    report = backup.make(desk.data_dir, target, desk.now())
    return {
        "file": str(report.file),
        "size": report.size,
        "projects": report.projects,
        "originals": report.originals,
    }


@dataclass(frozen=True, slots=True)
class BackupState:
    """What is known of the last backup; one that bears its name was opened and checked.

    Attributes:
        at: when it was made; ``None`` if there is none.
        today: whether it was made today.
    """

    at: datetime | None
    today: bool

    @property
    def words(self) -> str:
        """备份已验证 今天 09:12."""
        if self.at is None:
            return "还没有备份"
        day = "今天" if self.today else f"{self.at.month}月{self.at.day}日"
        return f"备份已验证 {day} {self.at:%H:%M}"


def backup_state(desk: Desk) -> BackupState:
    """The last verified backup in the data folder."""
    from zjbuy_desktop.store import backup

    at = backup.last_made(desk.data_dir)
    return BackupState(at, at is not None and at.date() == desk.now().date())


def back_up_today(desk: Desk) -> BackupState:
    """The day's backup, unless it was made when the data was opened.

    A folder that was empty then had nothing to be backed up.

    Raises:
        UserError: when it can't be written or doesn't check out; no half file stays.
    """
    from zjbuy_desktop.store import backup

    backup.make_daily(desk.data_dir, desk.now())
    return backup_state(desk)


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
