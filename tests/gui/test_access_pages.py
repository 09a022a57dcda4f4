"""Every page by keys and by ear: names, letters, Tab, focus that is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui import access, walking
from tests.gui.journey_data import AWARDED, Folders
from tests.gui.sitting import Sitting
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.widgets.cell_grid import CellGrid


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("access"))


@pytest.fixture
def sitting(qtbot: QtBot, template: Folders, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, template.copy("awarded", tmp_path / "data"), AWARDED) as made:
        made.window.activateWindow()
        QTest.qWaitForWindowActive(made.window)
        yield made


def test_every_page_can_be_used_by_keys_and_by_ear(sitting: Sitting) -> None:
    faults: dict[str, list[str]] = {}
    for page in walking.pages(sitting):
        for place in walking.leaves(sitting, page):
            assert sitting.window.isActiveWindow(), f"{place}: something flashed up as a window"
            looks = (access.faults, access.by_colour_only, access.missed_by_tab)
            faults[place] = [fault for look in looks for fault in look(sitting.window)]
    assert len(faults) > 50
    assert {place: found for place, found in faults.items() if found} == {}


def test_tab_reads_from_left_to_right_and_down(sitting: Sitting) -> None:
    page = sitting.go("delegation")
    frame = sitting.frame
    panes = [frame.navigation, frame.header, page.table, page.primary, frame.side, frame.foot]
    walked = access.tabbed(sitting.window)
    at = [next(n for n, w in enumerate(walked) if w is p or p.isAncestorOf(w)) for p in panes]
    assert at == sorted(at), "places, head, page, its button, checks, foot"


def test_a_grid_is_left_at_its_ends(sitting: Sitting) -> None:
    page = sitting.go("tender")
    page.leaves.setCurrentIndex(1)
    grid = next(w for w in access.seen(sitting.window) if isinstance(w, CellGrid))
    grid.setFocus()
    grid.setCurrentCell(0, 0)
    reached = set()
    for _ in range(grid.columnCount() * grid.rowCount()):
        reached.add((grid.currentRow(), grid.currentColumn()))
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert len(reached) == grid.columnCount() * grid.rowCount(), "every cell, once"
    left = QApplication.focusWidget()
    assert left is not None
    assert not grid.isAncestorOf(left)
    QTest.keyClick(left, Qt.Key.Key_Backtab)
    back = QApplication.focusWidget()
    assert back is grid or grid.isAncestorOf(back)


def test_a_message_is_reached_by_f6_waits_while_used_and_goes_by_esc(sitting: Sitting) -> None:
    sitting.go("delegation")
    frame = sitting.frame
    made = frame.show_banner("ok", "做好了。", actions=(Action("打开文件夹", lambda: None),))
    frame.navigation.stages.setFocus()
    QTest.keyClick(frame.navigation.stages, Qt.Key.Key_F6)
    at = QApplication.focusWidget()
    assert at is not None
    assert made.isAncestorOf(at)
    made.pass_by()
    assert frame.banners.banners() == [made], "not taken away under the hand"
    QTest.keyClick(at, Qt.Key.Key_Escape)
    assert frame.banners.banners() == []
    focus = QApplication.focusWidget()
    assert focus is not None
    assert frame.pages.isAncestorOf(focus), "the page goes on"


def test_the_focus_goes_along_to_the_next_page(sitting: Sitting) -> None:
    page = sitting.go("delegation")
    page.primary.setFocus()
    sitting.go("intention")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert sitting.page.isAncestorOf(focus)
    sitting.frame.navigation.stages.setFocus()
    sitting.go("delegation")
    assert sitting.frame.navigation.stages.hasFocus(), "going by the rail stays on the rail"


def test_f6_goes_round_the_panes(sitting: Sitting) -> None:
    sitting.go("delegation")
    seen = []
    for _ in range(3):
        QTest.keyClick(sitting.window, Qt.Key.Key_F6)
        at = QApplication.focusWidget()
        frame = sitting.frame
        panes = {"left": frame.navigation, "page": frame.pages, "right": frame.side}
        seen += [name for name, pane in panes.items() if pane.isAncestorOf(at)]
    assert sorted(seen) == ["left", "page", "right"]
