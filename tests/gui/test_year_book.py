"""年鉴 from the workbench: what is seen is what is written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.sitting import Sitting
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.gui.dialogs import year_book as module
from zjbuy_desktop.gui.dialogs.year_book import YearBookDialog
from zjbuy_desktop.usecases import renewing


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def sitting(qtbot: QtBot, folders: journey.Folders, tmp_path: Path) -> Iterator[Sitting]:
    data = folders.copy("awarded", tmp_path / "data")
    desk = journey.open_desk(data)
    renewing.renew(desk, 1)
    desk.store.close()
    with Sitting(qtbot, data, date(2026, 12, 1)) as made:
        yield made


def opened(sitting: Sitting) -> YearBookDialog:
    sitting.session.go_place("workbench")
    sitting.rest()
    sitting.press(sitting.session.places.home.year)
    dialog = sitting.session.places.year_book
    assert dialog is not None
    return dialog


def test_years_are_shown_and_exported(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(sitting)
    assert [dialog.year.itemText(n) for n in range(dialog.year.count())] == ["2027 年", "2026 年"]
    assert [x.award_fen for x in dialog.projects.model.rows] == [0]
    dialog.year.setCurrentIndex(1)
    dialog.year.activated.emit(1)
    sitting.rest()
    assert sitting.session.desk is not None
    whole = sum(r.award_fen for r in lot_results(sitting.session.desk.case(1)))
    assert money.yuan(whole) in dialog.told.text()
    assert dialog.sums.text().endswith(f"都是 {money.yuan(whole)} 元")
    for table in dialog.groups.values():
        assert sum(g.award_fen for g in table.model.rows) == whole
    file = tmp_path / "年鉴.xlsx"
    monkeypatch.setattr(module, "choose_target", lambda *_: file)
    sitting.press(dialog.workbook)
    assert "各项目" in load_workbook(file).sheetnames
    assert "已导出 2026 年年鉴" in dialog.message.text()
    assert dialog.folder.isVisible()
    pages = tmp_path / "年鉴.pdf"
    monkeypatch.setattr(module, "choose_target", lambda *_: pages)
    sitting.press(dialog.pages)
    assert pages.read_bytes().startswith(b"%PDF")
    dialog.reject()
