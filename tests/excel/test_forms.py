"""Our own form: written, filled in, and read back with every fact."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.books import ITEM, OTHER_ITEM, UNIT
from tests.excel.dumps import dump
from tests.office import lacks_office
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Outcome
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.excel.forms import FormItem, NeedForm, write_form
from zjbuy_desktop.excel.returns import Roster, read_return

FILLED: dict[str, Any] = {
    "D8": ITEM,
    "G8": 35,
    "H8": 5079.5,
    "J8": "一般公共预算",
    "K8": "办公设备购置 0330100",
    "L8": "是",
    "M8": "2026年9月30日前",
    "N8": "之江市教育局办公楼",
    "O8": "委托牵头单位公开",
    "T8": "加急",
    "D9": OTHER_ITEM,
    "G9": 2,
    "H9": 8116.67,
    "L9": "否",
}


def form(**changes: Any) -> NeedForm:
    unit = Unit(
        UNIT,
        "11339900D10TACMHQA",
        "102001",
        Level.CITY,
        "之江市",
        Role.PARTICIPANT,
        "王喆",
        "0571-1",
    )
    items = (
        FormItem(ITEM, "8核CPU，16GB内存", "台"),
        FormItem(OTHER_ITEM, "8核CPU，32GB内存", "台"),
    )
    values: dict[str, Any] = {
        "project": "之江市2026年度台式计算机带量集中采购项目",
        "lead_unit": "之江市机关事务管理局",
        "unit": unit,
        "category_code": "A02010105",
        "category_name": "台式计算机",
        "items": items,
        "deadline": date(2026, 8, 20),
        "contact": "李玥",
        "phone": "0571-88000000",
    }
    return NeedForm(**{**values, **changes})


def fill(path: Path, cells: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)


def check_facts(lines: tuple[NeedLine, ...]) -> None:
    first, second = lines
    assert (first.unit, first.item, first.measure) == (UNIT, ITEM, "台")
    assert (first.quantity, first.price_fen, first.amount_fen) == (35_000, 507_950, 17_778_250)
    assert (first.spec, first.category_code, first.note) == (
        "8核CPU，16GB内存",
        "A02010105",
        "加急",
    )
    assert (first.funding, first.budget_item) == ("一般公共预算", "办公设备购置 0330100")
    assert first.delivery == "2026年9月30日前；之江市教育局办公楼"
    assert (first.funds, first.intention) == (Funds.SECURED, "委托牵头单位公开")
    assert (second.funds, second.intention, second.amount_fen) == (Funds.NOT_SECURED, "", 1_623_334)
    assert dict(first.source.cells)["quantity"] == "G8"


def test_form_looks_as_agreed(tmp_path: Path, golden: Callable[..., None]) -> None:
    path = tmp_path / "表.xlsx"
    assert write_form(path, form()) == ()
    golden("excel/form.txt", dump(path))


def test_filled_form_is_read_back_with_every_fact(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / "随便什么名字.xlsx"
    write_form(path, form())
    stored = {"E8": "8核CPU，16GB内存", "F8": "台", "I8": 177782.5, "F9": "台", "I9": 16233.34}
    fill(path, FILLED | stored)
    result = read_return(path, roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert (result.units, result.notes) == ((UNIT,), ())
    check_facts(result.lines)


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_form_filled_in_another_office(tmp_path: Path, roster: Roster, kind: str) -> None:
    path = tmp_path / "填报.xlsx"
    write_form(path, form())
    fill(path, FILLED)
    out = tmp_path / "另存"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    convert = ["--convert-to", kind, "--outdir", str(out), str(path)]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=90)
    result = read_return(out / f"填报.{kind}", roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    check_facts(result.lines)


def test_empty_form_says_that_nothing_was_filled_in(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / "表.xlsx"
    write_form(path, form())
    result = read_return(path, roster)
    assert (result.outcome, result.units) == (Outcome.REJECTED, (UNIT,))
    assert "没有需求行" in result.problems[0].found


def test_only_input_cells_are_unlocked_and_lists_are_short(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    many = tuple(FormItem(f"办公用品第{i}种（标准型）", "", "套") for i in range(80))
    write_form(path, form(items=many))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    locked = {name: sheet[f"{name}8"].protection.locked for name in "ABCDEFGHIJ"}
    assert [name for name, is_locked in locked.items() if is_locked] == ["A", "B", "C", "I"]
    rules = sheet.data_validations.dataValidation
    assert all(len(str(rule.formula1 or "")) < 255 and len(rule.prompt) < 255 for rule in rules)
    assert any("$A$83" in str(rule.formula1) for rule in rules)


def test_form_names_cannot_become_formulas(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    notes = write_form(path, form(project="=1+1", items=(FormItem("@x\x07", "-2", "台"),)))
    book = openpyxl.load_workbook(path)
    assert book.worksheets[0]["D2"].data_type == "s"
    assert book["字典"]["A4"].value == "@x"
    assert notes
