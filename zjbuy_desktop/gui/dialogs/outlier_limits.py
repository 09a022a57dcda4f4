"""离群的界限: how far off a figure must be to be pointed out; one setting for the office."""

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.case.limits import Limits
from zjbuy_desktop.gui.dialogs.ask import Question
from zjbuy_desktop.gui.widgets.editors import NumberEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases.outlier_limits import LEAST, MOST

_TEXT = "差多少才提示核对，由本单位定，对所有项目都用。是经验，不是法规要求；超过的只提示，不退回。"
_LABELS = {
    "units": "至少几家单位填同一标的才比较",
    "price": "单价与中位数相差超过几倍",
    "quantity": "数量超过中位数几倍",
}


class OutlierLimitsDialog(Question):
    """Three whole numbers."""

    def __init__(self, parent: QWidget, limits: Limits) -> None:
        super().__init__(parent, "离群的界限", _TEXT, "保存界限(&S)")
        self.form = Form()
        self.editors = {name: NumberEditor(LEAST[name], MOST[name]) for name in _LABELS}
        for name, editor in self.editors.items():
            editor.set_value(getattr(limits, name))
            self.form.add(name, _LABELS[name], editor, required=True)
        self.box.addWidget(self.form)
        self.finish(self._missing)
        self.form.edited.connect(self.typed_on)

    def chosen(self) -> dict[str, int]:
        """The limits as typed, by the names of `Limits`."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def _missing(self) -> str:
        for name, editor in self.editors.items():
            if editor.problem() or editor.value() is None:
                return f"“{_LABELS[name]}”写 {LEAST[name]} 到 {MOST[name]} 之间的整数。"
        return ""
