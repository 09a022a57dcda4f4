"""合同核对 by clicks and keys: one by one, from a list, taken back; what differs is marked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, Folders, Stand, Stands, press, type_text
from zjbuy_desktop.core.case.contract_standing import MUST, Checked
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.enter_contract import EnterContractDialog
from zjbuy_desktop.gui.pages.signing import SigningPage
from zjbuy_desktop.gui.widgets.contract_table import sum_text, tone, word
from zjbuy_desktop.usecases import explaining

SCHOOL, FIRST = "之江市实验小学", "之江市教育局"
SIGNED = date(2026, 10, 10)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, SigningPage) as make:
        yield make


def page_of(made: Stand) -> SigningPage:
    assert isinstance(made.page, SigningPage)
    made.page.leaves.setCurrentWidget(made.page.contracts)
    return made.page


def opened(qtbot: QtBot, page: SigningPage, unit: str) -> EnterContractDialog:
    assert page.contracts.focus_unit(unit)
    press(qtbot, page.contracts.enter)
    dialog = page.contracts.dialog
    assert isinstance(dialog, EnterContractDialog)
    return dialog


def fill(dialog: EnterContractDialog, amount: str, number: str = "HT-1") -> None:
    type_text(dialog.editors["number"], number)
    dialog.editors["signed_on"].set_value(SIGNED)
    type_text(dialog.editors["amount_fen"], amount)


def standing(page: SigningPage, unit: str) -> str:
    return next(word(r) for r in page.contracts.table.model.rows if r.unit == unit)


@pytest.mark.parametrize(
    ("amount", "sign", "shown", "colour"),
    [
        ("66920", "✓ 应为 66,920.00", "一致", "ok"),
        ("66920.01", "✗ 应为 66,920.00", "不一致 1 处", "stop"),
        ("66919.99", "✗ 应为 66,920.00", "不一致 1 处", "stop"),
    ],
)
def test_a_contract_is_held_against_the_award_while_it_is_typed(
    qtbot: QtBot, stand: Stands, amount: str, sign: str, shown: str, colour: str
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    assert page.leaves.tabText(2).startswith("合同核对(&3) 0/")
    dialog = opened(qtbot, page, SCHOOL)
    assert dialog.chosen().share.unit == SCHOOL
    assert dialog.told["amount_fen"].text() == "应为 66,920.00", "nothing is judged before typing"
    fill(dialog, amount)
    assert dialog.told["amount_fen"].text() == sign
    press(qtbot, dialog.go)
    assert page.contracts.dialog is None
    assert made.told[-1][0] == ("ok" if colour == "ok" else "warn")
    first = page.contracts.table.model.rows[0]
    assert (first.unit, word(first), tone(first)) == (SCHOOL, shown, colour)
    (signed,) = made.case.signed
    assert (signed.number, signed.signed_on, signed.source) == ("HT-1", SIGNED, "手工录入")
    assert made.case.happened(EventKind.CONTRACT_SIGNED, SCHOOL) == SIGNED
    page.contracts.table.select(first)
    ground = explaining.ground_of(made.desk, made.case.id)
    for shown_column in page.contracts.table.model.columns[2:5]:
        assert shown_column.why is not None
        figure = shown_column.why(first)(ground)
        assert figure is not None
        assert figure.value == shown_column.get(first)
    fields = page.contracts.fields.model.rows
    assert len(fields) >= 5
    if colour == "stop":
        assert (fields[0].field, fields[0].written) == ("合同金额（元）", f"{float(amount):,.2f}")
        fix = page.contracts.fields.model.columns[4].shown(fields[0])
        assert fix == MUST
        blocking = [f for f in page.context.findings if f.field == "signed_contracts"]
        assert page.leaves.currentWidget() is page.contracts
        page.leaves.setCurrentIndex(0)
        assert page.visit(blocking[0])
        assert page.leaves.currentWidget() is page.contracts


def test_what_must_be_given_is_asked_for_and_a_day_to_come_refused(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("awarded", AWARDED)
    dialog = opened(qtbot, page_of(made), SCHOOL)
    press(qtbot, dialog.go)
    assert dialog.message.text() == "请填合同编号。"
    fill(dialog, "六万")
    press(qtbot, dialog.go)
    assert dialog.message.text().startswith("合同金额（元）：")
    fill(dialog, "66920")
    dialog.editors["signed_on"].set_value(date(2026, 12, 1))
    press(qtbot, dialog.go)
    assert f"{SCHOOL}（标项一） 签订日期 2026-12-01 晚于今天" in dialog.message.text()
    assert made.case.signed == ()


def test_one_contract_follows_the_other_by_keys(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    keys = [c.key for c in contracts(made.case)]
    page.contracts.table.view.clearSelection()
    dialog = opened(qtbot, page, made.case.project.lead_unit)
    assert dialog.which.value() == keys[0]
    fill(dialog, "1", "HT-A")
    dialog.following.setFocus()
    qtbot.keyClick(dialog.following, Qt.Key.Key_Space)
    assert dialog.which.value() == keys[1], "the next one that is not entered"
    assert dialog.editors["number"].value() == "", "with blank lines"
    fill(dialog, "2", "HT-B")
    qtbot.keyClick(dialog.following, Qt.Key.Key_Space)
    assert dialog.which.value() == keys[2]
    dialog.reject()
    assert [(s.number, s.amount_fen) for s in made.case.signed] == [("HT-A", 100), ("HT-B", 200)]
    assert dialog.which.itemText(0).endswith("已录入")
    again = opened(qtbot, page, made.case.project.lead_unit)
    assert again.editors["number"].value() in ("HT-A", "HT-B"), "what was entered comes back"
    again.reject()


def test_a_list_is_filled_in_and_read_back_and_the_rest_stays_to_come(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    target = tmp_path / "清单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(qtbot, page.contracts.blank)
    book = load_workbook(target)
    sheet = book.worksheets[0]
    whole = len(contracts(made.case))
    assert sheet.max_row == whole + 1
    units = [sheet.cell(n, 1).value for n in range(2, whole + 2)]
    row = units.index(SCHOOL) + 2
    for column, value in ((3, "HT-7"), (4, "2026-10-10"), (9, 66_920.01)):
        sheet.cell(row, column).value = value
    book.save(target)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    press(qtbot, page.contracts.bring)
    assert made.told[-1][1] == "已录入 1 份合同，共有 1 处与采购结果不一致。"
    assert standing(page, SCHOOL) == "不一致 1 处"
    assert page.leaves.tabText(2) == f"合同核对(&3) 1/{whole}"
    assert page.contracts.sum.text() == (
        f"已录入 1 份，66,920.01 元，比应签多 0.01 元；不一致 1 份；未录入 {whole - 1} 份"
    )
    assert sum_text(()) == "已录入 0 份，0.00 元"
    foot = page.contracts.table.foot
    assert foot.mark == f"已录入 1/{whole} 份，差额待全部录入后合计"
    assert foot.cells[3:5] == ("66,920.01", ""), "what is not entered is no difference of 0.00"
    for row in range(2, whole + 2):
        sheet.cell(row, 3).value, sheet.cell(row, 4).value = f"HT-{row}", "2026-10-10"
        sheet.cell(row, 9).value = next(
            c.share.contract_fen / 100
            for c in contracts(made.case)
            if (c.share.unit, c.share.lot) == (sheet.cell(row, 1).value, sheet.cell(row, 2).value)
        )
    book.save(target)
    press(qtbot, page.contracts.bring)
    assert (foot.cells[4], foot.mark) == ("0.00", "＝Σ各合同 ✓")
    why = page.contracts.table.model.columns[4].why_total
    assert why is not None
    figure = why(explaining.ground_of(made.desk, made.case.id))
    assert figure is not None
    assert figure.value == 0


def test_a_wrong_entry_is_taken_back_with_a_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    dialog = opened(qtbot, page, SCHOOL)
    fill(dialog, "66920.01")
    press(qtbot, dialog.go)
    page.contracts.focus_unit(FIRST)
    assert not page.contracts.undo.isEnabled(), "nothing was entered for it"
    page.contracts.focus_unit(SCHOOL)
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: None)
    press(qtbot, page.contracts.undo)
    assert len(made.case.signed) == 1
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: "录错了单位")
    press(qtbot, page.contracts.undo)
    assert made.case.signed == ()
    assert made.case.happened(EventKind.CONTRACT_SIGNED, SCHOOL) == SIGNED
    rows = {r.unit: r.checked for r in page.contracts.table.model.rows}
    assert rows[SCHOOL] is Checked.NOT_ENTERED
