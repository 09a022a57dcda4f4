"""工作台, 期限, 单位库: what one glance tells of all projects."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting, sample_project
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases import collecting, projects, recording
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.overview import days_left


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


def test_each_project_is_a_card(sitting: Sitting) -> None:
    assert sitting.title == "工作台"
    cards = sitting.session.places.home.cards.cards
    names = [c.shown.name for c in cards]
    assert sorted(names) == ["之江市2026年度台式计算机带量集中采购项目", "打印机项目"]
    words = sitting.words(cards[names.index("打印机项目")])
    assert "立项与名册" in words
    assert "已回收 0/2 家" in words
    assert not sitting.frame.side.isVisible()


def test_a_card_opens_its_project(sitting: Sitting) -> None:
    cards = sitting.session.places.home.cards.cards
    card = next(c for c in cards if c.shown.name == "打印机项目")
    sitting.press(card.open)
    assert sitting.title == "一、立项与名册"
    assert sitting.case.project.name == "打印机项目"
    assert sitting.frame.navigation._name == "打印机项目"


def test_the_sum_on_a_card_is_traced_to_its_cells(
    sitting: Sitting, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sitting.session.desk is not None
    (first,) = (c for c in sitting.session.places.home.cards.cards if c.shown.id == 1)
    assert not first.why.isVisible(), "no sum yet"
    collecting.import_returns(sitting.session.desk, 1, [samples / "returns"])
    sitting.session.go_place("workbench")
    sitting.rest()
    (card,) = (c for c in sitting.session.places.home.cards.cards if c.shown.id == 1)
    sitting.press(card.why)
    assert sitting.title == "三、回收与汇总"
    asked = sitting.page.explaining
    assert asked is not None
    assert asked.head.text().endswith(f"{money.yuan(card.shown.amount_fen)} 元")
    asked.reject()
    sitting.go("setup")
    sitting.go("collection")
    assert sitting.page.explaining is None, "asked once, answered once"


def test_what_is_overdue_is_said_on_the_card(sitting: Sitting) -> None:
    cards = sitting.session.places.home.cards.cards
    card = next(c for c in cards if c.shown.name != "打印机项目")
    assert card.shown.due is not None
    assert card.shown.due.late
    assert "采购意向公开" in sitting.words(card)
    assert "已过" in sitting.words(card)


def test_a_change_in_one_project_shows_on_the_workbench(sitting: Sitting) -> None:
    sitting.press(sitting.session.places.home.cards.cards[0].open)
    assert sitting.session.desk is not None
    assert sitting.session.project.project_id is not None
    projects.set_recommendations(sitting.session.desk, sitting.session.project.project_id, ())
    sitting.session.go_place("workbench")
    sitting.rest()
    assert len(sitting.session.places.home.cards.cards) == 2


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
    page.every.click()
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


def test_units_with_the_same_days_share_a_bar() -> None:
    from zjbuy_desktop.core.base.citation import guideline
    from zjbuy_desktop.core.base.workdays import DayKind
    from zjbuy_desktop.core.rules.clocks import Deadline, State
    from zjbuy_desktop.gui.pages.deadlines import bars
    from zjbuy_desktop.usecases.overview import Clock

    def clock(unit: str, start: date) -> Clock:
        last = date(2026, 11, 11)
        return Clock(1, "甲", Deadline(
            "D-15", "签订合同", unit, start, 30, DayKind.CALENDAR, last, last, last, False,
            guideline("第九条"), State.RUNNING,
        ), "还有 16 个工作日")  # fmt: skip

    day = date(2026, 10, 12)
    made = bars([clock("甲局", day), clock("乙局", day), clock("丙局", date(2026, 10, 13))])
    assert [b.text for b in made] == ["签订合同　2 家", "签订合同　丙局"]
