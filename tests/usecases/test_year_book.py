"""年鉴 as workbook, as pages and on the command line: the same figures, to the 分."""

import json
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook

from tests.gui import journey_data as journey
from tests.usecases.test_plans_cli import answer
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.usecases import projects, year_book


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: journey.Folders, tmp_path: Path) -> Path:
    """Two projects of 2026, one of 2027."""
    data = folders.copy("awarded", tmp_path / "data")
    desk = journey.open_desk(data)
    case = desk.case(1)
    for name, year in (("打印机项目", 2026), ("明年的项目", 2027)):
        projects.create(desk, replace(case.project, name=name, fiscal_year=year), case.units[:3])
    desk.store.close()
    return data


def award(data: Path) -> int:
    desk = journey.open_desk(data)
    total = sum(r.award_fen for r in lot_results(desk.case(1)))
    desk.store.close()
    return total


def test_the_command_line_tells_the_sums(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = answer(capsys, data, "yearbook", "show", 2026, "--json")
    told = json.loads(out)
    assert (code, told["agrees"], told["years"]) == (0, True, [2027, 2026])
    assert len(told["projects"]) == 2
    assert told["award_fen"] == award(data) > 0
    for groups in ("by_category", "by_method", "by_supplier", "by_unit"):
        assert sum(g["award_fen"] for g in told[groups]) == told["award_fen"]
    code, out = answer(capsys, data, "yearbook", "show")
    assert (code, out.startswith("2027 年鉴")) == (0, True)
    assert "一致 ✓" in out


def test_the_workbook_has_every_grouping_with_its_sum_and_charts(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "年鉴.xlsx"
    assert answer(capsys, data, "yearbook", "export", 2026, "--out", file)[0] == 0
    book = load_workbook(file)
    assert book.sheetnames == [
        "概况", "各项目", "按品目", "按采购方式", "按供应商", "按单位", "图表数据",
    ]  # fmt: skip
    assert len(book["概况"]._charts) == 4
    whole = award(data)
    for name, place in (("各项目", 10), ("按品目", 5), ("按供应商", 5), ("按单位", 5)):
        rows = list(book[name].iter_rows(values_only=True))
        (total,) = [row for row in rows if row[1] == "合计"]
        assert round(float(str(total[place - 1])) * 100) == whole, name
        assert any("合计 = Σ" in str(row[0]) and "✓" in str(row[0]) for row in rows), name
    names = [row[1] for row in book["各项目"].iter_rows(values_only=True)]
    assert "打印机项目" in names
    assert "明年的项目" not in names


def test_the_pages_show_figures_and_bars(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "年鉴.pdf"
    assert answer(capsys, data, "yearbook", "export", 2026, "--out", file)[0] == 0
    desk = journey.open_desk(data)
    groups = year_book.book(desk, 2026).by_unit
    desk.store.close()
    with pdfplumber.open(file) as pages:
        text = "".join(page.extract_text() or "" for page in pages.pages).replace(" ", "")
        filled = sum(len([r for r in p.rects if r["fill"]]) for p in pages.pages)
    assert money.yuan(award(data)) in text
    assert groups[0].name in text
    assert money.yuan(groups[0].award_fen) in text
    assert filled >= 3


def test_what_cannot_be_written_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, data, "yearbook", "export", 1999, "--out", tmp_path / "a.pdf")[0] == 2
    assert answer(capsys, data, "yearbook", "export", 2026, "--out", tmp_path / "a.doc")[0] == 2
    gone = tmp_path / "没有" / "a.xlsx"
    assert answer(capsys, data, "yearbook", "export", 2026, "--out", gone)[0] == 2
