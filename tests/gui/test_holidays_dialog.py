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
from zjbuy_desktop.gui.widgets.year_days import YearDays

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
        dialog.text.set_value("没有日期")
        dialog.read()
        assert "没有读出哪天放假" in dialog.message.text()
        dialog.text.set_value(OF_2027)
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


def test_single_days_are_changed_by_hand_and_kept_with_their_basis(
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
        dialog.leaves.setCurrentIndex(1)
        year = TODAY.year + 1
        assert dialog.days.title.text() == f"{year} 年 1 月"
        monday, saturday = date(2027, 1, 4), date(2027, 1, 9)
        sitting.press(dialog.days.button_of(monday))
        assert dialog.days.button_of(monday).text() == "4休"
        sitting.press(dialog.days.button_of(saturday))
        assert dialog.days.button_of(saturday).text() == "9班"
        assert "放假 1 天：1月4日。" in dialog.read_days.text()
        assert "1月9日（周六）" in dialog.read_days.text()
        sitting.press(dialog.save)
        assert dialog.message.text() == "请写依据的通知。", "no day without its basis"
        dialog.form.fields["source"].editor.set_value("本单位办公室通知")
        sitting.press(dialog.save)
        sitting.rest()
        desk = sitting.session.desk
        assert desk is not None
        assert not desk.calendar.is_workday(monday)
        assert desk.calendar.is_workday(saturday)
        assert desk.calendar.years[year].source == "本单位办公室通知"


def test_months_go_from_the_december_before_to_the_end_of_the_year(qtbot: QtBot) -> None:
    days = YearDays(2027)
    qtbot.addWidget(days)
    for _ in range(3):
        days.go(-1)
    assert days.title.text() == "2026 年 12 月"
    for _ in range(20):
        days.go(1)
    assert days.title.text() == "2027 年 12 月"
    assert not days.days[0].isEnabled(), "the last days of November belong to another month"
