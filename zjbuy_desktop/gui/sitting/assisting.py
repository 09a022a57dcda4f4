"""录入助手 beside the window: one at a time, for the project in hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjbuy_desktop.gui.widgets.rail import RailEntry

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.screens import Screen
    from zjbuy_desktop.gui.dialogs.entry_assistant import EntryAssistant
    from zjbuy_desktop.gui.session import Session

SCREENS = {"plan": "provisional_plan", "agency": "agency_entrustment", "signing": "contract"}
"""Stage → the screen that is filled in there."""
ENTRY = RailEntry("assistant:", "录入助手", "copy", hint="逐项录进平台，录一项勾一项")
"""What the find box offers while a project is in hand."""


class Assisting(QObject):
    """Opens the assistant, and closes it before the data are closed."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.open_window: EntryAssistant | None = None

    def show(self, screen_id: str = "") -> None:
        """Open it at a screen; the office's order of fields is read first, and may be wrong."""
        from zjbuy_desktop.usecases import screens

        desk, project = self._session.desk, self._session.project.project_id
        if desk is None or project is None:
            return
        self.close()

        def opened(known: "tuple[Screen, ...]") -> None:
            if (self._session.desk, self._session.project.project_id) == (desk, project):
                self._open(known, screen_id)

        self._session.work.run(
            self._session.frame,
            lambda _: screens.screens(desk),
            success=opened,
            label="录入助手",
        )

    def _open(self, known: "tuple[Screen, ...]", screen_id: str) -> None:
        from zjbuy_desktop.gui.dialogs.entry_assistant import EntryAssistant

        desk, project = self._session.desk, self._session.project.project_id
        assert desk is not None
        assert project is not None
        self.close()
        window = self._session.window
        made = EntryAssistant(window, desk, self._session.work, project, known)
        made.begin(screen_id)
        made.kept.connect(self._reload)
        made.finished.connect(lambda _: self._gone(made))
        self.open_window = made
        made.show()

    def close(self) -> None:
        """Put it away."""
        if self.open_window is not None:
            self.open_window.close()

    def _gone(self, closed: "EntryAssistant") -> None:
        if self.open_window is closed:
            self.open_window = None

    def _reload(self) -> None:
        made, project = self.open_window, self._session.project
        if made is None or project.project_id != made.project_id:
            return
        if project.on_show:
            project.reload()
        else:
            self._session.project_pages.reload()
