"""A second return of a unit is told on the command line: what counted, what counts, how much."""

import json
from pathlib import Path

import pytest

from zjbuy_desktop.cli.run import run

FIRST, SECOND = "之江市堃山县教育局.xlsx", "之江市堃山县教育局（修改后）.xlsx"


def test_a_second_return_says_what_it_replaces(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["--data", str(tmp_path / "数据"), "--today", "2026-08-20"]

    def said(*words: str) -> str:
        run([*start, *words])
        return capsys.readouterr().out

    said("project", "new", "--file", str(samples / "project.toml"))
    assert "原来计入的" not in said("forms", "import", "1", str(samples / "returns" / FIRST))
    second = str(samples / "returns" / SECOND)
    told = (
        f"之江市堃山县教育局原来计入的是“{FIRST}”（2 行 602,267.04 元），"
        f"改为“{SECOND}”（3 行 2,120,509.96 元），多 1,518,242.92 元。"
    )
    assert told in said("forms", "import", "1", second, "--dry-run")
    answer = json.loads(said("--json", "forms", "import", "1", second))
    assert answer["replaced"] == [
        {
            "unit": "之江市堃山县教育局",
            "old_file": FIRST,
            "old_fen": 60226704,
            "new_file": SECOND,
            "new_fen": 212050996,
        }
    ]
    batches = said("needs", "batches", "1").splitlines()
    assert batches[0].endswith("现在：已接收 1")
    assert batches[1].endswith("现在：已被新版代替 1")
    again = said("forms", "import", "1", second)
    assert "原来计入的" not in again, "the same file again replaces nothing"
