"""发出的填报表装在压缩包里回来：按表内标识认单位；标识只设一次，留有记录。"""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.filling import fill_form
from zjbuy_desktop.usecases import collecting, delivering, form_keys, import_json, projects
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TODAY = date(2026, 8, 15)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = replace(open_desk(tmp_path / "data", TODAY), now=lambda: datetime(2026, 8, 15, 9))
    yield opened
    opened.store.close()


def _filled(desk: Desk, project: int, folder: Path, place: int) -> tuple[str, Path]:
    case = desk.case(project)
    unit = case.units[place]
    (path,) = [p for p in delivering.export_forms(desk, project, folder) if unit.name in p.name][:1]
    line = {"item": case.project.lots[0].item, "quantity": "3", "price": "5000", "funds": "是"}
    key = form_keys.key_of(desk, project)
    fill_form(path, delivering.form_of(case, unit, key), [line], TODAY)
    return unit.name, path


def test_a_zipped_form_of_any_name_comes_home(desk: Desk, tmp_path: Path) -> None:
    project = projects.new_from_file(desk, SAMPLES / "project.toml")
    unit, path = _filled(desk, project, tmp_path / "发出", 1)
    packed = tmp_path / "群文件.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "市区/新建 表格.xlsx")
    report = collecting.import_returns(desk, project, [packed])
    (result,) = report.results
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert result.units == (unit,)
    (shown,) = import_json.as_json(report)["results"]
    assert f"按表内标识认出：{unit}" in shown["notes"]
    assert "取自压缩包“群文件.zip”中的“市区/新建 表格.xlsx”" in shown["notes"]
    assert desk.store.originals.read(result.sha256) == path.read_bytes()


def test_the_key_is_made_once_and_an_equal_project_takes_no_form_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    first = projects.new_from_file(desk, SAMPLES / "project.toml")
    case = desk.case(first)
    second = projects.create(desk, replace(case.project, name="另一次采购"), case.units)
    assert form_keys.known_key(desk, first) is None
    _unit, path = _filled(desk, first, tmp_path / "发出", 1)
    key = form_keys.known_key(desk, first)
    again = shutil.copy(path, tmp_path / "再发.xlsx")
    delivering.export_forms(desk, first, tmp_path / "再发")
    assert form_keys.known_key(desk, first) == key
    assert form_keys.key_of(desk, second) != key
    (result,) = collecting.preview(desk, second, [Path(again)]).results
    assert result.outcome is Outcome.REJECTED
    assert case.project.name in result.problems[0].found
