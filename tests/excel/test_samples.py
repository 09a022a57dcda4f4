"""The sample collection round, file by file, against its expectations."""

import json
from pathlib import Path

import pytest

from zjbuy_desktop.core.case.batch import decide
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.files import gather
from zjbuy_desktop.excel.pool import read_many
from zjbuy_desktop.excel.returns import Roster
from zjbuy_desktop.excel.tables import read_roster

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
CELLS = {
    "之江市城东区教育局.xlsx": ["G4", "G5", "G6"],
    "之江市城东区人民医院.xlsx": ["G4"],
    "之江市城东区第二中学.xlsx": ["E4"],
    "之江市江北区财政局.xlsx": ["G4"],
    "之江市江北区教育局.xlsx": ["E4"],
    "之江市水利局.xlsx": ["A2"],
    "之江市江北区人民医院.xlsx": [None],
    "之江市江北区第二中学.xlsx": [None],
}


@pytest.fixture(scope="module")
def results() -> dict[str, ReadReturn]:
    units = read_roster(SAMPLES / "roster.xlsx").units
    roster = Roster(
        tuple(unit.name for unit in units),
        ("台式计算机（基础型）", "台式计算机（增强型）"),
        "A02010105",
    )
    read = decide(read_many(gather([SAMPLES / "returns"]), roster))
    return {result.file: result for result in read}


def test_every_file_is_accounted_for(results: dict[str, ReadReturn]) -> None:
    assert set(results) == set(EXPECTED)


@pytest.mark.parametrize("file", EXPECTED)
def test_file_comes_out_as_expected(results: dict[str, ReadReturn], file: str) -> None:
    result, expected = results[file], EXPECTED[file]
    # 网页表格允许读对，也允许拒收；我们读对。
    wanted = "accepted" if isinstance(expected["outcome"], list) else expected["outcome"]
    assert result.outcome == wanted, result.problems
    assert list(result.units) == expected["units"]
    if expected["rows"] is not None:
        assert len(result.lines) == expected["rows"]
        assert sum(line.quantity for line in result.lines) == expected["quantity"] * 1000
        assert sum(line.amount_fen for line in result.lines) == expected["amount_fen"]


@pytest.mark.parametrize("file", CELLS)
def test_refusal_names_exactly_the_wrong_cells(results: dict[str, ReadReturn], file: str) -> None:
    assert [problem.cell for problem in results[file].problems] == CELLS[file]


def test_every_rejection_says_what_to_do(results: dict[str, ReadReturn]) -> None:
    for result in results.values():
        assert (result.outcome is Outcome.REJECTED) == bool(result.problems)
        assert all(p.found and p.expected and p.hint for p in result.problems)
        assert result.outcome is not Outcome.IGNORED or result.notes


def test_lines_know_the_cells_they_came_from(results: dict[str, ReadReturn]) -> None:
    line = results["两校合并填报.xlsx"].lines[2]
    assert line.unit == "之江市堃山县第二中学"
    assert (line.source.file, line.source.sheet) == ("两校合并填报.xlsx", "Sheet")
    assert dict(line.source.cells)["quantity"] == "F4"
    assert len(line.source.sha256) == 64
