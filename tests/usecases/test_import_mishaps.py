"""What goes wrong around an import: files that go away, a full disk, a program that is killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.store.originals import Originals, hash_file
from zjbuy_desktop.usecases import collecting, projects, trust
from zjbuy_desktop.usecases.arriving import Arrivals
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 15)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = replace(open_desk(tmp_path / "data", TODAY), now=lambda: datetime(2026, 8, 15, 9))
    yield opened
    opened.store.close()


@pytest.fixture
def project(desk: Desk, samples: Path) -> int:
    return projects.new_from_file(desk, samples / "project.toml")


@pytest.fixture
def inbox(tmp_path: Path, samples: Path) -> Path:
    return Path(shutil.copytree(samples / "returns", tmp_path / "收到"))


def test_files_taken_away_meanwhile_cost_only_themselves(
    desk: Desk, project: int, inbox: Path, tmp_path: Path
) -> None:
    kept = inbox / "之江市机关事务管理局.xlsx"

    def take_away(done: int, _total: int, _file: str) -> None:
        for path in inbox.iterdir() if done == 1 else ():
            if path != kept:
                path.unlink()

    report = collecting.import_returns(desk, project, [inbox], progress=take_away)
    assert report.count(Outcome.REJECTED) > 10
    found = {r.file: r.outcome for r in report.results}
    assert found[kept.name] is Outcome.ACCEPTED
    for result in report.results:
        assert result.outcome is not Outcome.REJECTED or result.problems
    assert trust.verify_data(tmp_path / "data")["problems"] == []


def test_file_gone_after_it_was_read_is_told_and_not_counted(tmp_path: Path) -> None:
    here, gone = tmp_path / "在.xlsx", tmp_path / "走了.xlsx"
    for path in (here, gone):
        path.write_bytes(path.name.encode())
    read = [ReadReturn(p.name, hash_file(p), Outcome.ACCEPTED, ("甲局",)) for p in (here, gone)]
    gone.write_bytes(b"changed")
    arrivals = Arrivals(Originals(tmp_path / "files"))
    for result, path in zip(read, (here, gone), strict=True):
        arrivals(result, path)
    kept, lost = arrivals.settled(read, (here, gone))
    assert kept == read[0]
    assert (lost.outcome, lost.sha256, lost.units) == (Outcome.REJECTED, "", ("甲局",))
    assert "移走" in lost.problems[0].found


def test_file_gone_between_preview_and_import_is_named_and_nothing_is_written(
    desk: Desk, project: int, inbox: Path, tmp_path: Path
) -> None:
    report = collecting.preview(desk, project, [inbox])
    (inbox / "之江市机关事务管理局.xlsx").unlink()
    with pytest.raises(UserError, match=r"之江市机关事务管理局\.xlsx"):
        collecting.keep(desk, project, report)
    assert collecting.list_returns(desk, project) == ()
    assert trust.verify_data(tmp_path / "data")["problems"] == []


FULL = """
import resource, sys
from datetime import date
from pathlib import Path
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.usecases import collecting
from zjbuy_desktop.usecases.opening import open_desk
data, inbox, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
desk = open_desk(data, date(2026, 8, 15))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    collecting.import_returns(desk, 1, [inbox])
except UserError as error:
    print(error.message, error.hint)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on what may be written")
@pytest.mark.parametrize("limit", [3_000, 40_000])
def test_full_disk_is_said_and_leaves_nothing_half_written(
    tmp_path: Path, samples: Path, inbox: Path, limit: int
) -> None:
    """At 3 kB no original can be kept; at 40 kB all can, but the database can't be written."""
    data = tmp_path / "full"
    first = open_desk(data, TODAY)
    project = projects.new_from_file(first, samples / "project.toml")
    first.store.close()
    args = [sys.executable, "-c", FULL, str(data), str(inbox), str(limit)]
    done = subprocess.run(args, capture_output=True, check=False)
    assert "没有保存" in done.stdout.decode(), done.stderr.decode()
    again = open_desk(data, TODAY)
    try:
        assert collecting.list_returns(again, project) == ()
        assert trust.verify_data(data)["problems"] == []
        assert collecting.import_returns(again, project, [inbox]).count(Outcome.ACCEPTED) > 10
        assert trust.verify_data(data)["problems"] == []
    finally:
        again.store.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_killed_program_leaves_no_reader_behind(tmp_path: Path, samples: Path) -> None:
    """Only the program is killed, in the middle of reading; its readers end by themselves."""
    data, endless = tmp_path / "data", tmp_path / "收到"
    first = open_desk(data, TODAY)
    projects.new_from_file(first, samples / "project.toml")
    first.store.close()
    endless.mkdir()
    for number in range(40):
        for path in (samples / "returns").glob("*.xlsx"):
            shutil.copyfile(path, endless / f"{number}-{path.name}")
    args = [sys.executable, "-m", "zjbuy_desktop", "--data", str(data)]
    program = subprocess.Popen(
        [*args, "forms", "import", "1", str(endless)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    children: list[int] = []
    start = time.monotonic()
    while len(children) < 2 and time.monotonic() - start < 20:
        listed = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        children = [int(pid) for pid in listed.read_text().split()] if listed.exists() else []
        time.sleep(0.02)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    assert children
    while any(_lives(pid) for pid in children) and time.monotonic() - start < 30:
        time.sleep(0.05)
    assert not any(_lives(pid) for pid in children)
    again = open_desk(data, TODAY)
    assert trust.verify_data(data)["problems"] == []
    again.store.close()


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
