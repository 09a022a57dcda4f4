"""红线自查: the page and the dialog of one stage, by the clerk's hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from tests.gui.stage_names import headed
from zjbuy_desktop.core.case.red_lines import Standing
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.stage_red_lines import StageRedLinesDialog
from zjbuy_desktop.gui.pages import red_lines as page_module
from zjbuy_desktop.gui.pages.red_lines import RedLinesPage
from zjbuy_desktop.usecases import stages

RULE = "lead_is_recommended"


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    sample_project(tmp_path / "data", samples)
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def shown(page: RedLinesPage) -> list[str]:
    return [line.rule for line in page.table.table.model.visible]


def test_rules_are_narrowed_by_stage_and_standing(sitting: Sitting) -> None:
    page = sitting.place("red_lines", RedLinesPage)
    whole = shown(page)
    assert "award_within_budget" in whole
    assert page.count.text().startswith(f"共 {len(whole)} 条：")
    page.stage_choice.set_value("setup")
    page.stage_choice.edited.emit()
    assert RULE in shown(page)
    assert "award_within_budget" not in shown(page)
    page.standing.set_value(Standing.WARN.value)
    page.standing.edited.emit()
    assert shown(page) == [RULE]
    assert "尚未登记各单位的牵头单位推荐" in page.table.detail.text()
    assert "怎么办：" in page.table.detail.text()
    assert not page.back.isEnabled()
    sitting.press(page.go_there)
    assert sitting.title == headed("立项与名册")


def test_a_reason_is_taken_back_with_a_reason(sitting: Sitting) -> None:
    desk = sitting.session.desk
    assert desk is not None
    stages.explain_warning(desk, 1, RULE, "", "会上商定")
    page = sitting.place("red_lines", RedLinesPage)
    line = next(x for x in page.table.table.model.visible if x.rule == RULE)
    assert line.standing is Standing.REASONED
    page.table.table.select(line)
    assert "理由：会上商定" in page.table.detail.text()
    sitting.press(page.back)
    dialog = page.dialog
    assert isinstance(dialog, ReasonDialog)
    dialog.go.click()
    assert not dialog.message.isHidden()
    dialog.reason.set_value("推荐表已补收")
    dialog.go.click()
    sitting.rest()
    assert sitting.case.overrides == ()
    again = next(x for x in page.table.table.model.visible if x.rule == RULE)
    assert again.standing is Standing.WARN


def test_the_report_is_made_where_the_clerk_says(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sitting.place("red_lines", RedLinesPage)
    out = tmp_path / "报告.pdf"
    monkeypatch.setattr(page_module, "choose_target", lambda *_: out)
    sitting.press(page.primary)
    assert out.read_bytes().startswith(b"%PDF")
    made = sitting.case.made_of("red_line_report")
    assert made is not None
    assert made.file == str(out)
    assert any("红线自查报告已做好" in text for text in sitting.banners())


def test_before_completing_a_stage_its_rules_are_one_key_away(sitting: Sitting) -> None:
    page = sitting.go("setup")
    own = sitting.session.project.checks["setup"]
    assert own.button.isVisible()
    own.rules.trigger()
    sitting.rest()
    dialog = page.dialog
    assert isinstance(dialog, StageRedLinesDialog)
    assert {line.stage for line in dialog.lines} == {"setup"}
    assert RULE in {line.rule for line in dialog.table.table.model.visible}
    assert "请注意 1" in dialog.count.text()
    dialog.close()
