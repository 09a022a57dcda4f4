"""归档: what the law wants and what is there; the sealed folder, its check, the units' packs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.case.archive_files import ArchiveFile
from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.core.case.archiving import COMPLETE, RECORDED, Required, UnitHolding
from zjbuy_desktop.core.stages.archive import SPEC
from zjbuy_desktop.gui.dialogs.archive_check import ArchiveCheckDialog
from zjbuy_desktop.gui.dialogs.archive_file import ArchiveFileDialog
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.files import choose_file, choose_folder
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.announce import announce, folder_action
from zjbuy_desktop.gui.widgets.archive_tables import (
    required_columns,
    unit_columns,
    volume_columns,
)
from zjbuy_desktop.gui.widgets.basics import button, column, label
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.usecases import (
    archive_check,
    archive_files,
    archive_packs,
    archive_view,
    sealing,
    stages,
)
from zjbuy_desktop.usecases.archive_view import ArchiveView, Volume

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk


_FILES = "所有文件 (*)"


class ArchivePage(StagePage):
    """Four leaves: the legal list, the volumes, the units, the day the procurement ended."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.sealed = label("", wrap=True)
        self.checksum = label("", "quiet", wrap=True)
        self.checksum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table: DataTable[Required] = DataTable(
            "archive", required_columns(), title="法律要求归档的材料", empty="没有"
        )
        self.why = button("写明没有的理由(&J)…", self.explain, role="small", icon="edit")
        self.add = button("补上这一件(&A)…", self.ask_file, role="small", icon="plus")
        self.drop = button("拿出(&U)…", self.ask_drop, role="small", icon="undo")
        for tool in (self.add, self.drop, self.why):
            self.table.add_tool(tool)
        self.table.selected.connect(self._fit)
        self.table.activated.connect(lambda _: self.ask_file())
        self.volumes: DataTable[Volume] = DataTable(
            "archive-volumes", volume_columns(), title="各卷", filtering=False
        )
        self.units: DataTable[UnitHolding] = DataTable(
            "archive-units", unit_columns(), title="各单位的材料", empty="还没有单位参加"
        )
        self.checklist = Checklist(SPEC.checklist, self)
        self.days = _leaf(self.checklist, None)
        self.leaves = Leaves("归档")
        self.leaves.add("材料清单(&1)", _leaf(self.table))
        self.leaves.add("各卷(&2)", _leaf(self.volumes))
        self.leaves.add("各单位(&3)", _leaf(self.units))
        self.leaves.add("办理日期(&4)", self.days)
        for part in (self.sum, self.sealed, self.checksum, self._buttons()):
            self.body.addWidget(part)
        self.body.addWidget(self.leaves, 1)

    def _buttons(self) -> Flow:
        self.seal = button("生成归档文件夹(&F)…", self.ask_seal, icon="folder")
        self.check = button("核对归档文件夹(&V)…", self.ask_check)
        self.packs = button("导出各单位材料包(&P)…", self.ask_packs)
        return Flow(self.seal, self.check, self.packs, gap=6)

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        return archive_view.view(desk, case)

    def fill(self, context: PageContext) -> None:
        found: ArchiveView = context.extra
        self.sum.setText(found.words)
        self.sealed.setText(found.standing.words)
        self.checksum.setText(found.standing.checksum_words)
        self.checksum.setVisible(bool(found.standing.last))
        self.table.set_rows(found.required)
        self.volumes.set_rows(found.volumes)
        self.volumes.set_foot(f"合计 {len(found.volumes)} 卷", difference=None)
        self.units.set_rows(found.units)
        self.checklist.show_case(context.case)
        lacking = sum(x.lacking for x in found.required)
        self.leaves.setTabText(0, f"材料清单(&1) 缺 {lacking}" if lacking else "材料清单(&1) 齐")
        self._fit()
        self.packs.setEnabled(bool(archive_packs.packed_units(context.case)))

    def visit(self, finding: "Finding") -> bool:
        """Go to the line of the list, or the day that is to be recorded."""
        if self.checklist.focus(finding.field):
            self.leaves.setCurrentWidget(self.days)
            return True
        self.leaves.setCurrentIndex(0)
        for one in self.table.model.rows:
            if finding.rule == _rule(one) and one.name == (finding.subject or one.name):
                self.table.select(one)
                self.table.setFocus()
                return True
        return super().visit(finding)

    # A file put in, or taken out again

    def _fit(self) -> None:
        chosen = self.table.selection()
        self.drop.setEnabled(len(chosen) == 1 and bool(self._added(chosen[0])))

    def _added(self, one: Required) -> list[ArchiveFile]:
        files = self.context.case.archive_files if self.context else ()
        return [f for f in files if (f.material, f.subject) == (one.material, one.subject)]

    def ask_file(self) -> None:
        """补上这一件…"""
        context, chosen = self.context, self.table.selection()
        if context is None:
            return
        if len(chosen) != 1:
            self.tell("info", "请先选中清单里的一件。")
            return
        file = choose_file(self, f"补上{chosen[0].name}", _FILES)
        if file is not None:
            self.open_dialog(ArchiveFileDialog(self, context, chosen[0], file))

    def ask_drop(self) -> None:
        """拿出…: the file put in last for the selected line."""
        context, chosen = self.context, self.table.selection()
        found = self._added(chosen[0]) if len(chosen) == 1 else []
        if context is None or not found:
            return
        text = f"从档案拿出“{found[-1].name}”；文件和经过仍留在数据文件夹和办理记录里。"
        reason = ask_reason(self, "拿出文件", text, action="拿出")
        if reason is not None:
            desk, project, number = context.desk, context.project_id, found[-1].id
            self.run("拿出文件", lambda _: archive_files.remove(desk, project, number, reason))

    # Why there is none

    def explain(self) -> None:
        """写明没有的理由…: of every selected line that is missing."""
        context = self.context
        chosen = [one for one in self.table.selection() if not one.where]
        if context is None:
            return
        if not chosen:
            self.tell("info", "请先选中缺的材料，可以选几件。")
            return
        more = f"等 {len(chosen)} 件" if len(chosen) > 1 else ""
        text = f"本项目没有{chosen[0].name}{more}，写明为什么；理由印在《档案目录》里。"
        reason = ask_reason(self, "没有的理由", text, given=chosen[0].reason)
        if reason is None:
            return
        desk, project = context.desk, context.project_id

        def job(_: object) -> None:
            for rule in dict.fromkeys(map(_rule, chosen)):
                names = [one.name for one in chosen if _rule(one) == rule]
                stages.explain_warnings(desk, project, rule, names, reason)

        self.run("写明理由", job)

    # The sealed folder and the packs

    def ask_seal(self) -> None:
        """生成归档文件夹…"""
        folder = choose_folder(self, "归档文件夹放在哪里")
        if folder is not None:
            self.make_seal(folder)

    def make_seal(self, folder: Path) -> None:
        """Write the sealed folder there."""
        context = self.context
        assert context is not None
        desk, project = context.desk, context.project_id
        self.run(
            "生成归档文件夹",
            lambda report: sealing.seal(desk, project, folder, report),
            self._sealed,
            keep_draft=True,
        )

    def _sealed(self, made: sealing.Sealed) -> None:
        told = [f"没有放进去：{said}" for said in made.lost]
        told += [f"{said}只有草稿，没有放进去" for said in made.drafts[:3]]
        if made.lacking:
            told.append(f"法律要的材料还缺 {len(made.lacking)} 件")
        hint = "；".join([f"封存校验值 {made.sha256}，可抄在纸质案卷上", *told]) + "。"
        text = f"归档文件夹已生成，{made.files} 个文件：{made.folder.name}。"
        announce(
            self, "warn" if made.lost else "ok", text, hint, actions=(folder_action(made.folder),)
        )

    def ask_check(self) -> None:
        """核对归档文件夹…"""
        folder = choose_folder(self, "要核对的归档文件夹")
        if folder is not None:
            self.make_check(folder)

    def make_check(self, folder: Path) -> None:
        """Compare a folder and show what came of it."""
        context = self.context
        assert context is not None
        self.run(
            "核对归档文件夹",
            lambda report: archive_check.verify(context.desk, folder, report),
            lambda found: self.open_dialog(ArchiveCheckDialog(self, found)),
            writes=False,
        )

    def ask_packs(self) -> None:
        """导出各单位材料包…"""
        folder = choose_folder(self, "材料包放在哪里")
        if folder is not None:
            self.make_packs(folder)

    def make_packs(self, folder: Path) -> None:
        """Write a zip for each unit there."""
        context = self.context
        assert context is not None
        desk, project = context.desk, context.project_id

        def told(made: archive_packs.Packs) -> None:
            text = f"{len(made.packs)} 家单位的材料包已导出：{made.folder.name}。"
            hint = "一家一个压缩包，发给单位自己保存；里面有目录、本单位统计和核对页。"
            announce(self, "ok", text, hint, actions=(folder_action(made.folder),))

        self.run(
            "导出各单位材料包",
            lambda report: archive_packs.write_packs(desk, project, folder, report),
            told,
            keep_draft=True,
        )


def _rule(one: Required) -> str:
    return RECORDED if one.material is Material.RECORD else COMPLETE


def _leaf(*parts: QWidget | None) -> QWidget:
    made = QWidget()
    box = column(*parts, gap=8, margins=(0, 8, 0, 0))
    if len(parts) == 1:
        box.setStretch(0, 1)
    made.setLayout(box)
    return made
