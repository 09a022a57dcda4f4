"""Fields under each other: label, editor, hint, and the finding right where it belongs."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from zjbuy_desktop.gui.theme import Tone
from zjbuy_desktop.gui.widgets.basics import icon_label, label, restyle, row
from zjbuy_desktop.gui.widgets.editors import Editor

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding

_LOOKS: dict[str, tuple[str, Tone]] = {
    "block": ("stop", "stop"),
    "warn": ("warn", "warn"),
    "advise": ("info", "accent"),
}
LABEL_WIDTH = 108


class Field(QWidget):
    """Editor with what is said about it below."""

    def __init__(self, name: str, title: str, editor: QWidget, hint: str, unit: str) -> None:
        super().__init__()
        self.name, self.title, self.widget = name, title, editor
        editor.setAccessibleName(title)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        line = row(editor, gap=6)
        if unit:
            line.addWidget(label(unit, "quiet"))
        if unit or editor.minimumWidth() == editor.maximumWidth():
            line.addStretch(1)  # what is as wide as it is stands at the left, where the eye is
        self._box.addLayout(line)
        if hint:
            self._box.addWidget(label(hint, "quiet", wrap=True))
        self._said: list[QWidget] = []
        self.setFocusProxy(editor)

    @property
    def editor(self) -> Editor:
        """The editor by what it does."""
        return cast(Editor, self.widget)

    def say(self, findings: "Iterable[Finding]") -> None:
        """Show these below the editor, after what the editor itself finds unreadable."""
        said = [("block", t) for t in [self.editor.problem()] if t]
        said += [(f.severity.value, _sentence(f)) for f in findings]
        for old in self._said:
            old.hide()
            old.deleteLater()
        self._said = [_remark(severity, text) for severity, text in said]
        for remark in self._said:
            self._box.addWidget(remark)
        worst = next((s for s in _LOOKS if s in {severity for severity, _ in said}), "")
        restyle(self.widget, finding=worst)
        self.widget.setAccessibleDescription("；".join(text for _, text in said))


class Form(QWidget):
    """Fields by name in one or two columns.

    Signals:
        edited: name of the field the user changed.
    """

    edited = Signal(str)

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._columns = columns
        self._at = 0
        self._findings: tuple[Finding, ...] = ()
        self._bare: set[str] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        for column in range(columns):
            self._grid.setColumnMinimumWidth(2 * column, LABEL_WIDTH)
            self._grid.setColumnStretch(2 * column + 1, 1)

    def add(
        self,
        name: str,
        title: str,
        editor: QWidget,
        *,
        hint: str = "",
        unit: str = "",
        required: bool = False,
        wide: bool = False,
    ) -> Field:
        """Add a field; ``wide`` takes a whole line, ``unit`` stands behind the editor."""
        field = Field(name, title, editor, hint, unit)
        self.fields[name] = field
        field.editor.edited.connect(lambda: self._changed(field))
        line, column = divmod(self._at, self._columns)
        if wide and column:
            line, column = line + 1, 0
        span = 2 * self._columns - 1 if wide else 1
        self._grid.addWidget(_title(title, required, editor), line, 2 * column)
        self._grid.addWidget(field, line, 2 * column + 1, 1, span, Qt.AlignmentFlag.AlignTop)
        self._at = line * self._columns + (self._columns if wide else column + 1)
        return field

    def value(self, name: str) -> Any:
        """The typed value of one field."""
        return self.fields[name].editor.value()

    def values(self) -> dict[str, Any]:
        """The typed values by field name."""
        return {name: field.editor.value() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these; fields not named keep what they show."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].editor.set_value(value)
        self.show_findings(self._findings)

    def draft(self) -> dict[str, Any]:
        """What was typed, exactly, by field name."""
        return {name: field.editor.draft() for name, field in self.fields.items()}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        for name, typed in draft.items():
            if name in self.fields:
                self.fields[name].editor.set_draft(typed)

    def problems(self) -> dict[str, str]:
        """Fields whose text cannot be read, and why."""
        found = {name: field.editor.problem() for name, field in self.fields.items()}
        return {name: text for name, text in found.items() if text}

    def show_findings(self, findings: "Iterable[Finding]") -> None:
        """Show each beside its field; those of no field are the panel's."""
        self._findings = tuple(findings)
        self._bare = {n for n, field in self.fields.items() if not field.editor.value()}
        for name, field in self.fields.items():
            field.say(f for f in self._findings if f.field == name)

    def focus(self, name: str) -> bool:
        """Put the cursor into a field; ``False`` if there is none of that name."""
        field = self.fields.get(name)
        if field is None:
            return False
        field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _changed(self, field: Field) -> None:
        """What was said of an empty field no longer holds once something stands in it."""
        filled = field.name in self._bare and bool(field.editor.value())
        field.say(f for f in self._findings if f.field == field.name and not filled)
        self.edited.emit(field.name)


def _title(title: str, required: bool, editor: QWidget) -> QLabel:
    made = label(f"{title} *" if required else title, "quiet")
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    made.setContentsMargins(0, 5, 0, 0)
    made.setToolTip("必填" if required else "")
    made.setBuddy(editor)
    return made


def _sentence(finding: "Finding") -> str:
    return f"{finding.message}　{finding.fix}" if finding.fix else finding.message


def _remark(severity: str, text: str) -> QWidget:
    icon, tone = _LOOKS[severity]
    made = QWidget()
    line = row(icon_label(icon, tone), label(text, tone, wrap=True), gap=6)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made
