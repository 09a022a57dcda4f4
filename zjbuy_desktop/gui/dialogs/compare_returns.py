"""逐行对照: 原来 | 现在 | 计入, and the choice between the two with its reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton

from zjbuy_desktop.core.case.comparing import Differences
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import column, label, row
from zjbuy_desktop.gui.widgets.difference_table import DifferenceTable
from zjbuy_desktop.gui.widgets.editors import LineEditor

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

Decide = Callable[["CompareDialog", bool, str], None]


class CompareDialog(Sheet):
    """Two lists of need lines; with ``decide`` the clerk says which of them counts."""

    def __init__(
        self,
        page: "StagePage",
        title: str,
        sides: tuple[str, str],
        found: Differences,
        *,
        units: bool = False,
    ) -> None:
        """``sides`` say what 原来 and 现在 are; ``units`` names the unit of each line."""
        super().__init__(page, title, wide=900)
        self._decide: Decide | None = None
        self._units = units
        self.box.addWidget(label(f"原来：{sides[0]}", wrap=True))
        self.box.addWidget(label(f"现在：{sides[1]}", wrap=True))
        self.differences = DifferenceTable("difference-units", units=units)
        self.found = found
        self.box.addWidget(self.differences, 1)
        self.differences.show_differences(found)
        self.take_new = QRadioButton("采用现在这一份(&N)")
        self.keep_old = QRadioButton("保留原来那一份(&K)")
        self.reason = LineEditor("凭什么这样定，例如：8月20日电话确认，以后报的为准")
        self.reason.setAccessibleName("理由")
        self.fit(1310, 640)

    def choose(self, decide: Decide, *, new: bool = True) -> "CompareDialog":
        """Ask which side counts; ``new`` is what is chosen at first."""
        self._decide = decide
        wide = DifferenceTable("difference-choice", choosing=True, units=self._units)
        self.box.replaceWidget(self.differences, wide)
        self.differences.hide()
        self.differences.deleteLater()
        self.differences = wide
        wide.let_count(new)
        wide.show_differences(self.found)
        (self.take_new if new else self.keep_old).setChecked(True)
        self.take_new.toggled.connect(wide.let_count)
        why = label("理由 *", "quiet")
        why.setBuddy(self.reason)
        self.box.addLayout(
            column(row(self.take_new, self.keep_old, None, gap=24), row(why, self.reason))
        )
        self.go.setText("按所选的计入(&R)")
        self.go.setAccessibleName("按所选的计入")
        self.go.setVisible(True)
        self.close_button.setText("取消")
        return self

    def try_accept(self) -> None:
        """按所选的计入: not without a reason."""
        if self._decide is None:
            self.accept()
        elif not self.reason.value():
            self.say("请写明理由，审计时会看到。")
            self.reason.setFocus()
        else:
            self._decide(self, self.take_new.isChecked(), self.reason.value())
