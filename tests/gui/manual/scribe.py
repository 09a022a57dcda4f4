"""A clerk who tells what she does: every step is done, and written down as it is done.

The words for what is clicked are read off the widget itself, so a button that is called otherwise
either writes another sentence or is not found.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QListWidget,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
    QWizard,
)

from tests.gui.journey_eyes import D, plain
from tests.gui.journey_hands import Hands
from tests.gui.manual.camera import Camera
from zjbuy_desktop.gui.widgets.banner import Banner


@dataclass(frozen=True)
class Step:
    """One sentence, and the name of its picture."""

    text: str
    picture: str


class Scribe:
    """Does steps with the hands of a clerk and keeps them as ``steps``."""

    def __init__(self, hands: Hands, camera: Camera) -> None:
        self.hands, self._camera = hands, camera
        self.steps: list[Step] = []

    # Steps

    def press(self, words: str, text: str = "点{}。", inside: QWidget | None = None) -> None:
        """Click a button."""
        found = self.hands.button(words, inside)
        self._keep(text, [_label(found)], [found])
        self.hands.click(found)

    def answer(
        self, words: str, kind: type[D], reply: Callable[[D], None], text: str = "点{}。"
    ) -> None:
        """Click a button whose dialog must be answered."""
        found = self.hands.button(words)
        self._keep(text, [_label(found)], [found])
        self.hands.answering(lambda: self.hands.click(found), kind, reply)

    def press_on(
        self, found: QPushButton, how: Callable[[Callable[[], None]], None], text: str
    ) -> None:
        """Click one of several buttons that say the same; ``how`` answers what it opens."""
        self._keep(text, [_label(found)], [found])
        how(lambda: self.hands.click(found))

    def turn(self, wizard: QWizard, which: QWizard.WizardButton, text: str) -> None:
        """A button at the foot of a wizard."""
        self._keep(text, [_label(wizard.button(which))], [wizard.button(which)])
        self.hands.click(wizard.button(which))

    def pick(self, words: str, entry: str, text: str = "点{}，选{}。") -> None:
        """Choose an entry of a button's menu."""
        found = self.hands.button(words)
        menu = found.menu()
        assert menu is not None, words
        action = next(a for a in menu.actions() if _words(a.text()) == entry)
        self._keep(text, [_label(found), _words(action.text())], [found])
        action.trigger()
        self.hands.settle()

    def fill(
        self, values: Mapping[str, Any], text: str = "填{}。", inside: QWidget | None = None
    ) -> None:
        """Fill in fields."""
        fields = [self.hands.field(title, inside) for title in values]
        self._keep(text, ["”“".join(_title(f.accessibleName()) for f in fields)], fields)
        self.hands.fill(values, inside)
        self.hands.settle()

    def leaf(self, words: str, text: str = "点{}。") -> None:
        """Turn to a leaf."""
        for tabs in self.hands.all(QTabWidget):
            for at in range(tabs.count()):
                name = plain(tabs.tabText(at))
                if name.startswith(words):
                    bar = tabs.tabBar()
                    self._keep(text, [words], [bar], bar.tabRect(at))
        self.hands.leaf(words)
        self.hands.settle()

    def go(self, where_to: str, text: str = "点左边的{}。") -> None:
        """Choose a place or a stage at the left."""
        left = self.hands.frame.navigation
        for rail in (left.places, left.stages, left.project_places):
            for at in range(rail.count()):
                item = rail.item(at)
                if item.text() == where_to:
                    self._keep(text, [where_to], [rail.viewport()], rail.visualItemRect(item))
                    rail.itemClicked.emit(item)
                    self.hands.settle()
                    return
        raise AssertionError(where_to)

    def select(self, title: str, *rows: str, text: str = "在{}里选中要办的那一行。") -> None:
        """Click rows of a table."""
        table = self.hands.table(title)
        self._keep(text, [title], [table])
        self.hands.select(title, *rows)
        self.hands.settle()

    def look(self, words: str, text: str, inside: QWidget | None = None) -> None:
        """Look at a table, a button or a label that is there; nothing is done."""
        found = self._seen(words, inside)
        labels = [_label(found)] if isinstance(found, QPushButton) else []
        self._keep(text, labels[: text.count("{}")], [found])

    def told(self, words: str, text: str) -> None:
        """A message at the top says this."""
        kept = self.hands.frame.banners.banners()
        assert any(words in b.message for b in kept), self.hands.told()
        self._keep(text, [], [kept[0]])

    def window(self, window: QWidget, text: str) -> None:
        """A window or a part of one, as it stands."""
        self._keep(text, [], [window])

    # How it is kept

    def _seen(self, words: str, inside: QWidget | None) -> QWidget:
        """The table of that title, else the button that says it, else a label that holds it."""
        inside = inside or self.hands.front
        tables = [w for w in self.hands.all(QTableView, inside) if w.accessibleName() == words]
        buttons = [w for w in self.hands.all(QPushButton, inside) if plain(w.text()) == words]
        named = [w for w in self.hands.all(QWidget, inside) if w.accessibleName() == words]
        labels = [w for w in self.hands.all(QLabel, inside) if words in plain(w.text())]
        found: list[QWidget] = [*tables, *buttons, *named, *labels]
        assert found, (words, self.hands.texts(inside))
        return found[0]

    def _keep(
        self, text: str, labels: list[str], widgets: list[QWidget], part: QRect | None = None
    ) -> None:
        assert text.count("{}") == len(labels), text
        if not isinstance(widgets[0], Banner):
            self.hands.frame.banners.clear()  # it has been read, and lies over the page
        number = len(self.steps) + 1
        picture = f"{number:02d}.png"
        window = widgets[0].window()
        QApplication.processEvents()
        self._camera.take(picture, number, window, _area(window, widgets, part))
        said = text.format(*(f"“{words}”" for words in labels))
        shown = _everything(window)
        for words in re.findall("“([^”]+)”", said):
            assert words in shown, f"“{words}” is nowhere on the screen: {said}"
        self.steps.append(Step(said, picture))


