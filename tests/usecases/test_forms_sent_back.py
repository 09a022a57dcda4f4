"""Our own forms go back and come home again: wrong cell, old version, another project's."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.usecases.mending import mend
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.excel import mending_book
from zjbuy_desktop.excel.filling import fill_form
from zjbuy_desktop.excel.form_data import NeedForm
from zjbuy_desktop.excel.mending_book import write_mending_book
from zjbuy_desktop.usecases import collecting, delivering, form_keys, projects, returning
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.whole_files import write_whole

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TODAY = date(2026, 8, 15)
LINE = {"quantity": "3", "price": "5000", "funds": "是"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = replace(open_desk(tmp_path / "data", TODAY), now=lambda: datetime(2026, 8, 15, 9))
    yield opened
    opened.store.close()


@pytest.fixture
def project(desk: Desk) -> int:
    return projects.new_from_file(desk, SAMPLES / "project.toml")


def given(desk: Desk, project: int) -> tuple[Unit, NeedForm]:
    case = desk.case(project)
    unit = case.units[1]
    return unit, delivering.form_of(case, unit, form_keys.key_of(desk, project))


def filled(desk: Desk, project: int, folder: Path) -> Path:
    """One unit's form as it was given out, filled in."""
    unit, form = given(desk, project)
    files = delivering.export_forms(desk, project, folder)
    path = next(p for p in files if unit.name in p.name)
    fill_form(path, form, [{"item": form.items[0].name, **LINE}], TODAY)
    return path


def bring(desk: Desk, project: int, path: Path) -> ReadReturn:
    (result,) = collecting.import_returns(desk, project, [path]).results
    return result


def sent_back(desk: Desk, project: int, out: Path) -> Path:
    (made,) = returning.write_errors(desk, project, out).files
    assert made.workbook is not None, made.error
    return made.workbook


def test_a_form_with_a_wrong_cell_keeps_saying_whose_it_is(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    path = filled(desk, project, tmp_path / "发出")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["G8"].value = "3台多"
    book.save(path)
    result = bring(desk, project, path)
    assert [p.cell for p in result.problems] == ["G8"]
    copy = sent_back(desk, project, tmp_path / "退回")
    mended = tmp_path / "任意名称.xlsx"
    mend(copy, mended, {"需求填报表!G8": "3"})
    home = bring(desk, project, mended)
    assert home.outcome is Outcome.ACCEPTED, home.problems
    assert f"按表内标识认出：{result.units[0]}" in home.notes


def test_what_was_mended_bears_no_mark_the_next_time(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    path = filled(desk, project, tmp_path / "发出")
    book = openpyxl.load_workbook(path)
    for cell in ("G8", "H8"):
        book.worksheets[0][cell].value = "约3"
    book.save(path)
    bring(desk, project, path)
    half = tmp_path / "改了一半.xlsx"
    mend(sent_back(desk, project, tmp_path / "退回"), half, {"需求填报表!G8": "3"})
    assert [p.cell for p in bring(desk, project, half).problems] == ["H8"]
    (again,) = returning.write_errors(desk, project, tmp_path / "再退回", file=half.name).files
    assert again.workbook is not None
    sheet = openpyxl.load_workbook(again.workbook)["需求填报表"]
    sides = [sheet[cell].border.left.style for cell in ("G8", "H8")]
    assert sides == ["thin", "medium"]
    assert [bool(sheet[cell].comment) for cell in ("G8", "H8")] == [False, True]


@pytest.mark.parametrize("foreign", [False, True], ids=["旧版", "别的项目的"])
def test_a_form_that_can_t_be_taken_is_answered_with_a_fresh_one(
    desk: Desk, project: int, tmp_path: Path, foreign: bool
) -> None:
    case = desk.case(project)
    source = project
    if foreign:
        source = projects.create(desk, replace(case.project, name="另一次采购"), case.units)
    path = filled(desk, source, tmp_path / "发出")
    if not foreign:
        first, *rest = case.project.lots
        lots = (replace(first, spec="16核"), *rest)
        projects.update(desk, project, replace(case.project, lots=lots))
    result = bring(desk, project, path)
    assert result.outcome is Outcome.REJECTED
    copy = sent_back(desk, project, tmp_path / "退回")
    _unit, form = given(desk, project)
    fill_form(copy, form, [{"item": form.items[0].name, **LINE}], TODAY)
    home = bring(desk, project, copy)
    assert home.outcome is Outcome.ACCEPTED, home.problems


def test_a_file_its_reader_may_have_died_of_is_not_opened_again(
    desk: Desk, project: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bytes] = []
    monkeypatch.setattr(mending_book, "workbook_of", opened.append)
    shutil.copy(SAMPLES / "returns" / "之江市江北区人民医院.xlsx", tmp_path / "不明.xlsx")
    (kept,) = [bring(desk, project, tmp_path / "不明.xlsx")]
    assert kept.problems[0].sheet is None
    notice = returning.notice_of(
        desk, desk.case(project), collecting.list_returns(desk, project)[-1]
    )
    write_mending_book(tmp_path / "退回.xlsx", b"whatever it is", notice, None)
    assert opened == []
    assert openpyxl.load_workbook(tmp_path / "退回.xlsx").sheetnames == ["请修改"]


def test_what_can_t_be_written_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "挡住").write_text("")
    with pytest.raises(Exception, match="那里不是文件夹|那里已有同名的文件"):
        write_whole(tmp_path / "挡住" / "表.xlsx", b"x")
