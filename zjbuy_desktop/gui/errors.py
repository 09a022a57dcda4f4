"""Errors on screen: what the user can mend becomes a banner, everything else is a bug."""

import logging
import sys
import traceback
from types import TracebackType
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget

log = logging.getLogger(__name__)


@runtime_checkable
class BannerHost(Protocol):
    """A window that has a place for banners."""

    def show_banner(self, kind: str, message: str, hint: str = "") -> object:
        """Show one message."""


def present(where: QObject | None, error: BaseException) -> None:
    """Tell the user: a banner in the window of ``where``, or the one dialog for bugs."""
    from zjbuy_desktop.core.base.errors import UserError  # core is not needed for the first paint
    from zjbuy_desktop.core.base.identifiers import mask_identity

    if isinstance(error, UserError):
        log.info("user error: %s", error)
        _show_user_error(where, error.message, error.hint)
        return
    details = mask_identity("".join(traceback.format_exception(error)))
    log.error("bug: %s", details)
    _show_bug(where, details)


def install_excepthook() -> None:
    """Present whatever no one caught; Ctrl+C still ends the program."""
    sys.excepthook = _hook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    app = QApplication.instance()
    if (
        issubclass(kind, KeyboardInterrupt)
        or app is None
        or QThread.currentThread() != app.thread()
    ):
        log.error("uncaught", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        return
    present(QApplication.activeWindow(), error)


def _show_user_error(where: QObject | None, message: str, hint: str) -> None:
    host = _host(where)
    if host is not None:
        host.show_banner("stop", message, hint)
        return
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "请注意", message, QMessageBox.StandardButton.Ok)
    box.setInformativeText(hint)
    box.exec()


def _host(where: QObject | None) -> BannerHost | None:
    """The nearest place for banners: the widget's own parents, then any window that has one."""
    seen: QObject | None = where
    while seen is not None:
        if isinstance(seen, BannerHost):
            return seen
        seen = seen.parent()
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, BannerHost)), None)


def _show_bug(where: QObject | None, details: str) -> None:
    from zjbuy_desktop.gui.dialogs.bug import BugDialog

    if BugDialog.open_now:  # one is enough: the first is the cause, the rest follow from it
        return
    parent = where.window() if isinstance(where, QWidget) else None
    BugDialog(details, parent).exec()
