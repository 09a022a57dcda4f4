"""LibreOffice opens what we wrote and saves it again: links still lead, formulas still agree."""

import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.excel.test_sources import ENTERED, SHARES
from tests.excel.test_summaries import LINES, UNITS, data, line, participant
from tests.excel.tracing import untraced
from tests.office import lacks_office
from zjbuy_desktop.excel.summaries import UnitStatus, write_participant, write_summary

pytestmark = pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not here")
_CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")
_FILTER = "xlsx:Calc MS Excel 2007 XML"


def saved_again(file: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", _FILTER,
         "--outdir", folder / "again", file],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "again" / file.name


def forget_results(file: Path, bare: Path) -> None:
    """The same workbook without what its formulas come to, so that a reader has to reckon."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            new.writestr(name, _CACHED.sub(rb"\1", old.read(name)))


def formulas(file: Path) -> dict[tuple[str, str], float]:
    """What each formula comes to."""
    shown = openpyxl.load_workbook(file, data_only=True)
    return {
        (sheet.title, cell.coordinate): float(shown[sheet.title][cell.coordinate].value)
        for sheet in openpyxl.load_workbook(file).worksheets
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    }


def test_links_and_formulas_survive(tmp_path: Path) -> None:
    many = [line(f"单位{n}", f"标的{n % 3}", n + 1, 100 + n, 4) for n in range(12)]
    written = data(lines=(*LINES, *many), units=tuple(UnitStatus(u, "已接收") for u in UNITS[:2]))
    write_summary(tmp_path / "a.xlsx", written)
    forget_results(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    again = saved_again(tmp_path / "b.xlsx", tmp_path)
    assert untraced(again) == []
    ours = formulas(tmp_path / "a.xlsx")
    assert len(ours) > 30
    assert any(sheet == "图表数据" for sheet, _ in ours)
    assert formulas(again) == pytest.approx(ours)


def test_so_they_do_in_a_unit_s_workbook(tmp_path: Path) -> None:
    made = participant(shares=SHARES, awards=(ENTERED, ENTERED))
    write_participant(tmp_path / "a.xlsx", made)
    again = saved_again(tmp_path / "a.xlsx", tmp_path)
    assert untraced(again) == []
    assert openpyxl.load_workbook(again)["数据来源"].protection.sheet
