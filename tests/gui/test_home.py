"""工作台, 期限, 单位库: what one glance tells of all projects."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting, sample_project
from tests.gui.stage_names import headed
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.gui.widgets.project_board import ProjectBoard
from zjbuy_desktop.gui.widgets.project_summary import ProjectCard
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases import collecting, projects, recording
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.overview import ProjectRow, days_left


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Two projects; the announcement of the first is out, its intention was forgotten."""
    data = tmp_path_factory.mktemp("template") / "data"
    first = sample_project(data, samples)
    desk = open_desk(data, TODAY)
    project, units = projects.read_project_file(samples / "project.toml")
    projects.create(desk, replace(project, name="打印机项目"), units[:3])
    recording.record(desk, first, [Event(EventKind.CALL_SENT, date(2026, 8, 3))])
    announced = Event(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 8, 10))
    with desk.store.begin("event_recorded", "公告", desk.now(), project_id=first) as work:
        records.add_event(work, first, announced)
    desk.store.close()
    return data


@pytest.fixture
def sitting(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[Sitting]:
    shutil.copytree(template, tmp_path / "data")
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def board(sitting: Sitting) -> ProjectBoard:
    return sitting.session.places.home.board


def row_of(sitting: Sitting, name: str) -> ProjectRow:
    (found,) = (r for r in board(sitting).table.model.rows if name in r.name)
    return found


def card_of(sitting: Sitting, name: str) -> ProjectCard:
    board(sitting).table.select(row_of(sitting, name))
    QApplication.processEvents()
    card = board(sitting).card
    assert card is not None
    assert name in card.shown.name
    return card


def test_each_project_is_a_row_and_the_one_in_hand_a_card(sitting: Sitting) -> None:
    assert sitting.title == "工作台"
    names = [r.name for r in board(sitting).table.model.visible]
    assert sorted(names) == ["之江市2026年度台式计算机带量集中采购项目", "打印机项目"]
    words = sitting.words(card_of(sitting, "打印机项目"))
    assert "立项与名册" in words
    assert "已回收 0/2 家" in words
    assert not sitting.frame.side.isVisible()


def test_a_card_opens_its_project(sitting: Sitting) -> None:
    sitting.press(card_of(sitting, "打印机项目").open)
    assert sitting.title == headed("立项与名册")
    assert sitting.case.project.name == "打印机项目"
    assert sitting.frame.navigation._name == "打印机项目"


def test_enter_on_a_row_opens_its_project(sitting: Sitting) -> None:
    table = board(sitting).table
    table.select(row_of(sitting, "打印机项目"))
    sitting.qtbot.keyClick(table.view, Qt.Key.Key_Return)
    sitting.rest()
    assert sitting.case.project.name == "打印机项目"


def test_the_sum_on_a_card_is_traced_to_its_cells(sitting: Sitting, samples: Path) -> None:
    assert sitting.session.desk is not None
    assert not card_of(sitting, "台式计算机").why.isVisible(), "no sum yet"
    collecting.import_returns(sitting.session.desk, 1, [samples / "returns"])
    sitting.session.go_place("workbench")
    sitting.rest()
    card = card_of(sitting, "台式计算机")
    sitting.press(card.why)
    assert sitting.title == headed("回收与汇总")
    asked = sitting.page.explaining
    assert asked is not None
    assert asked.head.text().endswith(f"{money.yuan(card.shown.outline.amount_fen)} 元")
    asked.reject()
    sitting.go("setup")
    sitting.go("collection")
    assert sitting.page.explaining is None, "asked once, answered once"


def test_what_is_overdue_is_said_in_row_and_card(sitting: Sitting) -> None:
    shown = row_of(sitting, "台式计算机")
    assert shown.due is not None
    assert shown.due.late
    assert shown.overdue == 1
    words = sitting.words(card_of(sitting, "台式计算机"))
    assert "采购意向公开" in words
    assert "已过" in words


def test_projects_are_narrowed_to_a_stage_and_to_those_overdue(sitting: Sitting) -> None:
    shown = board(sitting)
    whole = [r.name for r in shown.table.model.visible]
    sitting.press(shown.late)
    assert [r.name for r in shown.table.model.visible] == [row_of(sitting, "台式").name]
    assert shown.table.foot.cells[0] == "合计 1 个项目"
    sitting.press(shown.late)
    assert [r.name for r in shown.table.model.visible] == whole
    place = shown.chart.area(0).center()
    sitting.qtbot.mouseClick(shown.chart, Qt.MouseButton.LeftButton, pos=place)
    assert shown.stage.currentText() == "立项与名册（2）"
    sitting.qtbot.mouseClick(shown.chart, Qt.MouseButton.LeftButton, pos=place)
    assert shown.stage.value() is None
    assert "立项与名册 2 个" in shown.chart.accessibleName()


def test_a_change_in_one_project_shows_on_the_workbench(sitting: Sitting) -> None:
    sitting.press(card_of(sitting, "打印机").open)
    desk, project = sitting.session.desk, sitting.session.project.project_id
    assert desk is not None
    assert project is not None
    projects.replace_roster(desk, project, desk.case(project).units[:2])
    sitting.session.go_place("workbench")
    sitting.rest()
    assert row_of(sitting, "打印机").outline.units == 1
    assert card_of(sitting, "打印机").shown.outline.units == 1
    assert row_of(sitting, "台式计算机").outline.units == 26


def test_deadlines_of_all_projects_are_listed(sitting: Sitting) -> None:
    sitting.session.go_place("deadlines")
    sitting.rest()
    page = sitting.session.places.deadlines
    (intention,) = [c for c in page.table.model.visible if c.deadline.id == "D-01"]
    assert intention.deadline.state.value == "已逾期"
    assert intention.project.startswith("之江市2026")
    assert "今天 2026-08-17" in page.wall.accessibleName()
    assert "采购意向公开" in page.wall.accessibleName()
    page.table.activated.emit(intention)
    sitting.rest()
    assert sitting.case.project.name.startswith("之江市2026")


def test_finished_deadlines_are_shown_on_demand(sitting: Sitting) -> None:
    desk = sitting.session.desk
    assert desk is not None
    first = next(p["id"] for p in projects.list_projects(desk) if p["name"] != "打印机项目")
    recording.record(desk, first, [Event(EventKind.INTENTION_PUBLISHED, date(2026, 7, 1))])
    sitting.session.go_place("deadlines")
    sitting.rest()
    page = sitting.session.places.deadlines
    assert "D-01" not in [c.deadline.id for c in page.table.model.visible]
    page.filters.every.click()
    assert "D-01" in [c.deadline.id for c in page.table.model.visible]


def test_units_are_filtered_and_copied(sitting: Sitting) -> None:
    sitting.session.go_place("units")
    sitting.rest()
    table = sitting.session.places.units.table
    assert len(table.model.rows) == 30
    sitting.type_in(table.filter, "图书馆")
    assert [u.unit.name for u in table.model.visible] == ["之江市图书馆"]
    table.copy()
    assert "之江市图书馆" in QApplication.clipboard().text()


def test_the_foot_names_the_project_that_presses_most(sitting: Sitting) -> None:
    rows = board(sitting).table.model.rows
    first = min(rows, key=lambda r: (-r.overdue, r.due.day if r.due else date.max))
    assert first.due is not None
    said = sitting.frame.foot._next.text()
    assert said.startswith(f"下一步：打开“{first.name}”")
    assert first.due.words in said


def test_a_backup_is_made_on_demand(sitting: Sitting) -> None:
    before = set((sitting.data / "backups").glob("*.zjbak"))
    sitting.press(sitting.session.places.home.backup)
    (made,) = set((sitting.data / "backups").glob("*.zjbak")) - before
    assert made.name.startswith("备份_")
    assert "备份已做好，并重新打开核对过。" in sitting.banners()
    assert sitting.frame.foot._backup_text.text().startswith("备份已验证 今天")


def test_days_left_in_words() -> None:
    calendar = Calendar({})
    monday = date(2026, 8, 17)
    assert days_left(date(2026, 8, 20), monday, calendar) == "还有 3 个工作日"
    assert days_left(monday, monday, calendar) == "今天到期"
    assert days_left(date(2026, 8, 13), monday, calendar) == "已过 2 个工作日"
    assert days_left(date(2026, 8, 23), date(2026, 8, 22), calendar) == "节假日内到期"
    assert days_left(date(2026, 8, 22), date(2026, 8, 23), calendar) == "已过 1 天"
