"""Tell what was done, with a way to what was made, from wherever in the window it was done."""

from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.widgets.banner import BannerStack, Kind


@runtime_checkable
class _Host(Protocol):
    """A part of the window with a place for banners."""

    banners: BannerStack


def announce(
    where: QWidget, kind: Kind, message: str, hint: str = "", actions: tuple[Action, ...] = ()
) -> None:
    """Show a banner with buttons in the window ``where`` stands in."""
    at: QWidget | None = where
    while at is not None and not isinstance(at, _Host):
        at = at.parentWidget()
    if isinstance(at, _Host):
        at.banners.show_banner(kind, message, hint, actions)


def open_path(path: Path) -> None:
    """Open a file or folder with whatever the system opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def folder_action(folder: Path) -> Action:
    """打开文件夹."""
    return Action("打开文件夹", lambda: open_path(folder))
