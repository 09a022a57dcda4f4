"""核对数据 and 接收交接 tell of rows that were changed with another tool."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from tests.gui.test_safekeeping import NEXT, choose, click
from tests.store.test_row_log import outside
from zjbuy_desktop.gui.dialogs.problem_list import ProblemList
from zjbuy_desktop.store import migrate, places
from zjbuy_desktop.usecases import handover


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    data = tmp_path_factory.mktemp("template") / "data"
    sample_project(data, samples)
    return data


def press(where: QWidget, words: str) -> None:
    """Click the button that says so."""
    (found,) = [b for b in where.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found.click()


def checked(sitting: Sitting) -> str:
    """What 核对数据 says."""
    choose(sitting, "核对数据")
    return "".join(f"{b.message}{b.hint}" for b in sitting.frame.banners.banners())


def test_a_changed_row_is_named_and_the_next_pc_is_warned(
    qtbot: QtBot, template: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(template, tmp_path / "data"))
    outside(data, "UPDATE lot SET item = '别的' WHERE id = 1")
    file = tmp_path / "a.zjhand"
    with Sitting(qtbot, data) as sitting:
        words = checked(sitting)
        assert "数据有问题：标项“" in words
        assert "别的" in words
        desk = sitting.session.desk
        assert desk is not None
        handover.give(desk, [1], file, "李四")
    with Sitting(qtbot, tmp_path / "新电脑") as other:
        choose(other, "接收交接")
        wizard = other.session.keeping.taking
        assert wizard is not None
        wizard.choose.file.set_value(str(file))
        click(other, wizard, NEXT)
        assert "交出方的数据有 1 处与操作记录不符" in other.words(wizard)
        wizard.reject()


def test_several_changed_rows_are_all_told(qtbot: QtBot, template: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(template, tmp_path / "data"))
    outside(data, "UPDATE lot SET item = '别的' WHERE id = 1")
    outside(data, "UPDATE project SET name = '冒名项目' WHERE id = 1")
    with Sitting(qtbot, data) as sitting:
        assert "等 2 处" in checked(sitting)
        press(sitting.window, "逐处查看(&V)")
        (shown,) = sitting.window.findChildren(ProblemList)
        first, second = shown.text.toPlainText().splitlines()
        assert "别的" in first
        assert "冒名项目" in second
        press(shown, "复制全部(&C)")
        assert QGuiApplication.clipboard().text().splitlines() == [first, second]
        shown.reject()


def test_after_an_upgrade_it_says_since_when_rows_are_checked(qtbot: QtBot, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    migrate.upgrade(places.database(data), target="0035")
    with Sitting(qtbot, data) as sitting:
        words = checked(sitting)
    assert "数据完好。" in words
    assert "逐行校验自 " in words
    assert "数据升级时起" in words
