"""对应方案 by clicking: seen, written into a file, forgotten, taken over again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stands, press
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.gui.dialogs.kept_mappings import KeptMappingsDialog
from zjbuy_desktop.gui.pages.collection import CollectionPage
from zjbuy_desktop.usecases import mappings

KEPT = HeaderMapping(
    "公安局代码表",
    heads=(("A", "A01"), ("B", "A02"), ("C", "A03"), ("D", "A04")),
    columns=(("item", ("A",)), ("quantity", ("B",)), ("price", ("C",)), ("amount", ("D",))),
    head_row=2,
    head_rows=1,
    first_row=3,
    price_unit="千元",
    amount_unit="万元",
)


@pytest.fixture
def stand(qtbot: QtBot, tmp_path: Path) -> Iterator[Stands]:
    folders = Folders(tmp_path / "steps")
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make


def test_a_mapping_is_handed_on_forgotten_and_taken_over(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("begun")
    page, desk = made.page, made.desk
    assert isinstance(page, CollectionPage)
    mappings.remember(desk, KEPT)
    page.open_mappings()
    dialog = page.dialog
    assert isinstance(dialog, KeptMappingsDialog)
    qtbot.waitUntil(lambda: len(dialog.table.model.rows) == 1, timeout=5_000)
    assert "单价以千元计，金额以万元计" in dialog.table.model.columns[1].shown(
        dialog.table.model.rows[0]
    )
    file = tmp_path / "给 兄弟单位.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(file), ""))
    press(qtbot, dialog.save)
    qtbot.waitUntil(file.exists, timeout=5_000)
    press(qtbot, dialog.drop)
    qtbot.waitUntil(lambda: not dialog.table.model.rows, timeout=5_000)
    assert mappings.list_mappings(desk) == ()
    assert not dialog.drop.isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(file), ""))
    press(qtbot, dialog.bring)
    qtbot.waitUntil(lambda: len(dialog.table.model.rows) == 1, timeout=5_000)
    assert mappings.list_mappings(desk)[0].mapping == KEPT


def test_a_file_that_is_no_mapping_is_named_with_its_line(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = stand("begun").page
    assert isinstance(page, CollectionPage)
    page.open_mappings()
    dialog = page.dialog
    assert isinstance(dialog, KeptMappingsDialog)
    file = tmp_path / "坏.toml"
    file.write_text('[[table]]\n"名称" = \n', "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(file), ""))
    press(qtbot, dialog.bring)
    qtbot.waitUntil(lambda: "坏.toml" in dialog.message.text(), timeout=5_000)
    assert "第 2 行" in dialog.message.text()
