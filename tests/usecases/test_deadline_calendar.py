"""Calendar files: what the standard asks, stable entries, words for doubt and pause."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.usecases import calendar_reader as reader
from tests.usecases import many_projects
from tests.usecases.test_deadline_wall import CALENDAR, clock
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.icalendar import Appointment, calendar_bytes
from zjbuy_desktop.core.law.tables import DeadlineSense
from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.usecases import overview, reminders
from zjbuy_desktop.usecases.deadline_calendar import appointment
from zjbuy_desktop.usecases.deadline_wall import Clock, Wanted, chosen
from zjbuy_desktop.usecases.opening import open_desk

DAY = date(2026, 10, 9)
NOW = datetime(2026, 9, 28, 9, 30, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200)


def made(shown: Clock, ahead: int = 3, *, each: bool = False) -> Appointment:
    assert shown.deadline.advised_day is not None
    return appointment(shown, shown.deadline.advised_day, ahead, CALENDAR, each=each)


@given(WORDS, WORDS)
def test_whatever_is_written_can_be_read_again(summary: str, words: str) -> None:
    entry = Appointment("1@zjbuy", DAY, f"甲{summary}", f"乙{words}", ("带量，采购;",), DAY)
    calendar = reader.read(calendar_bytes("期限", [entry], NOW))
    (event,) = calendar.inside
    seen = "".join(c for c in words.replace("\r\n", "\n") if c in "\t\n" or c >= " ")
    assert reader.text(event.values["DESCRIPTION"]) == "乙" + seen.replace("\x7f", "")
    assert reader.text(event.values["CATEGORIES"].replace("\\;", "；")) == "带量，采购；"


def test_an_entry_is_a_whole_day_with_its_reminder() -> None:
    entry = Appointment("1@zjbuy", DAY, "签订合同", "全文", (), DAY - timedelta(days=2))
    (event,) = reader.read(calendar_bytes("期限", [entry], NOW)).inside
    assert (event.values["DTSTART"], event.parameters["DTSTART"]) == ("20261009", "VALUE=DATE")
    assert (event.values["DTEND"], event.parameters["DTEND"]) == ("20261010", "VALUE=DATE")
    assert event.values["DTSTAMP"] == "20260928T093000Z"
    (alarm,) = event.inside
    assert alarm.values["ACTION"] == "DISPLAY"
    assert alarm.values["TRIGGER"] == "-PT39H", "nine in the morning two days before"
    (event,) = reader.read(calendar_bytes("期限", [replace(entry, alarm=DAY)], NOW)).inside
    assert event.inside[0].values["TRIGGER"] == "PT9H"
    (event,) = reader.read(calendar_bytes("期限", [replace(entry, alarm=None)], NOW)).inside
    assert event.inside == []


def test_one_is_reminded_so_many_working_days_before() -> None:
    shown = clock(day=DAY)  # the first working day after the holiday is the 8th
    assert made(shown, 0).alarm == DAY
    assert made(shown, 1).alarm == date(2026, 10, 8)
    assert made(shown, 2).alarm == date(2026, 9, 30)
    assert made(clock(day=DAY, state=State.MET)).alarm is None, "done: nothing to be reminded of"


def test_doubt_pause_and_minimum_are_said_in_words() -> None:
    sure = made(clock())
    assert "暂推" not in sure.summary + sure.text
    guessed = clock()
    guessed = replace(
        guessed,
        deadline=replace(
            guessed.deadline, provisional=True, note="暂按周末推算：没有2027年的放假安排"
        ),
    )
    assert "（暂推）" in made(guessed).summary
    assert "暂推：暂按周末推算：没有2027年的放假安排，公布后会变" in made(guessed).text
    paused = made(clock(state=State.PAUSED))
    assert paused.summary.startswith("【暂停】签订合同 2 家")
    assert "暂停：期限暂不计算" in paused.text
    assert made(clock(state=State.OVERDUE)).summary.startswith("【逾期】")
    least = clock()
    least = replace(least, deadline=replace(least.deadline, sense=DeadlineSense.EARLIEST))
    assert made(least).summary.startswith("最早日：")
    assert "单位：甲局、乙局" in sure.text


def test_an_entry_keeps_its_name_when_days_and_states_change() -> None:
    first, later = clock(), clock(state=State.OVERDUE, day=DAY)
    fewer = clock(units=("甲局",))
    assert made(first).uid == made(later).uid == made(fewer).uid
    signed = replace(first, deadline=replace(first.deadline, done=DAY))
    others = [
        signed, clock("D-16"), clock(project=2), replace(first, mark="2026-01-01T08:00:00"),
        replace(first, deadline=replace(first.deadline, start=DAY)),
    ]  # fmt: skip
    assert made(first).uid not in {made(c).uid for c in others}
    single = [made(c, each=True).uid for c in first.each()]
    assert len({*single, made(first).uid}) == 3
    moved = replace(fewer, deadline=replace(fewer.deadline, start=DAY))
    assert made(moved, each=True).uid == single[0], "a corrected date moves the unit's own entry"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made_in = tmp_path_factory.mktemp("many") / "data"
    many_projects.make(made_in, 8, 10)
    return made_in


def test_the_command_line_writes_all_that_is_open(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, each, one = (tmp_path / f"{n}.ics" for n in ("全部", "逐家", "一个"))
    start = ["--data", str(data), "--today", str(many_projects.TODAY), "--json", "deadlines"]
    assert run([*start, "--ics", str(whole)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert run([*start, "--all", "--ics", str(each)]) == 0
    assert run([*start, "8", "--ics", str(one)]) == 0
    desk = open_desk(data, many_projects.TODAY)
    clocks = chosen(overview.all_clocks(desk), Wanted(), desk.today, desk.calendar)
    desk.store.close()
    found = reader.read(whole.read_bytes()).inside
    assert len(found) == told["entries"] == len(clocks) > 0
    assert told["ahead"] == reminders.USUAL
    assert len({e.values["UID"] for e in found}) == len(found)
    assert len(reader.read(each.read_bytes()).inside) == sum(len(c.units) for c in clocks)
    own = reader.read(one.read_bytes()).inside
    assert {e.values["UID"] for e in own} < {e.values["UID"] for e in found}
    before = {e.values["UID"] for e in found}
    assert run([*start, "--ics", str(whole)]) == 0
    assert {e.values["UID"] for e in reader.read(whole.read_bytes()).inside} == before


def test_a_file_that_cannot_be_written_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "there.ics").mkdir()
    start = ["--data", str(data), "--today", str(many_projects.TODAY), "deadlines"]
    assert run([*start, "--ics", str(tmp_path / "there.ics")]) != 0


def test_a_minimum_period_that_is_over_comes_after_what_still_presses(data: Path) -> None:
    desk = open_desk(data, many_projects.TODAY)
    clocks = [c for c in overview.all_clocks(desk) if c.deadline.state.open]
    desk.store.close()
    over = [
        c.deadline.sense is not DeadlineSense.LATEST
        and (c.deadline.advised_day or date.max) <= many_projects.TODAY
        for c in clocks
    ]
    assert any(over)
    assert not over[0]
    assert over == sorted(over)


@pytest.mark.parametrize(("number", "said"), [(0, ""), (20, ""), (21, "0 到 20"), (-1, "0 到 20")])
def test_how_early_to_remind_is_kept_within_bounds(
    data: Path, tmp_path: Path, number: int, said: str
) -> None:
    desk = open_desk(Path(shutil.copytree(data, tmp_path / "data")), many_projects.TODAY)
    if said:
        with pytest.raises(UserError, match=said):
            reminders.keep(desk, number)
        assert reminders.workdays(desk) == reminders.USUAL
    else:
        reminders.keep(desk, number)
        assert reminders.workdays(desk) == number
    desk.store.close()


def test_overdue_and_near_periods_are_counted_by_unit(data: Path) -> None:
    desk = open_desk(data, many_projects.TODAY)
    found = reminders.soon(overview.all_clocks(desk), 3, desk.today, desk.calendar)
    none = reminders.soon((), 3, desk.today, desk.calendar)
    desk.store.close()
    assert found.words.startswith(f"已逾期 {found.late} 项") == bool(found.late)
    assert found.first is not None
    assert found.first.deadline.sense is DeadlineSense.LATEST
    assert (none.words, none.first) == ("", None)
