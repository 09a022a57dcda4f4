"""An item in other words goes back; whichever way its slip names is then taken."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.books import HEAD, ITEM, OTHER_ITEM, row
from tests.excel.books import sheet as table
from tests.usecases.mending import ASK, listed, mend
from tests.usecases.test_cli import Shell

OTHER_WORDS = "办公电脑"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], samples: Path) -> Shell:
    made = Shell(tmp_path / "数据", capsys)
    made.json("project", "new", "--file", samples / "project.toml")
    return made


@pytest.fixture
def copy(shell: Shell, tmp_path: Path) -> Path:
    """The error workbook of a table with one item in other words and one cut short."""
    lines: list[list[Any]] = [row(n) for n in range(1, 4)]
    lines[1][1], lines[2][1] = OTHER_WORDS, "台式计算机增强型"
    book = openpyxl.Workbook()
    for values in table(*lines, head=HEAD):
        book.active.append(values)
    book.save(tmp_path / "需求.xlsx")
    shell.json("forms", "import", 1, tmp_path / "需求.xlsx", code=1)
    (file,) = shell.json("forms", "errors", 1, "--out", tmp_path / "退回")["files"]
    return Path(file["workbook"])


def items(shell: Shell, path: Path) -> dict[str, int]:
    """What would be taken from the mended copy: item → quantity."""
    report = shell.json("forms", "import", 1, path)
    assert [r["outcome"] for r in report["results"]] == ["accepted"], report
    by_item = shell.json("needs", 1)["by_item"]
    return {one["item"]: one["quantity"] for one in by_item}


def test_the_slip_names_the_cell_the_items_and_both_ways(copy: Path) -> None:
    assert listed(copy) == [("Sheet!B5", ASK), ("Sheet!B6", OTHER_ITEM)]
    slip = openpyxl.load_workbook(copy).worksheets[0]
    told = next(r for r in slip.iter_rows(values_only=True) if OTHER_WORDS in r)
    assert f"“{ITEM}”或“{OTHER_ITEM}”" in told[4]
    assert "改成那个名称" in told[5]
    assert "删去这一行" in told[5]


def test_renamed_as_the_slip_says_it_is_taken(shell: Shell, copy: Path, tmp_path: Path) -> None:
    mended = tmp_path / "改名.xlsx"
    mend(copy, mended, {"Sheet!B5": ITEM})
    assert items(shell, mended) == {ITEM: 20, OTHER_ITEM: 10}


def test_deleted_as_the_slip_says_it_is_taken(shell: Shell, copy: Path, tmp_path: Path) -> None:
    mended = tmp_path / "删行.xlsx"
    mend(copy, mended, {})
    book = openpyxl.load_workbook(mended)
    book["Sheet"].delete_rows(5)
    book.save(mended)
    assert items(shell, mended) == {ITEM: 10, OTHER_ITEM: 10}
