"""Every page of the window and every leaf of it, one after the other, on a project near its end."""

from collections.abc import Iterator

from PySide6.QtWidgets import QTabWidget

from tests.gui.sitting import Sitting
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.gui.shell.navigation import MORE_PLACES, PLACES, PROJECT_PLACES


def leaves(sitting: Sitting, where: str) -> Iterator[str]:
    """Turn every leaf of the page on show."""
    tabs = [t for t in sitting.window.findChildren(QTabWidget) if t.isVisible()]
    yield where
    for tab in tabs:
        for at in range(tab.count()):
            tab.setCurrentIndex(at)
            sitting.rest()
            yield f"{where} {tab.tabText(at)}"


def pages(sitting: Sitting) -> Iterator[str]:
    """Each page in turn: stages, pages about the whole project, places."""
    for spec in STAGES:
        sitting.go(spec.id)
        yield spec.id
    for entry in (*PROJECT_PLACES, *MORE_PLACES):
        sitting.frame.project_place_chosen.emit(entry.id)
        sitting.rest()
        yield entry.id
    for entry in PLACES:
        sitting.session.go_place(entry.id)
        sitting.rest()
        yield entry.id
