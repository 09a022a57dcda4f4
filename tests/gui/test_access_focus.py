"""Whoever goes by keys sees where they are: every kind of widget shows that it has the focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import access, walking
from tests.gui.journey_data import AWARDED, Folders
from tests.gui.sitting import Sitting
from zjbuy_desktop.gui.shell.app import theme_of
from zjbuy_desktop.gui.theme import Mode, contrast
from zjbuy_desktop.gui.widgets import tab_order

LEAST = 24
"""Pixels that change by 3:1 at least: more than a blinking cursor has."""


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    folder = Folders(tmp_path / "made").copy("awarded", tmp_path / "data")
    with Sitting(qtbot, folder, AWARDED) as made:
        made.window.activateWindow()
        QTest.qWaitForWindowActive(made.window)
        yield made


def kind(widget: QWidget) -> str:
    role = widget.property("role") or ""
    flat = isinstance(widget, QPushButton) and widget.isFlat()
    return f"{type(widget).__name__} {widget.objectName()} {role} {flat}"


def picture(window: QWidget, area: QRect) -> QImage:
    return window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


def changed(one: QImage, other: QImage) -> int:
    """How many pixels differ by 3:1."""
    found, known = 0, dict[tuple[int, int], bool]()
    for a, b in zip(memoryview(one.constBits()).cast("I"), memoryview(other.constBits()).cast("I"),
                    strict=True):  # fmt: skip
        if a != b:
            if (a, b) not in known:
                known[a, b] = contrast(f"#{a & 0xFFFFFF:06X}", f"#{b & 0xFFFFFF:06X}") >= 3
            found += known[a, b]
    return found


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_focus_is_seen(sitting: Sitting, qapp: QApplication, mode: Mode) -> None:
    window, known, unseen = sitting.window, set[str](), []
    theme_of(qapp).set_mode(mode)
    try:
        for page in walking.pages(sitting):
            for place in walking.leaves(sitting, page):
                for one in access.stops(window):
                    if kind(one) in known or not access.by_tab(one):
                        continue
                    known.add(kind(one))
                    pixels = _shown(window, one)
                    if pixels < LEAST:
                        unseen.append(f"{place}: {access.described(one)} {pixels}")
    finally:
        theme_of(qapp).set_mode("light")
    assert len(known) > 20
    assert unseen == []


def _shown(window: QWidget, one: QWidget) -> int:
    """How many pixels tell that it has the focus."""
    other = next(w for w in access.stops(window) if w is not one and access.by_tab(w))
    tab_order.show(one)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    area = QRect(one.mapTo(window, QPoint(-3, -3)), one.size() + QSize(6, 6))
    before = picture(window, area)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return changed(before, picture(window, area))
