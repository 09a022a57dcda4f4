"""The hints of a form, computed by a spreadsheet program, say what the reader would say."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from tests.excel.books import ITEM, OTHER_ITEM
from tests.excel.test_forms import FILLED, check_facts, fill, form
from tests.office import lacks_office
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.form_status import CAPTION, MESSAGE, STATUS
from zjbuy_desktop.excel.forms import NeedForm, write_form
from zjbuy_desktop.excel.grid import position
from zjbuy_desktop.excel.returns import read_return
from zjbuy_desktop.excel.roster import Roster

WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "8": ({"D": ITEM, "G": 35, "H": 5079.5, "J": "其他", "K": "办", "L": "是"}, "✓ 资金、时间", ""),
    "9": ({"D": ITEM, "H": 5079.5}, "请填数量；", "G9"),
    "10": ({"D": ITEM, "G": 3, "H": "1.2万"}, "单价只填数字；", "H10"),
    "11": ({"D": "台式机", "G": 3, "H": 5000}, "标的名称请从下拉列表中选；", "D11"),
    "12": ({"D": ITEM, "G": 1.5, "H": 5000}, "数量要填整数；", "G12"),
    "13": ({"D": ITEM, "G": -1, "H": 5000}, "数量要大于 0；", "G13"),
    "14": ({"G": 3, "H": 5000}, "请选标的名称；", "D14"),
    "15": ({"D": OTHER_ITEM, "G": 2}, "请填单价；", "H15"),
    "16": ({"D": ITEM, "G": "约3"}, "数量只填数字；请填单价；", "G16"),
    "18": ({"D": ITEM, "G": 2, "H": 5079.555}, "单价最多两位小数；", "H18"),
}
"""Row → what is written, what its hint says, the cell the reader blames."""


def limited(**changes: Any) -> NeedForm:
    made = form(**changes)
    first, second = made.items
    return replace(made, items=(replace(first, ceiling_fen=520_000), second))


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Opened, calculated and saved by LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "另存"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=90)
    return out / f"{path.stem}.{kind}"


def shown(path: Path) -> dict[str, str]:
    """The hints by row, and the line above."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    def at(cell: str) -> str:
        row, column = position(cell)
        return str(rows[row][column]) if column < len(rows[row]) else ""

    return {str(r): at(f"{STATUS}{r}") for r in range(8, 23)} | {"above": at(MESSAGE)}


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_hints_agree_with_what_the_reader_refuses(
    tmp_path: Path, roster: Roster, kind: str
) -> None:
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    for row, (cells, _, _) in WRONG.items():
        fill(path, {f"{letter}{row}": value for letter, value in cells.items()})
    saved = converted(path, kind, tmp_path)
    told = shown(saved)
    for row, (_, hint, _) in WRONG.items():
        assert told[row].startswith(hint), (row, told[row])
        assert hint.startswith("✓") or told[row] == hint
    assert told["17"] == ""
    assert told["above"].startswith("还有 10 处要填")
    refused = read_return(saved, roster)
    blamed = {int("".join(filter(str.isdigit, p.cell or "0"))) for p in refused.problems}
    assert blamed >= {int(row) for row, (_, _, cell) in WRONG.items() if cell}
    assert 8 not in blamed
    assert {cell for _, _, cell in WRONG.values() if cell} <= {p.cell for p in refused.problems}


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
def test_a_price_above_the_ceiling_and_an_empty_form(tmp_path: Path, roster: Roster) -> None:
    path, blank = tmp_path / "填报.xlsx", tmp_path / "空.xlsx"
    for each in (path, blank):
        write_form(each, limited())
    rows = {"8": 5200, "9": 5200.01}
    for row, price in rows.items():
        fill(path, {f"D{row}": ITEM, f"G{row}": 1, f"H{row}": price})
    fill(path, {"D10": OTHER_ITEM, "G10": 1, "H10": 99_999})
    told = shown(converted(path, "xlsx", tmp_path))
    assert [told[n][0] for n in ("8", "10")] == ["✓", "✓"]
    assert told["9"] == "单价超过最高限价；"
    assert told["above"].startswith("还有 1 处要填")
    empty = shown(converted(blank, "xlsx", tmp_path))
    assert empty.pop("above") == "还没有填标的"
    assert set(empty.values()) == {""}


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_right_form_says_so_and_is_read_as_before(
    tmp_path: Path, roster: Roster, kind: str
) -> None:
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    fill(path, FILLED)
    saved = converted(path, kind, tmp_path)
    assert shown(saved)["above"] == "✓ 填好了 2 行，请保存后发回"
    result = read_return(saved, roster)
    assert (result.outcome, result.notes) == (Outcome.ACCEPTED, ())
    check_facts(result.lines)


STORED = {"E8": "8核CPU，16GB内存", "F8": "台", "I8": 177782.5, "F9": "台", "I9": 16233.34}


