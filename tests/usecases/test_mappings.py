"""对应方案 in use: tried without writing, remembered by all projects, kept with each return."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.books import add_cells
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.usecases import collecting, mappings, mending, projects, trust
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.mapping_drafts import draft
from zjbuy_desktop.usecases.opening import open_desk

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
UNIT, ITEM = "之江市公安局", "台式计算机（基础型）"
HEAD = ["代号", "Qty.", "P", "Sum", "R"]
MAPPING = HeaderMapping(
    "代号表",
    tuple(zip("ABCDE", HEAD, strict=True)),
    (("item", ("A",)), ("quantity", ("B",)), ("price", ("C",)), ("amount", ("D",)),
     ("note", ("E",))),
    2, 1, 3, "元", "元",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", date(2026, 8, 15))
    yield replace(opened, now=lambda: datetime(2026, 8, 15, 9))
    opened.store.close()


@pytest.fixture
def project(desk: Desk) -> int:
    return projects.new_from_file(desk, SAMPLES / "project.toml")


def table(path: Path, *lines: list[Any], head: list[str] = HEAD) -> Path:
    book = openpyxl.Workbook()
    for row in ([f"填报单位：{UNIT}"], head, *(lines or ([ITEM, 1, 5200, 5200, ""],))):
        book.active.append(row)
    book.create_sheet("空表")
    book.save(path)
    return path


def test_looking_shows_the_first_rows_and_a_guess(desk: Desk, project: int, tmp_path: Path) -> None:
    head = ["货物名称", "数量", "单价", "单价", "金额（万元）"]
    path = table(tmp_path / "a.xlsx", [ITEM, 3, 5200, "=C3*2", 1.56], head=head)
    first, empty = mappings.look(desk, project, path)
    assert first.letters == tuple("ABCDE")
    assert first.rows[1:] == (tuple(head), (ITEM, "3", "5200", "（公式没有结果）", "1.56"))
    assert (first.row_count, first.column_count, empty.proposal) == (3, 5, None)
    assert first.proposal is not None
    assert any("C、D 列都像“单价”" in reason for reason in first.proposal.reasons)
    guessed = draft(first.proposal, "某局")
    assert guessed.letters("item") == ("A",)
    assert guessed.letters("price") == ()
    assert any("没有指明“单价”" in problem for problem in mappings.problems_of(guessed))


def test_a_deadly_file_is_not_looked_at_in_our_own_process(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    path = table(tmp_path / "远.xlsx")
    add_cells(path, b'<c r="XFD1048576"><v>1</v></c>')
    with pytest.raises(UserError, match="看不了"):
        mappings.look(desk, project, path)
    (tmp_path / "不是表.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 99)
    with pytest.raises(UserError, match="看不了"):
        mappings.look(desk, project, tmp_path / "不是表.xlsx")


def test_trying_writes_nothing(desk: Desk, project: int, tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [ITEM, 1, 5200, 5200, ""], [ITEM, 2, 10, 20, ""])
    trial = mappings.try_mapping(desk, project, path, MAPPING)
    assert trial.applied
    assert (trial.sums.rows, trial.sums.amount_fen) == (2, 522_000)
    other = replace(MAPPING, heads=(*MAPPING.heads[:4], ("E", "备注")))
    missed = mappings.try_mapping(desk, project, path, other)
    assert not missed.applied
    assert any("E2 写的是“R”" in note for note in missed.result.notes)
    with pytest.raises(UserError, match="以什么计"):
        mappings.try_mapping(desk, project, path, replace(MAPPING, price_unit=""))
    assert collecting.list_returns(desk, project) == ()
    assert mappings.list_mappings(desk) == ()


def test_a_return_is_corrected_by_the_mapping_it_came_with(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    path = table(tmp_path / "a.xlsx", [ITEM, 2, 5200, 5200, "急"])
    report = collecting.import_returns(desk, project, [path], mappings=[MAPPING])
    (refused,) = report.results
    assert [p.cell for p in refused.problems] == ["D3"]
    (kept,) = collecting.list_returns(desk, project)
    place = ("Sheet", "D3")
    around = mending.rows_around(desk, project, kept.id, [place], {})[place]
    assert (around.field, around.product) == ("amount", "10400.00")
    result = collecting.correct(desk, project, kept.id, {place: "10400"}, "电话确认")
    assert result.outcome is Outcome.ACCEPTED, result.problems
    again = collecting.list_returns(desk, project)[-1]
    assert again.current_units == (UNIT,)
    line = desk.case(project).needs[-1]
    assert (line.amount_fen, line.note) == (1_040_000, "急")
    # 更正后的那一份也记得是按什么读的。
    assert mending.rows_around(desk, project, again.id, [place], {})[place].field == "amount"
    assert trust.verify_data(desk.data_dir)["problems"] == []


def test_what_the_office_forgot_still_reads_what_was_read_by_it(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    mappings.remember(desk, MAPPING)
    path = table(tmp_path / "a.xlsx", [ITEM, 2, 5200, 5200, ""])
    collecting.import_returns(desk, project, [path])
    (kept,) = mappings.list_mappings(desk)
    assert (kept.mapping, kept.times_used) == (MAPPING, 1)
    assert kept.used_at == datetime(2026, 8, 15, 9)
    mappings.forget(desk, MAPPING.name)
    (waiting,) = collecting.list_returns(desk, project)
    done = collecting.correct(desk, project, waiting.id, {("Sheet", "B3"): "1"}, "电话确认")
    assert done.outcome is Outcome.ACCEPTED
    assert any("按对应方案“代号表”读取" in note for note in done.notes)
    fresh = collecting.preview(desk, project, [table(tmp_path / "b.xlsx")])
    assert fresh.results[0].outcome is Outcome.REJECTED


def test_remembering_again_replaces_and_every_project_is_served(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    mappings.remember(desk, replace(MAPPING, amount_unit="万元"))
    mappings.remember(desk, MAPPING)
    assert [k.mapping for k in mappings.list_mappings(desk)] == [MAPPING]
    case = desk.case(project)
    other = projects.create(desk, replace(case.project, name="另一次采购"), case.units)
    report = collecting.preview(desk, other, [table(tmp_path / "a.xlsx")])
    assert report.results[0].mappings == ("代号表",)
    assert report.accepted.amount_fen == 520_000
    given = replace(MAPPING, amount_unit="万元")
    report = collecting.preview(desk, other, [table(tmp_path / "a.xlsx")], mappings=[given])
    assert report.results[0].outcome is Outcome.REJECTED, "what is given goes before"
    with pytest.raises(UserError, match="同名"):
        collecting.preview(desk, other, [table(tmp_path / "a.xlsx")], mappings=[given, MAPPING])


def test_a_kept_original_is_read_anew_when_its_columns_are_known(
    desk: Desk, project: int, tmp_path: Path
) -> None:
    collecting.import_returns(desk, project, [table(tmp_path / "a.xlsx")])
    (refused,) = collecting.list_returns(desk, project)
    copy = mappings.kept_file(desk, project, refused.id)
    assert copy.name == "a.xlsx"
    report = collecting.import_returns(desk, project, [copy], mappings=[MAPPING])
    assert report.results[0].outcome is Outcome.ACCEPTED
    assert [r.current_units for r in collecting.list_returns(desk, project)] == [(), (UNIT,)]
    assert mappings.unused(report, [MAPPING, replace(MAPPING, name="别的")]) == (
        replace(MAPPING, name="别的"),
    )
