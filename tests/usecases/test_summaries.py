"""Summaries: all or nothing, and tables in the order the office keeps."""

import multiprocessing
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.usecases import many_needs, many_units
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.excel import writing_pool
from zjbuy_desktop.usecases import platform_tables, summaries
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.summaries import Part


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", date(2026, 8, 17))
    yield opened
    opened.store.close()


@pytest.fixture
def project(desk: Desk) -> int:
    return many_units.project(desk, 4)


def test_only_what_is_asked_for_is_written(desk: Desk, project: int, tmp_path: Path) -> None:
    written = summaries.write_summaries(
        desk, project, tmp_path / "out", parts=frozenset({Part.TOTAL})
    )
    assert sorted((tmp_path / "out").iterdir()) == sorted(written.files)
    (book,) = written.files
    assert openpyxl.load_workbook(book).sheetnames[0] == "概况"


class _Stop(BaseException):
    """As the window's 取消 does it."""


def test_breaking_off_leaves_nothing(desk: Desk, project: int, tmp_path: Path) -> None:
    def progress(done: int, _total: int, _what: str) -> None:
        if done == 1:
            raise _Stop

    with pytest.raises(_Stop):
        summaries.write_summaries(desk, project, tmp_path / "out", progress)
    assert list((tmp_path / "out").iterdir()) == []


UNITS = frozenset({Part.UNITS})


def values(file: Path) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(file)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_two_processes_write_what_one_writes(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = many_needs.project(desk, 6, 3)
    alone = summaries.write_summaries(desk, project, tmp_path / "alone", parts=UNITS)
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(writing_pool, "WORTH", 6)
    shared = summaries.write_summaries(
        desk, project, tmp_path / "shared", lambda done, total, _: seen.append((done, total)), UNITS
    )
    assert [f.name for f in shared.files] == [f.name for f in alone.files]
    assert len(shared.files) == 6
    assert [values(f) for f in shared.files] == [values(f) for f in alone.files]
    assert seen == sorted(seen), "the count never goes back"
    assert seen[-1] == (6, 6)


def test_breaking_off_two_processes_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = many_needs.project(desk, 30, 3)
    monkeypatch.setattr(writing_pool, "WORTH", 30)

    def progress(done: int, _total: int, _what: str) -> None:
        if done >= 2:
            raise _Stop

    with pytest.raises(_Stop):
        summaries.write_summaries(desk, project, tmp_path / "out", progress, UNITS)
    assert list((tmp_path / "out").iterdir()) == []
    assert multiprocessing.active_children() == []


def test_the_offices_own_column_order_is_used(desk: Desk, project: int) -> None:
    assert [t.name for t in platform_tables.tables(desk)] == ["采购计划", "采购需求", "合同"]
    own = desk.data_dir / platform_tables.OWN_FILE
    own.write_text(
        '[[tables]]\nname = "甲"\ncolumns = [{caption = "金额", field = "amount", money = "万元"}]',
        encoding="utf-8",
    )
    (table,) = platform_tables.tables(desk)
    assert [(c.caption, c.money) for c in table.columns] == [("金额", "万元")]
    own.write_text(
        '[[tables]]\nname = "甲"\ncolumns = [{caption = "金额", field = "sum"}]', encoding="utf-8"
    )
    with pytest.raises(UserError, match="sum"):
        platform_tables.tables(desk)
