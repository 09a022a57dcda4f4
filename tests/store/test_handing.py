"""接力: a project is worked on in one place; what is sent arrives whole or not at all."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import NOW, UNITS, accepted, make_project, make_units, sha
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.compose import paper_code
from zjbuy_desktop.store import backup, batons, giving, ledger, parcel, peek, places, taking
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.store.restore import restore
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.taking import Fate
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.store.verify import verify

A, B, C = UNITS
LATER = NOW + timedelta(hours=1)
Receive = Callable[..., int]


@pytest.fixture
def filled(store: Store, project: int, receive: Receive) -> int:
    """A project with two returns, beside another one that stays."""
    receive((accepted("甲.xlsx", b"one", A), b"one"), (accepted("乙.xlsx", b"two", B), b"two"))
    with store.begin("project_created", "别的项目", NOW) as work:
        other = replace(make_project(), name="不交的项目")
        create_project(work, other, make_units(("秘密单位",)))
    return project


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """The next PC, with a project of its own."""
    with open_store(tmp_path / "第二台", now=NOW, actor="李四") as opened:
        with opened.begin("project_created", "新建项目", NOW) as work:
            create_project(work, replace(make_project(), name="李四的项目"), make_units())
        yield opened


def given(store: Store, project: int, folder: Path, name: str = "a") -> giving.Given:
    return giving.give(store, [project], folder / f"{name}.zjhand", "李四", LATER)


def change(store: Store, project: int, what: str = "改一处") -> None:
    with store.begin("setting", what, LATER, project) as work:
        work.payload["x"] = 1


def test_what_a_killed_hand_over_left_on_the_stick_goes(
    store: Store, filled: int, tmp_path: Path
) -> None:
    left, under_way = tmp_path / ".旧.zjhand.part", tmp_path / ".别人的.zjhand.part"
    for half in (left, under_way):
        half.write_bytes(b"half")
    os.utime(left, (0, 0))
    given(store, filled, tmp_path)
    assert not left.exists()
    assert under_way.exists(), "another PC may be writing it"


def test_a_project_arrives_whole_beside_others(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    with store.read() as view:
        before = load_case(view, filled)
        trail = list_audit(view, filled)
    made = given(store, filled, tmp_path)
    taken = taking.take(other, made.file, LATER)
    ((here, name),) = taken.projects
    assert (here, name) == (2, before.project.name)
    with other.read() as view:
        after = load_case(view, here)
        events = list_audit(view, here)
    assert replace(after, id=filled) == before
    assert other.originals.read(sha(b"one")) == b"one"
    assert [(e.at, e.actor, e.summary) for e in events[1:]] == [
        (e.at, e.actor, e.summary) for e in trail
    ]
    assert events[0].action == taking.ACTION
    assert verify(other.data_dir).problems == ()
    assert taken.kept is not None


def test_codes_on_papers_that_are_out_are_known_on_the_next_pc(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    with store.read() as view:
        before = paper_code(load_case(view, filled), "delegation_letter", A)
    ((here, _),) = taking.take(other, given(store, filled, tmp_path).file, LATER).projects
    assert here != filled
    with other.read() as view:
        assert paper_code(load_case(view, here), "delegation_letter", A) == before


def test_the_old_copy_turns_read_only_and_says_where_it_went(
    store: Store, filled: int, tmp_path: Path
) -> None:
    given(store, filled, tmp_path)
    for _ in range(2):
        with pytest.raises(UserError, match="交给“李四”（第 1 棒），这里只能查看"):
            change(store, filled)
        with pytest.raises(UserError, match="只能查看"):
            store.save_draft(filled, "setup", {}, at=LATER)
        change(store, filled + 1)
        store.close()
        store = open_store(store.data_dir, now=LATER)
    store.close()
    assert verify(store.data_dir).problems == ()


def test_nothing_of_other_projects_goes_along(store: Store, filled: int, tmp_path: Path) -> None:
    made = given(store, filled, tmp_path)
    with parcel.opened(made.file) as found:
        content = found.zip.read(parcel.DATABASE)
    assert "秘密单位".encode() not in content
    assert "不交的项目".encode() not in content


def test_a_backup_from_before_is_recognised_as_old(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    old = backup.make(store.data_dir, tmp_path / "before.zjbak", NOW)
    made = given(store, filled, tmp_path)
    taking.take(other, made.file, LATER)
    store.close()
    restore(store.data_dir, old.file, LATER)
    with open_store(store.data_dir, now=LATER) as again:
        assert again.away[filled].old
        with pytest.raises(UserError, match="交出以前的旧数据"):
            change(again, filled)
        with pytest.raises(UserError, match="旧数据"):
            given(again, filled, tmp_path, "b")


def test_it_comes_back_newer_and_the_first_file_is_old_then(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    first = given(store, filled, tmp_path)
    ((here, _),) = taking.take(other, first.file, LATER).projects
    change(other, here)
    back = giving.give(other, [here], tmp_path / "back.zjhand", "张三", LATER)
    assert taking.look(store, back.file).projects[0].fate is Fate.BACK
    ((new, _),) = taking.take(store, back.file, LATER).projects
    assert new not in (filled, filled + 1)
    change(store, new)
    with store.read() as view:
        assert [p.id for p in peek.projects(store.data_dir)].count(filled) == 0
        assert batons.load(view, new).turn == 2
    with pytest.raises(UserError, match="这份是旧的"):
        taking.take(store, first.file, LATER)
    with pytest.raises(UserError, match="已经接收过"):
        taking.take(store, back.file, LATER)
    assert verify(store.data_dir).problems == ()
    with pytest.raises(UserError, match="第 2 棒"):
        change(other, here)


def test_the_lost_parcel_is_made_again_as_the_same_turn(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    given(store, filled, tmp_path).file.unlink()
    again = given(store, filled, tmp_path, "b")
    assert again.card.projects[0].turn == 1
    assert taking.take(other, again.file, LATER).projects


def test_a_copied_data_folder_is_known_as_old_and_never_merged(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    copied = tmp_path / "抄来的"
    store.close()
    shutil.copytree(store.data_dir, copied)
    with open_store(store.data_dir, now=NOW) as store:
        change(store, filled)
        made = given(store, filled, tmp_path)
    with open_store(copied, now=NOW) as twin:
        assert taking.look(twin, made.file).projects[0].fate is Fate.NEWER
        change(twin, filled, "另改一处")
        looked = taking.look(twin, made.file).projects[0]
        assert (looked.fate, looked.only_here) == (Fate.CLASH, 1)
        with pytest.raises(UserError, match="不替你合并"):
            taking.take(twin, made.file, LATER)
        taken = taking.take(twin, made.file, LATER, replace=True)
        assert taken.kept is not None
        assert verify(twin.data_dir).problems == ()


def test_reclaiming_makes_the_other_copy_the_old_one(
    store: Store, filled: int, other: Store, tmp_path: Path
) -> None:
    made = given(store, filled, tmp_path)
    ((here, _),) = taking.take(other, made.file, LATER).projects
    with pytest.raises(UserError, match="理由"):
        giving.reclaim(store, filled, " ", LATER)
    giving.reclaim(store, filled, "U盘丢失", LATER + timedelta(hours=1))
    change(store, filled)
    back = giving.give(other, [here], tmp_path / "b.zjhand", "张三", LATER)
    with pytest.raises(UserError, match="没有接收"):
        taking.take(store, back.file, LATER)
    third = given(store, filled, tmp_path, "c")
    assert third.card.projects[0].turn == 3
    assert taking.take(other, third.file, LATER).projects


def test_all_projects_go_at_once_into_an_empty_folder(
    store: Store, filled: int, tmp_path: Path
) -> None:
    made = giving.give(store, [filled, filled + 1], tmp_path / "all.zjhand", "李四", LATER)
    with open_store(tmp_path / "新电脑", now=NOW) as fresh:
        taken = taking.take(fresh, made.file, LATER)
        assert [i for i, _ in taken.projects] == [filled, filled + 1]
        assert taken.kept is None
        assert verify(fresh.data_dir).problems == ()
        assert not fresh.away
    assert set(store.away) == {filled, filled + 1}


def test_a_crash_before_the_file_has_its_name_leaves_one_owner(
    store: Store, filled: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(giving, "_let_go", full)
    with pytest.raises(UserError, match="磁盘空间不足"):
        given(store, filled, tmp_path)
    assert not [p for p in tmp_path.iterdir() if "zjhand" in p.name]
    change(store, filled)


def full(*_: object, **__: object) -> None:
    raise OSError(28, "no space")


@pytest.mark.parametrize("where", ["zipfile.ZipFile.writestr", "pathlib.Path.replace"])
def test_a_full_disk_while_giving_is_told_and_nothing_half_stays(
    store: Store, filled: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(where, full)
        with pytest.raises(UserError, match="磁盘空间不足"):
            given(store, filled, tmp_path)
    assert not [p for p in tmp_path.iterdir() if "zjhand" in p.name]
    again = given(store, filled, tmp_path)
    assert again.card.projects[0].turn == 1, "whatever broke off, it is the first hand-over"


def test_a_ledger_that_cannot_be_written_leaves_no_two_owners(
    store: Store, filled: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "write_json", full)
        with pytest.raises(UserError, match="磁盘空间不足"):
            given(store, filled, tmp_path)
    with pytest.raises(UserError, match="只能查看"):
        change(store, filled)
    assert given(store, filled, tmp_path).file.exists()


def test_a_full_disk_while_taking_changes_nothing(
    store: Store, filled: int, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = given(store, filled, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("zjbuy_desktop.store.originals.os.fsync", full)
        patch.setattr("zjbuy_desktop.store.originals._sync_file_system", full)
        with pytest.raises(UserError, match="磁盘空间不足"):
            taking.take(other, made.file, LATER)
    assert len(peek.projects(other.data_dir)) == 1
    assert taking.take(other, made.file, LATER).projects


def test_data_changed_meanwhile_is_not_handed_over(
    store: Store, filled: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify_ = giving._verify

    def late(*given: object) -> None:
        verify_(*given)  # type: ignore[arg-type]
        change(store, filled)

    monkeypatch.setattr(giving, "_verify", late)
    with pytest.raises(UserError, match="数据又有改动"):
        given(store, filled, tmp_path)
    assert not store.away
    assert not (tmp_path / "a.zjhand").exists()


def test_a_taking_that_fails_leaves_everything(
    store: Store, filled: int, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = given(store, filled, tmp_path)

    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("no")

    monkeypatch.setattr(taking.moving_in, "follow_data_seq", broken)
    with pytest.raises(sqlite3.OperationalError):
        taking.take(other, made.file, LATER)
    monkeypatch.undo()
    assert len(peek.projects(other.data_dir)) == 1
    assert verify(other.data_dir).problems == ()
    assert not list(other.data_dir.glob(".taking*"))
    assert taking.take(other, made.file, LATER).projects


def test_what_a_killed_taking_left_is_swept_on_opening(store: Store) -> None:
    store.close()
    half = store.data_dir / ".taking-x1"
    half.mkdir()
    (half / "zjbuy.db").write_bytes(b"half")
    open_store(store.data_dir, now=LATER).close()
    assert not half.exists()


def test_the_ledger_is_made_again_from_the_database(
    store: Store, filled: int, tmp_path: Path
) -> None:
    given(store, filled, tmp_path)
    (store.data_dir / ledger.FILE).unlink()
    store.close()
    with open_store(store.data_dir, now=LATER) as again:
        assert filled in again.away


def test_an_older_parcel_is_brought_up_to_date(
    store: Store, filled: int, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "REVISIONS", (*places.REVISIONS, "0999"))
    made = given(store, filled, tmp_path)
    looked: list[bool] = []
    monkeypatch.setattr(
        "zjbuy_desktop.store.migrate.upgrade", lambda file: looked.append(file.exists())
    )
    assert taking.look(other, made.file).projects
    assert looked == [True]
