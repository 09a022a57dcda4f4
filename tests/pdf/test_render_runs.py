"""Long runs: shared by processes that may die, cancelled at once, no more memory than batches."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.pdf.reading import FONTS, text_of
from tests.pdf.test_render import notice
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.pdf import processes
from zjbuy_desktop.pdf.batch import BATCH, CANCELLED, Job, Result
from zjbuy_desktop.pdf.render import (
    Rendered,
    RenderFailure,
    render_each,
    render_many,
)


class Deadly:
    """Ends whatever process reads it, as a crash in a library does."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (9,)


def deadly() -> Paper:
    return replace(notice(1), blocks=(Deadly(),))  # type: ignore[arg-type]


def jobs_in(folder: Path, count: int) -> list[Job]:
    return [(notice(n), folder / f"{n}.pdf") for n in range(1, count + 1)]


def whole_files(folder: Path) -> set[Path]:
    """Every file in a folder, all of them whole PDFs."""
    files = set(folder.iterdir())
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in files)
    assert {path.suffix for path in files} <= {".pdf"}
    return files


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zjbuy_desktop.pdf.render._WORTH_PROCESSES", 2)


def test_a_paper_that_kills_its_process_costs_that_paper_only(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path, 30)
    jobs[4] = (deadly(), tmp_path / "5.pdf")
    seen: list[int] = []
    made = render_many(jobs, FONTS, workers=2, progress=lambda done, _: seen.append(done))
    lost = [m for m in made if isinstance(m, RenderFailure)]
    assert [m.path.name for m in lost] == ["5.pdf"]
    assert "意外中止" in lost[0].message
    assert seen == list(range(1, 31))
    assert whole_files(tmp_path) == {path for _, path in jobs} - {lost[0].path}
    assert "第30中学" in text_of(tmp_path / "30.pdf")


def test_papers_that_all_kill_end_the_run(tmp_path: Path) -> None:
    jobs = [(deadly(), tmp_path / f"{n}.pdf") for n in range(20)]
    made = render_many(jobs, FONTS, workers=2)
    assert {type(m) for m in made} == {RenderFailure}
    assert not list(tmp_path.iterdir())


def test_without_processes_all_is_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "serve", print)  # ends at once
    made = render_many(jobs_in(tmp_path, 5), FONTS, workers=2)
    assert [type(m) for m in made] == [Rendered] * 5
    assert len(whole_files(tmp_path)) == 5


def test_fonts_that_are_missing_are_said_once(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="字体目录"):
        render_many(jobs_in(tmp_path, 4), tmp_path / "absent", workers=2)


@pytest.mark.parametrize("workers", [1, 2])
def test_cancelling_is_heard_within_a_paper(tmp_path: Path, workers: int) -> None:
    jobs = jobs_in(tmp_path, 600)
    cancelled_at: list[float] = []

    def cancelled() -> bool:
        if not cancelled_at and any(tmp_path.glob("*.pdf")):
            cancelled_at.append(time.perf_counter())
        return bool(cancelled_at)

    made = render_many(jobs, FONTS, workers=workers, cancelled=cancelled)
    took = time.perf_counter() - cancelled_at[0]
    assert took < 2  # 0.1 s where nothing else runs
    finished = {m.path for m in made if isinstance(m, Rendered)}
    assert 0 < len(finished) < 300
    assert whole_files(tmp_path) == finished
    assert {m.message for m in made if isinstance(m, RenderFailure)} == {CANCELLED}


def test_a_progress_that_raises_ends_the_processes(tmp_path: Path) -> None:
    class Stopped(BaseException):
        pass

    def progress(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        render_many(jobs_in(tmp_path, 400), FONTS, workers=2, progress=progress)
    assert len(whole_files(tmp_path)) < 300


@pytest.mark.parametrize("workers", [1, 2])
def test_papers_are_asked_for_when_their_turn_comes(tmp_path: Path, workers: int) -> None:
    asked = 0

    def jobs() -> Iterator[Job]:
        nonlocal asked
        for n in range(10_000):
            asked += 1
            yield notice(n), tmp_path / f"{n}.pdf"

    results = render_each(jobs(), 10_000, FONTS, workers=workers)
    _, first = next(results)
    assert isinstance(first, Rendered)
    results.close()  # type: ignore[attr-defined]
    assert asked <= BATCH * 2 * workers + BATCH


@pytest.mark.parametrize("workers", [1, 2])
def test_every_file_written_before_cancelling_is_told(tmp_path: Path, workers: int) -> None:
    jobs = jobs_in(tmp_path, 600)
    told: dict[int, Result] = dict(
        render_each(
            jobs, len(jobs), FONTS, workers=workers, cancelled=lambda: any(tmp_path.glob("*.pdf"))
        )
    )
    assert all(isinstance(made, Rendered) for made in told.values())
    finished = {made.path for made in told.values()}
    assert finished == {jobs[number][1] for number in told}
    assert 0 < len(finished) < 600
    assert whole_files(tmp_path) == finished


def test_each_result_comes_with_the_number_of_its_job(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path, 40)
    made = dict(render_each(iter(jobs), len(jobs), FONTS, workers=2))
    assert {number: result.path for number, result in made.items()} == {
        number: path for number, (_, path) in enumerate(jobs)
    }


ORPHANS = """
import os, sys
from pathlib import Path
from tests.pdf.reading import FONTS
from tests.pdf.test_render import notice
from zjbuy_desktop.pdf import render
import multiprocessing
def main():
    render._WORTH_PROCESSES = 2
    folder = Path(sys.argv[1])
    jobs = ((notice(n), folder / f"{n}.pdf") for n in range(3000))
    results = render.render_each(jobs, 3000, FONTS, workers=2)
    next(results)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os._exit(9)
if __name__ == "__main__":
    main()
"""


def alive(pid: int) -> bool:
    """Whether it still runs; one that nobody buried doesn't."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="没有 /proc")
def test_processes_end_with_the_program_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    place = os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, str(script), str(out)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": place},
    )  # fmt: skip
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2, done.stderr
    end = time.monotonic() + 20
    while any(alive(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in pids)
    assert len(whole_files(out)) < 3000
