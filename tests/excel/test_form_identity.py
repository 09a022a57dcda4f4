"""发出的填报表认得自己：改名、另存都认得；别的项目的、旧版的、改过的退回并说明。"""

import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.books import ITEM, UNIT, patch_zip
from tests.excel.test_forms import FILLED, fill, form
from tests.office import lacks_office
from zjbuy_desktop.core.case.form_identity import (
    FormIdentity,
    FormKey,
    changed,
    is_genuine,
    signed,
    version_of,
)
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.forms import write_form
from zjbuy_desktop.excel.returns import Roster, read_return

KEY = FormKey("P0123456789abcdef", "ab" * 32)
OTHER = FormKey("Pfedcba9876543210", "cd" * 32)
STORED = {"E8": "8核CPU，16GB内存", "F8": "台", "I8": 177782.5, "F9": "台", "I9": 16233.34}
NOTE = f"按表内标识认出：{UNIT}"


def version(spec: str = "8核CPU，16GB内存") -> str:
    wanted = form()
    items = [(item.name, item.spec, item.measure) for item in wanted.items]
    items[0] = (ITEM, spec, "台")
    return version_of(wanted.category_code, UNIT, wanted.unit.uscc, items)


def identity(key: FormKey = KEY, **changes: str) -> FormIdentity:
    plain = FormIdentity("", form().project, UNIT, version())
    return signed(replace(plain, **changes), key)


@pytest.fixture
def ours(roster: Roster) -> Roster:
    return replace(roster, form_key=KEY, versions=((UNIT, version()),))


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    def _filled(by: FormIdentity | None = None, **cells: Any) -> Path:
        path = tmp_path / "之江市第一中学.xlsx"
        write_form(path, form(identity=by or identity()))
        fill(path, FILLED | STORED | cells)
        return path

    return _filled


def refusal(result: ReadReturn) -> str:
    assert result.outcome is Outcome.REJECTED
    assert all(p.hint for p in result.problems)
    return "\n".join(f"{p.cell} {p.found} {p.expected} {p.hint}" for p in result.problems)


def test_any_change_of_what_is_signed_shows() -> None:
    good = identity()
    assert is_genuine(good, KEY)
    assert is_genuine(replace(good, unit=f" {UNIT}\u3000"), KEY)
    assert not is_genuine(good, OTHER)
    for field in ("project", "unit", "version", "checksum"):
        assert not is_genuine(replace(good, **{field: "别的"}), KEY), field


def test_a_version_says_what_changed() -> None:
    items = [("甲", "乙", "台")]
    old = version_of("A01", "局", "9", items)
    assert old == version_of("A01", "局", "9", list(items))
    assert changed(old, version_of("A02", "局", "9", items)) == ("品目编码",)
    assert changed(old, version_of("A01", "局", "9", [("甲乙", "", "台")])) == (
        "标的、规格或计量单位",
    )
    assert changed("V0", old) == ("填报表的样式",)


def test_a_form_is_known_under_another_units_file_name(
    filled: Callable[..., Path], ours: Roster
) -> None:
    result = read_return(filled(), ours)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert result.units == (UNIT,)
    assert NOTE in result.notes


def test_properties_speak_where_the_hidden_sheet_is_gone(
    filled: Callable[..., Path], ours: Roster
) -> None:
    path = filled()
    book = openpyxl.load_workbook(path)
    del book["字典"]
    book.save(path)
    result = read_return(path, ours)
    assert NOTE in result.notes, result


def test_order_of_sheets_dimension_and_lost_properties_do_not_matter(
    filled: Callable[..., Path], ours: Roster
) -> None:
    path = filled()
    book = openpyxl.load_workbook(path)
    book.move_sheet("填表说明", -1)
    for prop in list(book.custom_doc_props.names):
        del book.custom_doc_props[prop]
    book.save(path)
    patch_zip(path, "worksheets/sheet", lambda d: d.replace(b'ref="A1:T25"', b'ref="A1"'))
    with zipfile.ZipFile(path) as archive:
        assert "docProps/custom.xml" not in archive.namelist()
    result = read_return(path, ours)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert NOTE in result.notes


def test_another_projects_form_is_named(filled: Callable[..., Path], ours: Roster) -> None:
    foreign = filled(identity(OTHER, project="之江市打印机项目"))
    refused = read_return(foreign, ours)
    assert "另一个项目的填报表：“之江市打印机项目”" in refusal(refused)
    assert refused.units == (UNIT,), "不知道是谁的，就没有新表可附，也没有电话可打"
    stranger = filled(identity(OTHER, unit="外省某局"))
    assert read_return(stranger, ours).units == ()
    never_given_out = replace(ours, form_key=None)
    assert "另一个项目" in refusal(read_return(foreign, never_given_out))


def test_an_old_form_says_what_was_asked_otherwise(
    filled: Callable[..., Path], ours: Roster
) -> None:
    said = refusal(read_return(filled(identity(version=version("4核"))), ours))
    assert "旧版" in said
    assert "该单位" not in said, "这句话印在退给单位的表里"
    assert "标的、规格或计量单位" in said
    assert "品目编码" not in said


def test_a_unit_that_left_the_roster_is_named(filled: Callable[..., Path], ours: Roster) -> None:
    assert UNIT in refusal(read_return(filled(), replace(ours, versions=())))


def test_a_changed_unit_is_refused_with_both_names(
    filled: Callable[..., Path], ours: Roster
) -> None:
    result = read_return(filled(D3="之江市第一中学"), ours)
    said = refusal(result)
    assert said.startswith("D3")
    assert "之江市第一中学" in said
    assert UNIT in said
    assert (result.units, result.problems[0].suggestion) == ((UNIT,), UNIT)


@pytest.mark.parametrize(("cell", "value"), [("L3", "11339900D10TACMHQB"), ("H7", "单价(万元)")])
def test_locked_cells_are_compared(
    filled: Callable[..., Path], ours: Roster, cell: str, value: str
) -> None:
    assert [p.cell for p in read_return(filled(**{cell: value}), ours).problems] == [cell]


def test_a_checksum_that_does_not_fit_is_refused(filled: Callable[..., Path], ours: Roster) -> None:
    forged = replace(identity(), unit="之江市第一中学")
    assert "校验码不符" in refusal(read_return(filled(forged, D3="之江市第一中学"), ours))


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_another_office_is_known(
    tmp_path: Path, filled: Callable[..., Path], ours: Roster, kind: str
) -> None:
    out = tmp_path / "另存"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    convert = ["--convert-to", kind, "--outdir", str(out), str(filled())]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=90)
    result = read_return(out / f"之江市第一中学.{kind}", ours)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert NOTE in result.notes
