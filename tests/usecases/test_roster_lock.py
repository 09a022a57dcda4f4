"""The roster is locked by the announcement (指引 十二（一）): who takes part, and as what."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.usecases import many_units
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.units import Role, Unit
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases import projects
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 9, 1)
PROJECT = 1


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "数据", TODAY)
    assert many_units.project(opened, 3) == PROJECT
    yield opened
    opened.store.close()


def announce(desk: Desk) -> None:
    with desk.store.begin("event_recorded", "公告", desk.now(), project_id=PROJECT) as work:
        records.add_event(work, PROJECT, Event(EventKind.ANNOUNCEMENT_PUBLISHED, TODAY))


def changed(desk: Desk, how: str) -> list[Unit]:
    units = list(desk.case(PROJECT).units)
    last = units[-1]
    if how == "fewer":
        return units[:-1]
    if how == "renamed":
        return [*units[:-1], replace(last, name="之江市另一家单位")]
    if how == "led by another":
        return [replace(units[0], role=last.role), *units[1:-1], replace(last, role=Role.LEAD)]
    return [*units, replace(last, name="之江市后来的单位", uscc="12330100MB00000999")]


HOW = ("fewer", "more", "renamed", "led by another")


@pytest.mark.parametrize("how", HOW)
def test_before_the_announcement_the_roster_may_change(desk: Desk, how: str) -> None:
    wanted = changed(desk, how)
    projects.replace_roster(desk, PROJECT, wanted)
    kept = desk.case(PROJECT).units
    assert [(u.name, u.role) for u in kept] == [(u.name, u.role) for u in wanted]


@pytest.mark.parametrize("how", HOW)
def test_from_the_announcement_on_nobody_joins_leaves_or_changes_part(desk: Desk, how: str) -> None:
    announce(desk)
    before = desk.case(PROJECT).units
    with pytest.raises(UserError, match=r"名册已锁定.*第十二条（一）") as told:
        projects.replace_roster(desk, PROJECT, changed(desk, how))
    assert "证明材料" in told.value.hint
    assert desk.case(PROJECT).units == before


def test_a_telephone_number_may_be_mended_even_then(desk: Desk) -> None:
    announce(desk)
    unit = many_units.names(desk, PROJECT)[0]
    many_units.rename_contact(desk, PROJECT, unit, "新联系人")
    found = desk.case(PROJECT).unit(unit)
    assert found is not None
    assert found.contact == "新联系人"
