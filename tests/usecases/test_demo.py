"""The sample project from 立项 to the notices: its sums, its papers, its memory."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.excel.tracing import untraced
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.allocation import lot_results, notified_units
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import included_lines, standings, total
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.usecases import (
    checking,
    needs,
    paper_moves,
    papers,
    recording,
    register,
    stages,
)
from zjbuy_desktop.usecases.demo import DemoReport, run_demo
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.register import Standing

PROJECT = 1


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DemoReport]:
    out = tmp_path_factory.mktemp("示例 项目") / "结果"
    return out, run_demo(out)


@pytest.fixture
def desk(demo: tuple[Path, DemoReport]) -> Iterator[Desk]:
    opened = open_desk(demo[0] / "data")
    yield opened
    opened.store.close()


def test_control_totals_hold(demo: tuple[Path, DemoReport], desk: Desk) -> None:
    case = desk.case(PROJECT)
    data = demo[1].data
    accepted, included = total(case.needs), total(included_lines(case))
    left_out = sum(s.total.amount_fen for s in standings(case) if not s.included)
    assert data["accepted"]["amount_fen"] == accepted.amount_fen
    assert accepted.amount_fen == included.amount_fen + left_out
    assert data["award_fen"] == data["contracts_fen"] > 0
    results = lot_results(case)
    assert all(sum(a.contract_fen for a in r.allocations) == r.award_fen for r in results)
    assert all(r.award_fen <= r.budget_fen for r in results)


def test_window_day_is_pinned(desk: Desk) -> None:
    assert desk.today == date(2026, 10, 20)


def test_every_stage_before_signing_is_done(desk: Desk) -> None:
    case = desk.case(PROJECT)
    states = {s.id: flow.state(case, s) for s in flow.stages_of(case)}
    assert states.pop("signing") is flow.State.CURRENT
    assert states.pop("performance") is flow.State.OPEN
    assert states.pop("archive") is flow.State.OPEN
    assert set(states.values()) == {flow.State.DONE}


def test_no_paper_is_stale_and_final_ones_are_final(desk: Desk) -> None:
    case = desk.case(PROJECT)
    rows = papers.list_papers(desk, case)
    assert {r.kind for r in rows} == set(papers.kinds())
    made = [r for r in rows if r.state != "未制作"]
    assert len(made) == len(rows)
    stale = {r.kind for r in rows if r.state == "已过期"}
    assert stale == set(), [(r.kind, r.subject, r.changed) for r in rows if r.changed][:3]
    notices = [r for r in rows if r.kind == "signing_notice"]
    assert [r.subject for r in notices] == list(notified_units(case))
    assert {r.state for r in notices} == {"已制作"}


def test_a_changed_fact_makes_its_papers_stale_and_says_what(
    demo: tuple[Path, DemoReport], desk: Desk
) -> None:
    case = desk.case(PROJECT)
    lead = case.units[0]
    changed = replace(case, units=(replace(lead, phone="0571-99999999"), *case.units[1:]))
    stale = [r for r in papers.list_papers(desk, changed, ["signing_notice"]) if r.changed]
    assert len(stale) == len(notified_units(case))
    assert any("0571-99999999" in line for line in stale[0].changed)


def test_signing_notices_carry_their_own_figures(desk: Desk) -> None:
    case = desk.case(PROJECT)
    amounts = {a.unit: 0 for r in lot_results(case) for a in r.allocations}
    for result in lot_results(case):
        for a in result.allocations:
            amounts[a.unit] += a.contract_fen
    for paper in (p for p in case.papers if p.kind == "signing_notice"):
        facts = dict(paper.facts)
        yuan = f"{amounts[paper.unit] // 100:,}.{amounts[paper.unit] % 100:02d}"
        assert yuan in facts.values(), paper.unit
        assert Path(paper.file).read_bytes().startswith(b"%PDF")


def test_signed_contracts_bear_the_numbers_they_were_given(desk: Desk) -> None:
    case = desk.case(PROJECT)
    given = {
        (c.share.unit, c.share.lot): case.details_of("contract", c.key) for c in contracts(case)
    }
    assert len(case.signed) == 8
    assert all(s.number and s.number == given[s.unit, s.lot].number for s in case.signed)


def test_summary_workbook_agrees_with_needs(demo: tuple[Path, DemoReport], desk: Desk) -> None:
    file = next((demo[0] / "3-汇总").glob("*需求汇总表.xlsx"))
    book = openpyxl.load_workbook(file, data_only=True)
    said = needs.needs(desk, PROJECT)
    for sheet in (book[name] for name in ("汇总", "按标的", "按单位")):
        for row in sheet.iter_rows(values_only=True):
            if "合计" in row:
                assert float(said["amount_fen"]) / 100 in row, sheet.title
                break
        else:
            pytest.fail(f"{sheet.title} has no 合计")


def test_every_figure_of_every_summary_is_traced(demo: tuple[Path, DemoReport]) -> None:
    books = sorted((demo[0] / "3-汇总").rglob("*.xlsx"))
    assert len(books) == 2 * (1 + 22) + 2 + 3  # 总表、各单位表、平台录入表
    assert {book.name: faults for book in books if (faults := untraced(book))} == {}


def test_a_unit_s_workbook_names_no_other_unit_s_file(
    demo: tuple[Path, DemoReport], desk: Desk
) -> None:
    files: dict[str, set[str]] = {}
    for need in desk.case(PROJECT).needs:
        files.setdefault(need.unit, set()).add(need.source.file)
    everything = set().union(*files.values())
    for unit, own in files.items():
        file = demo[0] / "3-汇总" / "定标后" / f"{unit}-需求确认表.xlsx"
        sheets = openpyxl.load_workbook(file).worksheets
        said = {v for s in sheets for row in s.iter_rows(values_only=True) for v in row}
        assert said & everything == own, unit


def test_deadlines_of_the_demo_have_their_basis(desk: Desk) -> None:
    clocks = checking.deadlines(desk, PROJECT)
    signing = [d for d in clocks if d.id == "D-15"]
    assert len(signing) == 21
    assert {d.last_day for d in signing} == {date(2026, 11, 11)}
    assert all(d.basis.label for d in clocks)
    assert sum(d.state.value == "已完成" for d in signing) == 4


def test_demo_does_not_clear_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "重要.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="已有别的内容"):
        run_demo(tmp_path)
    assert (tmp_path / "重要.txt").exists()


def test_reopening_marks_later_stages_and_deletes_nothing(tmp_path: Path) -> None:
    run_demo(tmp_path / "d")
    desk = open_desk(tmp_path / "d" / "data")
    before = desk.case(PROJECT)
    stages.reopen(desk, PROJECT, "plan")
    case = desk.case(PROJECT)
    states = {s.id: flow.state(case, s) for s in flow.stages_of(case)}
    assert states["plan"] is flow.State.CURRENT
    assert states["agency"] is states["award"] is flow.State.STALE
    assert (case.plans, case.awards, case.papers) == (before.plans, before.awards, before.papers)
    with pytest.raises(UserError, match="名册上没有"):
        recording.supply_facts(desk, PROJECT, [recording.UnitFacts(unit="没有这家", funding="x")])
    desk.store.close()


def test_big_demo_prints_its_totals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--out", str(tmp_path / "大"), "--units", "12", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["award_fen"] == data["contracts_fen"] > 0


def test_sending_a_notice_starts_its_units_period(
    demo: tuple[Path, DemoReport], tmp_path: Path
) -> None:
    shutil.copytree(demo[0] / "data", tmp_path / "data")
    desk = open_desk(tmp_path / "data")
    try:
        unit = notified_units(desk.case(PROJECT))[0]
        sent = desk.case(PROJECT).event(EventKind.SIGNING_NOTICE_SENT, unit)
        assert sent is not None
        rows = register.register(desk, desk.case(PROJECT), ["signing_notice"])
        assert {r.standing for r in rows} == {Standing.TO_RETURN}, (
            "recorded on the page of the stage"
        )
        recording.unrecord(desk, PROJECT, sent.kind, unit, "误登")
        pair = ("signing_notice", unit)
        (event,) = paper_moves.record_moves(desk, PROJECT, [pair], MoveKind.SENT, desk.today)
        assert (event.kind, event.unit, event.on) == (sent.kind, unit, desk.today)
        assert desk.case(PROJECT).happened(sent.kind, unit) == desk.today
    finally:
        desk.store.close()


def test_an_identity_number_stands_in_the_entries_and_nowhere_in_the_record(desk: Desk) -> None:
    kind = "representative_authorisation"
    case = desk.case(PROJECT)
    rows = dict(case.particulars_of(kind).values)["representatives"]
    number = rows[0][2]
    assert len(number) == 18
    made = case.made_of(kind)
    assert made is not None
    assert number not in str(made.facts)
    with desk.store.read() as view:
        told = [row[0] for row in view.db.exec_driver_sql(
            "SELECT payload FROM audit_event WHERE action = 'paper_filled_in'"
        )]  # fmt: skip
    assert not [t for t in told if number in t]
    assert [t for t in told if f"{number[:6]}********{number[14:]}" in t]
