"""A PC without any Chinese font still shows Chinese: the bundled face serves."""

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from zjbuy_desktop.gui.shell import fonts


def test_bundled_face_is_used_when_the_pc_has_none(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_system_family", lambda: "")
    font = fonts.ui_font()
    assert "Noto Sans SC" in font.families()
    raw = QRawFont.fromFont(font)
    assert all(raw.supportsCharacter(ord(c)) for c in "牵头单位工作台堃")
    assert QFontMetricsF(font).horizontalAdvance("单位") > 0
