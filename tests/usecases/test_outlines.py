"""What is kept of a project's outline is what its facts give, whatever was done in between."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.usecases import many_needs, many_units
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.stages.outline import Outline, outline_of
from zjbuy_desktop.store import records
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.usecases import (
    award_clearing,
    awarding,
    outlier_limits,
    outlines,
    projects,
    recording,
    stages,
)
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.overview import all_clocks, overview

TODAY = date(2026, 10, 20)
SUPPLIER = "浙江甲科技有限公司", "91330106MA27YQXU3D"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path / "data", TODAY)
    yield made
    made.store.close()


class Computing:
    """Which projects were computed anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.projects: list[int] = []
        monkeypatch.setattr(outlines, "outline_of", self._compute)

    def _compute(self, case: object, law: object, on: date) -> Outline:
        self.projects.append(case.id)  # type: ignore[attr-defined]
        return outline_of(case, law, on)  # type: ignore[arg-type]

    def taken(self) -> list[int]:
        found, self.projects = self.projects, []
        return found


def computed(desk: Desk) -> dict[int, Outline]:
    """The full computation, from all facts."""
    ids = [p["id"] for p in projects.list_projects(desk)]
    return {p: outline_of(desk.case(p), desk.law, desk.today) for p in ids}


def shown(desk: Desk) -> dict[int, Outline]:
    return {o.id: o.outline for o in outlines.outlines(desk)}


def walk(desk: Desk, made: int) -> Iterator[Callable[[], object]]:
    """One project on its way, step by step."""
    names = many_units.names(desk, made)

    def record(kind: EventKind, on: date, *units: str, note: str = "") -> Callable[[], object]:
        events = [Event(kind, on, unit, note) for unit in units or ("",)]
        return lambda: recording.record(desk, made, events)

    def award(price: int) -> object:
        lots = desk.case(made).project.lots
        return awarding.set_awards(
            desk, made, [LotAward(x.name, *SUPPLIER, unit_price_fen=price) for x in lots]
        )

    def renamed() -> object:
        card = desk.case(made).project
        return projects.update(desk, made, replace(card, fiscal_year=2027))

    paper = "纸质件已交，未经本程序制作"
    yield record(EventKind.CALL_SENT, date(2026, 8, 3))
    yield lambda: projects.set_call_deadline(desk, made, date(2026, 10, 21))
    yield record(EventKind.FORM_DELIVERED, date(2026, 8, 4), *names)
    yield record(EventKind.LETTER_RETURNED, date(2026, 8, 20), *names[:2], note=paper)
    yield record(EventKind.SEAL_CONFIRMED, date(2026, 8, 21), *names, note=paper)
    yield record(EventKind.FUNDS_SECURED, date(2026, 8, 21), *names[:2])
    yield renamed
    yield lambda: stages.take_over(desk, made, "award", "以前办的")
    yield record(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 9, 1))
    yield lambda: award(480_000)
    yield lambda: award_clearing.clear_awards(desk, made, "重新评审")
    yield lambda: award(470_000)
    yield lambda: outlier_limits.keep(desk, price=5)
    left = Event(EventKind.WITHDRAWN, date(2026, 9, 2), names[0], "机构撤并", "撤并文件")
    yield lambda: recording.record(desk, made, [left])


def test_the_kept_outline_is_the_computed_one_after_every_step(desk: Desk) -> None:
    made = many_needs.project(desk, 4, 2, a_lot_each=True)
    assert shown(desk) == computed(desk)
    seen = [shown(desk)[made]]
    for step in walk(desk, made):
        step()
        assert shown(desk) == computed(desk)
        assert shown(desk) == computed(desk), "kept now, and the same when it is read again"
        seen.append(shown(desk)[made])
    assert len({(o.stage, o.sealed, o.award_fen, o.call_due, len(o.runs)) for o in seen}) > 5


def test_only_the_project_that_changed_is_computed_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = many_units.project(desk, 2)
    two = projects.create(
        desk, replace(desk.case(one).project, name="打印机"), desk.case(one).units
    )
    computing = Computing(monkeypatch)
    outlines.outlines(desk)
    assert sorted(computing.taken()) == [one, two]
    outlines.outlines(desk)
    assert computing.taken() == []
    recording.record(desk, two, [Event(EventKind.CALL_SENT, date(2026, 8, 3))])
    outlines.outlines(desk)
    assert computing.taken() == [two]
    outlier_limits.keep(desk, price=7)
    outlines.outlines(desk)
    assert sorted(computing.taken()) == [one, two], "what the office sets concerns all"


def test_another_day_another_law_and_other_holidays_are_computed_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = many_units.project(desk, 2)
    computing = Computing(monkeypatch)
    outlines.outlines(desk)
    tomorrow = replace(desk, today=TODAY + timedelta(days=1))
    fewer = replace(desk, law=replace(desk.law, numbers=desk.law.numbers[1:]))
    rested = replace(desk, law=replace(desk.law, calendar=Calendar({})))
    computing.taken()
    for other in (tomorrow, fewer, rested):
        outlines.outlines(other)
        assert computing.taken() == [made]
        outlines.outlines(other)
        assert computing.taken() == []


def test_the_list_of_clocks_is_that_of_the_facts(desk: Desk) -> None:
    made = many_needs.project(desk, 4, 2, a_lot_each=True)
    for step in walk(desk, made):
        step()
    issued = Event(EventKind.AWARD_NOTICE_ISSUED, date(2026, 9, 10))
    with desk.store.begin("event_recorded", "通知书", desk.now(), made) as work:
        records.add_event(work, made, issued)
    single = [
        d
        for d in clocks.deadlines(desk.case(made), desk.law, desk.calendar, desk.today)
        if d.start is not None
    ]
    found = [one.deadline for clock in all_clocks(desk) for one in clock.each()]
    assert set(found) == set(single)
    assert len(found) == len(single)
    signing = next(c for c in all_clocks(desk) if c.deadline.id == "D-15")
    assert len(signing.units) > 1
    assert signing.who == f"{len(signing.units)} 家"
    (row,) = overview(desk)
    late = [d for d in single if d.state.value == "已逾期"]
    assert row.overdue == len(late) > 0


def test_a_folder_opened_for_reading_only_is_shown_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(tmp_path / "data", TODAY)
    made = many_units.project(desk, 2)
    desk.store.close()
    with open_store(desk.data_dir, now=desk.now(), read_only=True) as store:
        looking = replace(desk, store=store)
        computing = Computing(monkeypatch)
        for _ in range(2):
            assert shown(looking)[made].units == 2
            assert computing.taken() == [made], "nothing was kept"
