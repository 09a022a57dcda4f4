"""Reading in processes that may die: one bad file never costs the others."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.excel.books import UNIT, add_cells, row, sheet
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.pool import ReadingCancelled, read_many
from zjbuy_desktop.excel.returns import Roster, read_return
from zjbuy_desktop.excel.wire import pack, unpack

Save = Callable[..., Path]


@pytest.fixture
def deadly(save: Save) -> Path:
    """A file that slips through the check (single quotes) and aborts the reading library."""
    path = save(sheet(row()), "之江市第一中学.xlsx")
    add_cells(path, b"<c r='XFD1048576' t='str'><v></v></c>")
    return path


def test_death_of_a_reader_costs_only_its_file(save: Save, deadly: Path, roster: Roster) -> None:
    good = [save(sheet(row(i + 1)), f"{i}.xlsx") for i in range(4)]
    results = read_many([*good[:2], deadly, *good[2:]], roster)
    assert [r.outcome.value for r in results] == ["accepted"] * 2 + ["rejected"] + ["accepted"] * 2
    assert "异常终止" in results[2].problems[0].found
    assert (results[2].file, results[2].units) == (deadly.name, ("之江市第一中学",))
    assert results[2].sha256 == hashlib.sha256(deadly.read_bytes()).hexdigest()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that never ends")
def test_a_reader_takes_no_more_memory_than_it_may() -> None:
    pytest.importorskip("resource")
    script = (
        "from zjbuy_desktop.excel import worker\n"
        "worker._limit_memory()\n"
        "bytearray(worker.MAX_MEMORY_BYTES // 2)\n"
        "try:\n    bytearray(worker.MAX_MEMORY_BYTES + 1)\n"
        "except MemoryError:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"refused"


def test_reader_that_hangs_is_given_up(save: Save, tmp_path: Path, roster: Roster) -> None:
    endless = tmp_path / "之江市第一中学.xlsx"
    os.mkfifo(endless)
    results = read_many([endless, save(sheet(row()))], roster, file_seconds=0.4)
    assert [result.outcome.value for result in results] == ["rejected", "accepted"]
    assert "没有读完" in results[0].problems[0].found


def test_order_progress_and_same_result_as_in_process(save: Save, roster: Roster) -> None:
    paths = [
        save(sheet(row(i), row(i + 1, quantity=0 if i == 3 else 1, amount=5200)), f"{i}.xlsx")
        for i in range(1, 6)
    ]
    told: list[tuple[int, int]] = []
    results = read_many(
        paths, roster, progress=lambda done, total, _file: told.append((done, total))
    )
    assert results == [read_return(path, roster) for path in paths]
    assert told == [(i, 5) for i in range(1, 6)]


def test_cancelling_keeps_nothing(save: Save, roster: Roster) -> None:
    with pytest.raises(ReadingCancelled):
        read_many([save(sheet(row()))], roster, cancelled=lambda: True)


def test_corrections_reach_the_file_they_were_made_for(save: Save, roster: Roster) -> None:
    wrong = save(sheet(row(quantity="约10")), "甲.xlsx")
    same = save(sheet(row(quantity="约10"), row(2)), "乙.xlsx")
    sha256 = read_return(wrong, roster).sha256
    corrections = {sha256: {("Sheet", "E4"): "10"}}
    results = read_many([wrong, same], roster, corrections=corrections)
    assert [result.outcome for result in results] == [Outcome.ACCEPTED, Outcome.REJECTED]
    assert any("E4 按更正读取：约10 → 10" in note for note in results[0].notes)


def test_correction_of_a_unit_and_of_an_uncached_formula(save: Save, roster: Roster) -> None:
    path = save(sheet(row(amount="=E4*F4"), unit="教育局"))
    fixes = {("Sheet", "A2"): UNIT, ("Sheet", "G4"): "52000"}
    result = read_return(path, roster, fixes)
    assert (result.outcome, result.units) == (Outcome.ACCEPTED, (UNIT,))


def test_wire_keeps_everything(samples: Path, save: Save, roster: Roster) -> None:
    for path in (save(sheet(row(), row(2, quantity=0))), save(sheet(row(), row(2)), "乙.xlsx")):
        result = read_return(path, roster)
        assert unpack(pack(result)) == result
