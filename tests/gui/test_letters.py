"""No two buttons of one page answer to the same Alt letter: then neither is pressed by it."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.journey_data import AWARDED, Folders
from tests.gui.sitting import Sitting
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.gui.shell.navigation import PROJECT_PLACES


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("letters"))


@pytest.fixture
def sitting(qtbot: QtBot, template: Folders, tmp_path: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, template.copy("awarded", tmp_path / "data"), AWARDED) as made:
        yield made


def twice(window: QWidget) -> dict[str, list[str]]:
    """Letters that several buttons on show answer to."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in window.findChildren(QAbstractButton):
        if one.isVisible() and not one.shortcut().isEmpty():
            found[one.shortcut().toString()].append(one.text())
    return {letter: texts for letter, texts in found.items() if len(texts) > 1}


def leaves(sitting: Sitting, where: str) -> Iterator[str]:
    """Turn every leaf of the page on show."""
    tabs = [t for t in sitting.window.findChildren(QTabWidget) if t.isVisible()]
    yield where
    for tab in tabs:
        for at in range(tab.count()):
            tab.setCurrentIndex(at)
            sitting.rest()
            yield f"{where} {tab.tabText(at)}"


def test_every_letter_has_one_button(sitting: Sitting) -> None:
    faults = {}
    for spec in STAGES:
        sitting.go(spec.id)
        for place in leaves(sitting, spec.id):
            faults[place] = twice(sitting.window)
    for entry in PROJECT_PLACES:
        sitting.frame.project_place_chosen.emit(entry.id)
        sitting.rest()
        for place in leaves(sitting, entry.id):
            faults[place] = twice(sitting.window)
    assert len(faults) > 20
    assert {place: found for place, found in faults.items() if found} == {}
