"""这个数怎么来的, in workbooks: every figure leads to its lines, their file, sheet and cell."""

import zipfile
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.excel.books import ITEM, OTHER_ITEM
from tests.excel.test_summaries import LINES, data, line, participant
from tests.excel.tracing import place_of, untraced
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.merging import wording_of
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel import sheet_links
from zjbuy_desktop.excel.source_data import AwardSource, Remarks
from zjbuy_desktop.excel.summaries import write_participant, write_summary

SHA = "ab" * 32


def test_every_figure_of_the_total_workbook_is_traced(tmp_path: Path) -> None:
    write_summary(tmp_path / "a.xlsx", data())
    assert untraced(tmp_path / "a.xlsx") == []


def test_so_it_is_when_the_roster_is_short_and_nothing_was_returned(tmp_path: Path) -> None:
    write_summary(tmp_path / "a.xlsx", data(units=data().units[2:]))
    assert untraced(tmp_path / "a.xlsx") == []
    write_summary(tmp_path / "b.xlsx", data(lines=(), issues=()))
    assert untraced(tmp_path / "b.xlsx") == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b'ref="F6:I6"', b'ref="G6:I6"', "汇总 F6 数量 2: no link"),
        (b"<v>8116.67</v>", b"<v>8116.68</v>", "汇总 G6 单价(元) 8116.68: its sources come to"),
        (b"!A8:S8", b"!A9:S9", "汇总 H6 预算金额(元) 16233.34: its sources come to"),
    ],
)
def test_a_figure_without_its_source_is_found(
    tmp_path: Path, old: bytes, new: bytes, fault: str
) -> None:
    """So that the walk over all figures proves something."""
    write_summary(tmp_path / "a.xlsx", data())
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as spoilt,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            spoilt.writestr(
                name, content.replace(old, new) if name.endswith("sheet2.xml") else content
            )
    assert any(found.startswith(fault) for found in untraced(tmp_path / "b.xlsx"))


def test_links_go_there_and_back(tmp_path: Path) -> None:
    write_summary(tmp_path / "a.xlsx", data())
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for row in range(6, 10):
        source = book["数据来源"][row]
        for name, column in (("汇总", 16), ("标的构成", 17), ("按单位", 18)):
            sheet, (back,) = place_of(source[column].hyperlink.location)
            assert sheet == name
            links = {c.hyperlink.location for c in book[name][back] if c.hyperlink}
            (there,) = [link for link in links if "数据来源" in link]
            assert row in place_of(there)[1]


def merged() -> tuple[NeedLine, ...]:
    """One unit's boxes and another's reams under one common item, and a line corrected."""
    boxed = replace(
        line("之江市第一中学", "复印纸（箱）", 2, 20_000, 7),
        measure="箱", common=ITEM, common_measure="台", factor=Fraction(5),
    )  # fmt: skip
    got = datetime(2026, 8, 19, 16, 40)
    source = replace(LINES[0].source, received_at=got, sha256=SHA)
    return boxed, replace(LINES[1], common=ITEM), replace(LINES[0], source=source)


SHARES = (
    Allocation("标项一", ITEM, "某校", "某公司", 36_000, 480_000, 18_298_250, 17_280_000),
    Allocation("标项二", OTHER_ITEM, "某校", "某公司", 2_000, None, 1_623_334, 1_500_001),
)
ENTERED = AwardSource("中标单价 4,800.00 元", "2026-10-14 09:00", "操作记录第 48 条", "数量 × 单价")


def test_every_figure_of_a_unit_s_workbook_is_traced(tmp_path: Path) -> None:
    write_participant(tmp_path / "a.xlsx", participant())
    assert untraced(tmp_path / "a.xlsx") == []
    made = participant(shares=SHARES, awards=(ENTERED, ENTERED))
    write_participant(tmp_path / "b.xlsx", made)
    assert untraced(tmp_path / "b.xlsx") == []
    write_participant(tmp_path / "c.xlsx", participant(lines=()))
    assert untraced(tmp_path / "c.xlsx") == []


