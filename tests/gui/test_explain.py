"""这个数怎么来的 by double click, key and menu: the tree, its cells, the original."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, RETURNS, Folders, Stand, press, type_text
from zjbuy_desktop.core.case.derivation import Way
from zjbuy_desktop.gui.dialogs.explain_figure import ExplainDialog
from zjbuy_desktop.gui.models.derivation_tree import Node
from zjbuy_desktop.gui.pages.award import AwardPage
from zjbuy_desktop.gui.pages.base import StagePage
from zjbuy_desktop.gui.pages.collection import CollectionPage
from zjbuy_desktop.gui.pages.delegation import DelegationPage
from zjbuy_desktop.gui.pages.plan import PlanPage
from zjbuy_desktop.gui.pages.signing import SigningPage
from zjbuy_desktop.gui.widgets.data_table import DataTable

UNIT = "之江市教育局"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def collected(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stand]:
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make("collected")


def page_of(made: Stand) -> CollectionPage:
    assert isinstance(made.page, CollectionPage)
    return made.page


def dialog_of(page: StagePage) -> ExplainDialog:
    assert page.explaining is not None
    return page.explaining


def texts(dialog: ExplainDialog) -> list[tuple[str, ...]]:
    """Every row in sight, in order."""
    found, at = [], dialog.model.index(0, 0)
    while at.isValid():
        node = dialog.model.node(at)
        assert node is not None
        found.append(node.texts)
        at = dialog.tree.indexBelow(at)
    return found


def go_to(dialog: ExplainDialog, *way: int) -> Node:
    at: QModelIndex = dialog.model.index(0, 0)
    for place in way:
        at = dialog.model.index(place, 0, at)
    dialog.tree.setCurrentIndex(at)
    node = dialog.node()
    assert node is not None
    return node


def put_cursor(table: DataTable[object], title: str, unit: str = UNIT) -> None:
    row = next(n for n, r in enumerate(table.model.visible) if getattr(r, "unit", "") == unit)
    column = [c.title for c in table.model.columns].index(title)
    table.view.setCurrentIndex(table.model.index(row, column))


def test_a_double_click_leads_to_the_cells_and_the_file(
    qtbot: QtBot, collected: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(collected)
    put_cursor(page.by_unit, "预算金额（元）")
    where = page.by_unit.view.visualRect(page.by_unit.view.currentIndex()).center()
    qtbot.mouseDClick(page.by_unit.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    dialog = dialog_of(page)
    assert dialog.head.text() == f"{UNIT}　需求金额：1,501,250.00 元"
    shown = texts(dialog)
    assert len(shown) == 1 + 3 * 3, "the figure, three lines, quantity and price of each"
    assert any("《需求表-之江市教育局.xlsx》Sheet E4" in row[3] for row in shown)
    assert "按下面 3 项重算一致 ✓" in dialog.proof.text()
    assert not dialog.look.isEnabled(), "a sum stands in no cell"
    go_to(dialog, 0)
    assert "文件指纹 c18cb17c" in dialog.proof.text()
    assert "读入时说明：预算金额以万元填写，已换算为元" in dialog.proof.text()
    opened: list[Path] = []
    monkeypatch.setattr("zjbuy_desktop.gui.dialogs.explain_figure.open_path", opened.append)
    press(qtbot, dialog.open_file)
    assert opened[0].read_bytes() == (RETURNS / "需求表-之江市教育局.xlsx").read_bytes()


def test_the_original_is_shown_with_its_cell_by_keys_alone(qtbot: QtBot, collected: Stand) -> None:
    page = page_of(collected)
    put_cursor(page.by_unit, "数量")
    qtbot.keyClick(page.by_unit.view, Qt.Key.Key_E, CTRL)
    dialog = dialog_of(page)
    assert dialog.head.text() == f"{UNIT}　需求数量：228 台"
    for _ in range(2):
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    node = dialog.node()
    assert node is not None
    assert node.figure.way is Way.READ
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    original = dialog.original
    assert original is not None
    view = original.model.view
    assert view is not None
    at = original.table.currentIndex()
    assert original.model.address(at) == "E5"
    assert at.data() == "107"
    assert at.data(int(Qt.ItemDataRole.FontRole)).bold()
    assert "指纹核对无误 ✓" in original.note.text()
    original.reject()


def test_totals_are_asked_by_key_and_menu(qtbot: QtBot, collected: Stand) -> None:
    page = page_of(collected)
    put_cursor(page.by_unit, "预算金额（元）")
    qtbot.keyClick(page.by_unit.view, Qt.Key.Key_E, CTRL | SHIFT)
    dialog = dialog_of(page)
    whole = sum(n.amount_fen for n in collected.case.needs)
    root = dialog.model.root
    assert root is not None
    assert root.figure.value == whole
    assert len(texts(dialog)) == 1 + len({n.unit for n in collected.case.needs})
    dialog.reject()
    page.by_unit.view.customContextMenuRequested.emit(page.by_unit.view.rect().center())
    menu = page.by_unit.view.findChild(QMenu)
    assert menu is not None
    words = [action.text().split("\t")[0] for action in menu.actions()]
    assert words[:2] == [
        "这个数怎么来的(&W)　预算金额（元）",
        "合计怎么来的(&T)　预算金额（元）",
    ]
    menu.actions()[0].trigger()
    assert f"{UNIT}　需求金额" in dialog_of(page).head.text()
    menu.close()


def test_a_filtered_table_offers_no_total(collected: Stand) -> None:
    table = page_of(collected).by_unit
    put_cursor(table, "数量")
    assert len(table.figure_actions()) == 2
    table.filter.setText("教育")
    assert [text for text, _ in table.figure_actions() if text.startswith("合计")] == []


def test_items_have_prices_units_and_rows_too(collected: Stand) -> None:
    page = page_of(collected)
    table = page.by_item
    row = table.model.visible[0]
    for column in table.model.columns:
        if column.why is None:
            continue
        page.ask_figure(column.why(row))
        root = dialog_of(page).model.root
        assert root is not None
        assert root.figure.value == column.get(row), column.title
        dialog_of(page).reject()


def test_the_branch_in_hand_is_copied_as_text(qtbot: QtBot, collected: Stand) -> None:
    page = page_of(collected)
    page.explain_unit(UNIT)
    dialog = dialog_of(page)
    go_to(dialog, 1)
    press(qtbot, dialog.copying)
    copied = QApplication.clipboard().text().splitlines()
    assert len(copied) == 3
    assert "数量 × 单价" in copied[0]
    assert "《需求表-之江市教育局.xlsx》" in copied[1]


@pytest.mark.parametrize(
    ("page", "step", "least"),
    [
        (CollectionPage, "collected", 60),
        (DelegationPage, "planned", 15),
        (PlanPage, "planned", 30),
        (AwardPage, "awarded", 60),
        (SigningPage, "awarded", 20),
    ],
)
def test_every_figure_of_every_table_is_the_root_of_its_tree(
    qtbot: QtBot,
    folders: Folders,
    tmp_path: Path,
    page: type[StagePage],
    step: str,
    least: int,
) -> None:
    from zjbuy_desktop.usecases import explaining

    seen = 0
    with journey.stands(qtbot, folders, tmp_path, page) as make:
        made = make(step, AWARDED)
        ground = explaining.ground_of(made.desk, journey.PROJECT)
        for table in made.page.findChildren(DataTable):
            for column in table.model.columns:
                for row in table.model.rows if column.why else ():
                    value = column.get(row)
                    if value is None or isinstance(value, str):
                        continue
                    figure = column.why(row)(ground)
                    if figure is not None:
                        assert figure.value == value, (column.title, row)
                        seen += 1
                if column.why_total is not None and table.model.rows:
                    figure = column.why_total(ground)
                    assert figure is not None
                    whole = column.sum(table.model.rows)
                    assert whole in (None, figure.value), column.title
    assert seen >= least


def test_a_result_typed_and_not_saved_is_explained_as_typed(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with journey.stands(qtbot, folders, tmp_path, AwardPage) as make:
        made = make("planned", AWARDED)
        page = made.page
        assert isinstance(page, AwardPage)
        for name, text in (
            ("supplier", "浙江公司"),
            ("uscc", "91330100MA2ABCDE1R"),
            ("price", "4780"),
        ):
            type_text(page.lots[0].fields[f"lot0_{name}"].widget, text)
        qtbot.waitUntil(lambda: bool(page.table.model.rows), timeout=2000)
        page.explain(next(a for a in page.table.model.rows if a.unit == UNIT))
        root = dialog_of(page).model.root
        assert root is not None
        assert root.figure.value == 57_838_000
        assert "尚未保存" in texts(dialog_of(page))[-1][3] + "".join(
            row[3] for row in texts(dialog_of(page))
        )
        assert made.case.awards == ()


@pytest.mark.parametrize(
    ("page", "step", "names"),
    [
        (DelegationPage, "planned", ("已接收", "纳入", "未纳入")),
        (PlanPage, "planned", ("纳入的需求", "临时采购计划", "差额")),
        (AwardPage, "awarded", ("预算", "中标（成交）金额", "节约额", "节约率")),
    ],
)
def test_sums_in_words_offer_each_of_their_figures(
    qtbot: QtBot,
    folders: Folders,
    tmp_path: Path,
    page: type[StagePage],
    step: str,
    names: tuple[str, ...],
) -> None:
    with journey.stands(qtbot, folders, tmp_path, page) as make:
        made = make(step, AWARDED).page
        why = made.why  # type: ignore[attr-defined]
        press(qtbot, why)
        menu = next(m for m in why.findChildren(QMenu) if m.actions())
        assert [a.text().split("　")[-1] for a in menu.actions()] == list(names)
        said = made.sum.text()  # type: ignore[attr-defined]
        for action in menu.actions():
            action.trigger()
            root = dialog_of(made).model.root
            assert root is not None
            shown = root.figure.shown.split(" ")[0].lstrip("-")
            assert shown in said or shown == "0.00", action.text()
            dialog_of(made).reject()
        menu.close()
