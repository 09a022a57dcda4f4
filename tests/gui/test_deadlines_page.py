"""期限: one set of filters over list, month page and time line."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting
from tests.usecases import calendar_reader, many_projects
from zjbuy_desktop.gui.pages.deadlines import DeadlinesPage
from zjbuy_desktop.gui.sitting import wall
from zjbuy_desktop.gui.widgets.deadline_table import bars
from zjbuy_desktop.usecases import reminders
from zjbuy_desktop.usecases.deadline_wall import CALL

TODAY = many_projects.TODAY


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight projects of ten units, one at each stage; six of the last have signed."""
    data = tmp_path_factory.mktemp("template") / "data"
    many_projects.make(data, 8, 10)
    return data


@pytest.fixture
def sitting(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[Sitting]:
    shutil.copytree(template, tmp_path / "data")
    with Sitting(qtbot, tmp_path / "data", TODAY) as made:
        made.session.go_place("deadlines")
        made.rest()
        yield made


def page_of(sitting: Sitting) -> DeadlinesPage:
    page = sitting.session.places.deadlines
    assert sitting.title == "期限"
    return page


def choose(sitting: Sitting, editor: object, words: str) -> None:
    """As a clerk does: open the list and take the line."""
    at = editor.findText(words)  # type: ignore[attr-defined]
    assert at >= 0, words
    editor.setCurrentIndex(at)  # type: ignore[attr-defined]
    editor.activated.emit(at)  # type: ignore[attr-defined]
    QApplication.processEvents()


def test_units_alike_are_one_row_with_their_number(sitting: Sitting) -> None:
    table = page_of(sitting).table
    (unsigned,) = [c for c in table.model.visible if c.deadline.id == "D-15"]
    shown = dict(zip((c.title for c in table.model.columns), _cells(table, unsigned), strict=True))
    assert shown["单位"] == "4 家"
    assert shown["起算"] == "2026-09-17　中标（成交）通知书已发出"
    assert (shown["天数"], shown["状态"]) == ("30 日", "已逾期")
    assert shown["还有"].startswith("已过")
    assert "四十六条" in shown["依据"]


def _cells(table: object, row: object) -> list[str]:
    return [c.shown(row) for c in table.model.columns]  # type: ignore[attr-defined]


def test_each_unit_has_its_own_row_when_asked(sitting: Sitting) -> None:
    page = page_of(sitting)
    before = sum(len(c.units) for c in page.shown)
    sitting.press(page.filters.each)
    assert len(page.table.model.visible) == before
    rows = [c for c in page.table.model.visible if c.deadline.id == "D-15"]
    assert len({c.who for c in rows}) == 4
    assert not any(c.who.endswith(" 家") for c in rows)


def test_the_filters_narrow_all_three_leaves(sitting: Sitting) -> None:
    page = page_of(sitting)
    choose(sitting, page.filters.kind, _what(sitting, "D-16"))
    assert {c.deadline.id for c in page.table.model.visible} == {"D-16"}
    assert len(page.wall._bars) == len(page.table.model.visible)
    assert f"共 {len(page.shown)} 项" in page.wall.accessibleName()
    days = {d for d, due in page.month._days.items() if due}
    assert days == {c.deadline.advised_day for c in page.shown}
    choose(sitting, page.filters.state, "已逾期")
    assert {c.deadline.state.value for c in page.table.model.visible} == {"已逾期"}
    choose(sitting, page.filters.unit, page.shown[0].units[0])
    (own,) = page.shown
    assert own.who == page.filters.unit.currentText()


def _what(sitting: Sitting, rule: str) -> str:
    return next(c.deadline.what for c in page_of(sitting)._clocks if c.deadline.id == rule)


def test_a_project_and_a_number_of_days_narrow(sitting: Sitting) -> None:
    page = page_of(sitting)
    choose(sitting, page.filters.within, "今天到期和已逾期")
    days = [c.deadline.advised_day for c in page.shown]
    assert days
    assert max(d for d in days if d) <= TODAY
    choose(sitting, page.filters.project, page.shown[0].project)
    assert len({c.project_id for c in page.shown}) == 1
    assert page.filters.within.value() == 0, "a choice stays when another is made"


def test_a_day_of_the_month_page_opens_its_list(sitting: Sitting) -> None:
    page = page_of(sitting)
    page.leaves.setCurrentIndex(1)
    QApplication.processEvents()
    assert page._month_name.text() == "2026年10月"
    day = next(d for d in page.month._days if d.month == 10)
    at = page.month.area(day).center()
    sitting.qtbot.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=at)
    assert page.month.current == day
    sitting.qtbot.keyClick(page.month, Qt.Key.Key_Return)
    assert page.leaves.currentWidget() is page.table
    assert {c.deadline.advised_day for c in page.table.model.visible} == {day}
    assert page.filters.only_day.text() == f"只看 {day.month}月{day.day}日"
    sitting.press(page.filters.only_day)
    assert len({c.deadline.advised_day for c in page.table.model.visible}) > 1


