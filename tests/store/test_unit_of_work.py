"""One write is one transaction and one audit event; what fails leaves nothing."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.store.conftest import NOW, make_project, make_units
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import audit, peek, places, trail
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project, delete_project
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.verify import verify


def count(store: Store, table: str) -> int:
    with store.read() as view:
        found = view.db.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
    return int(found)


def test_a_write_is_one_audited_event(store: Store, project: int) -> None:
    with store.begin("record", "登记", NOW, project) as work:
        work.payload["day"] = date(2026, 11, 23)
    with store.read() as view:
        rows = view.db.exec_driver_sql(f"SELECT {audit.COLUMNS} FROM audit_event").fetchall()
    assert [(row[0], row[2], row[3], row[4]) for row in rows] == [
        (1, "张三", "create_project", project),
        (2, "张三", "record", project),
    ]
    assert rows[1][6] == '{"day":"2026-11-23"}'
    assert rows[1][7] == rows[0][8]
    assert verify(store.data_dir).sound


def test_the_trail_can_be_read(store: Store, project: int) -> None:
    with store.begin("backup", "备份", NOW) as work:
        work.payload["file"] = "甲"
    with store.read() as view:
        newest, first = trail.list_audit(view)
        assert trail.list_audit(view, project) == (first,)
        assert trail.list_audit(view, limit=1) == (newest,)
    assert (newest.seq, newest.project, newest.at) == (2, None, NOW)
    assert newest.payload == {"file": "甲"}


def test_what_fails_leaves_nothing(store: Store, project: int) -> None:
    def fail() -> None:
        with store.begin("create_project", "新建项目", NOW) as work:
            create_project(work, make_project(), make_units())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (count(store, "project"), count(store, "audit_event")) == (1, 1)


def test_constraints_are_on(store: Store, project: int) -> None:
    with (
        pytest.raises(IntegrityError, match="FOREIGN KEY"),
        store.begin("x", "x", NOW) as work,
    ):
        work.db.exec_driver_sql("INSERT INTO lot VALUES (99, 77, 'x', 'x', '', '', NULL, 0, NULL)")
    with pytest.raises(IntegrityError, match="ck_unit_level"), store.begin("x", "x", NOW) as work:
        work.db.exec_driver_sql("UPDATE unit SET level = '国家级'")


def test_a_cascade_really_fires(store: Store, project: int) -> None:
    store.save_draft(project, "setup", {"name": "草稿"}, at=NOW)
    with store.begin("delete_project", "删除项目", NOW, project) as work:
        delete_project(work, project)
    assert [count(store, t) for t in ("project", "unit", "lot", "draft")] == [0, 0, 0, 0]
    assert count(store, "audit_event") == 2


def test_pragmas(store: Store) -> None:
    with store.read() as view:
        found = [
            view.db.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 5000]


def test_a_read_sees_one_moment(store: Store, project: int) -> None:
    with store.read() as view:
        before = view.db.exec_driver_sql("SELECT count(*) FROM audit_event").scalar_one()
        with store.begin("x", "x", NOW):
            pass
        assert view.db.exec_driver_sql("SELECT count(*) FROM audit_event").scalar_one() == before


def test_drafts_are_kept_without_audit(store: Store, project: int) -> None:
    store.save_draft(project, "setup", {"name": "一"}, at=NOW)
    store.save_draft(project, "setup", {"name": "二", "n": 2}, at=NOW, version=3)
    draft = store.load_draft(project, "setup")
    assert draft is not None
    assert (draft.payload, draft.version, draft.saved_at) == ({"name": "二", "n": 2}, 3, NOW)
    assert store.load_draft(project, "call") is None
    assert count(store, "audit_event") == 1
    store.drop_draft(project, "setup")
    assert store.load_draft(project, "setup") is None


def tamper(data_dir: Path, *statements: str) -> tuple[str, ...]:
    db = sqlite3.connect(places.database(data_dir))
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()
    return verify(data_dir).problems


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit_event SET summary = '别的' WHERE seq = 2", ["第 2 条被改动"]),
        (
            "UPDATE audit_event SET payload = '{\"a\":1}' WHERE seq = 1",
            ["第 1 条被改动", "第 1 条的逐行"],
        ),
        ("UPDATE audit_event SET at = '2020-01-01' WHERE seq = 3", ["第 3 条被改动"]),
        ("DELETE FROM audit_event WHERE seq = 2", ["缺少第 2 条"]),
        ("DELETE FROM audit_event WHERE seq = 3", ["末尾"]),
        ("DELETE FROM audit_event", ["末尾"]),
    ],
)
def test_tampering_shows(store: Store, project: int, statement: str, named: list[str]) -> None:
    for _ in range(2):
        with store.begin("x", "x", NOW):
            pass
    problems = tamper(store.data_dir, statement)
    assert len(problems) == len(named)
    assert all(word in problem for word, problem in zip(named, problems, strict=True))


def test_tampering_with_a_hash_made_anew_still_shows(store: Store, project: int) -> None:
    with store.begin("x", "x", NOW):
        pass
    with store.read() as view:
        row = view.db.exec_driver_sql(
            "SELECT seq, at, actor, action, project, summary FROM audit_event WHERE seq = 1"
        ).one()
    facts = {**row._asdict(), "summary": "别的", "payload": {}}
    made = audit.chain_hash(audit.FIRST, facts)
    problems = tamper(
        store.data_dir,
        f"UPDATE audit_event SET summary = '别的', payload = '{{}}', hash = '{made}' WHERE seq = 1",
    )
    assert problems == ("审计记录第 2 条与前一条接不上", "操作记录第 1 条的逐行校验被改动过")


def test_peek_needs_no_library_and_lists_projects(store: Store, project: int) -> None:
    assert [(p.id, p.name, p.stage_hint, p.updated_at) for p in peek.projects(store.data_dir)] == [
        (project, make_project().name, "", NOW)
    ]
    assert peek.revision(store.data_dir) == places.REVISIONS[-1]


def test_a_read_only_store_refuses_writes(store: Store, project: int) -> None:
    with open_store(store.data_dir, now=NOW, read_only=True) as other:
        assert count(other, "project") == 1
        with pytest.raises(UserError, match="只读"):
            other.save_draft(project, "setup", {}, at=NOW)
        with pytest.raises(UserError, match="只读"):
            other.begin("x", "x", NOW)
