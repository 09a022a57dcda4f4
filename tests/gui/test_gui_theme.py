"""Colours can be read by everyone, and every token and icon that is named exists."""

import re

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.shell.app import theme_of
from zjbuy_desktop.gui.theme import (
    DARK,
    LIGHT,
    Tokens,
    contrast,
    fill_tokens,
    resource_root,
    tokens,
)

INKS = ("ink", "quiet", "accent", "ok", "warn", "stop")
GROUNDS = ("paper", "panel", "hover")


@pytest.mark.parametrize("values", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_contrast_on_every_ground(values: Tokens) -> None:
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS]
    pairs += [(tone, f"{tone}_soft") for tone in ("accent", "ok", "warn", "stop")]
    pairs += [
        (ink, f"{t}_soft") for ink in ("ink", "quiet") for t in ("accent", "ok", "warn", "stop")
    ]
    pairs += [("on_accent", "accent")]
    low = {p: contrast(getattr(values, p[0]), getattr(values, p[1])) for p in pairs}
    assert {p: c for p, c in low.items() if c < 4.5} == {}


@pytest.mark.parametrize("values", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_drawn_stands_out(values: Tokens) -> None:
    """Edges of editors, ticks, bars and rings: 3:1 against what they lie on."""
    grounds = ("paper", "panel", "hover")
    pairs = [(g, on) for g in ("edge", "quiet", "accent", "ok", "warn", "stop") for on in grounds]
    pairs += [("accent", "line"), ("accent", "accent_soft"), ("on_accent", "accent")]
    low = {p: contrast(getattr(values, p[0]), getattr(values, p[1])) for p in pairs}
    assert {p: c for p, c in low.items() if c < 3} == {}


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0


def test_sheets_name_only_known_tokens_and_pictures_that_exist() -> None:
    for sheet in (resource_root() / "style").glob("*.qss"):
        text = sheet.read_text("utf-8")
        assert "@" not in fill_tokens(text, LIGHT)
        for name in re.findall(r"url\(icons/([^)]+)\)", text):
            for mode in ("light", "dark"):
                assert (resource_root() / "icons" / name.replace("@mode", mode)).exists(), name


def test_an_unknown_token_is_a_bug() -> None:
    with pytest.raises(KeyError):
        fill_tokens("color: @nonsense", LIGHT)


def test_switching_to_dark_recolours_palette_and_icons(qapp: QApplication) -> None:
    theme = theme_of(qapp)
    button = QPushButton()
    icons.set_icon(button, "check")
    light = button.icon().pixmap(16).toImage()
    try:
        theme.set_mode("dark")
        assert tokens() is DARK
        assert qapp.palette().window().color().name().upper() == DARK.panel
        assert DARK.paper in qapp.styleSheet()
        assert button.icon().pixmap(16).toImage() != light
    finally:
        theme.set_mode("light")
    assert tokens() is LIGHT


@pytest.mark.parametrize(
    "file", sorted((resource_root() / "icons").glob("*.svg")), ids=lambda f: f.stem
)
def test_every_icon_draws_something(file, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    image = icons.pixmap(file.stem, ratio=1).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 60 for x in range(16) for y in range(16))
    assert inked >= 8


def test_the_family_is_complete() -> None:
    wanted = [
        "check",
        "half",
        "circle",
        "warn",
        "stop",
        "info",
        "file",
        "folder",
        "import",
        "print",
        "refresh",
        "calendar",
        "people",
        "search",
        "plus",
        "back",
        "lock",
        "clock",
        "table",
        "send",
        "gear",
        "home",
    ]
    assert [n for n in wanted if not (resource_root() / "icons" / f"{n}.svg").exists()] == []


def test_qt_speaks_chinese(qapp: QApplication) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)


def test_font_has_chinese_and_digits_of_one_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(qapp.font())
    assert len({round(metrics.horizontalAdvance(d * 10)) for d in "0123456789"}) == 1
