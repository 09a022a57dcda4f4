"""需求调查与编制 by clicking: the ground of the survey, the papers, what the units say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, Folders, Stand, Stands, press, type_text
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.surveying import COMPLEX
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.pages import requirement as page_module
from zjbuy_desktop.gui.pages.requirement import RequirementPage
from zjbuy_desktop.usecases import particulars, recording
from zjbuy_desktop.usecases.requirement import SurveyGround, survey_ground

FIRST = "之江市教育局"
ANSWERED = EventKind.REQUIREMENT_ANSWERED


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, RequirementPage) as make:
        yield make


def page_of(made: Stand) -> RequirementPage:
    assert isinstance(made.page, RequirementPage)
    return made.page


def test_the_page_says_why_a_survey_is_due_and_keeps_why_none_is_made(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    assert page.sum.text().startswith("应当开展需求调查：第（一）项，汇总预算金额")
    page.form.fields["other_triggers"].editor.set_value(COMPLEX)
    page.form.fields["survey_waiver"].editor.set_value("2025年8月已就同一标的调查过")
    page.form.fields["earlier_survey_on"].editor.set_value(date(2025, 8, 20))
    press(qtbot, page.save)
    kept = SurveyGround(COMPLEX, "2025年8月已就同一标的调查过", date(2025, 8, 20))
    assert survey_ground(made.case) == kept
    assert "第（三）项，技术复杂、专业性较强的项目" in page.sum.text()
    assert made.told[-1][0] == "ok"


def test_a_day_without_its_ground_is_refused_and_stays_typed(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    page.form.fields["earlier_survey_on"].editor.set_value(date(2025, 8, 20))
    press(qtbot, page.save)
    assert survey_ground(made.case) == SurveyGround()
    assert page.form.value("earlier_survey_on") == date(2025, 8, 20)


def test_what_was_typed_is_saved_on_the_way_to_the_next_stage(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    page.form.fields["survey_waiver"].editor.set_value("可行性研究报告第三章已包含")
    press(qtbot, page.primary)
    assert survey_ground(made.case).waiver == "可行性研究报告第三章已包含"
    assert made.completed == 1


def test_without_a_ground_the_missing_survey_holds_the_stage(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    press(qtbot, page.primary)
    assert made.completed == 0
    assert "应当开展需求调查的情形" in made.told[-1][1]
    assert made.frame.focusWidget() is page.links.buttons["survey_report"]


def test_each_paper_says_how_far_it_has_come_and_leads_to_its_form(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    assert [w.text() for w in page.links.states.values()] == ["还没有填写"] * 3
    particulars.fill_in(made.desk, PROJECT, "survey_report", "", {"surveyors": "陈赟"})
    made.load()
    assert page.links.states["survey_report"].text().startswith("还缺 12 项：调查开始日期")
    recording.set_paper_details(
        made.desk, PROJECT, "requirement_document", "", "", date(2026, 8, 12)
    )
    made.load()
    assert "已填成文日期 2026-08-12" in page.links.states["requirement_document"].text()
    wanted: list[str] = []
    page.paper_wanted.connect(lambda kind, _: wanted.append(kind))
    for kind in page.links.buttons:
        press(qtbot, page.links.buttons[kind])
    assert wanted == ["survey_report", "requirement_document", "implementation_plan"]


def test_units_answer_together_or_one_by_one_and_an_answer_is_taken_back(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    count = len(page.table.model.rows)
    assert f"参与单位 {count} 家：已反馈 0 家" in page.said.text()
    assert made.case.project.lead_unit not in {a.unit for a in page.table.model.rows}
    units = [a.unit for a in page.table.model.visible]
    page.table.view.selectRow(units.index(FIRST))
    press(qtbot, page.record)
    assert isinstance(page.dialog, RecordManyDialog)
    assert page.dialog.ticked() == [FIRST]
    press(qtbot, page.dialog.go)
    assert page.dialog.message.text().startswith("请写明反馈了什么意见")
    type_text(page.dialog.note, "建议保修三年")
    press(qtbot, page.dialog.go)
    event = made.case.event(ANSWERED, FIRST)
    assert event is not None
    assert event.note == "建议保修三年"
    page.table.view.clearSelection()
    press(qtbot, page.record)
    assert len(page.dialog.ticked()) == count - 1
    type_text(page.dialog.note, "无意见")
    press(qtbot, page.dialog.go)
    assert "全部反馈 ✓" in page.said.text()
    assert not page.record.isEnabled()
    monkeypatch.setattr(page_module, "ask_reason", lambda *_, **__: "登记错了")
    page.table.view.selectRow(units.index(FIRST))
    press(qtbot, page.undo)
    assert made.case.event(ANSWERED, FIRST) is None
    assert "还有 1 家没有反馈" in page.said.text()
