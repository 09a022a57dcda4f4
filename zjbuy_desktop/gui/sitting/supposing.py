"""From a page about all projects to the question what would be, on the project it concerns."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.gui.dialogs.what_if import DATE, LEAVES, Beginning

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.sitting.reading import Reading
    from zjbuy_desktop.usecases.deadline_wall import Clock

_PAGE = "collection"


def suppose(session: "Session", project_id: int, first: Beginning) -> None:
    """Open the project and ask there."""
    project = session.project

    def ask(reading: "Reading") -> None:
        if (reading.case.id, reading.spec.id) == (project_id, _PAGE):
            project.checks[_PAGE].ask_what_if(first)

    project.read.connect(ask, Qt.ConnectionType.SingleShotConnection)
    session.open_project(project_id, _PAGE)


def suppose_leaving(session: "Session", project_id: int, unit: str) -> None:
    """Ask of a unit that might leave."""
    suppose(session, project_id, Beginning(LEAVES, unit))


def suppose_day(session: "Session", clock: "Clock") -> None:
    """Ask of the day a deadline starts from."""
    if session.desk is not None:
        start = EventKind(session.desk.law.deadline(clock.deadline.id).start)
        first = Beginning(DATE, clock.units[0] if start.per_unit else "", start)
        suppose(session, clock.project_id, first)
