"""The log of rows and the hand-over: clean where a project arrives, and nothing made good by it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import NOW, UNITS, accepted, make_project, make_units
from tests.store.test_row_log import outside
from zjbuy_desktop.store import backup, giving, parcel, places, taking
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.store.restore import restore
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.store.verify import verify

LATER = NOW + timedelta(hours=1)
Receive = Callable[..., int]


@pytest.fixture
def filled(store: Store, project: int, receive: Receive) -> int:
    receive((accepted("甲.xlsx", b"one", *UNITS[:2]), b"one"))
    return project


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """The next PC, with a project of its own and a page that is not saved yet."""
    with open_store(tmp_path / "第二台", now=NOW, actor="李四") as opened:
        with opened.begin("project_created", "新建项目", NOW) as work:
            create_project(work, replace(make_project(), name="李四的项目"), make_units())
        opened.save_draft(1, "setup", {"name": "没写完"}, at=NOW)
        yield opened


def sent(store: Store, project: int, file: Path, to: Store) -> int:
    """Hand a project over; its number there."""
    made = giving.give(store, [project], file, "李四", LATER)
    ((here, _),) = taking.take(to, made.file, LATER).projects
    return here


def test_what_moves_in_is_written_down_there_also_beside_an_unsaved_page(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    here = sent(store, filled, tmp_path / "a.zjhand", other)
    assert verify(other.data_dir).problems == ()
    other.save_draft(here, "setup", {"name": "接着写"}, at=LATER)
    with other.begin("x", "接着办", LATER, here) as work:
        work.db.exec_driver_sql("UPDATE lot SET item = '台式计算机' WHERE project_id = ?", (here,))
    assert verify(other.data_dir).problems == ()


def test_a_row_changed_after_the_move_is_named_with_its_move(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    here = sent(store, filled, tmp_path / "a.zjhand", other)
    change = "UPDATE need_line SET note = '加一句' WHERE position = 1 AND project_id ="
    outside(other.data_dir, f"{change} {here} AND unit = '{UNITS[0]}'")
    (problem,) = verify(other.data_dir).problems
    assert problem.startswith(f"需求行“{UNITS[0]}，台式计算机，甲.xlsx，第2行”")
    assert "接收“张三”交来的项目" in problem


def test_there_and_back_is_clean_and_what_was_changed_here_meanwhile_stays_evident(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    here = sent(store, filled, tmp_path / "a.zjhand", other)
    assert verify(store.data_dir).problems == ()
    outside(store.data_dir, "UPDATE unit SET district = '别处' WHERE position = 1")
    (away,) = verify(store.data_dir).problems
    assert away.startswith(f"名册中的单位“{UNITS[1]}”")
    back = giving.give(other, [here], tmp_path / "b.zjhand", "张三", LATER)
    assert not back.card.doubts
    taking.take(store, back.file, LATER)
    assert verify(other.data_dir).problems == ()
    (gone,) = verify(store.data_dir).problems
    assert UNITS[1] in gone
    assert "接收“李四”交来的项目" in gone
    assert gone.endswith("之前被程序以外的工具改动过")


def test_a_copy_that_only_looks_on_is_checked_as_any_other(
    store: Store, filled: int, tmp_path: Path
) -> None:
    giving.give(store, [filled], tmp_path / "a.zjhand", "李四", LATER)
    assert verify(store.data_dir).problems == ()
    outside(store.data_dir, "UPDATE baton SET here = 1")
    (problem,) = verify(store.data_dir).problems
    assert problem.startswith("接力记录“李四")


def test_what_was_changed_before_goes_along_as_a_warning(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    outside(store.data_dir, "UPDATE need_line SET spec = 'i9' WHERE id = 1")
    made = giving.give(store, [filled], tmp_path / "a.zjhand", "李四", LATER)
    assert made.card.doubts == 1
    looked = taking.look(other, made.file)
    assert looked.card.doubt.startswith("交出时，交出方的数据有 1 处与操作记录不符")
    ((here, _),) = taking.take(other, made.file, LATER).projects
    with other.read() as view:
        event = list_audit(view, here)[0]
    assert looked.card.doubt in event.summary
    assert event.payload["doubts"] == 1


def test_the_log_of_other_projects_stays(store: Store, filled: int, tmp_path: Path) -> None:
    made = giving.give(store, [filled], tmp_path / "a.zjhand", "李四", LATER)
    with parcel.opened(made.file) as found:
        parcel.extract_database(found, tmp_path / "包里.db")
    with closing(sqlite3.connect(tmp_path / "包里.db")) as db:
        assert db.execute("SELECT count(*) FROM row_log").fetchone() == (0,)


def test_a_restore_brings_the_log_of_its_time(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    here = sent(store, filled, tmp_path / "a.zjhand", other)
    made = backup.make(other.data_dir, tmp_path / "b.zjbak", LATER)
    with other.begin("x", "后来", LATER, here) as work:
        work.db.exec_driver_sql("UPDATE lot SET item = '别的'")
    other.close()
    restore(other.data_dir, made.file, LATER)
    assert verify(other.data_dir).problems == ()
    with open_store(other.data_dir, now=LATER) as again, again.begin("x", "接着办", LATER, here):
        pass
    assert verify(other.data_dir).problems == ()
    with closing(sqlite3.connect(places.database(other.data_dir))) as db:
        assert db.execute("SELECT count(*) FROM lot WHERE item = '别的'").fetchone() == (0,)
