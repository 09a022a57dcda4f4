"""Forms for many units: two processes write what one writes, and 取消 leaves no half one."""

import multiprocessing
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.usecases import many_units
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.excel import writing_pool
from zjbuy_desktop.usecases import delivering
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", date(2026, 7, 1))
    yield opened
    opened.store.close()


def shown(file: Path) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(file)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_two_processes_write_the_same_forms(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = many_units.project(desk, 5)
    alone = delivering.export_forms(desk, project, tmp_path / "alone")
    monkeypatch.setattr(writing_pool, "WORTH", 6)
    shared = delivering.export_forms(desk, project, tmp_path / "shared")
    assert [f.name for f in shared] == [f.name for f in alone]
    assert [shown(f) for f in shared] == [shown(f) for f in alone]
    assert sorted(shared) == sorted((tmp_path / "shared").iterdir())


def test_breaking_off_leaves_whole_forms_only(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(BaseException):
        """As the window's 取消 does it."""

    def progress(done: int, _total: int, _what: str) -> None:
        if done >= 2:
            raise Stop

    project = many_units.project(desk, 40)
    monkeypatch.setattr(writing_pool, "WORTH", 40)
    with pytest.raises(Stop):
        delivering.send_folders(desk, project, tmp_path / "out", progress=progress)
    assert multiprocessing.active_children() == []
    assert not list((tmp_path / "out").rglob("*.part"))
    books = list((tmp_path / "out").rglob("*.xlsx"))
    assert 2 <= len(books) < 40
    assert all(shown(book) for book in books)


def test_what_is_only_a_draft_and_who_gets_no_folder_is_told(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["--data", str(tmp_path / "数据"), "--today", "2026-08-03"]
    assert run([*start, "project", "new", "--file", str(samples / "project.toml")]) == 0
    capsys.readouterr()
    assert run([*start, "forms", "send", "1", "--out", str(tmp_path / "发送")]) == 1
    said = capsys.readouterr().out
    assert "《征集采购需求意向的通知（函）》1 份是草稿，不要发出：" in said
    assert "之江市机关事务管理局是牵头单位，不给自己发，没有文件夹" in said
    assert not (tmp_path / "发送" / "之江市机关事务管理局").exists()
