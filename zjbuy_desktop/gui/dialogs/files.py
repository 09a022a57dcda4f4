"""Choosing files and folders, and showing them; the last place is remembered."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from zjbuy_desktop.gui.widgets.memory import remember, settings

WORKBOOKS = "表格 (*.xlsx *.xls *.ods *.csv);;所有文件 (*)"


def choose_file(parent: QWidget, title: str, pattern: str = WORKBOOKS) -> Path | None:
    """One file to read; ``None`` if the user thought better of it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, _last(), pattern)
    return _kept(chosen)


def choose_files(parent: QWidget, title: str, pattern: str = WORKBOOKS) -> list[Path]:
    """Files to read; none if the user thought better of it."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, _last(), pattern)
    return [path for name in chosen if (path := _kept(name)) is not None]


def choose_target(
    parent: QWidget, title: str, name: str, pattern: str = "Excel 工作簿 (*.xlsx)"
) -> Path | None:
    """Where to write a file, ending like ``name``; ``None`` if the user thought better of it."""
    start = str(Path(_last()) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, pattern)
    path = _kept(chosen)
    ending = Path(name).suffix
    return path.with_name(f"{path.name}{ending}") if path and not path.suffix else path


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder; ``None`` if the user thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start) if start else _last())
    return _kept(chosen)


def show_folder(path: Path) -> None:
    """Open a folder (or the folder of a file) in the system's file manager."""
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _last() -> str:
    return str(settings().value("files/last", "") or "")


def _kept(chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    remember("files/last", str(path if path.is_dir() else path.parent))
    return path
