"""法规未定: on its page and at the stage, by the clerk's hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from zjbuy_desktop.core.case.gaps import GAPS, GapChoice, choice_of, gap, gaps_of
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.gap_choice import GapChoiceDialog
from zjbuy_desktop.gui.dialogs.stage_gaps import StageGapsDialog
from zjbuy_desktop.gui.pages.gaps import GapsPage
from zjbuy_desktop.gui.pages.red_lines import RedLinesPage
from zjbuy_desktop.gui.widgets.gap_panel import GapPanel


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    sample_project(tmp_path / "data", samples)
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def go_to(panel: GapPanel, gap_id: str) -> None:
    panel.table.select(next(r for r in panel.table.model.visible if r.gap.id == gap_id))


def asked(panel: GapPanel) -> GapChoiceDialog:
    assert isinstance(panel.asking, GapChoiceDialog)
    return panel.asking


def test_a_way_is_chosen_for_the_project_and_taken_back(sitting: Sitting) -> None:
    rules = sitting.place("red_lines", RedLinesPage)
    sitting.press(rules.open_points)
    page = sitting.session.project_pages.page
    assert isinstance(page, GapsPage)
    assert sitting.title == "法规未定"
    panel = page.panel
    assert len(panel.table.model.visible) == len(GAPS)
    go_to(panel, "late_joiners")
    assert "指引没有写填报截止以后能不能再加入" in panel.detail.text()
    assert not panel.back.isEnabled()
    sitting.press(page.primary)
    dialog = asked(panel)
    dialog.go.click()
    assert "请选一种做法" in dialog.message.text()
    way = gap("late_joiners").choices[1]
    dialog.way.set_value(way)
    dialog.way.edited.emit()
    assert dialog.words.value() == way
    dialog.go.click()
    assert "理由" in dialog.message.text()
    dialog.reason.set_value("便于多家参加")
    dialog.go.click()
    sitting.rest()
    own = choice_of(sitting.case, "late_joiners")
    assert own == GapChoice("late_joiners", way, "便于多家参加")
    assert "已定 1 件" in page.count.text()
    assert way in panel.detail.text()
    sitting.press(panel.back)
    assert isinstance(panel.asking, ReasonDialog)
    panel.asking.reason.set_value("改为不收")
    panel.asking.go.click()
    sitting.rest()
    assert choice_of(sitting.case, "late_joiners") is None


def test_the_stage_says_what_is_open_and_offers_the_office_s_own_words(sitting: Sitting) -> None:
    page = sitting.go("agency")
    own_check = sitting.session.project.checks["agency"]
    assert own_check.button.text() == f"自查　法规未定 {len(gaps_of('agency'))} 件(&K)"
    own_check.gaps.trigger()
    sitting.rest()
    stage = page.dialog
    assert isinstance(stage, StageGapsDialog)
    shown = {r.gap.id for r in stage.panel.table.model.visible}
    assert shown == {one.id for one in gaps_of("agency")}
    go_to(stage.panel, "fee_sharing")
    assert "第十五条" in stage.panel.detail.text()
    sitting.press(stage.panel.every)
    dialog = asked(stage.panel)
    dialog.words.set_value("代理费用由财政统一安排")
    dialog.reason.set_value("本市惯例")
    dialog.go.click()
    sitting.rest()
    own = choice_of(sitting.case, "fee_sharing")
    assert own == GapChoice("fee_sharing", "代理费用由财政统一安排", "本市惯例", office=True)
    current = stage.panel.table.current()
    assert current is not None
    assert current.own == own
    stage.close()
