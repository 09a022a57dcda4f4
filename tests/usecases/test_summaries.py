"""Summaries: all or nothing, and tables in the order the office keeps."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.usecases import many_units
from zjbuy_desktop.core.base.errors import UserError
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
