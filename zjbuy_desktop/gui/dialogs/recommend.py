"""登记推荐: which unit some units recommend to lead (指引 五)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor
from zjbuy_desktop.gui.widgets.form import Form

_OTHER = ""


class RecommendDialog(Dialog):
    """One answer for all the units chosen."""

    def __init__(
        self, parent: QWidget, by_units: Sequence[str], candidates: Sequence[str], lead: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记牵头单位推荐")
        self.setMinimumWidth(480)
        shown = "、".join(by_units[:3]) + (f"等 {len(by_units)} 家" if len(by_units) > 3 else "")
        self.recommended = ChoiceEditor(
            [*((name, name) for name in candidates), (_OTHER, "名册以外的上级单位")]
        )
        self.recommended.set_value(lead)
        self.other = LineEditor("上级单位全称")
        self.reason = LineEditor("推荐表上写的理由（可不填）")
        self.form = Form()
        self.form.add("recommended", "推荐牵头单位", self.recommended, required=True)
        self.form.add("other", "上级单位", self.other)
        self.form.add("reason", "推荐理由", self.reason)
        self.form.edited.connect(self._allow)
        self.message = label("", "stop", wrap=True)
        self.go = button("登记推荐(&S)", self._try, role="primary")
        self.go.setDefault(True)
        foot = row(None, button("取消", self.reject), self.go)
        head = label(f"按收回的推荐表登记：{shown}", wrap=True)
        self.setLayout(
            column(head, self.form, self.message, foot, gap=12, margins=(20, 16, 20, 16))
        )
        self._allow()

    def answer(self) -> tuple[str, str]:
        """Who is recommended, and why."""
        return self.recommended.value() or self.other.value(), self.reason.value()

    def _allow(self) -> None:
        self.message.clear()
        self.other.setEnabled(self.recommended.value() == _OTHER)

    def _try(self) -> None:
        if self.answer()[0]:
            self.accept()
        else:
            self.message.setText("请写上级单位的全称。")
