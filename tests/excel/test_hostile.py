"""Files made to hurt go through the import's own readers: bounded, named, and nobody else pays."""

import os
import random
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.excel import hostile
from tests.excel.books import UNIT
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel import memory, pool, worker
from zjbuy_desktop.excel.pool import read_many
from zjbuy_desktop.excel.returns import read_return
from zjbuy_desktop.excel.roster import Roster

MAX_SECONDS = 20
Make = Callable[[Path], Path]


def plain(rows: str, prolog: str = "", **more: str) -> Make:
    """How to make a workbook of one sheet; ``more`` are further parts of ``xl/``."""
    parts = [(f"xl/{name}.xml", text.encode()) for name, text in more.items()]
    return lambda path: hostile.book(path, hostile.sheet_xml(rows, prolog), more=parts)


def lying(part: str, text: bytes) -> Make:
    """How to make a workbook one member of which holds far more than it says."""

    def make(path: Path) -> Path:
        sheet = hostile.sheet_xml(hostile.good_rows())
        return hostile.understate(hostile.book(path, sheet, more=[(part, text)]), part)

    return make


GOOD = hostile.good_rows()
NESTED = "<x>" * 100_000 + "</x>" * 100_000
ERROR = '<row r="9"><c r="A9" t="e"><v>#N/A</v></c>'
FAR = '<c r="XFD1048576">'
UNPACKED = 200_000_000

REFUSED: dict[str, tuple[Make, str]] = {
    "billion laughs": (plain(hostile.good_rows("&l11;"), hostile.laughs()), "结构异常"),
    "quadratic blow-up": (
        plain(hostile.good_rows("&q;" * 20_000), hostile.quadratic()),
        "结构异常",
    ),
    "entities nobody uses": (plain(GOOD, hostile.laughs()), "结构异常"),
    "laughing strings": (
        plain(GOOD, sharedStrings=f"{hostile.laughs()}<sst><si><t>&l11;</t></si></sst>"),
        "打不开",
    ),
    "nested beside an error": (plain(f"{GOOD}{ERROR}{NESTED}</row>"), "结构异常"),
    "50 MB in a cell": (plain(hostile.good_rows(hostile.noise(50_000_000))), "50000000 个字"),
    "50 MB of one letter": (plain(hostile.good_rows("x" * 50_000_000)), "大得异常"),
    "cells never closed": (plain(f'{GOOD}<row r="9">{FAR * 300_000}</row>'), "打不开"),
    "sheet says it is small": (
        lying("xl/worksheets/sheet1.xml", hostile.sheet_xml(GOOD + " " * UNPACKED)),
        "打不开",
    ),
    "styles say they are small": (
        lying("xl/styles.xml", b"<styleSheet>" + b" " * UNPACKED + b"</styleSheet>"),
        "打不开",
    ),
    "strings say they are few": (
        lying("xl/sharedStrings.xml", b"<sst>" + b"<si><t/></si>" * 10_000_000 + b"</sst>"),
        "打不开",
    ),
    "3,000 sheets": (
        lambda path: hostile.book(path, *[hostile.sheet_xml(GOOD)] * 3_000),
        "结构异常",
    ),
}

READ: dict[str, Make] = {
    "nested in a row": plain(f'{GOOD}<row r="9">{NESTED}</row>'),
    "32,767 letters": plain(hostile.good_rows("长" * 32_767)),
    "300 KB of white space": plain(
        f'{GOOD}<row r="9"><c r="A9"><f>1</f>{" " * 300_000}<v>1</v></c></row>'
    ),
    "2,900 empty sheets": lambda path: hostile.book(
        path, hostile.sheet_xml(GOOD), *[hostile.sheet_xml("")] * 2_900
    ),
    "six million strings": plain(
        GOOD, sharedStrings="<sst>" + f"<si><t/></si><si><t>{7}</t></si>" * 1_000 + "</sst>"
    ),
}


def in_child(path: Path, roster: Roster) -> ReadReturn:
    """Read as an import does, within the time a file may take."""
    start = time.monotonic()
    (result,) = read_many([path], roster, file_seconds=MAX_SECONDS)
    assert time.monotonic() - start < MAX_SECONDS
    assert str(MAX_SECONDS) not in (result.problems[0].found if result.problems else "")
    return result


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_bounds_with_the_reason(name: str, tmp_path: Path, roster: Roster) -> None:
    make, reason = REFUSED[name]
    result = in_child(make(tmp_path / f"{UNIT}.xlsx"), roster)
    assert (result.outcome, result.units) == (Outcome.REJECTED, (UNIT,))
    assert reason in result.problems[0].found
    assert result.problems[0].hint


@pytest.mark.parametrize("name", READ)
def test_odd_but_harmless_is_read(name: str, tmp_path: Path, roster: Roster) -> None:
    result = in_child(READ[name](tmp_path / f"{UNIT}.xlsx"), roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 1), result.problems


def test_too_long_a_text_is_told_with_its_cell(tmp_path: Path, roster: Roster) -> None:
    make = plain(hostile.good_rows("长" * 32_768))
    (problem,) = in_child(make(tmp_path / "甲.xlsx"), roster).problems
    assert (problem.sheet, problem.cell) == ("表1", "H4")
    assert len(problem.found) < 100


