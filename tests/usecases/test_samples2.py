"""The second collection round: other offices, other layouts, imported as the command line does."""

import io
import json
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from zjbuy_desktop.cli.run import run

ROUND = Path(__file__).parents[1] / "samples2"
TOLD = json.loads((ROUND / "expected.json").read_text("utf-8"))
FILES: dict[str, dict[str, Any]] = TOLD["files"]
NEEDS: dict[str, dict[str, int]] = TOLD["needs"]
SENT_BACK = {name: told for name, told in FILES.items() if "problems" in told}

Answer = dict[str, Any]


def ask(data: Path, *words: object) -> Answer:
    """The JSON that a command prints, whatever its exit code says of the files."""
    out = io.StringIO()
    with redirect_stdout(out):
        run(["--data", str(data), "--today", "2026-08-19", *map(str, words), "--json"])
    answer: Answer = json.loads(out.getvalue())
    return answer


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("第二轮")
    assert ask(folder, "project", "new", "--file", ROUND / "project.toml")["units"] == 41
    return folder


@pytest.fixture(scope="module")
def report(data: Path) -> Answer:
    return ask(data, "forms", "import", 1, ROUND / "returns")


@pytest.fixture(scope="module")
def results(report: Answer) -> dict[str, Answer]:
    return {result["file"]: result for result in report["results"]}


def test_every_file_has_one_outcome_and_the_counts_reconcile(
    report: Answer, results: dict[str, Answer]
) -> None:
    assert set(results) == set(FILES)
    kinds = ("accepted", "rejected", "superseded", "ignored")
    assert report["files"] == len(FILES) == sum(report[kind] for kind in kinds)
    for kind in kinds:
        assert report[kind] == sum(r["outcome"] == kind for r in results.values())


@pytest.mark.parametrize("name", FILES)
def test_file_comes_out_exactly(results: dict[str, Answer], name: str) -> None:
    result, told = results[name], FILES[name]
    outcome = told["outcome"]
    assert result["outcome"] in ([outcome] if isinstance(outcome, str) else outcome), result
    assert told["units"] is None or result["units"] == told["units"]
    if told["rows"] is not None:
        counted = {key: result[key] for key in ("rows", "quantity", "amount_fen")}
        assert counted == {key: told[key] for key in counted}
    if result["outcome"] == "ignored":
        assert result["notes"]


@pytest.mark.parametrize("name", SENT_BACK)
def test_refusal_names_exactly_the_wrong_cells(results: dict[str, Answer], name: str) -> None:
    problems, wanted = results[name]["problems"], SENT_BACK[name]["problems"]
    assert len(problems) == len(wanted), problems
    for got, want in zip(problems, wanted, strict=True):
        assert want["sheet"] in ("*", got["sheet"]), got
        assert at(want["cell"])(got["cell"]), got
        assert want["found"] in got["found"], got
        assert got["expected"]
        assert got["hint"]


def at(wanted: str | None) -> Callable[[str | None], bool]:
    """``*`` is wherever, ``?3`` any column of row 3."""
    if wanted == "*":
        return lambda _cell: True
    if wanted and wanted.startswith("?"):
        return lambda cell: bool(re.fullmatch(f"[A-Z]+{wanted[1:]}", cell or ""))
    return lambda cell: cell == wanted


def test_needs_are_those_of_the_files(data: Path, report: Answer) -> None:
    needs = ask(data, "needs", 1)
    by_unit = {row.pop("unit"): row for row in needs["by_unit"]}
    assert by_unit == NEEDS
    for key in ("rows", "quantity", "amount_fen"):
        whole = sum(row[key] for row in NEEDS.values())
        assert (needs[key], report[key]) == (whole, whole)
    assert report["units"] == len(NEEDS)
