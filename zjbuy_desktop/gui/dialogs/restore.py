"""恢复备份: which one, what is in it and what would be lost, then back, the present kept first."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.short_sitting import ShortSitting, StepPage
from zjbuy_desktop.gui.models.columns import Column
from zjbuy_desktop.gui.widgets.basics import button, clear, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.work import Report, Work

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.trust import BackupFile, Preview, ProjectThen

PATTERN = "备份 (*.zjbak);;所有文件 (*)"
_MEGA = 1_000_000


class ChoosePage(StepPage):
    """① which backup."""

    def __init__(self, found: "Sequence[BackupFile]") -> None:
        super().__init__("① 选备份", "选要回到的那一份。选了只是先看，到最后一步才会恢复。")
        self.other: Path | None = None
        self.table: DataTable[BackupFile] = DataTable(
            "restore",
            (
                Column("时间", lambda f: f"{f.at:%Y-%m-%d %H:%M}", width=130),
                Column("种类", lambda f: f.kind, width=100),
                Column("在哪里", lambda f: "第二处" if f.elsewhere else "本机", width=70),
                Column("大小(MB)", lambda f: f"{f.size / _MEGA:.1f}", right=True, width=80),
                Column("文件", lambda f: f.file.name, width=320),
            ),
            title="备份",
            filtering=False,
            empty="本机和第二处都没有备份；可以另选一个文件。",
        )
        self.table.set_rows(found)
        self.body.addWidget(self.table, 1)
        self._named = label("", wrap=True)
        pick = button("另选文件(&O)…", self._choose, icon="folder", role="small")
        self.body.addLayout(row(pick, self._named, None))
        self.table.selected.connect(self._chosen)
        self.table.activated.connect(lambda _: self.wizard().next())
        self.set_ready(False)
        if found:
            self.table.view.selectRow(0)

    def _choose(self) -> None:
        file = choose_file(self, "备份", PATTERN)
        if file is not None:
            self.set_other(file)

    def set_other(self, file: Path) -> None:
        """A file that is not in the list."""
        self.other = file
        self.table.view.clearSelection()
        self._named.setText(f"已选：{file}")
        self.set_ready(True)

    def _chosen(self) -> None:
        if self.table.selection():
            self.other = None
            self._named.setText("")
            self.set_ready(True)
        elif self.other is None:
            self.set_ready(False)

    def file(self) -> Path:
        """The backup chosen."""
        if self.other is not None:
            return self.other
        chosen: BackupFile = self.table.selection()[0]
        return chosen.file


class LookPage(StepPage):
    """② what is in it, what would be lost."""

    def __init__(self) -> None:
        super().__init__("② 看清楚", "备份里有什么，恢复后会失去什么。")
        self.table: DataTable[ProjectThen] = DataTable(
            "restore_projects",
            (
                Column("项目", lambda p: p.name, width=240),
                Column("备份时", lambda p: _sums(p.then), width=200),
                Column("现在", lambda p: _sums(p.now), width=200),
                Column("此后的改动", _since, width=100, tone=_tone),
            ),
            title="备份里的项目",
            filtering=False,
        )
        self.found: Preview | None = None

    def waiting(self) -> None:
        """Nothing is known yet."""
        self.found = None
        self.table.setParent(None)
        clear(self.body)
        self.body.addWidget(label("正在打开备份，逐项核对…", "quiet"))

    def isComplete(self) -> bool:
        return self.ready and self.found is not None

    def show_preview(self, found: "Preview") -> None:
        """Show what was found."""
        self.found = found
        clear(self.body)
        left = f"；另有 {found.missing} 份当时就缺" if found.missing else ""
        made = f"{found.made_at:%Y-%m-%d %H:%M}，已打开核对：完好"
        self.line("备份时间", made)
        self.line("原件", f"{found.originals} 份{left}；现有的原件不会删掉")
        self.table.set_rows(found.projects)
        self.body.addWidget(self.table, 1)
        self.table.show()
        for head, text, tone in _losses(found):
            self.line(head, text, tone)
        self.set_ready(True)


def _sums(sums: tuple[int, int, int] | None) -> str:
    if sums is None:
        return "没有"
    units, rows, fen = sums
    return f"{units} 家 {rows} 行 {yuan(fen)} 元"


def _since(project: "ProjectThen") -> str:
    if project.then is None:
        return "恢复后没有了"
    return f"{project.since} 处" if project.since else "没有"


def _tone(project: "ProjectThen") -> str:
    return "warn" if project.since or project.then is None else ""


def _losses(found: "Preview") -> list[tuple[str, str, str]]:
    said = []
    if not found.readable:
        said.append(("现有数据", "已损坏，读不出来；恢复前会原样留一份。", "warn"))
    elif found.lost:
        latest = "\n".join(found.latest)
        more = "\n……" if found.lost > len(found.latest) else ""
        said.append(("会失去", f"此后的 {found.lost} 条操作：\n{latest}{more}", "warn"))
    else:
        said.append(("会失去", "没有：备份以后数据没有改过。", ""))
    if found.newer:
        said.append(("会得到", f"备份里有 {found.newer} 条这里没有的操作。", ""))
    said += [
        ("请注意", f"“{name}”后来交给了别的电脑，恢复出来的是旧的，只能查看。", "warn")
        for name in found.old
    ]
    return said


class KeepPage(StepPage):
    """③ the last look before it is done."""

    def __init__(self) -> None:
        super().__init__("③ 恢复", "先把现有数据另存一份备份，再换成选的那一份。")

    def show_order(self, file: Path, found: "Preview") -> None:
        """Say what is going to happen."""
        clear(self.body)
        self.line("恢复", f"{found.made_at:%Y-%m-%d %H:%M} 的备份：{file.name}")
        self.line("现有数据", "先存为“前置备份”，放在数据文件夹的 backups 里；要反悔，再恢复它。")
        self.line("原件", "只会补回缺的，不会删掉现有的。")
        lost = (
            f"此后的 {found.lost} 条操作不在恢复后的数据里。" if found.lost else "没有改动会失去。"
        )
        self.line("影响", lost, "warn" if found.lost else "")
        self.body.addStretch(1)


class RestoreWizard(ShortSitting):
    """① 选备份 ② 看清楚 ③ 恢复.

    Signals:
        restore_asked: the backup to go back to; the sitting is over.
    """

    restore_asked = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        work: Work,
        found: "Sequence[BackupFile]",
        look: "Callable[[Report, Path], Preview]",
    ) -> None:
        """``look`` checks a backup, on the worker."""
        super().__init__(parent, work, "恢复备份", "恢复这个备份(&F)")
        self._look = look
        self.choose, self.see, self.last = ChoosePage(found), LookPage(), KeepPage()
        for page in (self.choose, self.see, self.last):
            self.addPage(page)

    def initializePage(self, page_id: int) -> None:
        """Look into the backup when the second page comes up."""
        super().initializePage(page_id)
        if self.page(page_id) is self.see:
            self.look_again()
        elif self.page(page_id) is self.last and self.see.found is not None:
            self.last.show_order(self.see.found.file, self.see.found)

    def file(self) -> Path:
        return self.choose.file()

    def look_again(self) -> None:
        file = self.choose.file()
        self.see.waiting()
        self.do(
            self.see, "核对备份", lambda report: self._look(report, file), self.see.show_preview
        )

    def refuse(self, page: StepPage, error: Exception) -> None:
        """It can't be used: say why, in place of what would be in it."""
        clear(page.body)
        page.body.addStretch(1)
        super().refuse(page, error)

    def accept(self) -> None:
        """恢复这个备份."""
        assert self.see.found is not None
        self.restore_asked.emit(self.see.found.file)
        self.done_well()
