"""The font of the window: the system's Chinese UI font, or the bundled one where there is none."""

import sys
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from zjbuy_desktop.gui.theme import resource_root

PREFERRED = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "PingFang SC",
)
BODY_POINTS = 9.75
USUAL_POINTS = 9.0 if sys.platform == "win32" else 11.0
"""What systems come with; whoever made the system's letters larger wants ours larger too."""
MOST_GROWN = 1.5


def ui_font() -> QFont:
    """Body font: 13 px at 96 dpi, larger where the system's is larger than usual.

    Digits are all of one width, so that columns of figures line up.
    """
    font = QFont()
    family = _system_family() or _bundled_family(resource_root() / "fonts")
    if family:
        font.setFamilies([family])
    font.setPointSizeF(body_points(font.pointSizeF()))
    if hasattr(QFont, "Tag"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def body_points(system: float) -> float:
    """Our size for the system's, in points."""
    return BODY_POINTS * min(MOST_GROWN, max(1.0, system / USUAL_POINTS))


def _system_family() -> str:
    """The first of the wanted families the PC has; else any font for simplified Chinese."""
    # Asking first matters: Qt warns, and searches long, for a family that is not there.
    for family in PREFERRED:
        if QFontDatabase.hasFamily(family):
            return family
    found = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return next((f for f in found if not f.startswith("@")), "")


def _bundled_family(folder: Path) -> str:
    """The family of the face with role ``ui`` in ``fonts.toml``; empty if none is bundled."""
    file = _bundled_file(folder)
    if file is None or not file.exists():
        return ""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return families[0] if families else ""


def _bundled_file(folder: Path) -> Path | None:
    listing = folder / "fonts.toml"
    if not listing.exists():
        return None
    import tomllib  # only PCs without a Chinese font come here

    with listing.open("rb") as stream:
        table = tomllib.load(stream)
    faces = {face["role"]: face["file"] for face in table["face"]}
    return folder / str(faces["ui"])
