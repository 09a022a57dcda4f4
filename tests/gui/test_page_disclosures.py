"""信息公开: the ledger on its page, by the clerk's hands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.gui.dialogs.ask_name import NameDialog
from zjbuy_desktop.gui.pages import disclosures as page_module
from zjbuy_desktop.gui.pages.disclosures import DisclosuresPage
from zjbuy_desktop.usecases import recording

KIND = EventKind.INTENTION_PUBLISHED


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    sample_project(tmp_path / "data", samples)
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def test_a_link_is_added_on_the_page(sitting: Sitting) -> None:
    desk = sitting.session.desk
    assert desk is not None
    recording.record(desk, 1, [Event(KIND, date(2026, 8, 12))])
    page = sitting.place("disclosures", DisclosuresPage)
    assert "1 项没有登记标题或链接" in page.count.text()
    waiting = next(r for r in page.table.model.visible if r.on is None)
    page.table.select(waiting)
    assert not page.link.isEnabled()
    page.table.select(next(r for r in page.table.model.visible if r.event is KIND))
    sitting.press(page.link)
    dialog = page.dialog
    assert isinstance(dialog, NameDialog)
    assert not dialog.go.isEnabled()
    dialog.name.setText("之江市2026年8月采购意向")
    dialog.go.click()
    sitting.rest()
    event = sitting.case.event(KIND)
    assert event is not None
    assert event.note == "之江市2026年8月采购意向"
    assert "没有登记" not in page.count.text()
    assert any("已登记采购意向的标题或链接" in said for said in sitting.banners())


def test_the_way_leads_to_where_it_is_recorded(sitting: Sitting) -> None:
    page = sitting.place("disclosures", DisclosuresPage)
    page.table.select(next(r for r in page.table.model.visible if r.event is KIND))
    sitting.press(page.go_there)
    assert sitting.title.endswith("意向公开")


def test_the_ledger_is_written_where_the_clerk_says(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sitting.place("disclosures", DisclosuresPage)
    out = tmp_path / "台账.xlsx"
    monkeypatch.setattr(page_module, "choose_target", lambda *_: out)
    sitting.press(page.primary)
    assert out.read_bytes().startswith(b"PK")
    assert any("信息公开台账已导出，共" in said for said in sitting.banners())
