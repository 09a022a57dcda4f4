"""Runs of papers: kept batch by batch, stopped, cut off, gone on with."""

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases import many_units
from tests.usecases.many_units import KIND
from zjbuy_desktop.cli.run import run as command
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.usecases import paper_runs, paper_settings, papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.paper_making import Order
from zjbuy_desktop.usecases.results import Run

COUNT = 130


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data")
    yield opened
    opened.store.close()


@pytest.fixture
def project(desk: Desk) -> int:
    return many_units.project(desk, COUNT)


def audits(desk: Desk, *actions: str) -> list[str]:
    with sqlite3.connect(desk.data_dir / "zjbuy.db") as db:
        found = [row[0] for row in db.execute("SELECT action FROM audit_event ORDER BY seq")]
    db.close()
    return [a for a in found if a.startswith("papers_") or a in actions]


def made(desk: Desk, project: int) -> dict[str, MadePaper]:
    """The last made paper of each unit."""
    return {p.unit: p for p in desk.case(project).papers}


def stopped(desk: Desk, project: int, out: Path) -> Run:
    """A run that the user cancels on its way."""
    told: list[int] = []

    def progress(done: int, total: int, what: str) -> None:
        told.append(done)

    run = papers.make(
        desk, project, [KIND], out, progress=progress, cancelled=lambda: max(told) >= 60
    )
    assert 0 < len(run.made) < COUNT
    return run


# Kept as it goes


