"""One unit of the roster: entered or corrected by hand."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base.identifiers import check_uscc
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor
from zjbuy_desktop.gui.widgets.form import Form


class UnitDialog(Dialog):
    """Says at once whether the code is right; a doubtful check digit is only pointed out."""

    def __init__(
        self, parent: QWidget, unit: Unit | None = None, taken: Collection[str] = ()
    ) -> None:
        """``unit``: the one to be corrected; ``taken``: names of the others."""
        super().__init__(parent)
        self.setWindowTitle("修改单位" if unit else "添加单位")
        self.setMinimumWidth(520)
        self._unit, self._taken = unit, set(taken)
        self.form = _form()
        self.form.edited.connect(self._remark)
        self.remark = label("", "warn", wrap=True)
        self.message = label("", "stop", wrap=True)
        self.go = button("记下(&S)" if unit else "加入名册(&S)", self._try, role="primary")
        self.go.setDefault(True)
        foot = row(None, button("取消", self.reject), self.go)
        self.setLayout(
            column(self.form, self.remark, self.message, foot, gap=10, margins=(20, 16, 20, 16))
        )
        self._fill(unit)

    def unit(self) -> Unit:
        """The unit as entered."""
        values = self.form.values()
        values["uscc"] = check_uscc(values["uscc"]).code_normalised
        base = self._unit or Unit("", "", "", Level.COUNTY, "", Role.PARTICIPANT)
        return replace(base, **values)

    def _fill(self, unit: Unit | None) -> None:
        base = unit or Unit("", "", "", Level.COUNTY, "", Role.PARTICIPANT)
        self.form.set_values({name: getattr(base, name) for name in self.form.fields})
        self._remark()

    def _remark(self) -> None:
        code = self.form.value("uscc")
        self.remark.setText(check_uscc(code).message if code else "")

    def _try(self) -> None:
        missing = self._missing()
        self.message.setText(missing)
        if not missing:
            self.accept()

    def _missing(self) -> str:
        name = self.form.value("name")
        if not name:
            return "请填单位全称。"
        if name in self._taken:
            return f"名册里已有“{name}”。"
        check = check_uscc(self.form.value("uscc"))
        return "" if check.ok_form else f"{check.message}。"


def _form() -> Form:
    made = Form()
    made.add("name", "单位名称", LineEditor("全称，与公章一致"), required=True)
    made.add("uscc", "信用代码", LineEditor("统一社会信用代码，18 位"), required=True)
    made.add("role", "角色", ChoiceEditor([(r, r.value) for r in Role]), required=True)
    made.add("level", "预算级次", ChoiceEditor([(x, x.value) for x in Level]), required=True)
    made.add("district", "行政区划", LineEditor())
    made.add("budget_code", "预算单位编码", LineEditor())
    made.add("contact", "联系人", LineEditor())
    made.add("phone", "联系电话", LineEditor())
    made.add("address", "地址", LineEditor())
    return made
