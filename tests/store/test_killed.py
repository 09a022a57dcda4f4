"""Killed at any moment: no half batch, and nothing lost that was reported as done."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.conftest import NOW
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.returns import list_returns
from zjbuy_desktop.store.verify import verify

FILES, ROWS, KILLS = 12, 8, 10

# Imports once, then forks one importing process after the other and kills it.
LAUNCHER = f"""
import os, random, signal, sys, time
from pathlib import Path
from tests.store.conftest import NOW, accepted, make_project, make_units
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project

NAMES = [f"单位{{n}}" for n in range({FILES})]

def work(folder, report):
    store = open_store(folder, now=NOW)
    with store.begin("create", "新建", NOW) as work:
        project = create_project(work, make_project(), make_units(NAMES))
    os.write(report, b"ready ")
    for number in range(10_000):
        given = [(n, f"{{number}}-{{n}}".encode()) for n in NAMES]
        results = [
            accepted(f"{{n}}.xlsx", c, n, count=number % 50 + 1, rows={ROWS}) for n, c in given
        ]
        originals = {{r.sha256: c for r, (_, c) in zip(results, given)}}
        with store.begin("import", "导入", NOW, project) as work:
            save_batch(work, project, results, originals)
        os.write(report, b"done ")

for moment in range({KILLS}):
    folder = Path(sys.argv[1], str(moment))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(folder, writing)
    os.close(writing)
    assert os.read(reading, 6) == b"ready "
    time.sleep(random.Random(moment).uniform(0.01, 0.15))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while chunk := os.read(reading, 1 << 16):
        said += chunk
    os.close(reading)
    (folder / "reported").write_text(str(said.count(b"done ")))
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    subprocess.run([sys.executable, "-c", LAUNCHER, str(folder)], check=True, timeout=100)
    return folder


@pytest.mark.parametrize("moment", range(KILLS))
def test_killed_while_importing(killed: Path, moment: int) -> None:
    folder = killed / str(moment)
    reported = int((folder / "reported").read_text())
    assert verify(folder).problems == ()
    with open_store(folder, now=NOW, daily_backup=False) as store, store.read() as view:
        returns = list_returns(view, 1)
        case = load_case(view, 1)
    batches = {record.batch_id for record in returns}
    assert len(returns) == FILES * len(batches), "a batch is whole or not at all"
    assert len(batches) in (reported, reported + 1)
    assert len(case.needs) == (FILES * ROWS if batches else 0)
    standing = {r.batch_id for r in returns if r.outcome is Outcome.ACCEPTED}
    assert standing == ({max(batches)} if batches else set())
    assert not list((folder / "files" / "incoming").glob("*"))
