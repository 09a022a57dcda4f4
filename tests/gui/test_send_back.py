"""退回修改件 by clicking: the copies lie in the folder, the words are on the clipboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stands, press
from zjbuy_desktop.gui.pages.collection import CollectionPage


@pytest.fixture
def stand(qtbot: QtBot, tmp_path: Path) -> Iterator[Stands]:
    folders = Folders(tmp_path / "steps")
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make


def test_all_waiting_files_go_back_with_their_words(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = stand("collected").page
    assert isinstance(page, CollectionPage)
    out = tmp_path / "退回"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(out))
    page.leaves.setCurrentWidget(page.files)
    chosen = page.files.named("之江市江北区教育局.xlsx")
    assert chosen is not None
    page.files.go_to(chosen)
    press(qtbot, page.files.back)
    qtbot.waitUntil(lambda: len(list(out.glob("*（请修改）.txt"))) == 8, timeout=20_000)
    qtbot.waitUntil(lambda: "E4" in QGuiApplication.clipboard().text(), timeout=5_000)
    assert (out / "待改问题（电话用）.xlsx").exists()
    assert len(list(out.glob("*（请修改）.xlsx"))) == 8
