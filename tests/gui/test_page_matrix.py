"""单位×标的: figures, sums that stay, search, explanation, copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting
from tests.usecases import many_needs, many_units
from zjbuy_desktop.core.base import money
from zjbuy_desktop.gui.pages.matrix import MatrixPage
from zjbuy_desktop.usecases.opening import open_desk

UNITS, ITEMS = 30, 20


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "data"
    desk = open_desk(folder, TODAY)
    many_needs.project(desk, UNITS, ITEMS, odd=1)
    desk.store.close()
    return folder


@pytest.fixture
def sitting(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, Path(shutil.copytree(template, tmp_path / "data"))) as made:
        yield made


def opened(sitting: Sitting) -> MatrixPage:
    return sitting.place("matrix", MatrixPage)


def texts(page: MatrixPage) -> list[str]:
    return [text for row in page.table.body.grid.cells for text in row]


def test_every_line_stands_once_and_the_sums_are_those_of_the_case(sitting: Sitting) -> None:
    page = opened(sitting)
    needs = sitting.case.needs
    assert len(texts(page)) == len(needs) == UNITS * ITEMS
    whole = sum(n.amount_fen for n in needs)
    assert sum(money.fen(t.replace(",", "")) for t in texts(page)) == whole
    assert page.table.corner.grid.cells == [(money.yuan(whole),)]
    first = [n for n in needs if n.item == "标的01"]
    at = page.table.body.grid.heads.index("标的01\n（台）")
    shown = page.table.foot.grid.cells[0][at]
    assert shown == money.yuan(sum(n.amount_fen for n in first))
    assert "✓" in page.proof.text()


def test_sums_follow_the_scrolling_and_never_leave(sitting: Sitting) -> None:
    page = opened(sitting)
    table = page.table
    table.body.verticalScrollBar().setValue(7)
    table.body.horizontalScrollBar().setValue(300)
    assert table.right.verticalScrollBar().value() == 7
    assert table.foot.horizontalScrollBar().value() == 300
    table.foot.horizontalScrollBar().setValue(table.foot.horizontalScrollBar().maximum())
    assert table.body.horizontalScrollBar().value() == table.body.horizontalScrollBar().maximum()
    last = table.body.grid.index(0, ITEMS - 1)
    foot = table.foot.grid.index(0, ITEMS - 1)
    assert table.body.visualRect(last).left() == table.foot.visualRect(foot).left()


def test_an_outlier_is_marked_and_said_in_words(sitting: Sitting) -> None:
    page = opened(sitting)
    grid = page.table.body.grid
    odd = [
        grid.index(r, c) for r in range(UNITS) for c in range(ITEMS)
        if str(grid.index(r, c).data()).startswith("▲")
    ]  # fmt: skip
    assert len(odd) == 1
    assert "离群" in odd[0].data(Qt.ItemDataRole.ToolTipRole)
    assert "离群 1 处" in page.proof.text()


def test_the_office_sets_its_limits_in_the_window(sitting: Sitting) -> None:
    page = opened(sitting)
    sitting.press(page.limits)
    dialog = page.dialog
    assert dialog is not None
    assert dialog.chosen() == {"units": 4, "price": 2, "quantity": 20}
    sitting.type_in(dialog.editors["price"], "1")
    sitting.press(dialog.go)
    assert dialog.isVisible()
    assert "写 2 到 100 之间" in dialog.message.text()
    sitting.type_in(dialog.editors["price"], "3")
    assert dialog.message.isHidden()
    sitting.press(dialog.go)
    assert sitting.case.limits.price == 3
    assert "离群" not in page.proof.text(), "三倍的价不再算离群"
    assert any("相差超过 3 倍" in words for words in sitting.banners())


def test_the_other_figure_is_one_key_away(sitting: Sitting, qtbot: QtBot) -> None:
    page = opened(sitting)
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    qtbot.keyClick(sitting.window, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    quantity = sum(n.quantity for n in sitting.case.needs) // 1000
    qtbot.waitUntil(lambda: page.table.corner.grid.cells == [(f"{quantity:,}",)])


def test_search_narrows_units_or_goes_to_an_item(sitting: Sitting) -> None:
    page = opened(sitting)
    whole = page.table.corner.grid.cells
    name = many_units.roster(UNITS)[3].name
    page.search.setText(name)
    assert page.table.body.grid.rows == [name]
    assert page.table.corner.grid.cells == whole
    page.search.setText("标的20")
    assert len(page.table.body.grid.rows) == UNITS
    assert page.table.body.selectedIndexes()[0].column() == ITEMS - 1
    page.search.setText("没有的")
    assert "没有叫" in page.count.text()


def test_a_figure_tells_how_it_came_about(sitting: Sitting, qtbot: QtBot) -> None:
    page = opened(sitting)
    body = page.table.body
    body.setCurrentIndex(body.grid.index(2, 5))
    qtbot.keyClick(body, Qt.Key.Key_Return)
    sitting.rest()
    assert page.explaining is not None
    root = page.explaining.model.root
    assert root is not None
    (line,) = root.below
    assert line.figure.what.startswith(body.grid.rows[2])
    head = page.table.body.grid.heads[5].split("\n")[0]
    assert head in line.figure.what
    assert money.yuan(int(root.figure.value)) in body.grid.cells[2][5]
    page.explaining.close()
    page.turn()
    page.table.foot.asked.emit(page.table.foot.grid.index(0, 0))
    sitting.rest()
    whole = page.explaining.model.root
    assert whole is not None
    assert len(whole.below) == UNITS
    assert page.table.foot.grid.cells[0][0] == whole.figure.shown.split(" ")[0]
    page.explaining.close()


def test_the_whole_table_goes_to_excel(sitting: Sitting) -> None:
    page = opened(sitting)
    page.primary.click()
    lines = QApplication.clipboard().text().split("\n")
    assert len(lines) == UNITS + 2
    assert lines[0].startswith("单位\t")
    assert lines[0].endswith("\t合计")
    total = money.yuan(sum(n.amount_fen for n in sitting.case.needs)).replace(",", "")
    assert lines[-1].endswith(total)


def test_without_needs_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "data", TODAY)
    many_units.project(desk, 3)
    desk.store.close()
    with Sitting(qtbot, tmp_path / "data") as sitting:
        page = opened(sitting)
        assert page.empty.isVisible()
        assert not page.table.isVisible()
        assert "回收与汇总" in page.empty.text()
