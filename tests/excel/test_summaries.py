"""Workbooks that go out: totals that prove themselves, and text that stays text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.excel.books import ITEM, OTHER_ITEM
from tests.excel.dumps import dump
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.needs import NeedLine, Source
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.excel.safe import write_text
from zjbuy_desktop.excel.summaries import (
    ParticipantData,
    SummaryData,
    SummaryIssue,
    UnitStatus,
    write_participant,
    write_summary,
)

UNITS = tuple(
    Unit(name, "11339900D10TACMHQA", "1", Level.CITY, "之江市", Role.PARTICIPANT, "王喆", "0571-1")
    for name in ("之江市教育局", "之江市第一中学", "之江市图书馆")
)


def line(unit: str, item: str, quantity: int, price: int, row: int, spec: str = "8核") -> NeedLine:
    cells = (("amount", f"G{row}"), ("price", f"F{row}"), ("quantity", f"E{row}"))
    source = Source(f"{unit}.xlsx", "0" * 64, "Sheet", cells)
    return NeedLine(unit, item, spec, "台", quantity * 1000, price, quantity * price, source)


LINES = (
    line("之江市第一中学", ITEM, 3, 520_000, 4),
    line("之江市教育局", OTHER_ITEM, 2, 811_667, 5),
    line("之江市教育局", ITEM, 35, 507_950, 4),
    line("之江市教育局", ITEM, 1, 520_000, 6),
)


def data(**changes: object) -> SummaryData:
    values: dict[str, object] = {
        "project": "之江市2026年度台式计算机带量集中采购项目",
        "lead_unit": "之江市机关事务管理局",
        "category": "A02010105 台式计算机",
        "made_on": date(2026, 8, 21),
        "lines": LINES,
        "units": tuple(
            UnitStatus(unit, "已接收" if i < 2 else "未报送", ("资金来源",) if i < 2 else ())
            for i, unit in enumerate(UNITS)
        ),
        "issues": (SummaryIssue("待修改", "某局.xlsx", "约30", "请填确定的数", "Sheet E4"),),
    }
    return SummaryData(**{**values, **changes})  # type: ignore[arg-type]


def participant(**changes: object) -> ParticipantData:
    values: dict[str, object] = {
        "project": "项目",
        "lead_unit": "之江市机关事务管理局",
        "lead_contact": "李玥",
        "lead_phone": "0571-88000000",
        "made_on": date(2026, 8, 21),
        "status": UnitStatus(UNITS[0], "待补", ("资金来源", "预算项目")),
        "lines": LINES[1:],
    }
    return ParticipantData(**{**values, **changes})  # type: ignore[arg-type]


def test_summary_looks_as_agreed(tmp_path: Path, golden: Callable[..., None]) -> None:
    path = tmp_path / "汇总.xlsx"
    assert write_summary(path, data()) == ()
    golden("excel/summary.txt", dump(path))


def test_participant_looks_as_agreed(tmp_path: Path, golden: Callable[..., None]) -> None:
    shares = (
        Allocation("标项一", ITEM, "某校", "某公司", 36_000, 480_000, 18_298_250, 17_280_000),
        Allocation("标项二", OTHER_ITEM, "某校", "某公司", 2_000, None, 1_623_334, 1_500_001),
    )
    path = tmp_path / "留存.xlsx"
    write_participant(path, participant(shares=shares, result_word="中标"))
    golden("excel/participant.txt", dump(path))


@pytest.mark.parametrize(("sheet", "amount"), [("汇总", "H"), ("按标的", "H"), ("按单位", "G")])
def test_every_sheet_has_the_same_total_as_its_rows(
    tmp_path: Path, sheet: str, amount: str
) -> None:
    path = tmp_path / "汇总.xlsx"
    write_summary(path, data())
    page = openpyxl.load_workbook(path)[sheet]
    (total_row,) = [row[0].row for row in page.iter_rows() if row[1].value == "合计"]
    rows = [page[f"{amount}{row}"].value for row in range(5, total_row)]
    expected = Decimal(sum(need.amount_fen for need in LINES)) / 100
    assert sum(Decimal(str(value)) for value in rows) == expected
    assert Decimal(str(page[f"{amount}{total_row}"].value)) == expected
    assert "✓" in page[f"A{total_row + 1}"].value
    check = f"=ROUND({amount}{total_row}-SUM({amount}5:{amount}{total_row - 1}),2)"
    assert page[f"{amount}{total_row + 2}"].value == check


def test_merged_and_converted_lines_are_one_row_by_item(tmp_path: Path) -> None:
    boxed = replace(
        line("之江市第一中学", "复印纸（箱）", 2, 20_000, 7),
        measure="箱", common=ITEM, common_measure="台", factor=Fraction(5),
    )  # fmt: skip
    write_summary(tmp_path / "a.xlsx", data(lines=(*LINES[:1], boxed)))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["按标的"]
    rows = [[c.value for c in row] for row in sheet.iter_rows() if row[1].value == ITEM]
    assert [(row[2], row[3], row[4], row[7]) for row in rows] == [("台", 1, 13, 16_000)]


def test_unit_off_the_roster_still_counts(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_summary(path, data(units=data().units[:1]))
    page = openpyxl.load_workbook(path)["按单位"]
    assert [page["B6"].value, page["I6"].value] == ["之江市第一中学", "不在名册"]


def test_no_needs_at_all(tmp_path: Path) -> None:
    write_summary(tmp_path / "空.xlsx", data(lines=(), issues=()))
    write_participant(tmp_path / "空单位.xlsx", participant(lines=()))
    assert openpyxl.load_workbook(tmp_path / "空.xlsx")["汇总"]["H5"].value == 0


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "＝1", "#N/A"])
def test_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "汇总.xlsx"
    write_summary(path, data(lines=(line("之江市教育局", ITEM, 1, 100, 4, text),)))
    cell = openpyxl.load_workbook(path)["汇总"]["D5"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix or text == "#N/A"


def test_control_characters_are_taken_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    notes = write_summary(path, data(lines=(line("之江市教育局", ITEM, 1, 100, 4, "8核\x08CPU"),)))
    assert openpyxl.load_workbook(path)["汇总"]["D5"].value == "8核CPU"
    assert notes == ("汇总 D5 含有表格不能保存的字符或过长，已去掉",)


def test_empty_text_leaves_the_cell_empty() -> None:
    cell = openpyxl.Workbook().active["A1"]
    assert write_text(cell, "\x00") == ""
    assert cell.value is None