@pytest.mark.parametrize(
    ("written", "noted"),
    [
        (None, False),
        ("✓ 资金、时间等列入计划前补齐", False),
        ("请填数量；", False),
        ("随便写的", True),
        (5200, True),
    ],
)
def test_whatever_stands_in_the_hints_is_never_data(
    tmp_path: Path, roster: Roster, written: Any, noted: bool
) -> None:
    """Without a calculated result, with one, or with something of the unit's own, which is told."""
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    hints = {} if written is None else {f"{STATUS}{r}": written for r in range(8, 23)}
    fill(path, FILLED | STORED | hints)
    result = read_return(path, roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    check_facts(result.lines)
    assert any(f"{STATUS}8" in note for note in result.notes) is noted


def test_a_form_saved_without_calculating_is_calculated_here(
    tmp_path: Path, roster: Roster
) -> None:
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    fill(path, FILLED)
    result = read_return(path, roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    check_facts(result.lines)
    assert [n for n in result.notes if "算出" in n] == [
        f"需求填报表 第{row}行的公式没有存下结果，预算金额已按数量 × 单价算出" for row in (8, 9)
    ]


@pytest.mark.parametrize(("cell", "value"), [("G8", "约3"), ("H8", 5079.555), ("H8", None)])
def test_nothing_is_calculated_from_what_is_wrong(
    tmp_path: Path, roster: Roster, cell: str, value: Any
) -> None:
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    fill(path, FILLED | {cell: value})
    result = read_return(path, roster)
    assert result.outcome is Outcome.REJECTED
    assert cell in [p.cell for p in result.problems]
    assert not any("第8行" in n for n in result.notes)


def test_a_formula_of_a_form_that_was_rearranged_is_not_ours(
    tmp_path: Path, roster: Roster
) -> None:
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    fill(path, FILLED | {"T7": "说明"})
    assert read_return(path, roster).outcome is Outcome.REJECTED


def test_form_without_its_hints_is_as_good(tmp_path: Path, roster: Roster) -> None:
    """Forms sent out by an earlier version, or with the column deleted."""
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    gone = {f"{STATUS}{r}": None for r in range(7, 23)} | {MESSAGE: None}
    fill(path, FILLED | STORED | gone)
    assert read_return(path, roster).outcome is Outcome.ACCEPTED


def test_hints_stand_outside_the_printed_page(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet[f"{STATUS}7"].value == CAPTION
    assert "$T$" in sheet.print_area
    assert STATUS not in sheet.print_area
    assert sheet[f"{STATUS}8"].protection.locked
    assert all(len(str(sheet[f"{STATUS}{r}"].value)) < 8_192 for r in range(8, 23))


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
def test_a_measure_nobody_stated_is_asked_of_the_unit(tmp_path: Path, roster: Roster) -> None:
    """Items without 计量单位: the cell is to be filled in, and no ✓ before it is."""
    first, second = form().items
    bare = form(items=(replace(first, measure="", spec=""), replace(second, measure="台")))
    path = tmp_path / "填报.xlsx"
    write_form(path, bare)
    row = {"G": 2, "H": 5000}
    fill(path, {f"{c}8": v for c, v in {"D": ITEM, **row}.items()})
    fill(path, {f"{c}9": v for c, v in {"D": ITEM, "F": "台", "G": 1.5, "H": 5000}.items()})
    fill(path, {f"{c}10": v for c, v in {"D": OTHER_ITEM, **row}.items()})
    saved = converted(path, "xlsx", tmp_path)
    told = shown(saved)
    assert told["8"] == "请选计量单位；"
    assert [told[n][0] for n in ("9", "10")] == ["✓", "✓"], "not every measure is counted in ones"
    assert told["above"].startswith("还有 1 处要填")
    fill(path, {"G9": 1})
    result = read_return(converted(path, "xlsx", tmp_path), roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert [line.measure for line in result.lines] == ["", "台", "台"]
    (note,) = [n for n in result.notes if "计量单位" in n]
    assert f"{result.units[0]}没有填计量单位：需求填报表 F8；" in note


def test_a_form_says_who_fills_in_the_measure(tmp_path: Path) -> None:
    import openpyxl

    first, second = form().items
    path = tmp_path / "填报.xlsx"
    for items, formula, said in (
        ((first, second), True, "自动带出，一般不用改"),
        ((first, replace(second, measure="")), True, "从下拉列表中选"),
        ((replace(first, measure=""), replace(second, measure="")), False, "从下拉列表中选"),
    ):
        write_form(path, form(items=items))
        sheet, steps = openpyxl.load_workbook(path).worksheets[:2]
        assert str(sheet["F8"].value or "").startswith("=") is formula
        assert not sheet["F8"].protection.locked
        (rule,) = [r for r in sheet.data_validations.dataValidation if "F8:" in str(r.sqref)]
        assert (rule.type, said in rule.prompt) == ("list", True)
        (hint,) = [str(b.value) for a, b in steps.iter_rows(max_col=2) if a.value == "计量单位"]
        assert said in hint
