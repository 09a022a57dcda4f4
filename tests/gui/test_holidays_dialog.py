"""放假安排 from the page of deadlines: pasted, read, looked over, kept; the data counts by it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting
from tests.usecases import many_projects
from tests.usecases.test_holidays import OF_2027
from zjbuy_desktop.gui.dialogs.holidays import HolidaysDialog

TODAY = many_projects.TODAY


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("template") / "data"
    many_projects.make(data, 2, 5)
    return data


def test_a_notice_is_pasted_looked_over_and_counts_from_then_on(
    qtbot: QtBot, template: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(template, tmp_path / "data"))
    with Sitting(qtbot, data, TODAY) as sitting:
        sitting.session.go_place("deadlines")
        sitting.rest()
        page = sitting.session.places.deadlines
        sitting.press(page.holidays)
        dialog = sitting.session.places.holidays
        assert isinstance(dialog, HolidaysDialog)
        assert "2026 年　放假" in dialog.known.text()
        assert not dialog.save.isEnabled(), "nothing was read yet"
        dialog.form.fields["text"].editor.set_value("没有日期")
        dialog.read()
        assert "没有读出哪天放假" in dialog.message.text()
        dialog.form.fields["text"].editor.set_value(OF_2027)
        dialog.form.fields["source"].editor.set_value("国办发明电〔2026〕1号")
        assert dialog.form.value("year") == 2027
        sitting.press(dialog.look)
        assert "放假 10 天：12月31日至1月2日、2月5日至11日。" in dialog.read_days.text()
        assert "1月31日（周日）" in dialog.read_days.text()
        sitting.press(dialog.save)
        sitting.rest()
        desk = sitting.session.desk
        assert desk is not None
        assert desk.calendar.is_workday(date(2027, 1, 31))
        assert any("已保存 2027 年放假安排" in text for text in sitting.banners())
        sitting.session.go_place("deadlines")
        sitting.rest()
        sitting.press(page.holidays)
        again = sitting.session.places.holidays
        assert isinstance(again, HolidaysDialog)
        assert "2027 年　放假 10 天" in again.known.text()
        assert "本单位补充" in again.known.text()
        again.reject()
