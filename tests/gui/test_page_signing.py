"""通知与签约 by clicking: notices, contracts, announcements, filings; formal plans."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, Folders, Stand, Stands, press
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.allocation import contract_totals
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.gui.dialogs.plans_edit import EditPlansDialog
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.pages import signing
from zjbuy_desktop.gui.pages.signing import SigningPage
from zjbuy_desktop.gui.widgets.pairing_table import detail, word
from zjbuy_desktop.usecases import explaining, projects
from zjbuy_desktop.usecases import recording as recording_events

FIRST, LEAD = "之江市教育局", "之江市机关事务管理局"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, SigningPage) as make:
        yield make


def page_of(made: Stand) -> SigningPage:
    assert isinstance(made.page, SigningPage)
    return made.page


def select(page: SigningPage, *units: str) -> None:
    page.table.view.clearSelection()
    rows = [r.unit for r in page.table.model.visible]
    flag = page.table.view.selectionModel().SelectionFlag
    for unit in units:
        index = page.table.model.index(rows.index(unit), 0)
        page.table.view.selectionModel().select(index, flag.Select | flag.Rows)


def recording(page: SigningPage) -> RecordManyDialog:
    assert isinstance(page.dialog, RecordManyDialog)
    return page.dialog


def test_contracts_add_up_to_the_award_and_the_last_day_is_said(stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    assert page.rate.text() == "已签 0/14 家（0.00%）"
    assert page.table.foot.cells[:2] == ("合计 14 家", "17,278,960.00")
    assert page.table.foot.mark == "＝Σ各单位 ✓"
    assert page.limit.text() == (
        "中标通知书2026年9月30日发出，请于2026年10月30日（周五）前签订（还有 14 个工作日）；"
        "法定期限为发出之日起30日内（2026年10月30日）。"
    )
    row = next(r for r in page.table.model.rows if r.unit == "之江市实验小学")
    assert row.words == "人民币陆万陆仟玖佰贰拾元整"


def test_steps_are_recorded_for_many_in_their_order(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    press(qtbot, page.steps[EventKind.CONTRACT_ANNOUNCED])
    assert page.dialog is None, "nothing is signed yet"
    assert "先登记“合同已签订”" in made.told[-1][2]
    press(qtbot, page.steps[EventKind.SIGNING_NOTICE_SENT])
    dialog = recording(page)
    assert len(dialog.ticked()) == 13
    assert LEAD not in dialog.ticked(), "the lead unit tells not itself"
    press(qtbot, dialog.go)
    assert "签订合同通知书还没有制作" in dialog.message.text()
    dialog.note.setText("启用本程序以前已经发出")
    press(qtbot, dialog.go)
    assert made.case.happened(EventKind.SIGNING_NOTICE_SENT, FIRST) == AWARDED
    select(page, FIRST, "之江市图书馆")
    press(qtbot, page.steps[EventKind.CONTRACT_SIGNED])
    dialog = recording(page)
    assert dialog.ticked() == [FIRST, "之江市图书馆"]
    dialog.day.set_value(date(2026, 12, 1))
    press(qtbot, dialog.go)
    assert "晚于今天" in dialog.message.text(), "the use-case refuses a day to come"
    dialog.day.set_value(date(2026, 10, 10))
    press(qtbot, dialog.go)
    assert page.rate.text() == "已签 2/14 家（14.29%）"
    assert page.bar.value() == 2
    clocks = {r.unit: page.table.model.columns[2].shown(r) for r in page.table.model.rows}
    assert clocks[FIRST] == "公告 还有 1 个工作日"
    assert clocks["之江市公安局"] == "签订 还有 14 个工作日"
    page.record(EventKind.CONTRACT_ANNOUNCED)
    assert recording(page).units.count() == 2
    recording(page).tick([FIRST])
    press(qtbot, recording(page).go)
    page.record(EventKind.CONTRACT_FILED)
    recording(page).tick([FIRST])
    press(qtbot, recording(page).go)
    row = next(r for r in page.table.model.rows if r.unit == FIRST)
    assert all(row.days)
    assert page.table.model.columns[2].shown(row) == "已办结"


def test_a_wrong_record_is_taken_back_with_a_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    page.record(EventKind.CONTRACT_SIGNED)
    recording(page).tick([FIRST])
    press(qtbot, recording(page).go)
    monkeypatch.setattr(signing, "ask_reason", lambda *_, **__: "登记错了单位")
    page.table.view.clearSelection()
    page.unrecord(EventKind.CONTRACT_SIGNED)
    assert made.told[-1][1] == "先在表里选中一家单位。"
    select(page, FIRST)
    page.unrecord(EventKind.CONTRACT_SIGNED)
    assert made.case.happened(EventKind.CONTRACT_SIGNED, FIRST) is None


def test_formal_plans_are_typed_against_the_contracts_and_linked(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    page.leaves.setCurrentWidget(page.pairs)
    assert page.leaves.tabText(1) == "正式计划(&2) 0/14"
    press(qtbot, page.pairs.type)
    dialog = page.pairs.dialog
    assert isinstance(dialog, EditPlansDialog)
    dialog.copy_needed()
    for line in range(dialog.table.rowCount()):
        dialog.set_text(line, 1, f"正{line}")
    press(qtbot, dialog.link)
    dialog.set_text(1, 4, "")
    press(qtbot, dialog.go)
    assert made.told[-1][1] == "已保存正式采购计划 14 条，有 1 处不一致。"
    plans = {p.unit: p.amount_fen for p in made.case.plans_of(PlanKind.FORMAL)}
    assert plans == contract_totals(made.case)
    assert next(r.formal for r in page.table.model.rows if r.unit == LEAD) == "正0"
    assert page.leaves.tabText(1) == "正式计划(&2) 13/14"
    first = page.pairs.table.model.rows[0]
    assert (first.unit, word(first)) == (FIRST, "没有关联")
    page.pairs.table.select(first)
    assert "临时 临002　1,501,250.00 元" in page.pairs.detail.text()
    assert "没有关联临时采购计划" in page.pairs.detail.text()
    page.leaves.setCurrentIndex(0)
    assert page.context is not None
    finding = next(f for f in page.context.findings if f.field == "formal_plans")
    assert page.visit(finding)
    assert page.leaves.currentWidget() is page.pairs
    press(qtbot, page.pairs.by_unit)
    assert page.leaves.tabText(1) == "正式计划(&2) 14/14"
    assert made.told[-1][1] == "已按单位关联 1 条正式采购计划。"
    assert not page.pairs.by_unit.isEnabled()


@pytest.mark.parametrize(("short", "kind"), [(0, "ok"), (1, "warn")])
def test_imported_formal_plans_are_held_against_the_contracts(
    stand: Stands, tmp_path: Path, short: int, kind: str
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    own = {p.unit: p.number for p in made.case.plans_of(PlanKind.PROVISIONAL)}
    rows = [
        f"{unit},正{n},A02010105,{(fen - short) // 100}.{(fen - short) % 100:02d},{own[unit]}"
        for n, (unit, fen) in enumerate(contract_totals(made.case).items())
    ]
    file = tmp_path / "正式计划.csv"
    head = "单位名称,采购计划编号,品目编码,金额(元),关联临时采购计划编号"
    file.write_text("\n".join([head, *rows]), encoding="utf-8-sig")
    page.import_files([file])
    assert len(list(made.case.plans_of(PlanKind.FORMAL))) == len(rows)
    told = made.told[-1]
    assert told[0] == kind, told
    assert ("处要核对" in told[2]) is bool(short)
    assert page.leaves.currentWidget() is page.pairs
    foot = page.pairs.table.foot
    assert foot.mark == "＝Σ各单位 ✓", "every unit's plan is there"
    assert foot.cells[3] == money.yuan(-short * len(rows))
    why = page.pairs.table.model.columns[3].why_total
    assert why is not None
    figure = why(explaining.ground_of(made.desk, journey.PROJECT))
    assert figure is not None
    assert figure.value == -short * len(rows)
    at = page.pairs.table.model.rows[0]
    assert at.gap_fen == -short
    assert "（正式计划.csv!" in detail(at)


def test_a_difference_is_not_added_up_while_plans_are_missing(
    stand: Stands, tmp_path: Path
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    page.leaves.setCurrentWidget(page.pairs)
    table = page.pairs.table
    table.view.setCurrentIndex(table.model.index(0, 3))
    assert table.foot.mark == "已登记 0/14 家，差额待全部登记后合计"
    assert table.foot.cells[3] == ""
    unit, fen = list(contract_totals(made.case).items())[5]
    file = tmp_path / "正式计划.csv"
    head = "单位名称,采购计划编号,品目编码,金额(元),关联临时采购计划编号"
    line = f"{unit},正1,A02010105,{money.yuan(fen - 1).replace(',', '')},"
    file.write_text(f"{head}\n{line}", encoding="utf-8-sig")
    page.import_files([file])
    assert table.foot.mark == "已登记 1/14 家，差额待全部登记后合计"
    assert (table.model.rows[0].unit, word(table.model.rows[0])[:4]) == (unit, "没有关联")
    assert "在表里标红" in made.told[-1][2]
    assert [word(r) for r in table.model.rows[1:]] == ["待编制"] * 13
    assert table.foot.cells[2:4] == (money.yuan(fen - 1), ""), "13 gaps are not known yet"
    asked = [text for text, _ in table.figure_actions() if text.startswith("合计怎么来的")]
    assert asked
    assert "差（元）" not in asked[0], "there is no total to be asked about"
    table.filter.setText("正1")
    assert table.foot.cells[3] == "-0.01", "of what is shown all is known"


def test_the_lead_signs_one_contract_for_all_where_that_is_the_mode(
    qtbot: QtBot, stand: Stands
) -> None:
    def signed(unit: str) -> Event:
        return Event(EventKind.CONTRACT_SIGNED, date(2026, 10, 10), unit)

    made = stand("awarded", AWARDED)
    page = page_of(made)
    card = made.case.project
    joint = replace(card, mode=Mode.SIGN_TOGETHER, sign_together_note="财政部门同意试点")
    projects.update(made.desk, journey.PROJECT, joint)
    made.load()
    assert page.sum.text().endswith(f"；统采统签，由{LEAD}统一签订、公告、备案")
    press(qtbot, page.steps[EventKind.CONTRACT_SIGNED])
    assert recording(page).units.count() == 1
    recording(page).reject()
    with pytest.raises(UserError, match=f"合同由{LEAD}统一签订、公告、备案"):
        recording_events.record(made.desk, journey.PROJECT, [signed(FIRST)])
    recording_events.record(made.desk, journey.PROJECT, [signed(LEAD)])
    made.load()
    assert page.rate.text() == "已签 14/14 家（100.00%）"
    assert made.case.happened(EventKind.CONTRACT_SIGNED, FIRST) is None