def _title(name: str) -> str:
    """标项一：中标人 is read out; the clerk sees 中标人 under 标项一."""
    group, _, own = name.partition("：")
    return group if group == "筛选" or not own else f"{group}”的“{own}"


def _everything(window: QWidget) -> str:
    """All words a window shows, and the names of what has only a picture."""
    said = []
    for one in [w for w in window.findChildren(QWidget) if w.isVisible()]:
        said.append(one.accessibleName())
        if isinstance(one, QLabel | QAbstractButton):
            said.append(_words(one.text()) + "\n" + one.text())
        if isinstance(one, QPushButton) and one.menu() is not None:
            said += [_words(action.text()) for action in one.menu().actions()]
        if isinstance(one, QTabWidget):
            said += [plain(one.tabText(n)) for n in range(one.count())]
        if isinstance(one, QListWidget):
            said += [one.item(n).text() for n in range(one.count())]
        if isinstance(one, QTableView) and one.model() is not None:
            heads = range(one.model().columnCount())
            said += [str(one.model().headerData(n, Qt.Orientation.Horizontal)) for n in heads]
    return "\n".join(said)


def _area(window: QWidget, widgets: list[QWidget], part: QRect | None) -> QRect:
    """What the ring goes round."""
    area = QRect()
    for one in widgets:
        own = part if part is not None else _own(one)
        area = area.united(QRect(one.mapTo(window, own.topLeft()), own.size()))
    return area


def _own(one: QWidget) -> QRect:
    """A widget; of a label no more than its words."""
    area = one.rect()
    if isinstance(one, QLabel) and not one.wordWrap():
        area.setWidth(min(area.width(), one.sizeHint().width() + 4))
        if one.alignment() & Qt.AlignmentFlag.AlignHCenter:
            area.moveCenter(one.rect().center())
    return area


def _label(button: QAbstractButton) -> str:
    """What stands on it; what is read out where there is only a picture."""
    return _words(button.text()) or _words(button.accessibleName())


def _words(text: str) -> str:
    """Without its Alt letter and the dots that promise a dialog."""
    return re.sub(r"\(&?.\)|&", "", text).strip().removesuffix("…").split("\u3000")[0]
