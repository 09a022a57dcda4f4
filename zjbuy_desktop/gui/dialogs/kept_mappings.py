"""对应方案: what the office remembers of other people's tables; forget, hand on, take over."""

from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.gui.dialogs.files import choose_file, choose_target
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.columns import Column, count_column, date_column, text_column
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases import mapping_files, mappings
from zjbuy_desktop.usecases.mappings import KeptMapping

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_FILES = "对应方案 (*.toml);;所有文件 (*)"


class KeptMappingsDialog(Sheet):
    """The remembered mappings; they hold for all projects of the office."""

    def __init__(self, page: "StagePage") -> None:
        super().__init__(page, "对应方案", wide=760)
        self.table: DataTable[KeptMapping] = DataTable(
            "kept-mappings",
            _columns(),
            title="记住的对应方案",
            filtering=False,
            empty="还没有记住的方案。导入遇到认不出的表头时，“指明各列”并勾选“记住”",
        )
        self.drop = button("删去(&D)", self.forget, role="small")
        self.save = button("写成文件(&S)…", self.write, role="small")
        self.bring = button("从文件导入(&I)…", self.read_file, role="small")
        for tool in (self.drop, self.save, self.bring):
            self.table.add_tool(tool)
        self.said = label("", "quiet", wrap=True)
        self.box.addWidget(
            label("表头与方案写的一字不差的表，导入时照方案读取；对本机所有项目都有效。", wrap=True)
        )
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.said)
        self.table.selected.connect(self._fit)
        self.fit(860, 460)
        self._fit()

    def look(self) -> None:
        """Show what is remembered; call it once the dialog is open."""
        context = self.page.context
        if context is not None:
            desk = context.desk
            self.do(
                "列出对应方案", lambda _: mappings.list_mappings(desk), self._show, writes=False
            )

    def forget(self) -> None:
        """删去: later imports no longer know it; what was read by it stays."""
        context, at = self.page.context, self.table.current()
        if context is None or at is None:
            return
        desk, name = context.desk, at.mapping.name

        def done(_: object) -> None:
            self.said.setText(f"已删去“{name}”。按它读取过的表不受影响。")
            self.look()

        self.do("删去对应方案", lambda _: mappings.forget(desk, name), done)

    def write(self) -> None:
        """写成文件…: for another office, or by hand."""
        context = self.page.context
        file = choose_target(self, "对应方案写到", "对应方案.toml", _FILES)
        if context is None or file is None:
            return
        desk = context.desk
        self.do(
            "写对应方案",
            lambda _: mappings.write_mappings(desk, file),
            lambda written: self.said.setText(f"已写出 {len(written)} 个方案：{file}"),
            writes=False,
        )

    def read_file(self) -> None:
        """从文件导入…: one of the same name is replaced."""
        context = self.page.context
        file = choose_file(self, "选择对应方案文件", _FILES)
        if context is None or file is None:
            return
        desk = context.desk

        def take(_: object) -> list[str]:
            found = mapping_files.read_mappings(Path(file))
            for mapping in found:
                mappings.remember(desk, mapping)
            return [mapping.name for mapping in found]

        def done(names: list[str]) -> None:
            self.said.setText(f"已记住：{'、'.join(names)}。")
            self.look()

        self.do("导入对应方案", take, done)

    def _show(self, kept: tuple[KeptMapping, ...]) -> None:
        self.table.set_rows(kept)
        if kept and not self.table.selection():
            self.table.view.selectRow(0)
        self._fit()

    def _fit(self) -> None:
        self.drop.setEnabled(self.table.current() is not None)
        self.save.setEnabled(bool(self.table.model.rows))


def _columns() -> tuple[Column[KeptMapping], ...]:
    return (
        text_column("名称", lambda k: k.mapping.name, 160, tip=lambda k: k.mapping.name),
        text_column("怎样读", lambda k: k.mapping.words, 380, tip=lambda k: k.mapping.words),
        count_column("读过文件", lambda k: k.times_used, 76, total=False),
        date_column("最近用过", lambda k: k.used_at.date() if k.used_at else None),
    )
