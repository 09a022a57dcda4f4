"""One quiet palette, light and dark, following the system; the only place colours are named."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

Mode = Literal["system", "light", "dark"]
Tone = Literal["ink", "quiet", "accent", "ok", "warn", "stop", "on_accent"]


class Tokens(NamedTuple):
    """The colours by what they mean; ``*_soft`` are grounds that carry ink of the same tone.

    ``line`` parts what belongs together; ``edge`` is where something can be typed or dragged, and
    stands out from its ground by 3:1.
    """

    paper: str
    panel: str
    line: str
    edge: str
    hover: str
    ink: str
    quiet: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    stop: str
    accent_soft: str
    ok_soft: str
    warn_soft: str
    stop_soft: str

    def color(self, name: str) -> QColor:
        """The token as a colour to paint with."""
        return QColor(getattr(self, name))


LIGHT = Tokens(
    paper="#FFFFFF",
    panel="#F6F7F9",
    line="#D5DAE0",
    edge="#7D8691",
    hover="#F0F2F5",
    ink="#1F2328",
    quiet="#59636E",
    accent="#1D5FAE",
    on_accent="#FFFFFF",
    ok="#1A7F37",
    warn="#8A5B00",
    stop="#B42318",
    accent_soft="#E6EFF9",
    ok_soft="#E9F6EC",
    warn_soft="#FCF3DF",
    stop_soft="#FDEDEB",
)

DARK = Tokens(
    paper="#1B1D1F",
    panel="#232629",
    line="#3A3F44",
    edge="#7A828A",
    hover="#2E3236",
    ink="#E7E9EB",
    quiet="#A3ABB3",
    accent="#6AA6F0",
    on_accent="#0E1B2B",
    ok="#4CC26A",
    warn="#E2B04A",
    stop="#FF8A7A",
    accent_soft="#1F3148",
    ok_soft="#1C3224",
    warn_soft="#362C16",
    stop_soft="#3E2320",
)


def resource_root() -> Path:
    """Folder ``resources``: beside the package, or unpacked by the bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle or Path(__file__).parents[2]) / "resources"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2): 1 to 21; text needs 4.5."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(hex_color: str) -> float:
    channels = (int(hex_color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Theme(QObject):
    """Holds the tokens in force and dresses the application with them.

    Palette and tokens come first and are cheap: enough to paint the empty window. ``dress`` adds
    the style sheet, and follows the system from then on.

    Signals:
        changed: the tokens changed; palette, style sheet and icons already follow.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self._sheet = ""
        self._system_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self._apply()

    def dress(self) -> None:
        """Put the style sheet on, and follow the system's light and dark."""
        self._sheet = _read_sheet(resource_root() / "style")
        self._app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        self._mode = mode
        self._apply()

    def _apply(self) -> None:
        global _tokens
        dark = self._system_dark if self._mode == "system" else self._mode == "dark"
        _tokens = DARK if dark else LIGHT
        self._app.setPalette(_palette(_tokens))
        if self._sheet:
            sheet = fill_tokens(self._sheet, _tokens, self._app.font().pointSizeF())
            self._app.setStyleSheet(sheet.replace("url(icons/", f"url({_icon_folder()}/"))
        self.changed.emit()

    def _follow(self, scheme: "Qt.ColorScheme") -> None:
        self._system_dark = scheme.name == "Dark"
        if self._mode == "system":
            self._apply()


_tokens = LIGHT


def tokens() -> Tokens:
    """The tokens in force; ask again at every paint."""
    return _tokens


def fill_tokens(sheet: str, values: Tokens, body: float = 9.75) -> str:
    """Replace ``@name`` by its colour, ``@mode`` by light or dark; another name is a bug.

    ``@title`` and ``@large`` are sizes that grow with the ``body`` font (points).
    """
    sizes = {"title": f"{body * 1.436:.2f}pt", "large": f"{body * 1.231:.2f}pt"}
    table = values._asdict() | {"mode": "dark" if values == DARK else "light"} | sizes
    return re.sub(r"@(\w+)", lambda match: str(table[match[1]]), sheet)


def _read_sheet(folder: Path) -> str:
    """All style sheets in the order of their names."""
    return "\n".join(p.read_text("utf-8") for p in sorted(folder.glob("*.qss")))


def _icon_folder() -> str:
    return (resource_root() / "icons").as_posix()


def _palette(values: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(values.color("panel"))
    pairs = {
        role.Window: "panel",
        role.Base: "paper",
        role.AlternateBase: "panel",
        role.Button: "panel",
        role.ToolTipBase: "panel",
        role.WindowText: "ink",
        role.Text: "ink",
        role.ButtonText: "ink",
        role.ToolTipText: "ink",
        role.PlaceholderText: "quiet",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
        role.Mid: "line",
    }
    for key, name in pairs.items():
        palette.setColor(key, values.color(name))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, values.color("quiet"))
    return palette
