"""红线自查的表：每条规则一行，现状在前，一条的全部内容在下面。"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.core.case.red_lines import RedLine, Standing
from zjbuy_desktop.gui.models.columns import text_column
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.data_table import DataTable

_TONES = {
    Standing.BLOCK: "stop",
    Standing.WARN: "warn",
    Standing.ADVISE: "accent",
    Standing.REASONED: "ok",
    Standing.HOLDS: "ok",
    Standing.UNTOUCHED: "quiet",
}
_MARKS = {
    Standing.BLOCK: "stop",
    Standing.WARN: "warn",
    Standing.ADVISE: "info",
    Standing.REASONED: "edit",
    Standing.HOLDS: "check",
    Standing.UNTOUCHED: "circle",
}
_OWN = "本程序自己的检查"
_ORDER = list(Standing)


class RedLineTable(QWidget):
    """The rules, and all that is known of the one the cursor is on."""

    def __init__(self, name: str) -> None:
        """``name`` is the key widths and sort are kept under."""
        super().__init__()
        self.table: DataTable[RedLine] = DataTable(
            name,
            (
                text_column(
                    "现状",
                    lambda line: line.standing.value,
                    104,
                    tone=lambda line: _TONES[line.standing],
                    mark=lambda line: _MARKS[line.standing],
                    key=lambda line: _ORDER.index(line.standing),
                ),
                text_column("规则", lambda line: line.statement, 280, tip=_more),
                text_column("环节", lambda line: line.stage_title, 112),
                text_column("依据", lambda line: line.basis or _OWN, 150, tip=_more),
                text_column("看了什么", lambda line: line.seen, 220, tip=lambda line: line.seen),
                text_column("理由", lambda line: line.reason, 160, tip=lambda line: line.reason),
            ),
            title="各条规则",
            empty="没有这样的规则",
        )
        self.detail = label("", wrap=True)
        self.detail.setAccessibleName("这一条的情况")
        self.detail.setMinimumHeight(76)
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._tell())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.table, 1)
        box.addWidget(self.detail)

    def show_lines(self, lines: tuple[RedLine, ...]) -> None:
        """Show these; the cursor stays on its line, or goes to the first."""
        self.table.set_rows(lines)
        if self.table.current() is None and lines:
            self.table.select(self.table.model.visible[0])
        self._tell()

    def current(self) -> RedLine | None:
        """The rule the cursor is on."""
        return self.table.current()

    def _tell(self) -> None:
        line = self.table.current()
        self.detail.setText(_more(line) if line else "")


def _more(line: RedLine) -> str:
    parts = (
        f"{line.standing.value}：{line.statement}（{line.basis or _OWN}）",
        line.found,
        f"怎么办：{line.fix}" if line.fix else "",
        f"看了：{line.seen}" if line.seen else "",
        f"理由：{line.reason}" if line.reason else "",
    )
    return "\n".join(filter(None, parts))