def test_local_file_never_gets_into_the_result(tmp_path: Path, roster: Roster) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", "utf-8")
    entity = hostile.reaching_out(secret)
    makers = (
        plain(hostile.good_rows("&secret;"), entity),
        plain(GOOD, sharedStrings=f"{entity}<sst><si><t>&secret;</t></si></sst>"),
        plain(GOOD, styles=f"{entity}<styleSheet>&secret;</styleSheet>"),
    )
    for number, make in enumerate(makers):
        result = in_child(make(tmp_path / f"{number}.xlsx"), roster)
        assert "机密" not in repr(result)


def test_text_columns_take_the_longest_text_quickly(tmp_path: Path, roster: Roster) -> None:
    """No pattern of ours takes long over a cell as long as cells may be."""
    awkward = [" ", "1", "1,", "1.", "（", "台 ", "-", "\u3000", "万", "1e", "合 "]
    rows = []
    for n, piece in enumerate(awkward, 4):
        long = piece * (32_000 // len(piece))
        rows.append("".join(hostile.text(f"{c}{n}", long) for c in "ABCDEFGH"))
    sheet = hostile.good_rows().rsplit('<row r="4">', 1)[0]
    sheet += "".join(f'<row r="{n}">{cells}</row>' for n, cells in enumerate(rows, 4))
    path = hostile.book(tmp_path / "长.xlsx", hostile.sheet_xml(sheet))
    start = time.monotonic()
    assert in_child(path, roster).outcome is Outcome.REJECTED
    assert time.monotonic() - start < 10


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many cells as are allowed, each within its bounds: more than a reader may hold."""
    path = tmp_path_factory.mktemp("heavy") / f"{UNIT}.xlsx"
    return hostile.book(path, hostile.sheet_xml(GOOD + hostile.numbers(118_000, 33)))


@pytest.fixture
def batch(tmp_path: Path, heavy: Path) -> list[Path]:
    good = [hostile.book(tmp_path / f"{n}.xlsx", hostile.sheet_xml(GOOD)) for n in range(6)]
    return [*good[:3], heavy, *good[3:]]


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no limit there")
def test_memory_limit_is_really_met_and_costs_one_file(
    batch: list[Path], roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = memory.private_bytes

    def noted(pid: int) -> int | None:
        seen.append(real(pid) or 0)
        return seen[-1]

    monkeypatch.setattr(memory, "private_bytes", noted)
    results = read_many(batch, roster, workers=1, file_seconds=120)
    assert [r.outcome for r in results].count(Outcome.ACCEPTED) == 6
    assert "内存超过 500 MB" in results[3].problems[0].found
    assert (results[3].file, results[3].units) == (batch[3].name, (UNIT,))
    assert max(seen) < worker.MAX_MEMORY_BYTES * 1.1
    assert max(seen) > worker.MAX_MEMORY_BYTES / 2


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that limits nothing: the parent's look is all there is."""
    monkeypatch.setattr(worker, "MAX_MEMORY_BYTES", 120_000_000)


def test_parent_ends_a_reader_that_takes_too_much(
    watched: None, batch: list[Path], roster: Roster
) -> None:
    results = read_many(batch, roster, workers=1, file_seconds=120)
    assert [r.outcome for r in results].count(Outcome.ACCEPTED) == 6
    assert "内存超过 120 MB" in results[3].problems[0].found


def test_time_limit_is_really_met_and_costs_one_file(batch: list[Path], roster: Roster) -> None:
    results = read_many(batch, roster, workers=1, file_seconds=0.8)
    assert [r.outcome for r in results].count(Outcome.ACCEPTED) == 6
    assert results[3].outcome is Outcome.REJECTED
    assert "没有读完" in results[3].problems[0].found
    assert results[3].file == batch[3].name


def test_memory_of_a_process_is_told_or_unknown() -> None:
    mine = memory.private_bytes(os.getpid())
    assert mine is None or mine > 5_000_000
    assert memory.private_bytes(2**22 + 1) is None
    assert pool.FILE_SECONDS == MAX_SECONDS


def test_every_byte_may_be_wrong(samples: Path, tmp_path: Path, roster: Roster) -> None:
    """Two hundred damaged copies of real returns: each has an outcome and a reason."""
    rng = random.Random(20261126)
    real = [p for p in (samples / "returns").iterdir() if p.suffix in {".xlsx", ".xls", ".ods"}]
    damaged = []
    for number in range(200):
        source = rng.choice(real)
        data = bytearray(source.read_bytes())
        for _ in range(rng.choice((1, 10, 200))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path = tmp_path / f"{number}{source.suffix}"
        path.write_bytes(data[: rng.randrange(len(data))] if number % 5 == 0 else data)
        damaged.append(path)
    results = read_many(damaged, roster, file_seconds=MAX_SECONDS)
    assert len(results) == 200
    for result in results:
        assert result.outcome is Outcome.ACCEPTED or result.problems or result.notes
        assert "程序出错" not in repr(result.problems), result.file


def test_mimetype_of_a_gigabyte(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / "甲.ods"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("mimetype", "w") as member,
    ):
        member.write(b"application/vnd.oasis.opendocument.spreadsheet")
        for _ in range(300):
            member.write(b" " * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read_return(path, roster).outcome is Outcome.REJECTED
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
