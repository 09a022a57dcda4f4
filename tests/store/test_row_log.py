"""The log of rows: what the program writes is sealed, whatever changes it outside is named."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import NOW, UNITS, accepted, make_project, make_units
from zjbuy_desktop.store import places, row_log
from zjbuy_desktop.store.audit import canonical
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project, delete_project
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.store.verify import verify

Receive = Callable[..., int]


def outside(data_dir: Path, *statements: str) -> None:
    """Change something with another tool."""
    with closing(sqlite3.connect(places.database(data_dir))) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def _fail(work: Work) -> None:
    work.db.exec_driver_sql("UPDATE lot SET item = '别的'")
    raise ZeroDivisionError


def test_every_way_of_writing_is_followed(store: Store, project: int, receive: Receive) -> None:
    """Cascades, renamed keys, upserts, replacements, drafts and a transaction that failed."""
    receive((accepted("甲.xlsx", b"one", *UNITS), b"one"))
    receive((accepted("乙.xlsx", b"two", UNITS[1]), b"two"))
    with store.begin("x", "改名", NOW, project) as work:
        work.db.exec_driver_sql("UPDATE unit SET name = '改了名' WHERE name = ?", (UNITS[1],))
        work.db.exec_driver_sql("INSERT OR REPLACE INTO setting VALUES ('a', '1')")
        work.db.exec_driver_sql("INSERT OR REPLACE INTO setting VALUES ('a', '2')")
    with pytest.raises(ZeroDivisionError), store.begin("x", "没成", NOW, project) as work:
        _fail(work)
    for text in ("一", "二", "二"):
        store.save_draft(project, "setup", {"name": text}, at=NOW)
    assert verify(store.data_dir).problems == ()
    with store.begin("x", "另一个", NOW) as work:
        create_project(work, make_project(), make_units())
    store.drop_draft(project, "setup")
    with store.begin("x", "删除", NOW, project) as work:
        delete_project(work, project)
    assert verify(store.data_dir).problems == ()


def test_a_changed_value_is_named_with_its_row_and_the_event_it_was_written_by(
    store: Store, project: int, receive: Receive
) -> None:
    receive((accepted("甲.xlsx", b"one", UNITS[0]), b"one"))
    outside(store.data_dir, "UPDATE need_line SET note = '加一句' WHERE position = 1")
    assert verify(store.data_dir).problems == (
        f"需求行“{UNITS[0]}，台式计算机，甲.xlsx，第2行”（项目“{make_project().name}”）："
        "与第 2 条操作记录（11月23日09:12“导入回收表”）时记下的不一致，被改动过",
    )


def test_what_was_changed_outside_stays_evident_when_the_program_writes_over_it(
    store: Store, project: int
) -> None:
    outside(store.data_dir, "UPDATE lot SET item = '别的' WHERE name = '标项一'")
    with store.begin("x", "改标项", NOW, project) as work:
        work.db.exec_driver_sql("UPDATE lot SET item = '便携式计算机' WHERE name = '标项一'")
    (problem,) = verify(store.data_dir).problems
    assert problem.startswith("标项“标项一，便携式计算机”")
    assert problem.endswith("在第 2 条操作记录（11月23日09:12“改标项”）之前被程序以外的工具改动过")
    with store.begin("x", "删标项", NOW, project) as work:
        work.db.exec_driver_sql("DELETE FROM lot WHERE name = '标项一'")
    (problem,) = verify(store.data_dir).problems
    assert "之前被程序以外的工具改动过" in problem


def test_rows_put_in_taken_out_and_lines_of_the_log_changed(store: Store, project: int) -> None:
    outside(
        store.data_dir,
        f"DELETE FROM unit WHERE name = '{UNITS[2]}'",
        "INSERT INTO setting VALUES ('seal', '圆')",
        "UPDATE row_log SET lines = replace(lines, '-', '0') WHERE tbl = 'lot'",
    )
    named = "\n".join(verify(store.data_dir).problems)
    assert f"名册中的单位“{UNITS[2]}”（项目“{make_project().name}”）：被删去了" in named
    assert "设置“seal”：不是由程序写入的" in named
    assert "操作记录第 1 条的逐行校验被改动过" in named
    outside(store.data_dir, "DROP TABLE row_log", "DROP TABLE lot_award")
    named = "\n".join(verify(store.data_dir).problems)
    assert "逐行校验记录不见了" in named


def test_tables_taken_away_or_made_otherwise_are_told(store: Store, project: int) -> None:
    outside(store.data_dir, "DROP TABLE recommendation", "DROP INDEX ix_need_line_by_unit")
    problems = verify(store.data_dir).problems
    assert "数据库的结构或版本号在程序之外被改动过" in problems


def test_an_event_from_another_database_does_not_bring_its_seal(store: Store, project: int) -> None:
    with store.begin("x", "别处来的", NOW) as work:
        work.payload[row_log.SEALED] = "0" * 64
    with store.read() as view:
        payload = view.db.exec_driver_sql(
            "SELECT payload FROM audit_event WHERE seq = 2"
        ).scalar_one()
    assert row_log.SEALED not in json.loads(payload)
    assert verify(store.data_dir).problems == ()


@pytest.mark.parametrize("text", ['引"号\\', "行\n制表\t\x01\x1f\x7f", "𬭎\u2028é", "", "1"])
def test_the_content_of_a_row_is_plain_json_whatever_sqlite_it_is(text: str) -> None:
    """A digest made on one PC must come out the same on every other."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (b, a, k INTEGER PRIMARY KEY)")
        db.execute("INSERT INTO t VALUES (?, NULL, 7)", (text,))
        shape = row_log.shapes(db.execute(row_log.SHAPES).fetchall())["t"]
        (found,) = db.execute(f"SELECT {shape.content('r')} FROM t r").fetchone()
    assert found.decode() == canonical([None, text, 7])


def test_the_log_costs_no_event_and_no_second_transaction(tmp_path: Path) -> None:
    with open_store(tmp_path, now=NOW) as store:
        with store.begin("x", "x", NOW) as work:
            create_project(work, make_project(), make_units())
        with store.read() as view:
            assert view.db.exec_driver_sql("SELECT count(*) FROM audit_event").scalar() == 1
            logged = dict(view.db.exec_driver_sql("SELECT tbl, lines FROM row_log").fetchall())
    assert len(logged["unit"].split("\n")) == len(UNITS)
    assert all(line.startswith("- ") for line in logged["unit"].split("\n"))
