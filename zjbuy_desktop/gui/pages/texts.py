"""文件文本: every paper's wording, the program's or the office's own."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.wording import TextState

HEADER = HeaderView(
    "文件文本",
    purpose="各种文件的文字，可以改成本单位的说法；改过的可以恢复，也可以带到另一台电脑。",
)


class TextsPage(QWidget):
    """One table of texts.

    Signals:
        edit_wanted: key of the text to be edited.
        export_wanted, import_wanted: 导出, 导入.
        conditions_wanted: 导入合同通用条款.
    """

    edit_wanted = Signal(str)
    export_wanted = Signal()
    import_wanted = Signal()
    conditions_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = _table()
        self.table.activated.connect(self._edit)
        self.table.explained.connect(lambda state, _: self._edit(state))
        self.table.selected.connect(self._say)
        self.edit = button("改文本(&E)…", lambda: self._edit(self.table.current()), role="primary")
        self.export = button("导出本单位的文本(&O)…", self.export_wanted.emit)
        self.note = label("", "quiet")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(8)
        whole.addWidget(self.table, 1)
        foot = row(
            button("导入文本(&I)…", self.import_wanted.emit, icon="import"),
            self.export,
            button("导入合同通用条款(&T)…", self.conditions_wanted.emit),
            self.note, None, self.edit,
        )  # fmt: skip
        whole.addLayout(foot)

    def show_texts(self, texts: "Sequence[TextState]", drafts: Sequence[str]) -> None:
        """Show these; ``drafts`` are keys of texts with changes that are not saved."""
        self._drafts = set(drafts)
        self.table.set_rows([_Row(state, state.key in self._drafts) for state in texts])
        own = sum(state.own for state in texts)
        self.export.setEnabled(bool(own))
        self.note.setText(f"本单位改过 {own} 个" if own else "本单位还没有改过文本")
        if self.table.current() is None and texts:
            self.table.view.selectRow(0)
        self._say()

    def _say(self) -> None:
        current = self.table.current()
        self.edit.setEnabled(current is not None and current.state.editable)

    def _edit(self, wanted: "_Row | None") -> None:
        if wanted is not None and wanted.state.editable:
            self.edit_wanted.emit(wanted.state.key)


class _Row:
    """A text with whether there is a draft of it."""

    def __init__(self, state: "TextState", has_draft: bool) -> None:
        self.state, self.has_draft = state, has_draft

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Row) and other.state.key == self.state.key

    def __hash__(self) -> int:
        return hash(self.state.key)

    @property
    def changed_on(self) -> date | None:
        """The day of the last change."""
        return self.state.changed_at.date() if self.state.changed_at else None

    @property
    def note(self) -> str:
        """What is to be known of it."""
        if self.has_draft:
            return "有没保存的改动"
        if not self.state.editable:
            return "从文件导入，不在这里改"
        return f"读自“{self.state.source}”" if self.state.source else ""


def _table() -> DataTable[_Row]:
    columns: tuple[Column[_Row], ...] = (
        text_column("文件", lambda r: r.state.title, 260),
        text_column("用的文本", lambda r: r.state.word, 260),
        date_column("本单位改于", lambda r: r.changed_on),
        text_column("依据程序版本", lambda r: r.state.version, 100),
        text_column("说明", lambda r: r.note, 180),
    )
    return DataTable("texts", columns, title="文件文本")
