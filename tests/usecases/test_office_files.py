"""What the office laid beside its data comes along: in a backup, to the next PC, never silently."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.usecases.test_holidays import OF_2027
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.store import open_keys
from zjbuy_desktop.store.settings import load_settings
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.store.verify import verify
from zjbuy_desktop.usecases import (
    encryption,
    handover,
    holidays,
    made_files,
    office_files,
    trust,
)
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 12, 1)
LAW = "# 本单位补充的法规，另附。\n"
Capture = pytest.CaptureFixture[str]


def backed_up(data: Path) -> Path:
    """A folder with a schedule of 2027 and an order of fields, and a backup of it."""
    desk = open_desk(data, TODAY)
    holidays.keep(desk, holidays.read(OF_2027, 2027, "通知"))
    desk.store.close()
    (data / office_files.ENTRY_ORDER).write_text("# 按手册改过\n", encoding="utf-8")
    open_desk(data, TODAY).store.close()
    desk = open_desk(data, TODAY)
    made = trust.make_backup(desk, None)
    desk.store.close()
    return Path(made["file"])


def test_a_restored_folder_counts_by_the_same_days(tmp_path: Path) -> None:
    file = backed_up(tmp_path / "旧")
    fresh = tmp_path / "新 电脑"
    trust.restore_backup(fresh, file)
    desk = open_desk(fresh, TODAY)
    try:
        assert date(2027, 2, 8) in desk.calendar.years[2027].off
        order = (fresh / office_files.ENTRY_ORDER).read_text("utf-8")
        assert order == "# 按手册改过\n"
        assert verify(fresh).problems == ()
    finally:
        desk.store.close()
    before = (tmp_path / "旧" / office_files.HOLIDAYS).read_bytes()
    assert (fresh / office_files.HOLIDAYS).read_bytes() == before


def test_a_file_that_says_something_else_stays_beside_the_one_brought_back(tmp_path: Path) -> None:
    data = tmp_path / "数据"
    file = backed_up(data)
    desk = open_desk(data, TODAY)
    holidays.drop(desk, 2027, "误录")
    desk.store.close()
    (data / office_files.ENTRY_ORDER).write_text("# 又改过\n", encoding="utf-8")
    trust.restore_backup(data, file)
    desk = open_desk(data, TODAY)
    assert 2027 in desk.calendar.years
    desk.store.close()
    assert (data / office_files.ENTRY_ORDER).read_text("utf-8") == "# 按手册改过\n"
    assert (data / "平台录入顺序（恢复前）.toml").read_text("utf-8") == "# 又改过\n"


def test_a_refused_backup_brings_nothing_back(tmp_path: Path) -> None:
    data = tmp_path / "数据"
    backed_up(data)
    bad = tmp_path / "坏.zjbak"
    bad.write_bytes(b"no zip")
    (data / office_files.HOLIDAYS).unlink()
    with pytest.raises(Exception, match="不能用"):
        trust.restore_backup(data, bad)
    desk = open_desk(data, TODAY)
    try:
        assert not (data / office_files.HOLIDAYS).exists(), "taken away by hand, and so it stays"
        with desk.store.read() as view:
            assert office_files.HOLIDAYS not in office_files.named(load_settings(view))
            assert list_audit(view)[0].action == "office_files_kept"
    finally:
        desk.store.close()


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    data = tmp_path / "数据"
    backed_up(data)
    first = open_desk(data, TODAY)
    with first.store.read() as view:
        before = len(list_audit(view))
    first.store.close()
    again = open_desk(data, TODAY)
    with again.store.read() as view:
        assert len(list_audit(view)) == before
    again.store.close()


class Pc:
    """Runs commands on one data folder."""

    def __init__(self, data: Path, capture: Capture) -> None:
        self.data, self.capture = data, capture

    def __call__(self, *args: object) -> Any:
        run(["--data", str(self.data), "--today", "2026-08-21", *map(str, args), "--json"])
        return json.loads(self.capture.readouterr().out)


@pytest.fixture
def old(tmp_path: Path, capsys: Capture, samples: Path) -> Pc:
    made = Pc(tmp_path / "旧电脑", capsys)
    made("project", "new", "--file", samples / "project.toml")
    made("forms", "import", 1, samples / "returns")
    made("papers", "make", 1, "delegation_letter", "--out", tmp_path / "文件")
    (made.data / office_files.LAW).write_text(LAW, encoding="utf-8")
    return made


def test_files_and_papers_go_along_to_the_next_pc(old: Pc, tmp_path: Path, capsys: Capture) -> None:
    made = old("handover", "make", 1, "--out", tmp_path, "--to", "李四")
    printed = {p.name: p.read_bytes() for p in (tmp_path / "文件").glob("*.pdf")}
    assert len(printed) > 10
    shutil.rmtree(tmp_path / "文件")
    new = Pc(tmp_path / "新电脑", capsys)
    taken = new("handover", "take", made["file"])
    assert taken["told"] == ["“法规补充.toml”随交接一起来了，期限和录入照它办。"]
    assert (new.data / office_files.LAW).read_text("utf-8") == LAW
    assert new("verify")["problems"] == []
    desk = open_desk(new.data, TODAY)
    try:
        case = desk.case(1)
        laid = [made_files.at_hand(desk, case.project.name, p) for p in case.papers]
        assert {p.name: p.read_bytes() for p in laid if p} == printed
        assert all(p.is_relative_to(new.data) for p in laid if p)
    finally:
        desk.store.close()


def test_a_paper_that_was_changed_does_not_go_along(old: Pc, tmp_path: Path) -> None:
    desk = open_desk(old.data, TODAY)
    try:
        case = desk.case(1)
        paper = Path(case.papers[0].file)
        paper.write_bytes(paper.read_bytes() + b"%")
        assert made_files.keep_for_next(desk, [1]) == len(case.papers) - 1
        assert made_files.keep_for_next(desk, [1]) == 0, "once"
        paper.unlink()
        assert made_files.at_hand(desk, case.project.name, case.papers[0]) is None
    finally:
        desk.store.close()


def test_a_file_here_is_not_replaced_but_told(old: Pc, tmp_path: Path, capsys: Capture) -> None:
    made = old("handover", "make", 1, "--out", tmp_path, "--to", "李四")
    new = Pc(tmp_path / "新电脑", capsys)
    new("project", "list")
    (new.data / office_files.LAW).write_text("# 这里的\n", encoding="utf-8")
    taken = new("handover", "take", made["file"])
    (said,) = taken["told"]
    assert said.startswith(
        "这里的“法规补充.toml”与交来的不同，没有替换；交来的存为“法规补充（交来）.toml”"
    )
    assert (new.data / office_files.LAW).read_text("utf-8") == "# 这里的\n"
    assert (new.data / "法规补充（交来）.toml").read_text("utf-8") == LAW
    assert new("verify")["problems"] == []


@pytest.fixture
def _no_keys() -> Iterator[None]:
    yield
    open_keys._held.clear()
    open_keys._named.clear()


@pytest.mark.usefixtures("_no_keys")
def test_they_go_along_encrypted_as_well(old: Pc, tmp_path: Path) -> None:
    encryption.encrypt(old.data, "西湖的水，2026年", drop_backups=True)
    printed = {p.name: p.read_bytes() for p in (tmp_path / "文件").glob("*.pdf")}
    desk = open_desk(old.data, TODAY)
    made = handover.give(desk, [1], tmp_path, "李四", phrase="另一句口令，十二月")
    desk.store.close()
    shutil.rmtree(tmp_path / "文件")
    assert encryption.unlock_file(made.file, "另一句口令，十二月")
    new = open_desk(tmp_path / "新电脑", TODAY)
    try:
        taken = handover.take(new, made.file)
        assert taken.told == ("“法规补充.toml”随交接一起来了，期限和录入照它办。",)
        case = new.case(1)
        laid = [made_files.at_hand(new, case.project.name, p) for p in case.papers]
        assert {p.name: p.read_bytes() for p in laid if p} == printed
        assert verify(new.data_dir).problems == ()
    finally:
        new.store.close()
    assert not any(
        b"%PDF" in f.read_bytes() for f in (old.data / "files").rglob("*") if f.is_file()
    )
