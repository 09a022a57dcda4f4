"""Many files in processes that may die: the others go on, in order, with a count."""

import os
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.scan.office_scanner import printed, save_pdf
from zjbuy_desktop.scan import pool, worker
from zjbuy_desktop.scan.pool import ReadingCancelled, read_scans


def deadly(pipe: Connection) -> None:
    """A reader that a file called 死 kills and one called 睡 puts to sleep."""
    told = worker.answer

    def answer(task: worker.Task) -> worker.Answer:
        name = Path(task.path).stem
        if task.last and name == "死":
            os.abort()
        if task.last and name == "睡":
            import time

            time.sleep(60)
        if task.last and name == "错":
            raise ZeroDivisionError
        return told(task)

    worker.answer = answer
    worker.serve(pipe)


@pytest.fixture(scope="module")
def sheets(letter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_pdf(printed(letter), tmp_path_factory.mktemp("sheets") / "好.pdf")


def test_pages_come_in_order_whoever_read_them(sheets: Path, letter: Path, tmp_path: Path) -> None:
    many = save_pdf(printed(letter) * 9, tmp_path / "多.pdf")
    told: list[tuple[int, int, str]] = []
    files = read_scans([many, sheets], progress=lambda *said: told.append(said))
    assert [[s.codes[0].page for s in f.pages] for f in files] == [[1, 2, 3] * 9, [1, 2, 3]]
    assert told[-1][:2] == (30, 30)
    assert all(done <= total for done, total, _ in told)
    assert [f.problem for f in files] == ["", ""]
    assert len({f.sha256 for f in files}) == 2


def test_a_known_file_is_not_read_again(sheets: Path) -> None:
    (first,) = read_scans([sheets])
    (again,) = read_scans([sheets], skip=lambda sha256: sha256 == first.sha256)
    assert (again.sha256, again.pages, again.problem) == (first.sha256, [], "")


def test_a_file_that_kills_or_stops_its_reader_costs_one_file(
    sheets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool.worker, "serve", deadly)
    paths = []
    for name in ("甲", "死", "乙", "睡", "丙"):
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(sheets.read_bytes())
    (tmp_path / "坏.pdf").write_bytes(b"%PDF nothing")
    files = read_scans([*paths, tmp_path / "坏.pdf"], task_seconds=5)
    assert [len(f.pages) for f in files] == [3, 0, 3, 0, 3, 0]
    said = [f.problem for f in files]
    assert "“死.pdf”读到一半" in said[1]
    assert "“睡.pdf”读了很久" in said[3]
    assert "“坏.pdf”已损坏" in said[5]
    assert all(f.sha256 for f in files)


def test_cancelling_stops_at_once_and_leaves_no_process(sheets: Path) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(ReadingCancelled):
        read_scans([sheets] * 40, cancelled=cancelled)
    assert len(asked) == 3


def test_no_files_start_no_process() -> None:
    assert read_scans([]) == []
