"""What someone without a mouse, or without eyes, needs of a window, and which widgets lack it."""

import re
from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from zjbuy_desktop.gui.widgets.data_table import DataTable

MOST_STOPS = 400
"""More than any page has."""
_LOUD = ("ok", "warn", "stop")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_EDITORS = (QComboBox, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_PARTS = (QTabBar, QScrollBar)
"""Read out by what they belong to."""


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it; what stands in an editor is no name for it."""
    if isinstance(widget, _EDITORS):
        return widget.accessibleName() or _label_of(widget)
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else widget.accessibleName()


def _label_of(widget: QWidget) -> str:
    """The words of the label that belongs to it."""
    labels = widget.window().findChildren(QLabel)
    return next((one.text() for one in labels if one.buddy() is widget), "")


def described(widget: QWidget) -> str:
    """For a message: class, text and the names of what it stands in."""
    chain = [type(w).__name__ for w in (widget, *_above(widget))][:4]
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{' < '.join(chain)} {text!r} {name_of(widget)!r}"


def seen(window: QWidget) -> Iterator[QWidget]:
    """Widgets of this window that are on show, popups and dialogs over it aside."""
    for one in window.findChildren(QWidget):
        if one.isVisible() and one.window() is window.window():
            yield one


def stops(window: QWidget) -> list[QWidget]:
    """Whatever can have the focus by Tab or by a click and can be used now."""
    found = []
    for one in seen(window):
        if one.focusPolicy() == Qt.FocusPolicy.NoFocus or not one.isEnabled():
            continue
        if one.focusProxy() is not None or _inner(one):
            continue
        found.append(one)
    return found


def _inner(one: QWidget) -> bool:
    """The line of a combo box or a number box, the view of a list that is not open."""
    above = one.parentWidget()
    return isinstance(above, QComboBox | QAbstractSpinBox)


def nameless(window: QWidget) -> list[str]:
    """What can have the focus and isn't called anything in Chinese."""
    return [
        described(one)
        for one in stops(window)
        if not isinstance(one, _PARTS) and not _CHINESE.search(name_of(one)) and not _blank(one)
    ]


def _blank(one: QWidget) -> bool:
    """A label that says nothing yet; once it does, its words are its name."""
    return isinstance(one, QLabel) and not one.text()


def namesakes(window: QWidget) -> list[str]:
    """Buttons of one window that are read out alike, so that nobody can tell them apart."""
    found: dict[str, list[QWidget]] = defaultdict(list)
    for one in seen(window):
        if isinstance(one, QPushButton | QToolButton) and one.isEnabled():
            found[name_of(one)].append(one)
    return [f"{len(own)} × {described(own[0])}" for own in found.values() if len(own) > 1]


def letters_twice(window: QWidget) -> list[str]:
    """Alt letters that several buttons on show answer to."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in seen(window):
        if isinstance(one, QAbstractButton) and not one.shortcut().isEmpty():
            found[one.shortcut().toString()].append(one.text())
    return [f"{letter} {texts}" for letter, texts in found.items() if len(texts) > 1]


def faults(window: QWidget) -> list[str]:
    """All of that."""
    return [
        *(f"without a name: {w}" for w in nameless(window)),
        *(f"same name: {w}" for w in namesakes(window)),
        *(f"same letter: {w}" for w in letters_twice(window)),
    ]


def by_tab(widget: QWidget) -> bool:
    """Whether Tab stops there; of a group of radio buttons it stops at one."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not (
        isinstance(widget, QRadioButton) and not widget.isChecked()
    )


def tabbed(window: QWidget) -> list[QWidget]:
    """Where Tab goes, from the first stop until it is at one of them again.

    A grid counts as reached when one of its cells is.
    """
    stops(window)[0].setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    spots = set[tuple[int, ...]]()
    while (at := QApplication.focusWidget()) is not None and (spot := _spot(at)) not in spots:
        spots.add(spot)
        found += [at, *(w for w in _above(at) if isinstance(w, QAbstractItemView))]
        assert len(found) < MOST_STOPS, f"Tab never comes back: {described(at)}"
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return found


def _spot(at: QWidget) -> tuple[int, ...]:
    """The widget; in a grid that is typed in, the cell: its line is made anew each time."""
    for view in (at, *_above(at)):
        if isinstance(view, QAbstractItemView) and view.tabKeyNavigation():
            index = view.currentIndex()
            return id(view), index.row(), index.column()
    return (id(at),)


def missed_by_tab(window: QWidget) -> list[str]:
    """What Tab never comes to."""
    wanted = [w for w in stops(window) if by_tab(w)]
    reached = tabbed(window) if wanted else []
    return [f"not reached by Tab: {described(w)}" for w in wanted if w not in reached]


def _above(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def by_colour_only(window: QWidget) -> list[str]:
    """Cells of tables whose tone says something that no word or figure in them says."""
    found = []
    for table in [w for w in seen(window) if isinstance(w, DataTable)]:
        for column in [c for c in table.model.columns if c.tone is not None]:
            for row in table.model.rows:
                value = column.get(row)
                blank = value is None or column.text(value).strip() in ("", "–")
                if column.tone(row) in _LOUD and blank:
                    found.append(f"colour only: {table.view.accessibleName()} {column.title}")
    return found
