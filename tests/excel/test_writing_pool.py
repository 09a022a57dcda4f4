"""Workbooks shared by two processes: each written once, whatever becomes of a process."""

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from zjbuy_desktop.excel.writing_pool import Answer, Job, Writers


def write(path: Path, text: str) -> tuple[str, ...]:
    """Stands for a workbook; says who wrote it."""
    path.write_text(text, encoding="utf-8")
    return (str(os.getpid()),)


def write_or_die(path: Path, mark: Path) -> tuple[str, ...]:
    """Takes its process with it the first time."""
    if not mark.exists():
        mark.touch()
        os._exit(9)
    return write(path, "again")


def die(_path: Path) -> tuple[str, ...]:
    os._exit(9)


def refuse(path: Path) -> tuple[str, ...]:
    raise ValueError(f"{path.name} cannot be")


def slip(_path: Path) -> tuple[str, ...]:
    raise KeyError("a bug")


def hang(path: Path) -> tuple[str, ...]:
    path.touch()
    time.sleep(60)
    return ()


def quiet(_last: int) -> None:
    """Goes on."""


def plain(folder: Path, count: int) -> list[Job]:
    return [(folder / f"{n}.xlsx", partial(write, text=str(n))) for n in range(count)]


def run(jobs: list[Job], count: int = 2) -> dict[int, Answer]:
    with Writers(count) as writers:
        found = list(writers.run(jobs, quiet))
    assert len(found) == len(jobs), "one answer for each"
    return dict(found)


def test_every_one_is_written_by_one_of_two_processes(tmp_path: Path) -> None:
    answers = run(plain(tmp_path, 40))
    assert [(tmp_path / f"{n}.xlsx").read_text() for n in range(40)] == [str(n) for n in range(40)]
    authors = {note for answer in answers.values() if not isinstance(answer, Exception)
               for note in answer}  # fmt: skip
    assert len(authors) == 2
    assert str(os.getpid()) not in authors


def test_what_a_dying_process_had_is_written_by_another(tmp_path: Path) -> None:
    jobs = plain(tmp_path, 12)
    jobs[3] = (tmp_path / "3.xlsx", partial(write_or_die, mark=tmp_path / "mark"))
    answers = run(jobs)
    assert not any(isinstance(answer, Exception) for answer in answers.values())
    assert all((tmp_path / f"{n}.xlsx").exists() for n in range(12))


def test_one_that_kills_twice_is_told_and_the_rest_is_written_here(tmp_path: Path) -> None:
    jobs = plain(tmp_path, 12)
    jobs[3] = (tmp_path / "3.xlsx", die)
    answers = run(jobs)
    assert [n for n, answer in answers.items() if isinstance(answer, OSError)] == [3]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        f"{n}.xlsx" for n in range(12) if n != 3
    )


def test_without_a_process_all_are_written_here(tmp_path: Path) -> None:
    assert run(plain(tmp_path, 3), 0) == dict.fromkeys(range(3), (str(os.getpid()),))


def test_one_that_cannot_be_written_stops_no_other(tmp_path: Path) -> None:
    jobs = plain(tmp_path, 4)
    jobs[1] = (tmp_path / "1.xlsx", refuse)
    error = run(jobs)[1]
    assert isinstance(error, ValueError)
    assert "1.xlsx.part cannot be" in str(error)
    assert "in refuse" in "".join(error.__notes__), "the log says where"


def test_a_bug_is_a_bug_here_too(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'a bug'"):
        run([(tmp_path / "x.xlsx", slip)])


def test_broken_off_nobody_writes_any_more(tmp_path: Path) -> None:
    class Stop(BaseException):
        pass

    def jobs() -> Iterator[Job]:
        yield from ((tmp_path / f"{n}.xlsx", hang) for n in range(5))

    def cancel(_last: int) -> None:
        if list(tmp_path.iterdir()):
            raise Stop

    start = time.monotonic()
    with Writers() as writers, pytest.raises(Stop):
        list(writers.run(jobs(), cancel))
    assert time.monotonic() - start < 50, "nobody waited for the one in hand"
    assert list(tmp_path.iterdir()) == [], "not even a half one"
