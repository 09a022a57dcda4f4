"""The table of the house: model, totals with proof, sorting, filtering, copying, keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.gui import fake
from zjbuy_desktop.gui.models import clipboard
from zjbuy_desktop.gui.models.clipboard import table_data
from zjbuy_desktop.gui.models.columns import money_column, quantity_column, text_column
from zjbuy_desktop.gui.models.table import TableModel
from zjbuy_desktop.gui.widgets.data_table import KEPT, DataTable


def table(qtbot: QtBot, *, alone: bool = True) -> DataTable[fake.Unit]:
    made: DataTable[fake.Unit] = DataTable("test", fake.columns(), title="各单位回收情况")
    if alone:
        qtbot.addWidget(made)
    made.resize(900, 400)
    made.set_rows(fake.units())
    return made


def test_model_keeps_qts_contract(qtmodeltester: ModelTester) -> None:
    model = TableModel(fake.columns())
    model.set_rows(fake.units())
    qtmodeltester.check(model)
    model.sort_by(4, descending=True)
    model.set_filter("江北")
    qtmodeltester.check(model)


def test_cells_are_formatted_and_missing_values_are_a_dash(qtbot: QtBot) -> None:
    model = table(qtbot).model
    texts = [model.index(0, c).data() for c in range(7)]
    assert texts == ["之江市教育局", "1", "1", "412", "1,969,360.00", "2026-08-03", "已接收"]
    assert model.index(8, 4).data() == "–"
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert model.index(0, 4).data(Qt.ItemDataRole.TextAlignmentRole) == right


def test_quantities_have_separators_and_no_idle_zeros() -> None:
    column = quantity_column("数量", lambda q: q)
    assert [column.shown(q) for q in (5_120_000, 1_200_500)] == ["5,120", "1,200.5"]
    assert column.copied(5_120_000) == "5120"


def test_sorting_by_a_head_goes_up_down_and_back(qtbot: QtBot) -> None:
    made = table(qtbot)
    given = [u.name for u in fake.units()]
    made.view.sorting.emit(4)
    up = [u.amount for u in made.model.visible]
    known = [a for a in up if a is not None]
    assert known == sorted(known)
    assert up[len(known) :] == [None] * (len(up) - len(known))
    assert made.model.headerData(4, Qt.Orientation.Horizontal).endswith("▲")
    made.view.sorting.emit(4)
    assert [u.amount for u in made.model.visible][: len(known)] == sorted(known, reverse=True)
    made.view.sorting.emit(4)
    assert [u.name for u in made.model.visible] == given


def test_filter_narrows_rows_and_totals_and_drops_the_proof(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.set_foot("合计 27 家")
    assert made.foot.cells[0] == "合计 27 家"
    assert made.foot.cells[4] == "20,477,531.20"
    assert made.foot.mark == KEPT
    made.filter.setText("江北区财政")
    assert [u.name for u in made.model.visible] == ["之江市江北区财政局"]
    assert made.foot.cells[4] == "994,240.84"
    assert made.foot.mark == ""


def test_a_difference_is_said_aloud(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.set_foot("合计 27 家", difference="12.00 元")
    assert made.foot.mark == "≠Σ各单位，差 12.00 元"
    assert "差 12.00 元" in made.foot.accessibleDescription()


def test_copy_gives_plain_numbers_texts_as_text_and_totals(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.set_foot("合计 27 家")
    made.copy()
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[0].split("\t")[:2] == ["单位", "份数"]
    assert lines[1].split("\t") == [
        "之江市教育局",
        "1",
        "1",
        "412",
        "1969360.00",
        "2026-08-03",
        "已接收",
    ]
    assert lines[-1].split("\t")[:5] == ["合计 27 家", "20", "50", "4284", "20477531.20"]
    assert "mso-number-format:'\\@'" in data.html()


def test_copy_takes_selected_rows_only(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.view.selectAll()
    assert len(made.selection()) == 27
    made.view.clearSelection()
    made.view.selectRow(0)
    index = made.model.index(2, 0)
    flag = made.view.selectionModel().SelectionFlag
    made.view.selectionModel().select(index, flag.Select | flag.Rows)
    made.copy()
    assert len(QGuiApplication.clipboard().text().split("\n")) == 3


def test_copied_text_is_never_a_formula() -> None:
    columns = [text_column("备注", lambda r: r), money_column("金额", lambda r: -100)]
    lines = table_data(columns, ["=1+1", "@x", "a\tb\nc"]).text().split("\n")
    assert [line.split("\t")[0] for line in lines[1:]] == ["'=1+1", "'@x", "a b c"]
    assert lines[1].split("\t")[1] == "-1.00"


def test_enter_activates_and_double_click_explains(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show()
    made.view.selectRow(3)
    with qtbot.waitSignal(made.activated) as activated:
        qtbot.keyClick(made.view, Qt.Key.Key_Return)
    assert activated.args[0].name == "之江市水利局"
    where = made.view.visualRect(made.model.index(1, 4)).center()
    with qtbot.waitSignal(made.explained) as explained:
        qtbot.mouseDClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert explained.args[0].name == "之江市公安局"
    assert explained.args[1] == "预算金额（元）"


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    made, after = table(qtbot, alone=False), QLineEdit()
    box = QVBoxLayout(page)
    box.addWidget(made)
    box.addWidget(after)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    qtbot.keyClick(made.view, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_widths_and_sort_are_remembered(qtbot: QtBot) -> None:
    first = table(qtbot)
    first.show()
    first.view.setColumnWidth(0, 233)
    first.view.sorting.emit(3)
    again = table(qtbot)
    assert again.view.columnWidth(0) == 233
    assert again.model.order == (3, False)


def test_selection_stays_where_it_was_when_rows_are_read_again(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.view.selectRow(5)
    made.set_rows(fake.units())
    current = made.current()
    assert current is not None
    assert current.name == "之江市机关事务管理局"


def test_what_was_copied_stays_as_text_when_the_program_ends(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.copy()
    before = QGuiApplication.clipboard().text()
    clipboard.let_go()
    assert QGuiApplication.clipboard().text() == before
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    QGuiApplication.clipboard().setText("别人的内容")
    clipboard.let_go()
    assert QGuiApplication.clipboard().text() == "别人的内容"


@pytest.mark.parametrize("wide", range(160, 420, 20))
def test_the_mark_of_conservation_is_never_written_over_a_total(qtbot: QtBot, wide: int) -> None:
    columns = (
        text_column("单位", lambda u: u.name, 120),
        money_column("金额（元）", lambda u: u.amount, 140),
    )
    made: DataTable[fake.Unit] = DataTable("narrow", columns, title="各单位")
    qtbot.addWidget(made)
    made.resize(wide, 400)
    made.set_rows(fake.units())
    made.show()

    def drawn(mark: str) -> QImage:
        made.foot.set_cells(("", "1,969,360.00"), mark, kept=True)
        return made.foot.grab().toImage()

    alone, marked = drawn(""), drawn("＝Σ各单位 ✓")
    ground = alone.pixelColor(2, 4)
    written = [
        (x, y)
        for x in range(1, alone.width() - 1)
        for y in range(2, alone.height() - 2)
        if alone.pixelColor(x, y) != ground
    ]
    assert not [at for at in written if alone.pixelColor(*at) != marked.pixelColor(*at)]
    if wide >= 280:
        assert marked != alone
