"""征集需求 in the window: deadline, folders, deliveries, the checklist, completion."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting, press_primary, sample_project
from tests.gui.stage_names import headed
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.pages.call import CallPage
from zjbuy_desktop.gui.widgets.checklist import CheckLine
from zjbuy_desktop.usecases import stages
from zjbuy_desktop.usecases.opening import open_desk


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """The sample project, its 立项 done elsewhere."""
    data = tmp_path_factory.mktemp("template") / "data"
    project = sample_project(data, samples)
    desk = open_desk(data, TODAY)
    stages.take_over(desk, project, "call", "立项由前任办理")
    desk.store.close()
    return data


@pytest.fixture
def sitting(qtbot: QtBot, template: Path, tmp_path: Path) -> Iterator[Sitting]:
    shutil.copytree(template, tmp_path / "data")
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def page_of(sitting: Sitting) -> CallPage:
    page = sitting.page
    assert isinstance(page, CallPage)
    return page


def call_sent(sitting: Sitting) -> CheckLine:
    return page_of(sitting).checklist.lines["call_sent"]


def test_the_deadline_says_how_long_it_is(sitting: Sitting) -> None:
    assert sitting.title == headed("征集需求")
    assert "还有 3 个工作日" in sitting.words(page_of(sitting))


def test_a_new_deadline_does_not_reopen_what_was_done(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.type_in(page.day.line, "8-27")
    sitting.press(page.save)
    case = sitting.case
    assert case.project.call_deadline == date(2026, 8, 27)
    assert not case.stage("setup").stale
    assert not page.save.isEnabled()


def test_an_unreadable_deadline_is_not_kept(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.type_in(page.day.line, "2-30")
    sitting.rest()
    assert not page.save.isEnabled()
    assert "没有“2-30”这一天" in sitting.words(page)
    sitting.press(page.primary)
    assert sitting.case.project.call_deadline == date(2026, 8, 20)


def test_deliveries_are_recorded_for_many_at_once(sitting: Sitting) -> None:
    page = page_of(sitting)
    assert page.count.text() == "已送达 0 / 26 家"
    sitting.press(page.deliver)
    dialog = page.dialog
    assert dialog is not None
    assert len(dialog.ticked()) == 26
    dialog.tick(["之江市教育局", "之江市公安局"])
    dialog.day.set_value(date(2026, 8, 14))
    dialog.note.set_value("浙政钉")
    press_primary(dialog)
    sitting.rest()
    event = sitting.case.event(EventKind.FORM_DELIVERED, "之江市公安局")
    assert event is not None
    assert (event.on, event.note) == (date(2026, 8, 14), "浙政钉")
    assert page.count.text() == "已送达 2 / 26 家"
    assert "已送达 2，未送达 24" in page.strip.accessibleName()
    unsent = [f for f in sitting.frame.side.findings.findings if f.field == "delivery"]
    assert len(unsent) == 24


def test_a_wrong_delivery_is_taken_back_with_a_reason(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.press(page.deliver)
    assert page.dialog is not None
    page.dialog.tick(["之江市教育局"])
    press_primary(page.dialog)
    sitting.rest()
    page.table.select(next(r for r in page.table.model.rows if r.unit.name == "之江市教育局"))

    def answer(dialog: ReasonDialog) -> None:
        press_primary(dialog)
        assert dialog.message.text() == "请写明理由。"
        dialog.reason.set_value("发错了单位")
        press_primary(dialog)

    sitting.answering(ReasonDialog, answer)
    sitting.press(page.undo)
    assert sitting.case.event(EventKind.FORM_DELIVERED, "之江市教育局") is None
    assert page.count.text() == "已送达 0 / 26 家"


def test_the_checklist_records_and_takes_back(sitting: Sitting) -> None:
    line = call_sent(sitting)
    sitting.press(line.go)
    assert line.said.text() == "请填日期。"
    sitting.type_in(line.day.line, "8-31")
    sitting.press(line.go)
    assert any("晚于今天" in text for text in sitting.banners()), "a day to come is refused"
    assert sitting.case.event(EventKind.CALL_SENT) is None
    assert line.day.value() == date(2026, 8, 31), "what was typed stays to be corrected"
    sitting.type_in(line.day.line, "8-3")
    sitting.type_in(line.note, "之机管采函〔2026〕12号")
    sitting.press(line.go)
    event = sitting.case.event(EventKind.CALL_SENT)
    assert event is not None
    assert (event.on, event.note) == (date(2026, 8, 3), "之机管采函〔2026〕12号")
    assert line.shown.text() == "2026年8月3日（周一）"
    assert line.undo.isVisible()
    assert "填报截止 8月20日，还有 3 个工作日" in sitting.frame.foot._next.text()

    sitting.answering(ReasonDialog, lambda d: (d.reason.set_value("日期登错"), press_primary(d)))
    sitting.press(line.undo)
    assert sitting.case.event(EventKind.CALL_SENT) is None
    assert line.go.isVisible()


def test_recording_keeps_a_day_typed_beside_it(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.type_in(page.day.line, "8-28")
    sitting.type_in(call_sent(sitting).day.line, "8-3")
    sitting.press(call_sent(sitting).go)
    assert sitting.case.happened(EventKind.CALL_SENT) == date(2026, 8, 3)
    assert page.day.value() == date(2026, 8, 28)
    assert page.save.isEnabled()


def test_send_folders_are_made(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "发送"
    monkeypatch.setattr("zjbuy_desktop.gui.pages.call.choose_folder", lambda *_: out)
    sitting.press(page_of(sitting).folders)
    assert sitting.banners() == ["做好了 26 个发送文件夹。"]
    (hint,) = (b.hint for b in sitting.frame.banners.banners())
    assert "《征集采购需求意向的通知（函）》1 份是草稿，不要发出" in hint
    inside = {f.suffix for f in (out / "之江市教育局").iterdir()}
    assert inside == {".xlsx", ".pdf", ".txt"}


def test_a_day_typed_beside_is_what_the_send_folders_say(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(sitting)
    out = tmp_path / "发送"
    monkeypatch.setattr("zjbuy_desktop.gui.pages.call.choose_folder", lambda *_: out)
    sitting.type_in(page.day.line, "2-30")
    sitting.press(page.folders)
    assert not out.exists(), "a day nobody can read is asked for first"
    sitting.type_in(page.day.line, "8-28")
    sitting.press(page.folders)
    assert sitting.case.project.call_deadline == date(2026, 8, 28)
    assert "2026年8月28日" in (out / "之江市教育局" / "发送说明.txt").read_text("utf-8-sig")
    assert not page.save.isEnabled()


def test_the_stage_is_completed(sitting: Sitting) -> None:
    page = page_of(sitting)
    sitting.press(page.primary)
    assert sitting.title == headed("征集需求"), "the call itself is not recorded yet"
    assert sitting.window.focusWidget() is call_sent(sitting).day.line
    sitting.type_in(call_sent(sitting).day.line, "2026-8-3")
    sitting.press(call_sent(sitting).go)
    sitting.press(page.deliver)
    assert page.dialog is not None
    press_primary(page.dialog)
    sitting.rest()
    assert sitting.findings() == []
    sitting.type_in(page.day.line, "8-28")
    sitting.press(page.primary)
    assert sitting.case.project.call_deadline == date(2026, 8, 28), "kept on the way"
    assert sitting.case.stage("call").completed_on == TODAY
    assert sitting.title == headed("回收与汇总")
