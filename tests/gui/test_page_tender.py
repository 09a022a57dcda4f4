"""采购实施 by clicking: the file that is confirmed, the one sent out, announcement and panel."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.documents import blank_pdf
from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, PROJECT, Folders, Stand, Stands, press, type_text
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.tender import Clarification
from zjbuy_desktop.core.case.tendering import AUTHORISATION, confirmed
from zjbuy_desktop.gui.pages import tender
from zjbuy_desktop.gui.pages.tender import TenderPage
from zjbuy_desktop.usecases import particulars, recording


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, TenderPage) as make:
        yield make


def page_of(made: Stand) -> TenderPage:
    assert isinstance(made.page, TenderPage)
    return made.page


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Files the clerk will choose, in their order; ``None``: closes the window again."""
    files: list[Path | None] = []
    monkeypatch.setattr(tender, "choose_file", lambda *_: files.pop(0))
    return files


def test_the_file_confirmed_is_held_against_the_one_sent_out(
    qtbot: QtBot, stand: Stands, chosen: list[Path | None], tmp_path: Path
) -> None:
    made = stand("planned", AWARDED)
    page = page_of(made)
    assert not page.compare.isEnabled(), "there is nothing to compare with yet"
    press(qtbot, page.choose)
    assert made.told[-1][1] == "先填采购文件的版本。"
    type_text(page.document.fields["version"].widget, "送审稿第三版")
    chosen.append(None)
    press(qtbot, page.choose)
    assert confirmed(made.case).sha256 == ""
    file = blank_pdf(tmp_path / "招标文件.pdf", 6)
    chosen.append(file)
    press(qtbot, page.choose)
    known = confirmed(made.case)
    assert (known.version, known.pages) == ("送审稿第三版", 6)
    assert "送审稿第三版，6 页" in page.confirmed.text()
    chosen.append(blank_pdf(tmp_path / "发出.pdf", 5))
    press(qtbot, page.compare)
    assert made.told[-1][:2] == ("warn", "“发出.pdf”与确认的不是同一份。")
    assert any("不是同一份" in f.message for f in made.page.context.findings)
    chosen.append(file)
    press(qtbot, page.compare)
    assert made.told[-1][0] == "ok"
    assert made.case.tender.released_sha256 == known.sha256


def test_what_is_typed_is_judged_kept_and_survives_closing(qtbot: QtBot, stand: Stands) -> None:
    made = stand("planned", AWARDED)
    page = page_of(made)
    announced = Event(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 9, 9))
    recording.record(made.desk, PROJECT, [announced])
    made.load()
    assert "2026-09-29" in page.earliest.text()
    fields = page.form.fields
    fields["due"].editor.set_value(date(2026, 9, 28))
    type_text(fields["leader"].widget, "周伯庸")
    fields["clarifications"].editor.set_value((("2026.9.20", "改参数", "是"),))
    page.form.edited.emit("due")
    assert page.unsaved.text() == "有未保存的改动"
    press(qtbot, page.save)
    kept = made.case.tender
    assert (kept.due, kept.leader) == (date(2026, 9, 28), "周伯庸")
    assert kept.clarifications == (Clarification(date(2026, 9, 20), "改参数"),)
    assert page.unsaved.text() == ""
    said = [f.message for f in page.context.findings]
    assert any("最早应在 2026-09-29" in text for text in said)
    assert any("影响编制，离截止（2026-09-28）不足 15 日" in text for text in said)
    fields["clarifications"].editor.set_value((("没有日期", "改参数", "是"),))
    page.form.edited.emit("clarifications")
    press(qtbot, page.save)
    assert "第 1 行的日期“没有日期”读不懂" in made.told[-1][1]
    assert made.case.tender == kept, "nothing is kept of what can't be read"


def test_the_panel_is_judged_from_the_authorisation(stand: Stands) -> None:
    made = stand("planned", AWARDED)
    page = page_of(made)
    assert "《采购人代表授权函》" in page.panel.text()
    row = ["李玥", "科长", "339900198503121227", "之江市机关事务管理局", "0571-88000100"]
    given = {"representatives": [row], "panel_size": "6"}
    particulars.fill_in(made.desk, PROJECT, AUTHORISATION, "", given)
    made.load()
    assert any("6 人，应当是单数" in f.message for f in page.context.findings)
    assert "6 人" in page.panel.text()
