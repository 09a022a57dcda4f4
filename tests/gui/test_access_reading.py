"""What is rendered can be read: text against its ground, and nothing cut when letters grow."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import access, walking
from tests.gui.journey_data import AWARDED, Folders
from tests.gui.sitting import Sitting
from zjbuy_desktop.gui.shell.app import theme_of
from zjbuy_desktop.gui.shell.fonts import BODY_POINTS, USUAL_POINTS, body_points
from zjbuy_desktop.gui.theme import contrast
from zjbuy_desktop.gui.widgets.basics import ElidedLabel

TEXTS = (QLabel, QPushButton, QLineEdit)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("reading"))


@pytest.fixture
def sitting(qtbot: QtBot, template: Folders, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, template.copy("awarded", tmp_path / "data"), AWARDED) as made:
        yield made


def texts(window: QWidget) -> Iterator[QWidget]:
    """Widgets with words, in sight and in use."""
    for one in access.seen(window):
        if isinstance(one, TEXTS) and _words(one) and one.isEnabled() and _in_sight(one):
            yield one


def _words(one: QLabel | QPushButton | QLineEdit) -> str:
    return one.text() or (one.placeholderText() if isinstance(one, QLineEdit) else "")


def _in_sight(one: QWidget) -> bool:
    return one.visibleRegion().boundingRect() == one.rect()


def ink_on_ground(image: QImage, area: QRect) -> float:
    """Contrast of the most frequent colour to the one that differs most from it."""
    part = image.copy(area).convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(part.constBits()).cast("I"))
    names = [f"#{pixel & 0xFFFFFF:06X}" for pixel, _ in pixels.most_common()]
    return max(contrast(names[0], name) for name in names)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_stands_out_from_its_ground(sitting: Sitting, qapp: QApplication, mode: str) -> None:
    theme_of(qapp).set_mode(mode)  # type: ignore[arg-type]
    low, seen, least = [], 0, 21.0
    try:
        for page in walking.pages(sitting):
            sitting.rest()
            image = sitting.window.grab().toImage()
            for one in texts(sitting.window):
                area = QRect(one.mapTo(sitting.window, QPoint(0, 0)), one.size())
                area.adjust(3, 3, -3, -3)  # without its border
                if area.width() < 8 or area.height() < 8:
                    continue
                found, seen = ink_on_ground(image, area), seen + 1
                least = min(least, found)
                if found < 4.5:
                    low.append(f"{page}: {_words(one)!r} {found:.1f} {access.described(one)}")
    finally:
        theme_of(qapp).set_mode("light")
    assert seen > 800
    assert low == [], least


def cut(window: QWidget) -> Iterator[str]:
    """Words that do not fit into what they stand in; labels that cut by design aside."""
    for one in access.seen(window):
        if isinstance(one, ElidedLabel) or not _in_sight(one):
            continue
        if isinstance(one, QLabel) and one.text() and one.textFormat() != _RICH:
            needs = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
            wide = one.wordWrap() or one.sizeHint().width() <= one.width() + 1
            if not wide or needs > one.height() + 1:
                yield f"{one.text()!r} {access.described(one)}"
        elif isinstance(one, QPushButton) and one.text():
            room = QFontMetrics(one.font()).horizontalAdvance(one.text().replace("&", ""))
            if room > one.width() or one.fontMetrics().height() > one.height():
                yield f"{one.text()!r} {access.described(one)}"


_RICH = Qt.TextFormat.RichText


def test_the_foot_says_less_where_something_is_not_saved(sitting: Sitting) -> None:
    page = sitting.go("agency")
    line = page.form.fields["contact"].widget
    sitting.type_in(line, "Li")
    sitting.rest()
    assert list(cut(sitting.window)) == []
    texts_now = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    assert "自查(&K)" in texts_now


def test_letters_grow_with_the_system_and_no_further_than_fits() -> None:
    assert body_points(USUAL_POINTS) == BODY_POINTS
    assert body_points(8.0) == BODY_POINTS
    assert body_points(USUAL_POINTS * 1.25) == BODY_POINTS * 1.25
    assert body_points(40.0) == BODY_POINTS * 1.5


@pytest.mark.parametrize("percent", [100, 125])
def test_nothing_is_cut_off_when_letters_grow(
    qtbot: QtBot, template: Folders, tmp_path: Path, qapp: QApplication, percent: int
) -> None:
    usual = qapp.font()
    grown = QFont(usual)
    grown.setPointSizeF(usual.pointSizeF() * percent / 100)
    qapp.setFont(grown)
    theme_of(qapp).set_mode("light")  # sizes of heads follow
    found: dict[str, list[str]] = {}
    try:
        folder = template.copy("awarded", tmp_path / "data")
        with Sitting(qtbot, folder, AWARDED) as sitting:
            for page in walking.pages(sitting):
                for place in walking.leaves(sitting, page):
                    found[place] = list(cut(sitting.window))
    finally:
        qapp.setFont(usual)
        theme_of(qapp).set_mode("light")
    assert {place: words for place, words in found.items() if words} == {}
