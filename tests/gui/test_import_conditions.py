"""导入合同通用条款，在“文件文本”页：导入一次就列出来；认不得的文件说明原因，什么也不改。"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.core.builders import RESOURCES
from tests.gui.sitting import Sitting, sample_project
from zjbuy_desktop.core.papers.general_conditions import KEY
from zjbuy_desktop.gui.sitting import texts as sitting_texts
from zjbuy_desktop.usecases import office_texts
from zjbuy_desktop.usecases.wording import TextState

SAMPLE = RESOURCES / "sample" / "general_conditions.txt"


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    sample_project(tmp_path / "数据", samples)
    with Sitting(qtbot, tmp_path / "数据") as sitting:
        yield sitting


def chosen(clerk: Sitting, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Press the button and choose a file."""
    monkeypatch.setattr(sitting_texts, "choose_file", lambda *_: file)
    page = clerk.session.places.texts
    (button,) = [b for b in page.findChildren(QPushButton) if "通用条款" in b.text()]
    clerk.press(button)
    clerk.rest()


def test_the_conditions_are_imported_from_the_page_of_texts(
    clerk: Sitting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clerk.session.go_place("texts")
    clerk.rest()
    assert conditions(clerk).word == "本单位尚未提供"
    chosen(clerk, monkeypatch, SAMPLE)
    desk = clerk.session.desk
    assert desk is not None
    kept = office_texts.supplied(desk, [KEY])
    assert "22. 合同未尽事宜" in kept[KEY]
    said = "已导入合同通用条款 22 条（general_conditions.txt），货物合同从此印它。"
    assert clerk.banners()[-1] == said
    assert conditions(clerk).source == SAMPLE.name
    other = tmp_path / "通知.txt"
    other.write_text("一、开会\n二、地点\n", encoding="utf-8")
    chosen(clerk, monkeypatch, other)
    assert office_texts.supplied(desk, [KEY]) == kept
    assert any("“通知.txt”不像合同通用条款" in said for said in clerk.banners())


def conditions(clerk: Sitting) -> TextState:
    """What the page says of the 通用条款."""
    rows = clerk.session.places.texts.table.model.rows
    return next(r.state for r in rows if r.state.key == KEY)
