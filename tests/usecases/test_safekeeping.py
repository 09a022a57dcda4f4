"""Backups are proved by use: a paper made again, a drill a week, a copy elsewhere."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import backup, places, proof_log, second_place
from zjbuy_desktop.usecases import opening, papers, projects, proving, trust
from zjbuy_desktop.usecases.desk import Desk

NOW = datetime(2026, 8, 17, 9, 12)
TODAY = date(2026, 8, 17)


class Clock:
    """A clock that is set by hand."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(opening, "now", made)
    return made


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    data = tmp_path_factory.mktemp("template") / "data"
    desk = opening.open_desk(data, TODAY)
    project = projects.new_from_file(desk, samples / "project.toml")
    papers.make(desk, project, ["call_notice"], data.parent / "out")
    desk.store.close()
    shutil.rmtree(places.backups(data), ignore_errors=True)
    return data


@pytest.fixture
def desk(template: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    data = shutil.copytree(template, tmp_path / "数据")
    made = opening.open_desk(data, TODAY)
    yield made
    made.store.close()


def test_a_paper_is_made_again_from_every_backup(desk: Desk) -> None:
    made = trust.make_backup(desk, None)
    assert "内容一致" in made["paper"]
    assert "重做了《" in made["paper"]
    last = proof_log.last(desk.data_dir, "paper")
    assert last is not None
    assert (last.file, last.ok) == (Path(made["file"]).name, True)
    assert not list(places.backups(desk.data_dir).glob(".核对*"))
    assert trust.backup_state(desk).words == "备份已验证 今天 09:12"


def test_a_backup_goes_elsewhere_while_there_is_no_folder_of_backups(
    desk: Desk, tmp_path: Path
) -> None:
    shutil.rmtree(places.backups(desk.data_dir))
    made = trust.make_backup(desk, tmp_path / "别处" / "一份.zjbak")
    assert "内容一致" in made["paper"]


def test_a_backup_that_makes_another_paper_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        proving, "_remade", lambda *_: proving.Remade("《征集通知》", 1, same=False)
    )
    with pytest.raises(UserError, match="没有通过核对.*内容不一致"):
        trust.make_backup(desk, None)
    state = trust.backup_state(desk)
    assert not state.sound
    assert "重做文件没有通过" in state.words


def test_a_changed_value_in_the_copy_makes_another_paper(desk: Desk) -> None:
    made = Path(trust.make_backup(desk, None)["file"])
    with proving._laid_out(desk, made) as folder:
        db = sqlite3.connect(places.database(folder))
        db.execute("UPDATE project SET name = '别的项目', category_name = '别的'")
        db.commit()
        db.close()
        found = proving.remake(desk, folder, "x")
    assert found is not None
    assert not found.same


def test_the_daily_backup_is_proved_later_and_once(desk: Desk) -> None:
    done = trust.prove_last(desk)
    assert done is not None
    assert "内容一致" in done.paper
    assert trust.prove_last(desk) is None


def test_a_drill_a_week(desk: Desk, clock: Clock) -> None:
    assert proving.drill_due(desk)
    steps = list(proving.drill(desk))
    assert len(steps) == 3
    last = proof_log.last(desk.data_dir, "drill")
    assert last is not None
    assert last.ok, last.words
    assert "数据、合计、原件都在，重做了《" in last.words
    assert not proving.drill_due(desk)
    clock.now = NOW + timedelta(days=6, hours=23)
    assert not proving.drill_due(desk)
    clock.now = NOW + timedelta(days=7)
    assert proving.drill_due(desk)
    clock.now = NOW - timedelta(days=3)  # the clock was set back
    assert proving.drill_due(desk)
    assert not list(places.backups(desk.data_dir).glob(".演练*"))
    assert "恢复演练 8月17日 通过" in trust.backup_state(desk).drill


def test_a_drill_with_a_damaged_backup_says_so(desk: Desk) -> None:
    file = Path(trust.make_backup(desk, None)["file"])
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    proof = proving.run_drill(desk)
    assert not proof.ok
    assert "不能用" in proof.words
    assert "恢复演练没有通过" in trust.backup_state(desk).words


