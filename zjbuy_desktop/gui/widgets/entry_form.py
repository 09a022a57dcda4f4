"""A form out of a paper's entries: each kind of entry with its editor."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.identifiers import mask_identity
from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import (
    ChoiceEditor,
    LineEditor,
    MoneyEditor,
    NumberEditor,
    TextEditor,
)
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.rows_editor import RowsEditor

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case

_SHOWN = 40
"""Characters of a common value shown below an own one."""


class EntryForm(Form):
    """Fields by entry name; ``entered`` gives the values as use-cases take them."""

    def __init__(self, entries: Sequence[Entry], today: date) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self._entries = tuple(entries)
        for entry in entries:
            unit = "元" if entry.kind is EntryKind.MONEY else ""
            editor, hint = _editor(entry, today), _hint(entry)
            self.add(entry.name, entry.title, editor, hint=hint, unit=unit, required=entry.required)

    def entered(self) -> dict[str, Value]:
        """What stands in the fields, in written form; empty where nothing does.

        Rows that stand there by themselves are nothing entered while nobody wrote in them.
        """
        return {e.name: _written(e, self.value(e.name)) for e in self._entries}

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show these and nothing else; an empty table shows the rows it begins with."""
        self.set_values({e.name: _typed(e, values.get(e.name, "")) for e in self._entries})

    def show_common(self, common: Mapping[str, Value]) -> None:
        """Say in each empty line what all papers share, which serves until something is typed."""
        for entry in self._entries:
            value = common.get(entry.name) or entry.default
            editor = self.fields[entry.name].widget
            if isinstance(editor, LineEditor | TextEditor) and isinstance(value, str):
                editor.setPlaceholderText(
                    f"不填则用：{mask_identity(value)[:_SHOWN]}" if value else ""
                )

    def take_examples(self, case: "Case") -> int:
        """Put usual wording and known rows where nothing stands; returns how many took it."""
        empty = [e for e in self._entries if e.example and not self.value(e.name)]
        self.set_values({e.name: e.example for e in empty})
        return len(empty) + sum(self._take_known(e, case) for e in self._entries)

    def _take_known(self, entry: Entry, case: "Case") -> bool:
        """Fill the empty cells of known rows; a row is known by its first cell."""
        if entry.known is None:
            return False
        standing = [list(cells) for cells in self.value(entry.name)]
        before = [list(cells) for cells in standing]
        for known in entry.known(case):
            row = next((cells for cells in standing if cells[0] == known[0]), None)
            if row is None:
                standing.append(list(known))
            else:
                row[:] = [was or now for was, now in zip(row, known, strict=True)]
        self.set_values({entry.name: tuple(map(tuple, standing))})
        return standing != before


def _editor(entry: Entry, today: date) -> QWidget:
    if entry.kind is EntryKind.LONG:
        return TextEditor(3)
    if entry.kind is EntryKind.DATE:
        return DateEditor(today)
    if entry.kind is EntryKind.MONEY:
        return MoneyEditor("")
    if entry.kind is EntryKind.COUNT:
        return NumberEditor()
    if entry.kind is EntryKind.CHOICE:
        return ChoiceEditor([(c, c) for c in entry.choices], empty="（还没有选）")
    return RowsEditor(entry.columns) if entry.kind is EntryKind.TABLE else LineEditor()


def _hint(entry: Entry) -> str:
    given = entry.default if isinstance(entry.default, str) else ""
    default = f"不填则为：{given[:_SHOWN]}" if given else ""
    usual = f"参考写法：{entry.example}" if entry.example else ""
    return "；".join(part.rstrip("。") for part in (entry.hint, default, usual) if part)


def _written(entry: Entry, value: Any) -> Value:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if entry.kind is EntryKind.MONEY:
        return money.yuan(value).replace(",", "")
    if isinstance(value, tuple):
        return () if value == entry.default else value
    return str(value)


def _typed(entry: Entry, value: Value) -> Any:
    """The value as its editor takes it."""
    if entry.kind is EntryKind.TABLE:
        rows = value or entry.default
        return () if isinstance(rows, str) else rows
    if not isinstance(value, str) or not value:
        return None
    if entry.kind is EntryKind.DATE:
        return date.fromisoformat(value)
    if entry.kind is EntryKind.MONEY:
        return money.fen(value)
    return int(value) if entry.kind is EntryKind.COUNT else value
