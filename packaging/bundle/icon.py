"""The program's picture for installers: ``python packaging/bundle/icon.py FILE.png|FILE.ico``."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICON = Path(__file__).resolve().parents[2] / "resources" / "icons" / "app.svg"


def drawn(size: int) -> Image.Image:
    """The icon in pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(_ICON)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(BytesIO(buffer.data().data()))


def main(target: Path) -> None:
    """Write it; an .ico holds each size drawn for itself."""
    _app = QGuiApplication([])
    pictures = [drawn(size) for size in SIZES]
    if target.suffix == ".ico":
        pictures[-1].save(target, sizes=[(s, s) for s in SIZES], append_images=pictures[:-1])
    else:
        pictures[-1].save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
