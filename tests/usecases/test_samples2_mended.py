"""Each refused file of the second round, mended by what its own first sheet says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.office import Mender, lacks_uno, mending_office
from tests.usecases.mending import ASK, fill_fresh, listed, mend
from tests.usecases.test_samples2 import ROUND, SENT_BACK, ask

LINE = {"item": "A4复印纸（80克）", "measure": "箱", "quantity": "12", "price": "145.5"}
FORM = {f"需求填报表!{column}8": text for column, text in zip("DFGH", LINE.values(), strict=True)}
"""What a unit fills in whose own file can't be mended: the form that comes along."""

FORM_SUMS = {"rows": 1, "quantity": 12, "amount_fen": 174_600}


@dataclass(frozen=True)
class Sent:
    """The files that went back, by the name of the return."""

    data: Path
    copies: dict[str, Path]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("退回")
    data = folder / "数据"
    ask(data, "project", "new", "--file", ROUND / "project.toml")
    ask(data, "forms", "import", 1, ROUND / "returns")
    answer = ask(data, "forms", "errors", 1, "--out", folder / "退回")
    assert [file["file"] for file in answer["files"] if file["error"]] == []
    return Sent(data, {file["file"]: Path(file["workbook"]) for file in answer["files"]})


def answers(name: str) -> dict[str, str]:
    """What only the unit knows of the listed cells."""
    wrong = SENT_BACK[name]["problems"]
    return {f"{one['sheet']}!{one['cell']}": one["answer"] for one in wrong if one["answer"]}


def whole(name: str) -> bool:
    """Whether nothing in the file itself can be mended."""
    return SENT_BACK[name]["mended"]["rows"] is None


def fill(name: str) -> dict[str, str]:
    """What the unit adds in cells that the sheet can't link one by one."""
    added: dict[str, str] = SENT_BACK[name]["fill"]
    return added


def check(sent: Sent, name: str, mended: Path) -> None:
    """The mended file is accepted and comes to what it should."""
    (result,) = ask(sent.data, "forms", "import", 1, mended, "--dry-run")["results"]
    assert result["outcome"] == "accepted", result
    wanted = FORM_SUMS if whole(name) else SENT_BACK[name]["mended"]
    assert {key: result[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", SENT_BACK)
def test_the_sheet_lists_the_wrong_cells_and_guesses_nothing(sent: Sent, name: str) -> None:
    lines = listed(sent.copies[name])
    assert len(lines) == len(SENT_BACK[name]["problems"])
    asked = [place for place, text in lines if text == ASK]
    if whole(name):
        assert asked == ["需求填报表!D8"]
    elif SENT_BACK[name]["fill"]:
        assert len(asked) <= 1  # a caption can be suggested, the rows can't
    else:
        assert asked == list(answers(name))


@pytest.mark.parametrize("name", SENT_BACK)
def test_mended_by_its_own_sheet_it_is_accepted(sent: Sent, name: str, tmp_path: Path) -> None:
    mended = tmp_path / sent.copies[name].name
    mend(sent.copies[name], mended, answers(name), fill(name))
    if whole(name):
        fill_fresh(mended, LINE)
    check(sent, name, mended)


def test_a_file_with_empty_fills_goes_back_as_it_is_and_not_as_a_copy(sent: Sent) -> None:
    name = "清渚市卫生监督所.xlsx"
    book = openpyxl.load_workbook(sent.copies[name])
    assert book.sheetnames == ["请修改", "Sheet1", "Sheet2", "Sheet3"]
    assert not any("抄成" in str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True))
    assert book["Sheet1"]["E4"].fill.fgColor.rgb == "FFFFC7CE"


def test_the_words_that_go_along_say_what_came_along(sent: Sent) -> None:
    def words(name: str) -> str:
        return sent.copies[name].with_suffix(".txt").read_text("utf-8-sig")

    assert "里有一份新的填报表" in words("清渚市云岭县水利局.xlsx")
    assert "去掉" in words("清渚市云岭县教育局.xls")
    assert "点一下就到那一格" in words("清渚市文化馆.xlsx")
    assert "填报表" not in words("清渚市文化馆.xlsx")


def test_a_hidden_row_is_shown_in_the_copy(sent: Sent) -> None:
    book = openpyxl.load_workbook(sent.copies["清渚市云岭县统计局.xlsx"])
    assert not book["Sheet1"].row_dimensions[5].hidden
    told = [str(row[0]) for row in book["请修改"].iter_rows(values_only=True)]
    assert "说明：“Sheet1”第 5 行原来隐藏着，读取时照样计入，现在显示出来了。" in told


def test_a_copy_by_value_can_be_read_without_pulling_at_columns(sent: Sent) -> None:
    name = next(n for n in SENT_BACK if n.endswith(".csv"))
    sheet = openpyxl.load_workbook(sent.copies[name])["表1"]
    assert sheet.page_setup.orientation == "landscape"
    assert 18 <= sheet.column_dimensions["B"].width <= 40
    assert sheet.column_dimensions["C"].width <= 14


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mender]:
    with mending_office(tmp_path_factory.mktemp("office")) as mender:
        yield mender


KINDS: dict[str, tuple[str, str]] = {
    "清渚市公证处.xlsx": (".xls", "MS Excel 97"),
    "清渚市疗养院.xlsx": (".ods", "calc8"),
    "清渚市卫生监督所.xlsx": (".xls", "MS Excel 97"),
}
"""Files that the unit saves in another format than they came back in."""


@pytest.mark.skipif(lacks_uno(), reason="needs libreoffice-calc and python3-uno")
@pytest.mark.parametrize("name", SENT_BACK)
def test_mended_in_libreoffice_it_is_accepted(
    sent: Sent, office: Mender, name: str, tmp_path: Path
) -> None:
    ending, kind = KINDS.get(name, (".xlsx", "Calc MS Excel 2007 XML"))
    mended = tmp_path / sent.copies[name].with_suffix(ending).name
    given: dict[str, Any] = {"cells": answers(name), "form": FORM if whole(name) else fill(name)}
    office(sent.copies[name], mended, kind, given)
    check(sent, name, mended)
