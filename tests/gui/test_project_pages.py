"""Pages about the whole project: reached at the left, left for a stage, read anew by F5."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from tests.gui.stage_names import headed


def test_a_page_about_the_project_comes_and_goes(
    qtbot: QtBot, tmp_path: Path, samples: Path
) -> None:
    sample_project(tmp_path / "data", samples)
    with Sitting(qtbot, tmp_path / "data") as sitting:
        rail = sitting.frame.navigation.project_places
        assert rail.isVisible()
        rail.chosen.emit("scans")
        sitting.rest()
        assert sitting.title == "扫回与核章"
        assert rail.current_id() == "scans"
        assert sitting.frame.navigation.stages.current_id() == ""
        qtbot.keyClick(sitting.frame, Qt.Key.Key_F5)
        sitting.rest()
        assert sitting.title == "扫回与核章"
        rail.chosen.emit("scans")
        sitting.go("call")
        assert sitting.title == headed("征集需求")
        assert rail.current_id() == ""
        sitting.frame.place_chosen.emit("deadlines")
        rail.chosen.emit("scans")
        sitting.rest()
        assert sitting.title == "扫回与核章"