def test_the_month_page_goes_on_and_back(sitting: Sitting) -> None:
    page = page_of(sitting)
    page.leaves.setCurrentIndex(1)
    QApplication.processEvents()
    sitting.press(page.later)
    assert page._month_name.text() == "2026年11月"
    sitting.press(page.earlier)
    sitting.press(page.earlier)
    assert page._month_name.text() == "2026年9月"
    sitting.press(page.this_month)
    assert page.month.current == TODAY
    sitting.qtbot.keyClick(page.month, Qt.Key.Key_Down)
    assert page.month.current == date(2026, 10, 27)
    assert "2026年10月27日" in page.month.accessibleName()


def test_a_row_opens_its_project(sitting: Sitting) -> None:
    page = page_of(sitting)
    clock = page.table.model.visible[0]
    page.table.select(clock)
    sitting.qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    sitting.rest()
    assert sitting.case.id == clock.project_id


def test_the_day_the_office_set_has_no_what_if(sitting: Sitting) -> None:
    page = page_of(sitting)
    called = next(c for c in page.table.model.visible if c.deadline.id == CALL)
    page.table.select(called)
    assert not page.suppose.isEnabled()
    page.table.select(next(c for c in page.table.model.visible if c.deadline.id == "D-15"))
    assert page.suppose.isEnabled()


def test_bars_tell_everything_in_their_tip(sitting: Sitting) -> None:
    made = bars(page_of(sitting).shown)
    signing = next(b for b in made if "　4 家" in b.text)
    assert signing.tone == "stop"
    assert "已过" in signing.tip
    assert "之江市" in signing.tip


def test_all_of_it_is_painted_in_light_and_small(sitting: Sitting) -> None:
    page = page_of(sitting)
    for leaf in range(3):
        page.leaves.setCurrentIndex(leaf)
        QApplication.processEvents()
        assert not page.grab().isNull()
        assert page.minimumSizeHint().width() <= 700


def test_what_is_on_show_is_exported(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, file = page_of(sitting), tmp_path / "期限.ics"
    choose(sitting, page.filters.kind, _what(sitting, "D-16"))
    monkeypatch.setattr(wall, "choose_target", lambda *_: file)
    sitting.press(page.export)
    events = calendar_reader.read(file.read_bytes()).inside
    assert len(events) == len(page.shown) > 0
    what = _what(sitting, "D-16")
    assert all(what in calendar_reader.text(e.values["SUMMARY"]) for e in events)
    assert sitting.banners() == [f"已导出 {len(events)} 项期限，每项提前 3 个工作日提醒：期限.ics"]
    monkeypatch.setattr(wall, "choose_target", lambda *_: None)
    file.unlink()
    sitting.press(page.export)
    assert not file.exists(), "thought better of it"


def test_what_is_on_show_is_previewed_and_printed(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, printed = page_of(sitting), tmp_path / "打印.pdf"

    def to_file(parent: object, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        printer.setDocName(title)
        return printer

    monkeypatch.setattr("zjbuy_desktop.gui.dialogs.printing.ask_printer", to_file)
    choose(sitting, page.filters.kind, _what(sitting, "D-16"))
    sitting.press(page.print)
    dialog = sitting.session.places.wall.dialog
    assert dialog is not None
    assert dialog.sheet.currentText() == "期限一览表"
    sitting.qtbot.waitUntil(lambda: dialog.preview.page_count > 0)
    made = sitting.data / "文件" / "期限" / f"带量采购期限一览表_{TODAY}.pdf"
    with pdfplumber.open(made) as pdf:
        words = "".join(c["text"] for p in pdf.pages for c in p.chars)
    assert f"共{len(page.shown)}项筛选：{_what(sitting, 'D-16')}" in words
    dialog.print_wanted.emit()
    sitting.rest()
    assert printed.stat().st_size > 1000
    choose(sitting, dialog.sheet, "2026年10月期限月历")
    sitting.rest()
    assert (made.parent / f"2026年10月带量采购期限月历_{TODAY}.pdf").exists()
    dialog.close()
    page.leaves.setCurrentIndex(1)
    sitting.press(page.print)
    again = sitting.session.places.wall.dialog
    assert again is not None
    assert again.sheet.currentText() == "2026年10月期限月历", "what one was looking at comes first"
    again.close()


def test_what_presses_is_said_when_the_program_starts_as_early_as_the_office_wants(
    qtbot: QtBot, template: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(template, tmp_path / "data"))
    with Sitting(qtbot, data, TODAY) as sitting:
        (told,) = [text for text in sitting.banners() if "个工作日内到期" in text]
        assert "3 个工作日内到期" in told
        assert "最急的是" in sitting.words(sitting.frame.banners)
        sitting.session.go_place("deadlines")
        sitting.rest()
        page = page_of(sitting)
        assert page.ahead.value() == 3
        choose(sitting, page.ahead, "提前 20 个工作日提醒")
        sitting.rest()
        assert reminders.workdays(sitting.session.desk) == 20  # type: ignore[arg-type]
    with Sitting(qtbot, data, TODAY) as sitting:
        (later,) = [text for text in sitting.banners() if "20 个工作日内到期" in text]
        assert later != told
