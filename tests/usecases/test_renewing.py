"""复制为下一年项目 and 单位库: what is written, refused and told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.gui import journey_data as journey
from tests.usecases.test_plans_cli import answer
from zjbuy_desktop.core.case.documents import Particulars
from zjbuy_desktop.core.case.units import Role
from zjbuy_desktop.store import merging, papers
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import address_book, projects, renewing

NEXT = "之江市2027年度台式计算机带量集中采购项目"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: journey.Folders, tmp_path: Path) -> Path:
    return folders.copy("awarded", tmp_path / "data")


def test_the_new_project_has_roster_items_and_texts_and_nothing_else(data: Path) -> None:
    desk = journey.open_desk(data)
    try:
        with desk.store.begin("x", "文字", desk.now(), project_id=1) as work:
            values = (("warranty", "整机三年"), ("accept_days", "7"))
            papers.set_particulars(work, 1, Particulars("contract", "", values))
        old = desk.case(1)
        made = renewing.renew(desk, 1)
        case = desk.case(made.project_id)
        assert (case.project.name, case.project.fiscal_year) == (NEXT, 2027)
        assert [replace(u, order=0) for u in case.units] == [replace(u, order=0) for u in old.units]
        assert [x.item for x in case.project.lots] == [x.item for x in old.project.lots]
        assert case.particulars == (Particulars("contract", "", (("warranty", "整机三年"),)),)
        empty = (
            case.needs, case.events, case.plans, case.awards, case.details, case.agency,
            case.filing.number, case.stages, case.recommendations,
        )  # fmt: skip
        assert not any(empty)
        assert desk.case(1) == old, "the old project is as it was"
        with desk.store.read() as view:
            event = list_audit(view, None, 1)[0]
            assert merging.load_assignments(view, made.project_id) == ()
        assert (event.action, event.project) == ("project_renewed", made.project_id)
        assert event.payload["copied_from"] == 1
    finally:
        desk.store.close()


def test_a_name_that_is_taken_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = answer(capsys, data, "renew", 1, "--json")
    assert (code, json.loads(out)["name"]) == (0, NEXT)
    assert answer(capsys, data, "renew", 1)[0] == 2
    code, out = answer(capsys, data, "renew", 1, "--name", "2027年第二批")
    assert (code, "2027年第二批" in out) == (0, True)
    assert answer(capsys, data, "renew", 9)[0] == 2


def test_the_book_knows_each_unit_once_and_by_its_code(data: Path) -> None:
    desk = journey.open_desk(data)
    try:
        roster = desk.case(1).units
        lead = desk.case(1).project.lead_unit
        renamed = replace(roster[2], name="改了名的单位", contact="新联系人")
        card = replace(desk.case(1).project, name="打印机项目")
        projects.create(desk, card, (roster[0], renamed))
        book = address_book.units(desk)
        assert len(book) == len(roster)
        assert all(b.unit.role is Role.PARTICIPANT for b in book)
        by_code = {b.unit.uscc: b for b in book}
        assert by_code[roster[2].uscc].unit.contact == "新联系人", "as last known"
        assert by_code[roster[2].uscc].times == 2
        assert by_code[roster[3].uscc].times == 1
        assert lead in {b.unit.name for b in book}
        rest = address_book.units(desk, (roster[0], renamed), 2)
        assert {roster[0].uscc, roster[2].uscc}.isdisjoint(b.unit.uscc for b in rest)
        assert address_book.units(desk, (), 1)[0].project == "打印机项目"
        (agency,) = address_book.agencies(desk)
        assert (agency.name, agency.reason) == ("之江市公共资源交易中心", "")
        assert address_book.agencies(desk, 1) == ()
    finally:
        desk.store.close()


def test_units_of_the_book_are_put_on_a_roster(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = journey.open_desk(data)
    roster = desk.case(1).units
    projects.create(desk, replace(desk.case(1).project, name="打印机项目"), roster[:1])
    desk.store.close()
    code, out = answer(capsys, data, "units", "list", roster[3].name)
    assert (code, roster[3].uscc in out) == (0, True)
    assert answer(capsys, data, "units", "add", 2, roster[3].name)[0] == 0
    assert answer(capsys, data, "units", "add", 2, roster[3].name)[0] == 2, "there already"
    assert answer(capsys, data, "units", "add", 2, "没有的单位")[0] == 2
    desk = journey.open_desk(data)
    try:
        assert [u.name for u in desk.case(2).units] == [roster[0].name, roster[3].name]
        assert desk.case(2).units[1].order == 1
    finally:
        desk.store.close()
