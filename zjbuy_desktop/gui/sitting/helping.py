"""F1: the help of the page on show, in a window beside it that follows from page to page.

Shift+F1: the manual, at the chapter of that page.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from zjbuy_desktop.gui.widgets.rail import RailEntry

if TYPE_CHECKING:
    from zjbuy_desktop.gui.dialogs.help_view import HelpView
    from zjbuy_desktop.gui.dialogs.manual_view import ManualView
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.usecases.help import Help

MANUAL = "manual"
ENTRIES = (
    RailEntry("help:", "帮助", "info", hint="这一页做什么、怎么做（F1）"),
    RailEntry(f"help:{MANUAL}", "使用手册", "book", hint="一步一步照图做（Shift+F1）"),
)
"""What the find box offers."""
_FIRST = "workbench"


class Helping(QObject):
    """Opens the windows of help and manual, and keeps the help with the page."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.view: HelpView | None = None
        self.manual: ManualView | None = None
        session.frame.help_asked.connect(self.open)
        session.frame.manual_asked.connect(self.open_manual)
        session.frame.page_shown.connect(self._follow)

    def open(self, page: str = "") -> None:
        """Show the help of that page, or of the one on show; ``MANUAL`` shows the manual."""
        if page == MANUAL:
            self.open_manual()
            return
        if self.view is None:
            from zjbuy_desktop.gui.dialogs.help_view import WIDTH, HelpView
            from zjbuy_desktop.usecases import help as texts

            window = self._session.window
            self.view = HelpView(window, list(texts.pages().items()))
            self.view.choice.edited.connect(self._chosen)
            self.view.manual_wanted.connect(self.open_manual)
            self.view.finished.connect(lambda _: setattr(self, "view", None))
            right = window.mapToGlobal(QPoint(window.width() - WIDTH - 24, 60))
            self.view.move(right)
        self.view.show()
        self.view.raise_()
        self._read(page or self._session.frame.place or _FIRST)

    def open_manual(self, page: str = "") -> None:
        """Show the chapter of that page, or of the one on show."""
        from zjbuy_desktop.usecases import manual

        if self.manual is None:
            from zjbuy_desktop.gui.dialogs.manual_view import ManualView

            self.manual = ManualView(self._session.window)
            self.manual.help_wanted.connect(self.open)
            self.manual.finished.connect(lambda _: setattr(self, "manual", None))
        self.manual.show_chapter(manual.chapter_of(page or self._session.frame.place or _FIRST))
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()

    def close(self) -> None:
        """Put the windows away."""
        for window in (self.view, self.manual):
            if window is not None:
                window.close()

    def _chosen(self) -> None:
        if self.view is not None:
            self._read(self.view.choice.value())

    def _follow(self, page: str) -> None:
        if self.view is not None and page:
            self._read(page)

    def _read(self, page: str) -> None:
        view = self.view
        if view is None:
            return

        def shown(found: "Help") -> None:
            view.show_help(found)

        self._session.work.run(view, lambda _: _help(page), success=shown, label="帮助")


def _help(page: str) -> "Help":
    from zjbuy_desktop.usecases import help as texts
    from zjbuy_desktop.usecases.library import law_book

    return texts.help_of(page if page in texts.pages() else _FIRST, law_book())
