"""信息公开台账: listed and written by the command line, links added afterwards."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import collecting, disclosures, projects, recording, trust
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)
WAIVED = Event(EventKind.INTENTION_WAIVED, date(2026, 8, 10), note="急需")


@pytest.fixture
def desk(tmp_path: Path, samples: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", TODAY)
    project = projects.new_from_file(opened, samples / "project.toml")
    collecting.import_returns(opened, project, [samples / "returns"])
    recording.record(opened, project, [Event(EventKind.CALL_SENT, date(2026, 8, 1))])
    yield opened
    opened.store.close()


def published(desk: Desk, note: str = "") -> None:
    kind = EventKind.INTENTION_PUBLISHED
    recording.record(desk, 1, [Event(kind, date(2026, 8, 12), note=note)])


def test_a_link_is_added_to_what_was_recorded_and_the_old_note_is_kept_in_the_trail(
    desk: Desk,
) -> None:
    kind = EventKind.INTENTION_PUBLISHED
    with pytest.raises(UserError, match="还没有登记“采购意向已公开”"):
        disclosures.set_link(desk, 1, kind, "", "8月意向")
    published(desk, "见采购网")
    with pytest.raises(UserError, match="没有写标题或链接"):
        disclosures.set_link(desk, 1, kind, "", "  ")
    disclosures.set_link(desk, 1, kind, "", " 之江市2026年8月采购意向 ")
    event = desk.case(1).event(kind)
    assert event is not None
    assert (event.on, event.note) == (date(2026, 8, 12), "之江市2026年8月采购意向")
    assert sum(e.kind is kind for e in desk.case(1).events) == 1
    with desk.store.read() as view:
        (last, *_) = list_audit(view, 1, 1)
    assert (last.action, last.payload["before"]) == ("disclosure_linked", "见采购网")
    desk.store.close()
    assert trust.verify_data(desk.data_dir)["problems"] == []


def test_the_ledger_is_listed_linked_and_written(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published(desk)
    desk.store.close()
    start = ["--data", str(desk.data_dir), "--today", str(TODAY)]
    assert run([*start, "disclosures", "link", "1", "采购意向已公开", "8月意向公告"]) == 0
    capsys.readouterr()
    assert run([*start, "--json", "disclosures", "list", "1"]) == 0
    listed = json.loads(capsys.readouterr().out)["disclosures"]
    shared = next(r for r in listed if r["what"] == "采购意向" and not r["unit"])
    assert (shared["state"], shared["on"], shared["link"]) == (
        "已公开", "2026-08-12", "8月意向公告",
    )  # fmt: skip
    assert run([*start, "disclosures", "list", "1"]) == 0
    said = capsys.readouterr().out
    assert "[已公开] 采购意向　，2026-08-12 公开，8月意向公告（财库〔2020〕10号）" in said
    out = tmp_path / "台账.xlsx"
    assert run([*start, "disclosures", "export", "1", "--out", str(out)]) == 0
    sheet = load_workbook(out).active
    assert sheet is not None
    cells = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    assert cells[0][:4] == ["序号", "公开事项", "单位", "由谁公开"]
    assert len(cells) == len(listed) + 1
    assert ["采购意向", "整个项目"] in [row[1:3] for row in cells]
    assert "8月意向公告" in [row[8] for row in cells]


def test_a_ledger_that_cannot_be_written_says_so_and_leaves_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="写不进去"):
        disclosures.write(desk, 1, tmp_path / "没有的文件夹" / "台账.xlsx")
    assert list(tmp_path.glob("**/*.part")) == []
