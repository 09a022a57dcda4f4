"""报来的各份: every return of one unit, any two compared, another let count with its reason."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.comparing import Differences
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.compare_returns import CompareDialog
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.announce import open_path
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.version_tables import version_table
from zjbuy_desktop.usecases import collecting, versions
from zjbuy_desktop.usecases.versions import Version

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class UnitVersionsDialog(Sheet):
    """One unit's returns: which file, when, whether it counts and why."""

    def __init__(self, page: "StagePage", unit: str) -> None:
        super().__init__(page, f"报来的各份　{unit}", wide=860)
        self.unit = unit
        self.comparing: CompareDialog | None = None
        self.head = label("", size="head", wrap=True)
        self.hint = label(
            "选中两份（按住 Ctrl）逐行对照；只选一份时，与计入汇总的那一份对照。",
            "quiet",
            wrap=True,
        )
        self.table = version_table()
        self.compare = button("逐行对照(&D)…", self.compare_chosen, icon="table")
        self.pick = button("以这一份为准(&Y)…", self.choose)
        self.original = button("打开原件(&O)", self.open_original, icon="file")
        self.box.addWidget(self.head)
        self.box.addWidget(self.hint)
        self.box.addWidget(self.table, 1)
        tools: tuple[QWidget, ...] = (self.compare, self.pick, self.original)
        for tool in tools:
            self.left.addWidget(tool)
        self.table.selected.connect(self._fit)
        self.table.activated.connect(lambda _: self.compare_chosen())
        self.fit(1080, 460)

    def read(self) -> None:
        """Read the versions and show them; call it once the dialog is open."""
        context, unit = self.page.context, self.unit
        if context is not None:
            self.do(
                "读取各份",
                lambda _: versions.versions_of(context.desk, context.project_id, unit),
                self._show,
                writes=False,
                quiet=True,
            )

    def _show(self, found: tuple[Version, ...]) -> None:
        self.table.set_rows(found)
        counts = next((v for v in found if v.counts), None)
        context = self.page.context
        back = dict(context.case.withdrawn).get(self.unit) if context else None
        none = f"已撤回需求（{back}），没有一份计入汇总" if back else "没有一份计入汇总"
        told = none if counts is None else f"计入汇总的是“{counts.file}”"
        sums = counts.sums if counts else None
        amount = f"，{sums.rows} 行 {money.yuan(sums.amount_fen)} 元" if sums else ""
        self.head.setText(f"{self.unit}报来 {len(found)} 份，{told}{amount}。")
        if found and not self.table.selection():
            self.table.select(found[-1])
        self._fit()

    def _pair(self) -> tuple[Version, Version] | None:
        """The two to compare, the earlier first; both with lines."""
        chosen = [v for v in self.table.selection() if v.sums]
        if len(chosen) == 1:
            rows = [v for v in self.table.model.rows if v.sums and v is not chosen[0]]
            other = next((v for v in rows if v.counts), rows[-1] if rows else None)
            chosen += [other] if other else []
        if len(chosen) != 2:
            return None
        first, second = sorted(chosen, key=lambda v: v.return_id)
        return first, second

    def _fit(self) -> None:
        chosen = self.table.selection()
        one = chosen[0] if len(chosen) == 1 else None
        self.compare.setEnabled(self._pair() is not None)
        self.pick.setEnabled(one is not None and one.choosable)
        self.original.setEnabled(one is not None and bool(one.sha256))

    def compare_chosen(self) -> None:
        """逐行对照…"""
        context, pair, unit = self.page.context, self._pair(), self.unit
        if context is None or pair is None:
            return
        old, new = pair[0].return_id, pair[1].return_id
        self.do(
            "逐行对照",
            lambda _: versions.differences(context.desk, context.project_id, unit, old, new),
            lambda found: self._open(pair, found),
            writes=False,
            quiet=True,
        )

    def _open(self, pair: tuple[Version, Version], found: Differences) -> None:
        sides = (_described(pair[0]), _described(pair[1]))
        dialog = CompareDialog(self.page, f"逐行对照　{self.unit}", sides, found)
        if {v.counts for v in pair} == {True, False} and any(v.choosable for v in pair):
            dialog.choose(lambda asked, new, why: self._decide(asked, pair, new, why))
        self.comparing = dialog
        dialog.finished.connect(lambda _: setattr(self, "comparing", None))
        dialog.open()

    def _decide(
        self, asked: CompareDialog, pair: tuple[Version, Version], new: bool, reason: str
    ) -> None:
        context, chosen = self.page.context, pair[1 if new else 0]
        if context is None:
            return
        asked.do(
            "选定以哪一份为准",
            lambda _: collecting.choose(
                context.desk, context.project_id, self.unit, chosen.return_id, reason
            ),
            lambda _: self._decided(asked, chosen),
        )

    def _decided(self, asked: CompareDialog, chosen: Version) -> None:
        asked.accept()
        self.page.tell("ok", f"{self.unit}以“{chosen.file}”为准。")
        self.read()

    def choose(self) -> None:
        """以这一份为准…"""
        context, chosen = self.page.context, self.table.selection()
        if context is None or len(chosen) != 1:
            return
        at, unit = chosen[0], self.unit
        text = f"{unit}改以“{at.file}”为准。"
        reason = ask.ask_reason(self, "以这一份为准", text, action="以这一份为准")
        if reason is None:
            return
        self.do(
            "选定以哪一份为准",
            lambda _: collecting.choose(
                context.desk, context.project_id, unit, at.return_id, reason
            ),
            lambda _: self.read(),
        )

    def open_original(self) -> None:
        """打开原件: a copy of it."""
        context, chosen = self.page.context, self.table.selection()
        if context is not None and len(chosen) == 1:
            at = chosen[0]
            self.do(
                "取出原件",
                lambda _: collecting.copy_original(context.desk, at.sha256, at.file),
                open_path,
                writes=False,
            )


def _described(version: Version) -> str:
    at = version.received_at
    return f"“{version.file}”，{at.month}月{at.day}日收到，{version.state}"
