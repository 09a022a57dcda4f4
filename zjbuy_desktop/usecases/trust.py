"""信得过：备份、恢复、核验。"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.host.paths import default_data_dir
from zjbuy_desktop.usecases.desk import Desk

if TYPE_CHECKING:
    from zjbuy_desktop.store.backup_view import BackupFile as BackupFile
    from zjbuy_desktop.store.backup_view import Preview as Preview
    from zjbuy_desktop.store.backup_view import ProjectThen as ProjectThen


def make_backup(desk: Desk, target: Path | None) -> dict[str, Any]:
    """Make a backup, open it again, check it, make a paper again from it, copy it elsewhere.

    Raises:
        UserError: when it can't be written or doesn't check out; no half file stays.
    """
    from zjbuy_desktop.store import backup

    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
    report = backup.make(desk.data_dir, target, desk.now())
    after = after_backup(desk, report.file)
    return {
        "file": str(report.file),
        "size": report.size,
        "projects": report.projects,
        "originals": report.originals,
        "problems": list(report.problems),
        "paper": after.paper,
        "second": after.second,
        "second_problem": after.problem,
    }


@dataclass(frozen=True, slots=True)
class After:
    """What was done with a backup once it was made.

    Attributes:
        paper: which paper was made again from it, in words.
        second: where its copy is; empty without one.
        problem: 中文, why there is no copy although one is wanted.
    """

    paper: str
    second: str = ""
    problem: str = ""


def after_backup(desk: Desk, file: Path) -> After:
    """Make a paper again from a backup and copy it to the second place.

    Raises:
        UserError: the paper is not what it ought to be.
    """
    from zjbuy_desktop.store import second_place
    from zjbuy_desktop.usecases import proving

    paper = proving.prove(desk, file).words
    try:
        copy = second_place.copy_there(desk.data_dir, file)
    except UserError as error:
        return After(paper, problem=str(error))
    return After(paper, str(copy or ""))


@dataclass(frozen=True, slots=True)
class BackupState:
    """What is known of the last backup; one that bears its name was opened and checked.

    Attributes:
        at: when it was made; ``None`` if there is none.
        today: whether it was made today.
        drill: what came of the last restore drill, with its day; empty before the first.
        trouble: 中文, what is not as it ought to be; empty when all is well.
    """

    at: datetime | None
    today: bool
    drill: str = ""
    trouble: str = ""

    @property
    def sound(self) -> bool:
        """Whether there is a backup and nothing is wrong with it."""
        return self.at is not None and not self.trouble

    @property
    def words(self) -> str:
        """备份已验证 今天 09:12."""
        if self.at is None:
            return "还没有备份"
        day = "今天" if self.today else f"{self.at.month}月{self.at.day}日"
        made = f"备份已验证 {day} {self.at:%H:%M}"
        return f"{made}，{self.trouble}" if self.trouble else made


def backup_state(desk: Desk) -> BackupState:
    """The last verified backup in the data folder."""
    from zjbuy_desktop.store import backup, proof_log

    at = backup.last_made(desk.data_dir)
    drill = proof_log.last(desk.data_dir, "drill")
    told = ""
    if drill is not None:
        result = "通过" if drill.ok else "没有通过"
        told = f"恢复演练 {drill.when.month}月{drill.when.day}日 {result}：{drill.words}"
    return BackupState(at, at is not None and at.date() == desk.now().date(), told, _trouble(desk))


def _trouble(desk: Desk) -> str:
    from zjbuy_desktop.store import proof_log, second_place

    for kind, words in (("paper", "重做文件没有通过"), ("drill", "恢复演练没有通过")):
        last = proof_log.last(desk.data_dir, kind)
        if last is not None and not last.ok:
            return words
    place = second_place.chosen(desk.data_dir)
    return "第二处没有接上" if place is not None and not place.connected else ""


def back_up_today(desk: Desk) -> BackupState:
    """The day's backup, unless it was made when the data was opened.

    A folder that was empty then had nothing to be backed up.

    Raises:
        UserError: when it can't be written or doesn't check out; no half file stays.
    """
    from zjbuy_desktop.store import backup

    backup.make_daily(desk.data_dir, desk.now())
    return backup_state(desk)


def prove_last(desk: Desk) -> After | None:
    """What opening the data had no time for: prove the newest backup and copy it elsewhere.

    Returns:
        What was done; ``None`` when the newest one was proved before.

    Raises:
        UserError: the paper is not what it ought to be.
    """
    from zjbuy_desktop.store import backup_view, proof_log

    own = [f for f in backup_view.listed(desk.data_dir) if not f.elsewhere]
    if not own or proof_log.of_file(desk.data_dir, own[0].file.name):
        return None
    return after_backup(desk, own[0].file)


def restore_backup(data_dir: Path | None, file: Path) -> dict[str, Any]:
    """Put a backup in place of the present data, which is kept first.

    Raises:
        UserError: for a damaged or newer backup; the present data stays as it is.
    """
    from zjbuy_desktop.store.restore import restore
    from zjbuy_desktop.usecases import office_files
    from zjbuy_desktop.usecases.opening import now

    folder = data_dir or default_data_dir()
    with office_files.expecting(folder):
        report = restore(folder, file, now())
    return {
        "made_at": report.made_at.isoformat(),
        "kept": str(report.kept) if report.kept else "（原先没有数据）",
        "projects": report.projects,
        "originals": report.originals,
    }


def backups(data_dir: Path | None) -> "tuple[BackupFile, ...]":
    """The backups that can be gone back to, the newest first."""
    from zjbuy_desktop.store import backup_view

    return backup_view.listed(data_dir or default_data_dir())


def look_into(data_dir: Path | None, file: Path) -> "Preview":
    """What is in a backup, and what would be lost by going back to it.

    Raises:
        UserError: for a damaged or newer backup.
    """
    from zjbuy_desktop.store import backup_view

    return backup_view.preview(data_dir or default_data_dir(), file)


def second_place(desk: Desk) -> str:
    """The folder backups are copied to; empty for none."""
    from zjbuy_desktop.store import second_place

    place = second_place.chosen(desk.data_dir)
    return str(place.folder) if place else ""


def choose_second_place(desk: Desk, folder: Path | None) -> str:
    """Copy backups to a folder as well from now on (``None``: no longer), and do so now.

    Returns:
        Where the first copy is; empty without one.

    Raises:
        UserError: the folder is not there, can't be written to, or lies in the data folder.
    """
    from zjbuy_desktop.store import backup_view, second_place

    if folder is None:
        second_place.forget(desk.data_dir)
        return ""
    second_place.choose(desk.data_dir, folder)
    own = [f for f in backup_view.listed(desk.data_dir) if not f.elsewhere]
    copy = second_place.copy_there(desk.data_dir, own[0].file) if own else None
    return str(copy or "")


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
        "rows_note": _rows_note(report.rows_since),
    }


def _rows_note(since: str) -> str:
    if not since:
        return ""
    at = since[:16].replace("T", " ")
    return f"逐行校验自 {at} 数据升级时起，更早的改动只能由操作记录说明。"


def compare_printed(data_dir: Path | None, printed: str) -> tuple[bool, str]:
    """Whether 记录号 printed on a paper or an export still fits the trail, and what to say.

    Raises:
        UserError: when there is no data there.
    """
    from zjbuy_desktop.store import chain_mark, peek, places

    folder = data_dir or default_data_dir()
    if peek.revision(folder) is None:
        raise UserError(f"文件夹“{folder}”里没有数据。", "用 --data 指明数据文件夹。")
    with peek.connect(places.database(folder)) as db:
        return chain_mark.compared(db, printed)
