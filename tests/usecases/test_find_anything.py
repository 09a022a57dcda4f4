"""Ctrl+K over forty projects: every kind of thing, current after each write, fast."""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.usecases import many_needs
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.usecases import projects, recording, stages
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.find_anything import EACH, Findable, Finder, told
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", TODAY)
    many_needs.project(opened, 4, 2)
    yield opened
    opened.store.close()


def many(desk: Desk, n: int, units: int) -> None:
    """One more project of these units, under a name of its own."""
    many_needs.project(desk, units, 2)
    card = desk.case(n + 1).project
    projects.update(desk, n + 1, replace(card, name=f"{card.name}（{n + 1}）"))


def found(finder: Finder, typed: str, group: str) -> list[Findable]:
    finder.refresh()
    return [f for g in finder.search(typed) if g.title == group for f in g.shown]


def test_each_kind_of_thing_is_found(desk: Desk) -> None:
    case, finder = desk.case(1), Finder(desk.data_dir)
    unit = case.units[1]
    recording.set_details(desk, 1, [PaperDetails("call_notice", "", "之机管函〔2026〕15号", TODAY)])
    recording.record(desk, 1, [Event(EventKind.CALL_SENT, TODAY, note="浙政钉群发")])
    stages.explain_warning(desk, 1, "lead_is_recommended", "", "办公会纪要")
    assert [f.subject for f in found(finder, unit.name, "单位")] == [unit.name]
    (contact,) = [f for f in found(finder, unit.phone, "联系人") if f.subject == unit.name]
    assert contact.text == unit.contact
    (number,) = found(finder, "管函〔2026〕15", "文号")
    assert (number.kind, told(number)) == (
        "call_notice",
        "之机管函〔2026〕15号　征集采购需求意向的通知（函）",
    )
    assert [f.kind for f in found(finder, "zzdqf", "备注")] == ["event:call_sent"]
    assert [f.kind for f in found(finder, "会议纪要 ", "备注")] == []
    assert [f.kind for f in found(finder, "bghjy", "备注")] == ["reason:lead_is_recommended"]
    assert found(finder, case.project.name, "项目")[0].project_id == 1
    assert found(finder, case.project.lots[0].item, "标的")


def test_contracts_plans_and_suppliers_are_found(desk: Desk) -> None:
    unit = desk.case(1).units[1].name
    with sqlite3.connect(desk.data_dir / "zjbuy.db") as db:
        db.execute(
            "INSERT INTO signed_contract (project_id, unit, lot, number, signed_on, amount_fen,"
            " supplier, supplier_uscc, delivery, note, source)"
            " VALUES (1, ?, '标项一', 'HT-2026-77', '2026-08-10', 100, '', '', '', '尾款另议', '')",
            (unit,),
        )
        db.execute(
            "INSERT INTO plan_entry (project_id, kind, unit, number, category_code, amount_fen,"
            " source, linked, link_source) VALUES (1, 'formal', ?, '正[2026]0042号', '', 1, '', '',"
            " '')",
            (unit,),
        )
        db.execute(
            "INSERT INTO lot_award (project_id, lot, supplier, supplier_uscc, total_fen, address,"
            " contact, phone, position) VALUES (1, '标项一', '浙江云帆公司', '', 1, '', '钱塘',"
            " '13', 0)"
        )
    finder = Finder(desk.data_dir)
    assert [f.subject for f in found(finder, "ht-2026-77", "合同")] == [unit]
    assert [f.subject for f in found(finder, "0042", "采购计划")] == [unit]
    assert [f.text for f in found(finder, "zjyf", "供应商和代理机构")] == ["浙江云帆公司"]
    assert [f.text for f in found(finder, "qt 云帆", "联系人")] == ["钱塘"]
    assert [f.text for f in found(finder, "wkly", "备注")] == ["尾款另议"]


def test_what_was_written_since_is_found(desk: Desk) -> None:
    finder = Finder(desk.data_dir)
    assert found(finder, "另行通知", "备注") == []
    recording.record(desk, 1, [Event(EventKind.CALL_SENT, TODAY, note="另行通知")])
    assert len(found(finder, "另行通知", "备注")) == 1


def test_forty_projects_answer_within_a_tenth_of_a_second(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "many", TODAY)
    for n in range(40):
        many(desk, n, 30)
    desk.store.close()
    finder = Finder(tmp_path / "many")
    finder.refresh()
    group = next(g for g in finder.search("xx") if g.title == "单位")
    assert group.count >= 40
    assert len(group.shown) == EACH
    spent = []
    for typed in ("x", "zjs", "之江市第1", "zjsd1xx", "没有的", "0571"):
        began = time.perf_counter()
        finder.search(typed)
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.1
    assert sorted(spent)[len(spent) // 2] < 0.1, spent
