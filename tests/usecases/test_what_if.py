"""如果……会怎样 on a stored project: papers that would be stale; nothing is written, ever."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.usecases import many_needs
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.supposing import DateMoves, QuantityChanges, UnitLeaves
from zjbuy_desktop.usecases import papers, recording, what_if
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", TODAY)
    many_needs.project(opened, 4, 2)
    papers.make(opened, 1, ["delegation_letter"], tmp_path / "out")
    units = [u.name for u in opened.case(1).units]
    recording.record(opened, 1, [Event(EventKind.FORM_DELIVERED, TODAY, u) for u in units[1:]])
    yield opened
    opened.store.close()


def content(desk: Desk) -> str:
    """Every row of every table, audit included."""
    db = sqlite3.connect(desk.data_dir / "zjbuy.db")
    try:
        return hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()
    finally:
        db.close()


def test_nothing_is_written_whatever_is_supposed(desk: Desk) -> None:
    case, before = desk.case(1), content(desk)
    unit = next(u.name for u in case.units if u.name != case.project.lead_unit)
    item = next(n.item for n in case.needs if n.unit == unit)
    for one in (
        UnitLeaves(unit, TODAY),
        QuantityChanges(unit, item, 7_000),
        DateMoves(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 12, 1)),
    ):
        assert what_if.suppose(desk, 1, one).differing
    assert content(desk) == before
    assert desk.case(1) == case


def test_papers_that_would_no_longer_be_right_are_named(desk: Desk) -> None:
    case = desk.case(1)
    unit = next(u.name for u in case.units if case.made_of("delegation_letter", u.name))
    item = next(n.item for n in case.needs if n.unit == unit)
    found = what_if.suppose(desk, 1, QuantityChanges(unit, item, 7_000))
    stale = [c for c in found.changes if c.group == "文件"]
    assert [(c.what, c.after) for c in stale] == [(f"参与带量集中采购委托函　{unit}", "过期")]
    assert "→" in stale[0].note


def test_the_command_says_what_would_change_and_writes_nothing(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = desk.case(1)
    unit = next(u.name for u in case.units if u.name != case.project.lead_unit)
    item = next(n.item for n in case.needs if n.unit == unit)
    desk.store.close()
    before = (tmp_path / "data" / "zjbuy.db").read_bytes()
    head = ["--data", str(tmp_path / "data"), "--today", "2026-08-17"]
    capsys.readouterr()
    assert run([*head, "what-if", "1", "--unit", unit, "--leaves"]) == 0
    said = capsys.readouterr().out
    assert f"如果{unit}在 2026-08-17 退出" in said
    assert "没有保存任何内容" in said
    assert "采购单位家数" in said
    assert run([*head, "--json", "what-if", "1", "--unit", unit, "--item", item,
                "--quantity", "7"]) == 0  # fmt: skip
    data = json.loads(capsys.readouterr().out)
    assert any(c["differs"] and c["group"] == "合计和标项" for c in data["changes"])
    assert run([*head, "what-if", "1", "--event", "采购公告已发布", "--date", "2026-12-01"]) == 0
    assert "期限" in capsys.readouterr().out
    for wrong in (
        ["--leaves"],
        ["--unit", unit],
        ["--unit", unit, "--item", item, "--quantity", "很多"],
        ["--event", "采购公告已发布"],
        ["--unit", unit, "--leaves", "--item", item],
    ):
        assert run([*head, "what-if", "1", *wrong]) == 2, wrong
    assert (tmp_path / "data" / "zjbuy.db").read_bytes() == before