def test_a_drill_broken_off_leaves_nothing(desk: Desk) -> None:
    steps = proving.drill(desk)
    next(steps)
    next(steps)
    steps.close()
    assert not list(places.backups(desk.data_dir).glob(".演练*"))
    assert proof_log.last(desk.data_dir, "drill") is None


def test_what_a_killed_drill_left_is_swept(desk: Desk) -> None:
    (places.backups(desk.data_dir) / ".演练-x").mkdir(parents=True)
    proving.sweep(desk.data_dir)
    assert not list(places.backups(desk.data_dir).glob(".演练*"))


def test_backups_go_to_a_second_place(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    first = trust.choose_second_place(desk, stick)
    assert Path(first).parent.parent == stick
    made = trust.make_backup(desk, None)
    assert Path(made["second"]).read_bytes() == Path(made["file"]).read_bytes()
    listed = trust.backups(desk.data_dir)
    assert [f.elsewhere for f in listed] == [False, False, True, True]
    assert trust.second_place(desk) == str(stick)
    for day in range(20):
        clock.now = NOW + timedelta(days=day + 1)
        daily = backup.make_daily(desk.data_dir, clock.now)
        assert daily is not None
        second_place.copy_there(desk.data_dir, daily.file)
    assert len(list(Path(first).parent.glob("*.zjbak"))) == second_place.KEPT


def test_a_second_place_that_is_not_there_is_told_plainly(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    trust.choose_second_place(desk, stick)
    shutil.rmtree(stick)
    made = trust.make_backup(desk, None)
    assert "第二处备份没有接上" in made["second_problem"]
    assert "本机的备份已经做好" in made["second_problem"]
    assert trust.backup_state(desk).words == "备份已验证 今天 09:12，第二处没有接上"
    stick.mkdir()  # an empty mount point is not the stick
    assert "没有接上" in trust.make_backup(desk, None)["second_problem"]
    trust.choose_second_place(desk, None)
    assert trust.make_backup(desk, None)["second_problem"] == ""


def test_a_second_place_must_be_elsewhere(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不能在数据文件夹里面"):
        trust.choose_second_place(desk, places.backups(desk.data_dir))
    with pytest.raises(UserError, match="找不到文件夹"):
        trust.choose_second_place(desk, tmp_path / "没有")


def test_a_copy_that_reads_back_otherwise_is_not_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust.choose_second_place(desk, tmp_path)
    sums = iter("abcdef")
    monkeypatch.setattr("zjbuy_desktop.store.durable.hash_file", lambda file: next(sums))
    made = trust.make_backup(desk, None)
    assert "读回来不一样" in made["second_problem"]
    name = Path(made["file"]).name
    left = {p.name for p in tmp_path.glob("备份-*/*")}
    assert not left & {name, f".{name}.part"}


def test_a_preview_says_what_would_be_lost(desk: Desk, samples: Path, clock: Clock) -> None:
    file = Path(trust.make_backup(desk, None)["file"])
    same = trust.look_into(desk.data_dir, file)
    assert (same.lost, same.newer, same.projects[0].since) == (0, 0, 0)
    clock.now = NOW + timedelta(hours=2)
    project, units = projects.read_project_file(samples / "project.toml")
    projects.create(desk, replace(project, name="后来的项目"), units)
    looked = trust.look_into(desk.data_dir, file)
    assert looked.made_at == NOW
    assert looked.lost == 1
    assert "2026-08-17 11:12" in looked.latest[0]
    then, gone = looked.projects
    assert then.then == then.now
    assert (gone.then, gone.since) == (None, 1)
    newer = Path(trust.make_backup(desk, None)["file"])
    desk.store.close()
    trust.restore_backup(desk.data_dir, file)
    back = trust.look_into(desk.data_dir, newer)
    assert (back.lost, back.newer) == (0, 1)
    assert not list(desk.data_dir.glob(".preview*"))


def test_a_preview_of_damaged_data_says_so(desk: Desk) -> None:
    file = Path(trust.make_backup(desk, None)["file"])
    desk.store.close()
    places.database(desk.data_dir).write_bytes(b"x" * 9000)
    looked = trust.look_into(desk.data_dir, file)
    assert not looked.readable
    assert looked.projects[0].now is None
    file.write_bytes(b"no")
    with pytest.raises(UserError, match="不能用"):
        trust.look_into(desk.data_dir, file)
