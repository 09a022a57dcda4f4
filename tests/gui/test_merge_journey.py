"""From tables in which units word one thing differently to common items: keys, mouse, undo."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs.ask import FieldsDialog
from zjbuy_desktop.gui.pages.items import ItemsPage
from zjbuy_desktop.gui.pages.matrix import MatrixPage
from zjbuy_desktop.usecases import collecting, projects
from zjbuy_desktop.usecases.opening import open_desk

BASIC = "台式计算机（基础型）"
LINES = {
    "之江市教育局": [(BASIC, "8核/16G", "台", 12, 5000)],
    "之江市公安局": [("台式计算机 基础型", "8核/16G", "台", 30, 5100)],
    "之江市图书馆": [("台式电脑", "8核/16G", "台", 9, 5200), ("复印纸", "70克", "箱", 3, 120)],
    "之江市实验小学": [(BASIC, "8核/16G", "台", 400, 5000), ("复印纸", "70克", "", 50, 12)],
    "之江市人民医院": [(BASIC, "8核/16G", "台", 11, 50000)],
}
PRESSED_MS = 150
"""A button pressed by its letter is shown pressed for a tenth of a second, then clicks."""

HEADS = ("标的名称", "规格型号", "计量单位", "数量", "单价（元）", "金额（元）", "品目编码")


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    text = (samples / "project.toml").read_text(encoding="utf-8").split("[[lots]]")[0]
    (tmp_path / "project.toml").write_text(f"lots = []\n{text}", encoding="utf-8")
    (tmp_path / "roster.xlsx").write_bytes((samples / "roster.xlsx").read_bytes())
    tables = tmp_path / "交来"
    tables.mkdir()
    for unit, lines in LINES.items():
        book = openpyxl.Workbook()
        for row in ([f"单位名称：{unit}"], HEADS):
            book.worksheets[0].append(row)
        for line in lines:
            book.worksheets[0].append([*line, line[3] * line[4], "A02010105"])
        book.save(tables / f"{unit}.xlsx")
    desk = open_desk(tmp_path / "data", TODAY)
    made = projects.new_from_file(desk, tmp_path / "project.toml")
    collecting.import_returns(desk, made, [tables])
    desk.store.close()
    with Sitting(qtbot, tmp_path / "data") as opened:
        yield opened


def alt(sitting: Sitting, letter: str) -> None:
    sitting.window.activateWindow()
    sitting.qtbot.waitUntil(sitting.window.isActiveWindow)
    key = getattr(Qt.Key, f"Key_{letter}")
    sitting.qtbot.keyClick(sitting.window, key, Qt.KeyboardModifier.AltModifier)
    sitting.qtbot.wait(PRESSED_MS)
    sitting.rest()


def answer(sitting: Sitting, page: ItemsPage, *texts: str) -> None:
    """Type into the open dialog, field by field, and press its button by Enter."""
    dialog = page.dialog
    assert isinstance(dialog, FieldsDialog)
    for editor, text in zip((*dialog.editors.values(), dialog.reason), texts, strict=True):
        sitting.type_in(editor, text)
    dialog.go.setFocus()
    sitting.qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    sitting.rest()
    assert not dialog.isVisible()


def shown(page: ItemsPage) -> dict[str, int]:
    """Item → lines, as the left table shows it."""
    return {row.item: row.sums.rows for row in page.items.model.visible}


def stored(sitting: Sitting) -> dict[str, int]:
    """Item → lines, as the database has it; nothing of what units wrote is ever changed."""
    needs = sitting.case.needs
    wrote = sorted((u, *line) for u, lines in LINES.items() for line in lines)
    said = sorted(
        (n.unit, n.item, n.spec, n.measure, n.quantity // 1000, n.price_fen // 100) for n in needs
    )
    assert said == wrote
    names = [n.common_item for n in needs]
    return {name: names.count(name) for name in names}


def choose(sitting: Sitting, page: ItemsPage, *items: str) -> None:
    """Click the first, the others with Ctrl held down."""
    view = page.items.view
    for place, item in enumerate(items):
        at = [row.item for row in page.items.model.visible].index(item)
        spot = view.visualRect(page.items.model.index(at, 0)).center()
        held = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        sitting.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, spot)
    assert {row.item for row in page.items.selection()} == set(items)


def test_suggestions_tell_why_and_are_taken_by_key(sitting: Sitting) -> None:
    page = sitting.place("items", ItemsPage)
    whole = money.yuan(total(sitting.case.needs).amount_fen)
    found = {s.item: (s.into, s.reason) for s in page.suggested.model.rows}
    same = "品目编码相同；规格相同；计量单位相同"
    assert found == {
        "台式计算机 基础型": (BASIC, f"名称只差空格、括号或全角半角；{same}"),
        "台式电脑": (BASIC, f"名称不同；{same}"),
    }
    assert "有 2 条归并建议" in page.hint.text()
    alt(sitting, "A")
    alt(sitting, "A")
    assert shown(page) == stored(sitting) == {BASIC: 5, "复印纸": 2}
    assert f"Σ统一标的＝Σ需求行 {whole} 元 ✓" in page.proof.text()
    assert not page.suggested.isVisible()
    alt(sitting, "U")
    assert shown(page) == stored(sitting)
    assert shown(page)[BASIC] == 4
    alt(sitting, "U")
    assert len(shown(page)) == len(stored(sitting)) == 4


def test_merging_and_splitting_by_hand_is_taken_back_step_by_step(sitting: Sitting) -> None:
    page = sitting.place("items", ItemsPage)
    before = stored(sitting)
    choose(sitting, page, BASIC, "台式电脑")
    sitting.press(page.primary)
    answer(sitting, page, "台式机", "同一品目")
    merged = {"台式机": 4, "台式计算机 基础型": 1, "复印纸": 2}
    assert shown(page) == stored(sitting) == merged
    choose(sitting, page, "台式机")
    written = [line.item for line in page.lines.model.visible]
    page.lines.view.selectRow(written.index("台式电脑"))
    alt(sitting, "S")
    answer(sitting, page, "台式电脑（另列）", "单位来函")
    assert shown(page) == stored(sitting) == {**merged, "台式机": 3, "台式电脑（另列）": 1}
    assert "✓" in page.proof.text()
    alt(sitting, "U")
    assert shown(page) == stored(sitting) == merged
    alt(sitting, "U")
    assert shown(page) == stored(sitting) == before
    alt(sitting, "U")
    assert any("没有可撤销" in words for words in sitting.banners())


def test_only_the_lines_without_a_measure_are_converted(sitting: Sitting) -> None:
    page = sitting.place("items", ItemsPage)
    choose(sitting, page, "复印纸")
    assert next(r for r in page.items.model.rows if r.item == "复印纸").quantity is None
    silent = [line.measure for line in page.lines.model.visible].index("")
    page.lines.view.selectRow(silent)
    alt(sitting, "K")
    assert isinstance(page.dialog, FieldsDialog)
    assert "没有写计量单位的各行" in sitting.words(page.dialog)
    answer(sitting, page, "箱", "1/10", "单位来函")
    row = next(r for r in page.items.model.rows if r.item == "复印纸")
    assert (row.measures, row.quantity) == (("箱",), 8_000)
    factors = {n.measure: n.factor for n in sitting.case.needs if n.item == "复印纸"}
    assert factors["箱"] == 1
    assert stored(sitting)["复印纸"] == 2


def test_what_stands_out_shows_once_the_items_are_merged(sitting: Sitting) -> None:
    grid = sitting.place("matrix", MatrixPage)
    assert "离群" not in grid.proof.text()
    sitting.place("items", ItemsPage)
    alt(sitting, "A")
    alt(sitting, "A")
    grid = sitting.place("matrix", MatrixPage)
    assert "离群 2 处" in grid.proof.text()
    told = sitting.go("collection") and sitting.findings()
    assert any("之江市人民医院" in m and "中位数" in m for m in told)
    assert any("之江市实验小学" in m and "数量约为" in m for m in told)
