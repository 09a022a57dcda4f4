"""回收与汇总 by clicking: preview, choice, writing, correction, setting aside, taking back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, RETURNS, Folders, Stand, Stands, press, type_text
from zjbuy_desktop.core.case.batch import KEPT
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.correct_return import CorrectDialog
from zjbuy_desktop.gui.dialogs.explain_missing import RemindDialog
from zjbuy_desktop.gui.dialogs.import_returns import ImportDialog
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.dialogs.summary_choice import SummaryChoiceDialog
from zjbuy_desktop.gui.dialogs.undo_batch import UndoDialog
from zjbuy_desktop.gui.pages.collection import CollectionPage
from zjbuy_desktop.gui.widgets.data_table import KEPT as SUMS_AGREE
from zjbuy_desktop.gui.widgets.return_strip import Returned
from zjbuy_desktop.usecases import collecting, needs
from zjbuy_desktop.usecases.summaries import Part

TWICE = "之江市堃山县教育局"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make


def page_of(made: Stand) -> CollectionPage:
    assert isinstance(made.page, CollectionPage)
    return made.page


def choose_row(page: CollectionPage, file: str) -> None:
    row = next(n for n, r in enumerate(page.files.table.model.visible) if r.record.file == file)
    page.leaves.setCurrentWidget(page.files)
    page.files.table.view.selectRow(row)


def preview(page: CollectionPage, paths: list[Path]) -> ImportDialog:
    page.import_files(paths)
    assert isinstance(page.dialog, ImportDialog)
    return page.dialog


def test_empty_page_asks_for_files_and_takes_a_folder(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("begun")
    page = page_of(made)
    assert page.empty.isVisible()
    assert not page.leaves.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(RETURNS))
    folder = next(b for b in page.empty.findChildren(QPushButton) if "文件夹" in b.text())
    press(qtbot, folder)
    dialog = page.dialog
    assert isinstance(dialog, ImportDialog)
    assert dialog.head.text() == "共 25 个文件 ＝ 已接收 14 ＋ 待修改 8 ＋ 被代替 1 ＋ 未读取 2"
    assert made.case.needs == (), "nothing is written before 写入"
    press(qtbot, dialog.go)
    assert made.told[-1][:2] == (
        "warn", "已写入：共 25 个文件 ＝ 已接收 14 ＋ 待修改 8 ＋ 被代替 1 ＋ 未读取 2。",
    )  # fmt: skip
    assert page.leaves.isVisible()
    assert page.count.text() == "已回收 22/27 家"
    assert page.states.text() == "＝ 已接收 15 ＋ 待改 7；未交 5"
    assert total(made.case.needs).amount_fen == needs.needs(made.desk, PROJECT)["amount_fen"]
    assert page.by_unit.foot.cells[4] == "18,758,896.42"
    assert page.by_unit.foot.mark == page.by_item.foot.mark == SUMS_AGREE


def test_problems_are_listed_with_cell_and_remedy_before_writing(stand: Stands) -> None:
    page = page_of(stand("begun"))
    dialog = preview(page, [RETURNS / "之江市江北区教育局.xlsx"])
    assert [r.result.outcome for r in dialog.table.model.rows] == [Outcome.REJECTED]
    (problem,) = dialog.problems.model.rows
    assert (problem.cell, problem.found) == ("E4", "-3")
    assert problem.expected
    assert problem.hint
    dialog.reject()
    assert page.returns == ()


def test_the_clerk_chooses_which_of_two_returns_counts(qtbot: QtBot, stand: Stands) -> None:
    made = stand("begun")
    files = [RETURNS / f"{TWICE}.xlsx", RETURNS / f"{TWICE}（修改后）.xlsx"]
    dialog = preview(page_of(made), files)
    choice = dialog.conflicts.choices[TWICE]
    assert choice.currentText().startswith(f"{TWICE}（修改后）.xlsx")
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert dialog.head.text() == "共 2 个文件 ＝ 已接收 1 ＋ 被代替 1"
    press(qtbot, dialog.go)
    assert dialog.message.text() == f"{TWICE}没有以后报的一份为准，请写明理由。"
    assert made.case.needs == ()
    type_text(dialog.conflicts.reasons[TWICE], "单位电话确认以第一份为准")
    press(qtbot, dialog.go)
    assert {n.source.file for n in made.case.needs} == {f"{TWICE}.xlsx"}
    assert total(made.case.needs).amount_fen == 60226704
    later = next(r for r in collecting.list_returns(made.desk, PROJECT) if "修改后" in r.file)
    assert later.outcome is Outcome.SUPERSEDED
    assert "经办人选定" in later.notes[-1]


def test_a_return_kept_before_may_go_on_counting(qtbot: QtBot, stand: Stands) -> None:
    made = stand("begun")
    collecting.import_returns(made.desk, PROJECT, [RETURNS / f"{TWICE}.xlsx"])
    made.load()
    dialog = preview(page_of(made), [RETURNS / f"{TWICE}（修改后）.xlsx"])
    choice = dialog.conflicts.choices[TWICE]
    assert "以前接收的" in choice.itemText(1)
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert dialog.report is not None
    assert dialog.report.chosen == {TWICE: KEPT}
    type_text(dialog.conflicts.reasons[TWICE], "修改后的一份发错了")
    press(qtbot, dialog.go)
    assert {n.source.file for n in made.case.needs} == {f"{TWICE}.xlsx"}
    assert len(collecting.list_returns(made.desk, PROJECT)) == 2


def test_choosing_later_switches_the_figures(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    page = page_of(made)
    choose_row(page, f"{TWICE}.xlsx")
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: "单位电话确认以第一份为准")
    press(qtbot, page.files.pick)
    files = {n.source.file for n in made.case.needs if n.unit == TWICE}
    assert files == {f"{TWICE}.xlsx"}
    shown = next(r for r in page.by_unit.model.rows if r.unit == TWICE)
    assert shown.sums is not None
    assert shown.sums.amount_fen == 60226704


def test_a_refused_file_is_corrected_with_a_reason(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    before = total(made.case.needs).amount_fen
    choose_row(page, "之江市江北区教育局.xlsx")
    press(qtbot, page.files.correct)
    dialog = page.dialog
    assert isinstance(dialog, CorrectDialog)
    ((sheet, cell),) = dialog.editors
    assert cell == "E4"
    row = dialog.around[sheet, cell].text()
    assert row.startswith("第 4 行：")
    assert "数量 -3" in row
    assert "单价 5079.5" in row
    assert not dialog.products[sheet, cell].isVisible(), "a quantity is not quantity×price"
    press(qtbot, dialog.go)
    assert "至少一格" in dialog.message.text()
    dialog.editors[sheet, cell].setText("三")
    press(qtbot, dialog.go)
    assert "理由" in dialog.message.text()
    dialog.reason.set_value("8月20日电话确认")
    press(qtbot, dialog.go)
    assert "E4" in dialog.message.text(), "a wrong correction is not accepted"
    assert total(made.case.needs).amount_fen == before
    dialog.editors[sheet, cell].setText("3")
    press(qtbot, dialog.go)
    assert "先看 G4" in dialog.message.text(), "what contradicts the correction is named next"
    assert ("Sheet", "G4") in dialog.editors
    assert "预算金额 812720" in dialog.around["Sheet", "G4"].text()
    press(qtbot, dialog.products["Sheet", "G4"])
    assert dialog.editors["Sheet", "G4"].value() == "15238.50", "with the 3 typed above"
    dialog.editors["Sheet", "G4"].setText("")
    dialog.editors[sheet, cell].setText("160")
    press(qtbot, dialog.go)
    line = next(n for n in made.case.needs if n.unit == "之江市江北区教育局")
    assert (line.quantity, line.amount_fen) == (160_000, 81_272_000)
    assert page.dialog is None
    assert "更正" in made.told[-1][1]
    assert "待改 6" in page.states.text()


def test_a_formula_without_a_result_is_filled_with_quantity_times_price(
    qtbot: QtBot, stand: Stands, tmp_path: Path
) -> None:
    made = stand("collected")
    page = page_of(made)
    unit = next(r.unit for r in page.by_unit.model.rows if r.state is Returned.MISSING)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"填报单位：{unit}"])
    sheet.append(["标的名称", "数量", "单价(元)", "预算金额(元)"])
    sheet.append(["台式计算机（基础配置）", 3, 5000.5, "=B3*C3"])
    book.save(tmp_path / f"{unit}.xlsx")
    press(qtbot, preview(page, [tmp_path / f"{unit}.xlsx"]).go)
    choose_row(page, f"{unit}.xlsx")
    press(qtbot, page.files.correct)
    dialog = page.dialog
    assert isinstance(dialog, CorrectDialog)
    place = (sheet.title, "D3")
    assert "预算金额 （公式没有结果）" in dialog.around[place].text()
    assert dialog.editors[place].value() == "15001.50"
    assert dialog.products[place].isVisible()


def test_an_unreadable_file_cannot_be_corrected_but_set_aside(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    page = page_of(made)
    choose_row(page, "之江市江北区第二中学.xlsx")
    press(qtbot, page.files.correct)
    assert isinstance(page.dialog, CorrectDialog)
    assert not page.dialog.go.isEnabled()
    assert "不能在这里更正" in page.dialog.message.text()
    page.dialog.reject()
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: "加密，已请单位重发")
    press(qtbot, page.files.aside)
    shown = next(
        r for r in page.files.table.model.rows if r.record.file == "之江市江北区第二中学.xlsx"
    )
    assert (shown.state, shown.remark.split("；")[0]) == ("已处理", "加密，已请单位重发")
    assert len(made.case.open_returns) == 7
    assert page.leaves.tabText(2) == "文件（待改 7）"


def test_an_import_is_taken_back_whole(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    press(qtbot, page.take_back)
    assert isinstance(page.dialog, UndoDialog)
    page.dialog.reason.setText("选错了文件夹")
    press(qtbot, page.dialog.go)
    assert made.case.needs == ()
    assert {r.state for r in page.files.table.model.rows} == {"已撤销"}
    assert not page.take_back.isEnabled()


def test_reminder_names_the_missing_and_the_days_left(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    press(qtbot, page.remind)
    assert isinstance(page.dialog, RemindDialog)
    press(qtbot, page.dialog.go)
    text = QGuiApplication.clipboard().text()
    assert "以下 12 家单位" in text
    assert "之江市江北区教育局" in text
    assert "还有 3 个工作日" in text
    assert date(2026, 8, 20) == made.case.project.call_deadline


def test_a_unit_that_buys_nothing_is_recorded_with_its_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    page = page_of(made)
    unit = next(r.unit for r in page.by_unit.model.rows if r.state is Returned.MISSING)
    press(qtbot, page.absent)
    dialog = page.dialog
    assert isinstance(dialog, RecordManyDialog)
    assert dialog.units.count() == 12
    dialog.tick([unit])
    dialog.note.setText("8月18日来函，本年度不采购")
    press(qtbot, dialog.go)
    assert made.case.happened(EventKind.WITHDRAWN, unit) == made.desk.today
    assert page.states.text() == "＝ 已接收 15 ＋ 待改 7；未交 4，已退出 1"
    assert not [f for f in page.model.findings if f.subject == unit]
    page.by_unit.select(next(r for r in page.by_unit.model.rows if r.unit == unit))
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: "登错了单位")
    press(qtbot, page.back)
    assert made.case.happened(EventKind.WITHDRAWN, unit) is None
    assert not page.back.isEnabled()


def test_units_selected_in_the_table_are_ticked_to_leave(stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    rows = page.by_unit.model.visible
    silent = [n for n, r in enumerate(rows) if r.state is Returned.MISSING][:2]
    for n in silent:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        page.by_unit.view.selectionModel().select(page.by_unit.model.index(n, 0), flags)
    actions = dict(page.by_unit.view.extra_actions)
    assert list(actions) == ["各份与对照…", "撤回需求…", "登记退出…", "撤销退出…"]
    actions["登记退出…"]()
    assert isinstance(page.dialog, RecordManyDialog)
    assert page.dialog.ticked() == [rows[n].unit for n in silent]


def test_a_file_read_again_after_a_correction_came_in_once(stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    unit = "之江市江北区教育局"
    kept = next(r for r in page.returns if r.file == f"{unit}.xlsx")
    cells = {("Sheet", "E4"): "160"}
    collecting.correct(made.desk, PROJECT, kept.id, cells, "8月20日电话确认")
    made.load()
    own = [r for r in page.returns if unit in r.units]
    assert len(own) == 2
    at = next(n for n, r in enumerate(page.by_unit.model.visible) if r.unit == unit)
    assert page.by_unit.model.visible[at].files == 1
    tip = page.by_unit.model.index(at, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"收到的文件：{unit}.xlsx"


def test_a_finding_leads_to_its_file_or_unit(stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    finding = next(f for f in page.model.findings if f.subject == "之江市江北区教育局")
    assert page.visit(finding)
    assert page.leaves.currentWidget() is page.files
    chosen = page.files.table.current()
    assert chosen is not None
    assert chosen.record.file == "之江市江北区教育局.xlsx"


def test_what_is_ticked_is_written(qtbot: QtBot, stand: Stands, tmp_path: Path) -> None:
    page = page_of(stand("collected"))
    qtbot.mouseClick(page.sum_up, Qt.MouseButton.LeftButton)
    dialog = page.dialog
    assert isinstance(dialog, SummaryChoiceDialog)
    for part in (Part.UNITS, Part.PLATFORM, Part.TOTAL):
        dialog.boxes[part].setChecked(False)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.message.text() == "请选择存放的文件夹。"
    dialog.folder.set_value(tmp_path / "out")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list((tmp_path / "out").glob("*.csv"))) == 4)
    assert len(list((tmp_path / "out").iterdir())) == 4
