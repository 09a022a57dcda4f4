"""A table's cells look as the style sheet paints them, and follow what they show."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from zjbuy_desktop.gui.models.columns import Column, count_column, text_column
from zjbuy_desktop.gui.theme import Theme
from zjbuy_desktop.gui.widgets import cells
from zjbuy_desktop.gui.widgets.data_table import DataTable

Row = tuple[str, int]
ROWS: list[Row] = [("之江市第一中学", 5200), ("之江市图书馆（总馆及各分馆）", 0), ("市医院", 31)]


def columns(*, bar: bool = False) -> tuple[Column[Row], ...]:
    """A text that is cut off, a figure with mark and tone, one with a bar."""
    return (
        text_column("单位", lambda r: r[0], 120),
        count_column(
            "台数", lambda r: r[1], 90,
            tone=lambda r: "stop" if r[1] > 100 else "", mark=lambda r: "stop" if r[1] else "",
        ),
        Column("占比", lambda r: r[1], bar=(lambda r: r[1] / 5200) if bar else None, width=80),
        text_column("说明", lambda _: None, 60),
    )  # fmt: skip


def table(qtbot: QtBot, *, bar: bool = False) -> DataTable[Row]:
    """On show, the second row selected and in hand."""
    made = DataTable[Row]("cells", columns(bar=bar))
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.resize(420, 200)
    made.show()
    qtbot.waitExposed(made)
    made.select(ROWS[1])
    return made


def seen(made: DataTable[Row]) -> QImage:
    """The cells as they are on the screen."""
    return made.view.viewport().grab().toImage()


def test_cells_look_as_the_style_sheet_paints_them(qtbot: QtBot) -> None:
    made = table(qtbot)
    first, again = seen(made), seen(made)
    made.view.setItemDelegate(QStyledItemDelegate(made.view))
    by_style = seen(made)
    assert first == by_style, "painted for the first time"
    assert again == by_style, "painted from pictures"


def test_a_cell_in_hand_looks_as_the_style_sheet_paints_it(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.activateWindow()
    made.view.setFocus()
    QApplication.processEvents()
    seen(made)
    again = seen(made)
    made.view.setItemDelegate(QStyledItemDelegate(made.view))
    assert again == seen(made)


def test_a_bar_stands_under_its_figure(qtbot: QtBot) -> None:
    with_bar, without = table(qtbot, bar=True), table(qtbot)
    left, wide = with_bar.view.columnViewportPosition(2), with_bar.view.columnWidth(2)
    changed = [
        (x, y)
        for y in range(28)
        for x in range(left, left + wide)
        if seen(with_bar).pixel(x, y) != seen(without).pixel(x, y)
    ]
    assert {y for _, y in changed} == {22, 23, 24}
    assert len({x for x, _ in changed}) == wide - 12


def test_other_rows_are_seen_at_once(qtbot: QtBot) -> None:
    made = table(qtbot)
    before = seen(made)
    made.set_rows([("之江市第一中学", 5201), *ROWS[1:]])
    after = seen(made)
    assert before != after
    made.set_rows(ROWS)
    assert seen(made) == before


def test_cells_follow_light_and_dark(qtbot: QtBot) -> None:
    made = table(qtbot)
    light = seen(made)
    theme = QApplication.instance().findChild(Theme)  # type: ignore[union-attr]
    theme.set_mode("dark")
    try:
        dark = seen(made)
    finally:
        theme.set_mode("light")
    assert dark.pixelColor(300, 120).lightness() < 60 < light.pixelColor(300, 120).lightness()
    assert dark.pixelColor(5, 5).lightness() < 60
    assert seen(made) == light


def test_no_more_pictures_are_kept_than_allowed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "KEPT", 10)
    made = table(qtbot)
    for number in range(30):
        made.set_rows([("甲", number), *ROWS])
        shown = seen(made)
    assert len(cells._pictures) <= 10
    made.view.setItemDelegate(QStyledItemDelegate(made.view))
    assert shown == seen(made), "what was let go is painted again"
