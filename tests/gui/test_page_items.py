"""统一标的: suggestions, merging, splitting, converting and undo, by the clerk's hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting
from tests.usecases import many_needs
from zjbuy_desktop.gui.dialogs.ask import FieldsDialog
from zjbuy_desktop.gui.pages.items import ItemsPage
from zjbuy_desktop.usecases.opening import open_desk

UNITS, ITEMS = 4, 3
CALLED = ("复印纸国产", "复印纸（国产）", "打印纸国产")


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    desk = open_desk(tmp_path / "data", TODAY)
    many_needs.project(desk, UNITS, ITEMS, called=CALLED)
    desk.store.close()
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


@pytest.fixture
def page(sitting: Sitting) -> ItemsPage:
    return sitting.place("items", ItemsPage)


def commons(sitting: Sitting) -> list[str]:
    return list(dict.fromkeys(n.common_item for n in sitting.case.needs))


def answer(sitting: Sitting, page: ItemsPage, *texts: str, reason: str) -> None:
    dialog = page.dialog
    assert isinstance(dialog, FieldsDialog)
    for editor, text in zip(dialog.editors.values(), texts, strict=True):
        editor.set_value(text)
    dialog.reason.set_value(reason)
    dialog.go.click()
    sitting.rest()


def test_a_suggestion_is_accepted_and_taken_back(sitting: Sitting, page: ItemsPage) -> None:
    before = commons(sitting)
    one = page.suggested.current()
    assert one is not None
    sitting.press(page.accept)
    assert one.item not in commons(sitting)
    assert {n.item for n in sitting.case.needs} == set(before)
    assert "＝" in page.proof.text()
    sitting.press(page.back)
    assert commons(sitting) == before


def test_a_declined_suggestion_does_not_come_again(sitting: Sitting, page: ItemsPage) -> None:
    one = page.suggested.current()
    assert one is not None
    sitting.press(page.decline)
    assert (one.item, one.into) not in [(s.item, s.into) for s in page.suggested.model.rows]
    assert len(commons(sitting)) == ITEMS


def test_items_are_merged_by_hand_and_a_line_split_off(sitting: Sitting, page: ItemsPage) -> None:
    page.items.view.selectAll()
    sitting.press(page.primary)
    assert isinstance(page.dialog, FieldsDialog)
    page.dialog.go.click()
    assert not page.dialog.message.isHidden()
    answer(sitting, page, "全部", reason="同一品目")
    assert commons(sitting) == ["全部"]
    assert len(page.lines.model.rows) == UNITS * ITEMS
    page.lines.view.selectRow(0)
    line = page.lines.current()
    assert line is not None
    sitting.press(page.split)
    answer(sitting, page, "另列", reason="单位来函")
    apart = [n for n in sitting.case.needs if n.common_item == "另列"]
    assert [(n.unit, n.item) for n in apart] == [(line.unit, line.item)]


def test_a_conversion_is_shown_beside_what_was_written(sitting: Sitting, page: ItemsPage) -> None:
    sitting.press(page.convert)
    answer(sitting, page, "件", "２", reason="产品说明")
    line = page.lines.current()
    assert line is not None
    assert line.measure == "台"
    shown = page.lines.model.columns[5].shown(line)
    assert shown == f"{line.quantity * 2 // 1000}件"
    sitting.press(page.convert)
    answer(sitting, page, "件", "0", reason="产品说明")
    assert any("不是换算倍数" in words for words in sitting.banners())
