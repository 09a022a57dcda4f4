"""A lone space far from the table costs nothing; a far value is refused with its cell."""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.excel.books import UNIT, patch_zip, row, sheet
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.returns import Roster, read_return

Save = Callable[..., Path]

SPACE = (
    b'<table:table-cell office:value-type="string"><text:p><text:s/></text:p></table:table-cell>'
)
VALUE = b'<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'  # noqa: E501
LIBRARY = "之江市图书馆"


def ods_with(samples: Path, path: Path, row_number: int, column: int, cell: bytes) -> Path:
    """The sample .ods with one more cell far below and beside its table."""
    path.write_bytes((samples / "returns" / "之江市图书馆汇总.ods").read_bytes())
    end = b"</table:table>"

    def far(xml: bytes) -> bytes:
        first, _, rest = xml.partition(end)
        below = b'<table:table-row table:number-rows-repeated="%d"><table:table-cell/>'
        line = b'<table:table-row><table:table-cell table:number-columns-repeated="%d"/>%s'
        close = b"</table:table-row>"
        rows = first.count(b"<table:table-row")
        gap = below % (row_number - rows) + close
        return first + gap + line % (column - 1, cell) + close + end + rest

    patch_zip(path, "content.xml", far)
    return path


@pytest.mark.parametrize(("down", "right"), [(1_048_000, 16_384), (65_000, 256), (10, 16_384)])
def test_a_space_far_out_in_an_ods_is_nothing(
    tmp_path: Path, samples: Path, down: int, right: int
) -> None:
    path = ods_with(samples, tmp_path / "图书馆.ods", down, right, SPACE)
    started = time.process_time()
    result = read_return(path, Roster((LIBRARY,), (), ""))
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 2), result.problems
    assert time.process_time() - started < 2


def test_a_value_far_out_in_an_ods_is_refused_with_its_cell(tmp_path: Path, samples: Path) -> None:
    path = ods_with(samples, tmp_path / "图书馆.ods", 65_000, 256, VALUE)
    (problem,) = read_return(path, Roster((LIBRARY,), (), "")).problems
    assert (problem.cell or "").startswith("IV")


@pytest.mark.parametrize("cell", ["IV65536", "AZ99999", "IV15626", "XFD1048576", "XFD5"])
def test_a_space_at_the_old_end_of_a_sheet_is_nothing(
    save: Save, roster: Roster, cell: str
) -> None:
    path = save(sheet(row(), row(2)), change=lambda ws: ws.__setitem__(cell, " "))
    started = time.process_time()
    result = read_return(path, roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 2), result.problems
    assert time.process_time() - started < 2


@pytest.mark.parametrize("cell", ["IV65536", "AZ99999"])
def test_a_value_at_the_old_end_of_a_sheet_is_refused(
    save: Save, roster: Roster, cell: str
) -> None:
    path = save(sheet(row()), change=lambda ws: ws.__setitem__(cell, "远"))
    assert [problem.cell for problem in read_return(path, roster).problems] == [cell]


def test_a_long_and_wide_table_is_read(save: Save, roster: Roster) -> None:
    def lengthen(xml: bytes) -> bytes:
        more = b"".join(
            b'<row r="%d"><c r="AD%d" t="inlineStr"><is><t>x</t></is></c></row>' % (n, n)
            for n in range(20, 16_000)
        )
        return xml.replace(b"</sheetData>", more + b"</sheetData>")

    path = save(sheet(row()))
    patch_zip(path, "sheet1", lengthen)
    assert zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").count(b"<row") > 15_900
    result = read_return(path, roster)
    assert (result.units, len(result.lines)) == ((UNIT,), 1), result.problems
