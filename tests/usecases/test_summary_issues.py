"""异常清单 tells what is still to be done: mended files leave it, odd figures join it."""

from datetime import date
from pathlib import Path

import openpyxl

from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.usecases import collecting, projects
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.summary_issues import issues

REFUSED = "之江市城东区教育局.xlsx"


def kinds(desk: Desk, project: int) -> list[tuple[str, str]]:
    case = desk.case(project)
    return [(i.kind, i.subject) for i in issues(desk, case, standings(case))]


def filled(samples: Path, folder: Path, price: str = "") -> Path:
    """The refused file with its amounts written as figures, under another name."""
    book = openpyxl.load_workbook(samples / "returns" / REFUSED)
    sheet = book.active
    assert sheet is not None
    for row in (4, 5, 6):
        if price and row == 4:
            sheet.cell(row, 6).value = float(price)
        sheet.cell(row, 7).value = round(sheet.cell(row, 5).value * sheet.cell(row, 6).value, 2)
    sheet.delete_rows(7)
    path = folder / "重新报来.xlsx"
    book.save(path)
    return path


def test_a_mended_file_is_no_issue_and_an_odd_price_is(tmp_path: Path, samples: Path) -> None:
    desk = open_desk(tmp_path / "数据", date(2026, 8, 20))
    project, units = projects.read_project_file(samples / "project.toml")
    made = projects.create(desk, project, units)
    returned = samples / "returns"
    collecting.import_returns(desk, made, [returned / REFUSED])
    assert ("待修改", "之江市城东区教育局") in kinds(desk, made)

    collecting.import_returns(desk, made, [filled(samples, tmp_path, price="516.67")])
    found = kinds(desk, made)
    assert "待修改" not in {kind for kind, _ in found}, "the unit sent it again"
    assert "请核实" not in {kind for kind, _ in found}, "nobody to compare with"

    peers = ("之江市人民医院.xls", "之江市第一中学采购需求.xlsx", "之江市机关事务管理局.xlsx")
    collecting.import_returns(desk, made, [returned / name for name in peers])
    case = desk.case(made)
    (odd,) = (i for i in issues(desk, case, standings(case)) if i.kind == "请核实")
    assert odd.subject == "之江市城东区教育局"
    assert "约是它的" in odd.what
    assert odd.place == "重新报来.xlsx Sheet F4"
    desk.store.close()