def test_a_share_whose_entry_is_unknown_is_found(tmp_path: Path) -> None:
    write_participant(tmp_path / "a.xlsx", participant(shares=SHARES))
    assert "数据来源 14: 操作记录 is empty" in untraced(tmp_path / "a.xlsx")


def test_lines_of_a_unit_stay_in_the_order_of_its_form_and_lead_to_their_own(
    tmp_path: Path,
) -> None:
    write_participant(tmp_path / "a.xlsx", participant())
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    needs, sources = book["需求确认表"], book["数据来源"]
    for row in range(8, 11):
        _, (there,) = place_of(needs[f"G{row}"].hyperlink.location)
        assert sources[f"G{there}"].value == needs[f"G{row}"].value
        _, (back,) = place_of(sources[f"P{there}"].hyperlink.location)
        assert back == row


def test_a_line_says_what_was_done_to_it(tmp_path: Path) -> None:
    boxed, other, corrected = merged()
    remarks = Remarks(
        {(SHA, "Sheet", "E4"): "原写“约3”，2026-08-20 更正为“3”：电话核实（操作记录第 12 条）"},
        {wording_of(boxed)[0]: "归并：2026-08-20 10:00 录入，操作记录第 9 条"},
    )
    write_summary(tmp_path / "a.xlsx", data(lines=(boxed, other, corrected), remarks=remarks))
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["数据来源"].iter_rows(min_row=6))
    said = {row[3].value: (row[13].value, row[14].value, row[15].value) for row in rows[:3]}
    assert said["复印纸（箱）"] == (
        "—", "0" * 64,
        f"归入“{ITEM}”，按 1 箱 = 5 台换算为 10 台、单价 40.00 元："
        "归并：2026-08-20 10:00 录入，操作记录第 9 条",
    )  # fmt: skip
    assert said[OTHER_ITEM][2] == f"归入“{ITEM}”"
    when, mark, note = said[ITEM]
    assert (when, mark) == ("2026-08-19 16:40", SHA)
    assert note == "E4 原写“约3”，2026-08-20 更正为“3”：电话核实（操作记录第 12 条）"


def test_remarks_told_to_a_unit_are_about_its_own_lines() -> None:
    boxed, _, corrected = merged()
    about = {(SHA, "Sheet", "E4"): "甲", (SHA, "Sheet", "E99"): "乙"}
    remarks = Remarks(about, {wording_of(boxed)[0]: "丙", "别的": "丁"})
    assert remarks.only([corrected]) == Remarks({(SHA, "Sheet", "E4"): "甲"})
    assert remarks.only([boxed]) == Remarks({}, {wording_of(boxed)[0]: "丙"})


def test_a_sheet_bears_only_so_many_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_links, "MOST_LINKS", 4)
    write_summary(tmp_path / "a.xlsx", data())
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["数据来源"]
    linked = [cell.row for row in sheet for cell in row if cell.hyperlink]
    assert linked == [6, 6, 6, 7]
    said = [row[0].value for row in sheet if "没有链接" in str(row[0].value)]
    assert said == ["一张表最多能有六万多个链接：第 7 行起没有链接，请照行号到相应的表里看。"]
    assert sheet["R9"].value == "→ 6", "the row is still told"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@A1", "&<>\"'"])
def test_texts_of_files_stay_texts(tmp_path: Path, text: str) -> None:
    source = replace(LINES[0].source, file=f"{text}.xlsx", sheet=text)
    write_summary(tmp_path / "a.xlsx", data(lines=(replace(LINES[0], source=source),)))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["数据来源"]
    assert (sheet["I6"].value, sheet["I6"].data_type) == (f"{text}.xlsx", "s")
    assert (sheet["J6"].value, sheet["J6"].data_type) == (text, "s")
