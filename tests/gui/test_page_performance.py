"""履约 by clicking: acceptances, invoices, payments, deposits, supplements, what is taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, PROJECT, Folders, Stand, Stands, press
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import StepKind
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.performance import Stage
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.gui.dialogs.performance_step import PerformanceStepDialog
from zjbuy_desktop.gui.dialogs.supplement import SupplementDialog
from zjbuy_desktop.gui.pages import performance
from zjbuy_desktop.gui.pages.performance import PerformancePage
from zjbuy_desktop.gui.widgets.data_table import KEPT
from zjbuy_desktop.gui.widgets.performance_table import PerformanceRow
from zjbuy_desktop.usecases import projects, recording

FIRST, LEAD, LOT = "之江市教育局", "之江市机关事务管理局", "标项一"
SIGNED = Event(EventKind.CONTRACT_SIGNED, date(2026, 10, 8), FIRST)
K = StepKind


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, PerformancePage) as make:
        yield make


def page_of(made: Stand) -> PerformancePage:
    assert isinstance(made.page, PerformancePage)
    return made.page


def signed(made: Stand) -> PerformancePage:
    recording.record(made.desk, PROJECT, [SIGNED])
    made.load()
    return page_of(made)


def row_of(page: PerformancePage, unit: str = FIRST, lot: str = LOT) -> PerformanceRow:
    (row,) = [r for r in page.table.model.rows if (r.unit, r.at.lot) == (unit, lot)]
    return row


def dialog_for(qtbot: QtBot, page: PerformancePage, kind: StepKind) -> PerformanceStepDialog:
    page.table.select(row_of(page))
    press(qtbot, page.kinds[kind])
    assert isinstance(page.dialog, PerformanceStepDialog)
    return page.dialog


def enter(qtbot: QtBot, page: PerformancePage, kind: StepKind, **typed: object) -> None:
    dialog = dialog_for(qtbot, page, kind)
    for name, value in typed.items():
        dialog.form.fields[name].editor.set_value(value)
    press(qtbot, dialog.go)


def test_what_is_owed_is_what_was_awarded(stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    whole = sum(r.award_fen for r in lot_results(made.case))
    assert f"应付 {money.yuan(whole)} 元 － 已付 0.00 元 ＝ 未付 {money.yuan(whole)} 元" in (
        page.sum.text()
    )
    assert page.table.foot.mark == KEPT
    assert row_of(page).at.stage is Stage.UNSIGNED


def test_nothing_is_accepted_before_the_contract_is_signed(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    press(qtbot, page.kinds[K.ACCEPTANCE])
    assert page.dialog is None
    assert "先选中一家单位的一个标项" in made.told[-1][1]
    dialog = dialog_for(qtbot, page, K.ACCEPTANCE)
    press(qtbot, dialog.go)
    assert "还没有登记合同签订" in dialog.message.text()
    assert made.case.steps == ()


def test_a_contract_goes_from_acceptance_to_the_last_fen(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = signed(made)
    at = row_of(page).at
    count, owed = at.delivery.share.quantity, at.due_fen
    dialog = dialog_for(qtbot, page, K.ACCEPTANCE)
    assert dialog.form.value("quantity") == count, "what is left is offered"
    dialog.form.fields["quantity"].editor.set_value(count + 1000)
    press(qtbot, dialog.go)
    assert "多了 1。" in dialog.message.text()
    dialog.form.fields["quantity"].editor.set_value(count - 1000)
    dialog.form.fields["refused"].editor.set_value(1000)
    press(qtbot, dialog.go)
    assert row_of(page).at.stage is Stage.PARTLY
    assert row_of(page).accepted.endswith("拒收 1")
    enter(qtbot, page, K.ACCEPTANCE)
    assert row_of(page).at.stage is Stage.ACCEPTED
    enter(qtbot, page, K.INVOICE, amount=owed, number="033001", due=date(2026, 11, 10))
    assert row_of(page).pay_by == "2026-11-10"
    enter(qtbot, page, K.PAYMENT, amount=owed - 1)
    assert row_of(page).at.stage is Stage.PAYING
    assert page.table.model.columns[6].shown(row_of(page)) == "0.01"
    enter(qtbot, page, K.PAYMENT, amount=1)
    assert row_of(page).at.stage is Stage.PAID
    assert [s.kind for s in made.case.steps] == [
        K.ACCEPTANCE, K.ACCEPTANCE, K.INVOICE, K.PAYMENT, K.PAYMENT,
    ]  # fmt: skip
    assert page.leaves.tabText(1) == "登记明细(&2) 5"
    assert page.table.foot.mark == KEPT
    page.explain_paid(row_of(page))
    assert page.explaining is not None
    root = page.explaining.model.root
    assert root is not None
    assert [p.value for p in root.figure.parts] == [owed - 1, 1]
    page.explaining.reject()


def test_a_wrong_record_is_taken_back_with_a_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("awarded", AWARDED)
    page = signed(made)
    enter(qtbot, page, K.DEPOSIT, amount=100_00)
    assert row_of(page).at.deposit_fen == 100_00
    page.leaves.setCurrentIndex(1)
    press(qtbot, page.undo)
    assert made.told[-1][1] == "请先选中一条登记。"
    page.records.view.selectRow(0)
    monkeypatch.setattr(performance, "ask_reason", lambda *_, **__: "登记错了单位")
    press(qtbot, page.undo)
    assert made.case.steps == ()
    assert page.leaves.tabText(1) == "登记明细(&2) 0"


def test_what_is_late_is_told_with_its_interest(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = signed(made)
    due = date(2026, 10, 9)
    enter(qtbot, page, K.INVOICE, amount=1_000_000, on=due, due=due)
    late = (AWARDED - due).days
    assert row_of(page).late == late > 0
    assert f"逾期 {late} 日" in row_of(page).pay_by
    assert "逾期未付 1 份" in page.sum.text()
    said = [f.message for f in page.context.findings if "最迟应在" in f.message]
    assert f"利息约 {money.yuan(500 * late)} 元" in said[0]


def test_room_for_a_supplement_is_shown_before_typing_and_kept(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    page.table.select(row_of(page))
    press(qtbot, page.supplement)
    dialog = page.dialog
    assert isinstance(dialog, SupplementDialog)
    assert "还可以补充 57,838.00 元" in dialog.room.text()
    qtbot.keyClicks(dialog.amount, "57838.01")
    assert dialog.after.text() == "超过上限 0.01 元；超出的另行采购。"
    press(qtbot, dialog.go)
    assert "10%" in dialog.message.text()
    assert made.case.supplements == ()
    dialog.amount.clear()
    qtbot.keyClicks(dialog.amount, "50000")
    assert dialog.after.text() == "登记后还可以补充 7,838.00 元。"
    press(qtbot, dialog.go)
    assert made.case.supplements[0].amount_fen == 5_000_000
    assert page.table.foot.mark == KEPT, "what is owed grew with it"
    press(qtbot, page.supplement)
    assert isinstance(page.dialog, SupplementDialog)
    assert "还可以补充 7,838.00 元" in page.dialog.room.text()
    page.dialog.reject()


def test_signed_together_a_supplement_counts_on_the_leads_contract(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    joint = replace(made.case.project, mode=Mode.SIGN_TOGETHER, sign_together_note="同意试点")
    projects.update(made.desk, PROJECT, joint)
    made.load()
    page.table.select(row_of(page))
    press(qtbot, page.supplement)
    dialog = page.dialog
    assert isinstance(dialog, SupplementDialog)
    whole = sum(r.award_fen for r in lot_results(made.case) if r.award.lot == LOT)
    assert f"还可以补充 {money.yuan(whole // 10)} 元" in dialog.room.text()
    over = whole // 10 + 1
    qtbot.keyClicks(dialog.amount, f"{over // 100}.{over % 100:02}")
    press(qtbot, dialog.go)
    assert "10%" in dialog.message.text()
    assert made.case.supplements == ()
    dialog.reject()
