"""The window: what it imports, what it shows at which size, what its keys do, how it closes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import fake
from tests.gui.stage_names import headed
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.pages.base import StagePage
from zjbuy_desktop.gui.shell.find_box import FindBox
from zjbuy_desktop.gui.shell.frame import Frame
from zjbuy_desktop.gui.shell.window import MainWindow

SCRIPT = """
import sys
from zjbuy_desktop.gui.shell.app import make_app
from zjbuy_desktop.gui.shell.window import MainWindow
app = make_app(sys.argv)
window = MainWindow()
def painted():
    heavy = ('zjbuy_desktop.core', 'sqlmodel', 'reportlab', 'openpyxl', 'lxml', 'pydantic',
             'zjbuy_desktop.gui.shell.frame')
    print(','.join(m for m in heavy if m in sys.modules))
    window.ready.connect(app.quit)
window.painted.connect(painted)
window.show()
app.exec()
print('zjbuy_desktop.gui.shell.frame' in sys.modules, 'zjbuy_desktop.core' in sys.modules)
"""


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2], timeout=60,
    )  # fmt: skip
    assert run.stdout.split("\n")[:2] == ["", "True False"]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    frame = made.frame
    frame.set_projects(fake.PROJECTS, 1)
    frame.show_stages(fake.STAGES)
    frame.show_findings(fake.FINDINGS)
    frame.show_papers(fake.PAPERS)
    frame.show_basis(fake.BASIS)
    frame.set_foot(fake.FOOT)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def frame(window: MainWindow) -> Frame:
    return window.frame


def test_a_page_is_shown_under_its_head(frame: Frame) -> None:
    page = QWidget()
    frame.show_page(page, fake.HEADER, "collection")
    assert frame.pages.currentWidget() is page
    assert frame.header.title.text() == headed("回收与汇总")
    assert frame.navigation.stages.current_id() == "collection"
    frame.show_page(QWidget(), HeaderView("工作台"), "workbench")
    assert frame.navigation.stages.current_id() == ""
    assert frame.navigation.places.current_id() == "workbench"


def test_leaving_a_page_takes_its_banners_away(frame: Frame) -> None:
    frame.show_banner("ok", "已保存。")
    frame.show_page(QWidget(), fake.HEADER, "collection")
    assert frame.banners.banners() == []


@pytest.mark.parametrize(
    ("width", "height", "side"),
    [(1366, 768, True), (1920, 1080, True), (911, 512, False), (683, 384, False)],
)
def test_the_frame_fits_every_scale_of_the_design_size(
    qtbot: QtBot, window: MainWindow, width: int, height: int, side: bool
) -> None:
    page = StagePage()
    window.frame.show_page(page, fake.HEADER, "collection")
    window.resize(width, height)
    fake.settle(window)
    assert (window.width(), window.height()) == (width, height)
    assert window.frame.side.isVisible() is side
    foot = window.frame.foot
    assert foot.mapTo(window, foot.rect().bottomRight()).y() <= height
    primary = page.primary
    assert primary.mapTo(window, primary.rect().bottomRight()).x() <= width


def test_the_right_panel_floats_when_called_on_a_small_screen(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(911, 512)
    fake.settle(window)
    side = window.frame.side
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(side.isVisible)
    assert side.geometry().right() < 911
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(side.isHidden)


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "check_asked"),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, "print_asked"),
    ],
)
def test_keys_of_the_window(
    qtbot: QtBot, frame: Frame, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    with qtbot.waitSignal(getattr(frame, signal)):
        qtbot.keyClick(frame, key, modifier)


def test_page_keys_go_from_stage_to_stage(qtbot: QtBot, frame: Frame) -> None:
    frame.show_page(QWidget(), fake.HEADER, "delegation")
    with qtbot.waitSignal(frame.stage_chosen) as chosen:
        qtbot.keyClick(frame, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == ["plan"]


def test_f6_goes_from_pane_to_pane(qtbot: QtBot, frame: Frame) -> None:
    page = QLineEdit()
    frame.show_page(page, fake.HEADER, "collection")
    frame.navigation.stages.setFocus()
    for where in (page, frame.side, frame.navigation):
        qtbot.keyClick(frame, Qt.Key.Key_F6)
        focus = frame.window().focusWidget()
        assert focus is not None
        assert focus is where or where.isAncestorOf(focus)


def test_find_goes_to_stages_places_and_more(qtbot: QtBot, frame: Frame) -> None:
    from zjbuy_desktop.gui.widgets.rail import RailEntry

    frame.set_find(lambda: [RailEntry("unit:3", "之江市水利局", "people")])
    box = frame.findChild(FindBox)
    assert isinstance(box, FindBox)
    for typed, signal, target in (
        ("代理", frame.stage_chosen, "agency"),
        ("期限", frame.place_chosen, "deadlines"),
        ("水利", frame.found, "unit:3"),
    ):
        frame.open_find()
        box.line.setText(typed)
        with qtbot.waitSignal(signal) as went:
            qtbot.keyClick(box.line, Qt.Key.Key_Return)
        assert went.args == [target]
        assert not box.isVisible()


def test_a_banner_covers_nothing_and_is_as_high_as_its_text(window: MainWindow) -> None:
    frame, page = window.frame, QWidget()
    frame.show_page(page, fake.HEADER, "collection")
    fake.settle(window)
    before = page.mapTo(window, page.rect().topLeft())
    frame.show_banner("warn", "两份需求表的单位名称不在名册里。", "在导入页指定单位。")
    frame.show_banner("stop", "磁盘已满，这一步没有保存。" * 12)
    fake.settle(window)
    below = frame.banners.mapTo(window, frame.banners.rect().bottomLeft()).y()
    assert page.mapTo(window, page.rect().topLeft()).y() == below + 1, "nothing of it is covered"
    banner = frame.banners.banners()[0]
    assert banner.isVisible()
    assert banner.height() >= banner.heightForWidth(banner.width())
    assert frame.banners.mapTo(window, frame.banners.rect().topLeft()) == before
    assert frame.banners.width() == frame.pages.width()
    frame.banners.clear()
    fake.settle(window)
    assert frame.banners.isHidden()
    assert page.mapTo(window, page.rect().topLeft()) == before


def test_every_button_has_a_name(window: MainWindow) -> None:
    from PySide6.QtWidgets import QPushButton

    nameless = [b for b in window.findChildren(QPushButton) if not (b.accessibleName() or b.text())]
    assert nameless == []


def test_the_demo_is_labelled_and_projects_can_be_changed(qtbot: QtBot, frame: Frame) -> None:
    navigation = frame.navigation
    assert navigation.project.accessibleName() == "项目：之江市2026年台式计算机带量集中采购"
    menu = navigation.project.menu()
    with qtbot.waitSignal(frame.project_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [2]
    with qtbot.waitSignal(frame.project_wanted):
        menu.actions()[-1].trigger()


def test_the_window_stays_while_someone_objects(window: MainWindow) -> None:
    window.before_close.append(lambda: False)
    assert not window.close()
    window.before_close.clear()
    assert window.close()


def test_the_window_stands_where_it_stood(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(700, 500)
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.restore_place()
    assert (again.width(), again.height()) == (700, 500)