def test_each_batch_is_one_transaction_with_its_audit_event(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    run = papers.make(desk, project, [KIND], tmp_path / "out")
    assert (len(run.made), run.failed, run.left) == (COUNT, (), 0)
    events = audits(desk)
    assert events[0] == "papers_run_began"
    assert set(events[1:]) == {"papers_made"}
    assert len(events) == 1 + 3, "130 papers, fifty at a time"


def test_a_short_run_is_one_transaction(desk: Desk, project: int, tmp_path: Path) -> None:
    some = many_units.names(desk, project)[:50]
    run = papers.make(desk, project, [KIND], tmp_path / "out", only=some)
    assert len(run.made) == 50
    assert audits(desk) == ["papers_made"]
    (state,) = paper_runs.list_runs(desk, project)
    assert (state.total, state.left, state.open) == (50, 0, False)


def test_a_paper_remembers_its_file_its_run_and_from_which_data(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    unit = many_units.names(desk, project)[0]
    many_units.rename_contact(desk, project, unit, "沈䶮")
    with sqlite3.connect(desk.data_dir / "zjbuy.db") as db:
        before = db.execute("SELECT max(seq) FROM audit_event").fetchone()[0]
    db.close()
    run = papers.make(desk, project, [KIND], tmp_path / "out", subject=unit)
    (paper,) = desk.case(project).papers
    content = Path(paper.file).read_bytes()
    assert paper.sha256 == hashlib.sha256(content).hexdigest()
    assert (paper.data_seq, paper.run_id) == (before, run.id)


def test_an_order_is_kept_as_it_was_given(desk: Desk, project: int, tmp_path: Path) -> None:
    some = tuple((KIND, name) for name in many_units.names(desk, project)[:3])
    order = Order((*some, ("call_notice", "")), tmp_path / "out", folder_each=True)
    paper_runs.start(desk, project, order)
    with sqlite3.connect(desk.data_dir / "zjbuy.db") as db:
        (text,) = db.execute("SELECT asked FROM paper_run").fetchone()
    db.close()
    assert json.loads(text) == {
        "kinds": [KIND, "call_notice"],
        "subjects": {KIND: [name for _, name in some], "call_notice": [""]},
        "folder": str(tmp_path / "out"),
        "one_file": False,
        "folder_each": True,
    }
    folders = sorted(p.name for p in (tmp_path / "out").iterdir() if p.is_dir())
    assert folders == sorted(name for _, name in some)


def test_five_hundred_papers_read_the_database_once(
    desk: Desk, project: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []
    read = type(desk.store).read
    monkeypatch.setattr(type(desk.store), "read", lambda store: reads.append(1) or read(store))
    run = papers.make(desk, project, [KIND], tmp_path / "out")
    assert len(run.made) == COUNT
    assert len(reads) < 8, "not once per paper"


# Stopped, and gone on with


def test_going_on_makes_exactly_the_rest(desk: Desk, project: int, tmp_path: Path) -> None:
    first = stopped(desk, project, tmp_path / "out")
    (state,) = paper_runs.open_runs(desk, project)
    assert (state.left, state.total) == (COUNT - len(first.made), COUNT)
    assert first.left == state.left
    written = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()}
    assert len(written) == len(first.made), "a cancelled run leaves no file it does not tell of"

    second = paper_runs.resume(desk, state.id)
    assert {m.unit for m in second.made}.isdisjoint({m.unit for m in first.made})
    assert len(first.made) + len(second.made) == COUNT
    assert all(p.stat().st_mtime_ns == at for p, at in written.items()), "what was there stays"
    assert len(list((tmp_path / "out").iterdir())) == COUNT
    assert paper_runs.open_runs(desk, project) == ()
    assert {p.run_id for p in desk.case(project).papers} == {state.id}


def test_what_changed_or_went_missing_meanwhile_is_made_again(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    first = stopped(desk, project, tmp_path / "out")
    changed, gone = first.made[0], first.made[1]
    many_units.rename_contact(desk, project, changed.unit, "陈赟")
    Path(gone.file).unlink()
    second = paper_runs.resume(desk, first.id)
    rest = set(many_units.names(desk, project)) - {m.unit for m in first.made}
    assert {m.unit for m in second.made} == {changed.unit, gone.unit, *rest}
    last = made(desk, project)
    assert last[changed.unit].facts != changed.facts
    assert Path(gone.file).exists()
    assert paper_runs.open_runs(desk, project) == ()


def test_nothing_to_go_on_with_writes_nothing_but_that(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    some = many_units.names(desk, project)[:2]
    first = papers.make(desk, project, [KIND], tmp_path / "out", only=some)
    again = paper_runs.resume(desk, first.id)
    assert again.made == ()
    assert len(desk.case(project).papers) == 2
    Path(first.made[0].file).unlink()
    assert [m.unit for m in paper_runs.resume(desk, first.id).made] == [some[0]]


def test_a_unit_that_left_meanwhile_is_not_waited_for(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    from zjbuy_desktop.usecases import projects

    first = stopped(desk, project, tmp_path / "out")
    left = set(many_units.names(desk, project)) - {m.unit for m in first.made}
    goes = sorted(left)[0]
    projects.replace_roster(
        desk, project, [u for u in desk.case(project).units if u.name != goes]
    )  # fmt: skip
    second = paper_runs.resume(desk, first.id)
    assert {m.unit for m in second.made} == left - {goes}
    assert paper_runs.open_runs(desk, project) == ()


def test_the_rest_made_otherwise_or_given_up_is_no_longer_open(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    first = stopped(desk, project, tmp_path / "out")
    paper_runs.give_up(desk, first.id)
    assert paper_runs.open_runs(desk, project) == ()
    second = stopped(desk, project, tmp_path / "again")
    assert [r.id for r in paper_runs.open_runs(desk, project)] == [second.id]
    rest = set(many_units.names(desk, project)) - {m.unit for m in second.made}
    papers.make(desk, project, [KIND], tmp_path / "third", only=rest)
    assert paper_runs.open_runs(desk, project) == ()


def test_one_bad_paper_does_not_stop_the_rest_and_stays_open(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    names = many_units.names(desk, project)[:5]
    (tmp_path / "out" / f"{names[2]}-牵头单位推荐表.pdf").mkdir(parents=True)
    run = papers.make(desk, project, [KIND], tmp_path / "out", only=names)
    assert [m.unit for m in run.made] == [names[0], names[1], names[3], names[4]]
    assert [f.subject for f in run.failed] == [names[2]]
    (state,) = paper_runs.open_runs(desk, project)
    (tmp_path / "out" / f"{names[2]}-牵头单位推荐表.pdf").rmdir()
    assert [m.unit for m in paper_runs.resume(desk, state.id).made] == [names[2]]


def test_names_that_fall_together_do_not_overwrite_each_other(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    from dataclasses import replace

    from zjbuy_desktop.usecases import projects

    units = list(desk.case(project).units)
    units[1], units[2] = replace(units[1], name="甲/乙学校"), replace(units[2], name="甲_乙学校")
    projects.replace_roster(desk, project, units)
    run = papers.make(desk, project, [KIND], tmp_path / "o", only=["甲/乙学校", "甲_乙学校"])
    assert len({m.file for m in run.made}) == 2


# One file for the printer


def test_one_file_is_all_or_nothing(desk: Desk, project: int, tmp_path: Path) -> None:
    told: list[int] = []
    run = papers.make(
        desk, project, [KIND], tmp_path / "out", one_file=True,
        progress=lambda done, total, what: told.append(done), cancelled=lambda: len(told) > 20,
    )  # fmt: skip
    assert (run.made, run.left) == ((), COUNT)
    assert list((tmp_path / "out").iterdir()) == []
    second = paper_runs.resume(desk, run.id)
    assert len(second.made) == COUNT
    (file,) = (tmp_path / "out").iterdir()
    assert {m.file for m in second.made} == {str(file)}
    assert audits(desk) == ["papers_run_began", "papers_made"]


def test_a_common_file_leaves_a_bad_paper_out(
    desk: Desk, project: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zjbuy_desktop.core.papers.blocks import Paper
    from zjbuy_desktop.pdf import batch

    names = many_units.names(desk, project)[:4]
    lay_out = batch.lay_out

    def spoiled(paper: Paper, *more: object) -> object:
        if paper.unit == names[1]:
            raise ZeroDivisionError
        return lay_out(paper, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "lay_out", spoiled)
    run = papers.make(desk, project, [KIND], tmp_path / "out", only=names, one_file=True)
    assert [m.unit for m in run.made] == [names[0], names[2], names[3]]
    assert [f.subject for f in run.failed] == [names[1]]


# Killed


SCRIPT = """
import sys
from pathlib import Path
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.opening import open_desk
desk = open_desk(Path(sys.argv[1]))
papers.make(desk, int(sys.argv[2]), [sys.argv[3]], Path(sys.argv[4]))
"""


def test_a_killed_run_goes_on_where_it_was_recorded(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    desk = open_desk(data)
    project = many_units.project(desk, 400)
    desk.store.close()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(data), str(project), KIND, str(out)],
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _recorded(data):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    desk = open_desk(data)
    try:
        kept = len(desk.case(project).papers)
        (state,) = paper_runs.open_runs(desk, project)
        assert 0 < kept < 400
        assert state.left == 400 - kept
        (out / f".{Path(desk.case(project).papers[-1].file).name}.1.part").write_bytes(b"half")
        run = paper_runs.resume(desk, state.id)
        assert len(run.made) == 400 - kept
        assert len({p.unit for p in desk.case(project).papers}) == 400
        assert len(desk.case(project).papers) == 400
        assert len(list(out.iterdir())) == 400, "nothing half-written is left"
        assert all(p.read_bytes().rstrip().endswith(b"%%EOF") for p in out.iterdir())
    finally:
        desk.store.close()


def _recorded(data: Path) -> bool:
    with sqlite3.connect(f"file:{data / 'zjbuy.db'}?mode=ro", uri=True) as db:
        (count,) = db.execute("SELECT count(*) FROM made_paper").fetchone()
    db.close()
    return bool(count)


# Command line and settings


def test_the_command_line_goes_on_with_the_last_stopped_run(
    desk: Desk, project: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = stopped(desk, project, tmp_path / "out")
    desk.store.close()
    data = ["--data", str(tmp_path / "data")]
    assert command([*data, "papers", "runs", str(project), "--json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["runs"]
    assert (shown["run"], shown["left"], shown["open"]) == (first.id, first.left, True)
    assert command([*data, "papers", "resume", str(project), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["made"]) == first.left
    assert command([*data, "papers", "resume", str(project), "--json"]) == 2
    assert "没有停下来的制作" in capsys.readouterr().err


def test_an_unknown_run_is_a_user_error(desk: Desk) -> None:
    with pytest.raises(UserError, match="没有第 9 次"):
        paper_runs.resume(desk, 9)


def test_settings_are_kept_once_and_reach_the_page(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    from zjbuy_desktop.usecases.paper_settings import PaperSettings

    assert paper_settings.paper_settings(desk) == PaperSettings(True, True, False)
    unit = many_units.names(desk, project)[0]
    with_code = papers.make(desk, project, [KIND], tmp_path / "a", subject=unit).made[0]
    plain = PaperSettings(letterhead=False, codes=False, duplex=True)
    assert paper_settings.keep(desk, plain)
    assert not paper_settings.keep(desk, plain), "nothing to be written"
    assert paper_settings.paper_settings(desk) == plain
    assert audits(desk, "paper_settings_kept").count("paper_settings_kept") == 1
    without = papers.make(desk, project, [KIND], tmp_path / "b", subject=unit).made[0]
    assert Path(without.file).stat().st_size < Path(with_code.file).stat().st_size
    assert without.facts == with_code.facts
