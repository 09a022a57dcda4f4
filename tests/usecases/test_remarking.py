"""What 数据来源 says of corrections, merging and awards, and what it doesn't tell to units."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.core.builders import BUREAU, SCHOOL, make_case
from tests.excel.tracing import untraced
from zjbuy_desktop.core.case.allocation import allocations_of
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.ground import Ground, Logged
from zjbuy_desktop.core.case.merging import wording_of
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.origins import Corrected
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.excel.participants import write_participant
from zjbuy_desktop.excel.summaries import write_summary
from zjbuy_desktop.usecases import platform_tables, remarking, summaries
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

AWARDED = Logged(48, datetime(2026, 8, 12, 9, 30), "李玥", "登记采购结果")
MERGED = Logged(9, datetime(2026, 7, 20, 10), "李玥", "归并", f"与{BUREAU}写法不同")
CORRECTED = Corrected("约3", "3", "电话核实", datetime(2026, 7, 21, 9), "李玥", 12)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", date(2026, 9, 11))
    yield opened
    opened.store.close()


def priced(line: NeedLine) -> NeedLine:
    """A line as a form gives it: its price has a cell, too."""
    cells = (*line.source.cells, ("price", "F4"))
    return replace(line, source=replace(line.source, cells=cells))


def merged_case() -> Case:
    """The whole case: a unit price, a lump sum, and the school's first line under its own name."""
    case = make_case()
    case = replace(case, needs=tuple(map(priced, case.needs)))
    at = next(n for n, line in enumerate(case.needs) if line.unit == SCHOOL)
    line = case.needs[at]
    renamed = replace(line, item="台式机", common=line.item)
    return replace(case, needs=(*case.needs[:at], renamed, *case.needs[at + 1 :]))


def ground_of(case: Case) -> Ground:
    line = next(n for n in case.needs if n.common)
    cell = (line.source.sha256, line.source.sheet, dict(line.source.cells)["quantity"])
    lots = {("award", award.lot): AWARDED for award in case.awards}
    return Ground(case, {cell: CORRECTED}, {**lots, ("merging", wording_of(line)[0]): MERGED})


def test_a_unit_price_and_a_lump_sum_say_how_they_come_to_the_contract() -> None:
    ground = ground_of(merged_case())
    shares = allocations_of(ground.case, SCHOOL) + allocations_of(ground.case, BUREAU)
    said = {share.lot: remarking.award_source(ground, share) for share in shares}
    assert {s.at for s in said.values()} == {"2026-08-12 09:30"}
    assert {s.record for s in said.values()} == {"操作记录第 48 条　李玥"}
    single, whole = said["标项一"], said["标项二"]
    assert single.entered.endswith("单价 4,980.00 元")
    assert "数量 × 中标（成交）单价" in single.how
    assert whole.entered.endswith("总价 89,000.05 元")
    assert whole.how.startswith("总价 × 本单位预算 ÷ 预算合计")


def test_an_award_without_a_record_says_so() -> None:
    case = make_case()
    (share, *_) = allocations_of(case, SCHOOL)
    said = remarking.award_source(Ground(case), share)
    assert (said.at, said.record) == ("—", "（没有操作记录：尚未保存，或接手前已有）")


def test_why_a_line_was_merged_is_told_to_the_lead_alone() -> None:
    ground = ground_of(merged_case())
    line = next(n for n in ground.case.needs if n.common)
    whole, own = (remarking.remarks_of(ground, for_units=told).of(line) for told in (False, True))
    assert f"操作记录第 9 条，与{BUREAU}写法不同" in whole
    assert "操作记录第 9 条" in own
    assert BUREAU not in own
    correction = "原写“约3”，李玥 2026-07-21 更正为“3”：电话核实（操作记录第 12 条）"
    assert correction in whole
    assert correction in own


def test_every_figure_is_traced_through_merging_and_both_kinds_of_award(
    desk: Desk, tmp_path: Path
) -> None:
    ground = ground_of(merged_case())
    found = standings(ground.case)
    write_summary(tmp_path / "总.xlsx", summaries.total_data(desk, ground, found))
    for data in summaries.units_data(desk, ground, found):
        write_participant(tmp_path / f"{data.status.unit.name}.xlsx", data)
    for name, write in platform_tables.jobs(desk, ground, found):
        write(tmp_path / name)
    books = sorted(tmp_path.glob("*.xlsx"))
    assert len(books) == 1 + len(found) + 3
    assert {book.name: faults for book in books if (faults := untraced(book))} == {}
    school = openpyxl.load_workbook(tmp_path / f"{SCHOOL}.xlsx")
    said = {str(c.value) for sheet in school.worksheets for row in sheet for c in row}
    others = {n.source.file for n in ground.case.needs if n.unit != SCHOOL}
    own = {n.source.file for n in ground.case.needs if n.unit == SCHOOL}
    assert said & (others | own) == own
    assert not any(MERGED.reason in text for text in said)
