"""通知与签约 to its end in the window: plans typed and linked, contracts to the 分, completed.

What holds the stage at each step is only that one thing, so that the step proves it holds.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTableWidget
from pytestqt.qtbot import QtBot

from tests.gui.journey_data import AWARDED, Folders
from tests.gui.sitting import Sitting
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.contracts import Contract, contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.gui.dialogs.enter_contract import EnterContractDialog
from zjbuy_desktop.gui.dialogs.plans_edit import EditPlansDialog
from zjbuy_desktop.gui.pages.signing import SigningPage

NUMBER, AMOUNT, LINKED = 1, 3, 4
SIGNED = date(2026, 10, 10)


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    data = Folders(tmp_path / "steps").copy("awarded", tmp_path / "data")
    with Sitting(qtbot, data, AWARDED) as sitting:
        sitting.session.open_project(1)
        sitting.rest()
        yield sitting


def page_of(office: Sitting) -> SigningPage:
    page = office.go("signing")
    assert isinstance(page, SigningPage)
    return page


def refused(office: Sitting, said: str) -> None:
    """完成签约 is pressed, and only this holds it."""
    page = page_of(office)
    assert [said in m for m in office.findings()] == [True], office.findings()
    office.press(page.primary)
    assert office.case.stage("signing").completed_on is None
    assert any(said in text for text in office.banners())


def record(office: Sitting, kind: EventKind, day: date = AWARDED) -> None:
    page = page_of(office)
    page.leaves.setCurrentIndex(0)
    office.press(page.steps[kind])
    units = page.dialog.units
    page.dialog.tick([r.unit for r in page.table.model.rows])
    assert len(page.dialog.ticked()) == units.count()
    page.dialog.day.set_value(day)
    page.dialog.note.setText("启用本程序以前已经发出")
    office.press(page.dialog.go)


def type_cell(qtbot: QtBot, table: QTableWidget, line: int, column: int, text: str) -> None:
    """Type into a cell as at the keyboard: F2, over what stands there, Enter."""
    table.setCurrentCell(line, column)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    (editor,) = [e for e in table.viewport().findChildren(QLineEdit) if e.isVisible()]
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert table.item(line, column).text() == text


def enter_all(office: Sitting, patch: pytest.MonkeyPatch, off: dict[str, int]) -> list[Contract]:
    """From a list: every contract as awarded, but those that are a few 分 off."""
    page, file = page_of(office), office.data.parent / "清单.xlsx"
    page.leaves.setCurrentWidget(page.contracts)
    patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    office.press(page.contracts.blank)
    found = list(contracts(office.case))
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for n, contract in enumerate(found, 2):
        fen = contract.share.contract_fen + off.pop(contract.share.unit, 0)
        sheet.cell(n, 3).value = f"HT-{n:03d}"
        sheet.cell(n, 4).value = SIGNED.isoformat()
        sheet.cell(n, 9).value = money.yuan(fen)
    book.save(file)
    patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    office.press(page.contracts.bring)
    return found


def type_plans(office: Sitting, qtbot: QtBot, change: Callable[[EditPlansDialog], None]) -> None:
    page = page_of(office)
    page.leaves.setCurrentWidget(page.pairs)
    office.press(page.pairs.type)
    dialog = page.pairs.dialog
    assert isinstance(dialog, EditPlansDialog)
    change(dialog)
    office.press(dialog.go)


def test_signing_is_completed_when_the_last_fen_and_the_last_link_are_right(
    office: Sitting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(office, EventKind.SIGNING_NOTICE_SENT, date(2026, 10, 9))
    units = [c.share.unit for c in contracts(office.case)]
    wrong, unlinked = units[0], list(dict.fromkeys(units))[1]
    found = enter_all(office, monkeypatch, {wrong: 1})
    for kind in (EventKind.CONTRACT_ANNOUNCED, EventKind.CONTRACT_FILED):
        record(office, kind)

    def typed(dialog: EditPlansDialog) -> None:
        """Numbers typed, amounts and links filled, the second unit's link taken out again."""
        table = dialog.table
        for line in range(table.rowCount()):
            type_cell(qtbot, table, line, NUMBER, f"2026-{line:03d}")
        dialog.copy_needed()
        dialog.link_own()
        (line,) = [n for n in range(table.rowCount()) if dialog.text(n, 0) == unlinked]
        table.item(line, LINKED).setText("")

    type_plans(office, qtbot, typed)
    assert len(list(office.case.plans_of(PlanKind.FORMAL))) == len(set(units))
    assert len(office.findings()) == 2, office.findings()
    _correct(office, found[0])
    refused(office, f"{unlinked}的正式计划")
    (own,) = [p.number for p in office.case.plans_of(PlanKind.PROVISIONAL) if p.unit == unlinked]
    _link(office, qtbot, unlinked, own)
    _enter(office, found[0], found[0].share.contract_fen - 1)
    refused(office, f"{wrong}{found[0].share.lot}合同的合同金额（元）")
    _correct(office, found[0])
    assert office.findings() == []
    office.press(page_of(office).primary)
    assert office.case.stage("signing").completed_on == AWARDED


def _link(office: Sitting, qtbot: QtBot, unit: str, number: str) -> None:
    def typed(dialog: EditPlansDialog) -> None:
        lines = range(dialog.table.rowCount())
        (line,) = [n for n in lines if dialog.text(n, 0) == unit]
        dialog.table.item(line, LINKED).setText(number)

    type_plans(office, qtbot, typed)
    assert page_of(office).pairs.table.model.rows[0].paired


def _enter(office: Sitting, contract: Contract, fen: int) -> None:
    page = page_of(office)
    page.leaves.setCurrentWidget(page.contracts)
    page.contracts.focus_unit(contract.share.unit)
    office.press(page.contracts.enter)
    dialog = page.contracts.dialog
    assert isinstance(dialog, EnterContractDialog)
    assert dialog.chosen() == contract
    office.type_in(dialog.editors["amount_fen"], money.yuan(fen).replace(",", ""))
    due = contract.share.contract_fen
    assert dialog.told["amount_fen"].text().startswith("✓" if fen == due else "✗")
    office.press(dialog.go)


def _correct(office: Sitting, contract: Contract) -> None:
    _enter(office, contract, contract.share.contract_fen)
