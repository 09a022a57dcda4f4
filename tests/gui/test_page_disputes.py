"""询问、质疑、投诉 by clicking: two at once with their own days, answers, help, suspension."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, Folders, Stand, Stands, press, type_text
from tests.gui.sitting import Sitting
from zjbuy_desktop.core.case.disputes import About, Dispute, DisputeKind, Outcome
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.gui.dialogs.dispute import (
    AnswerDialog,
    AskHelpDialog,
    DisputeDialog,
    ReplyHelpDialog,
)
from zjbuy_desktop.gui.dialogs.particulars import ParticularsDialog
from zjbuy_desktop.gui.pages import disputes as page_module
from zjbuy_desktop.gui.pages.disputes import DisputesPage
from zjbuy_desktop.usecases import checking, disputing, overview, recording
from zjbuy_desktop.usecases.opening import open_desk

DAY = date(2026, 12, 1)
UNIT = "之江市教育局"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("disputes"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, DisputesPage) as make:
        yield make


def page_of(made: Stand) -> DisputesPage:
    assert isinstance(made.page, DisputesPage)
    return made.page


def raised(made: Stand, supplier: str, on: date, **more: object) -> Dispute:
    told = Dispute(DisputeKind.CHALLENGE, "", supplier, on, **more)  # type: ignore[arg-type]
    found = disputing.add(made.desk, made.case.id, told)
    made.load()
    return found


def choose(page: DisputesPage, name: str) -> None:
    names = [r.at.name for r in page.table.model.visible]
    page.table.view.selectRow(names.index(name))


def test_a_challenge_is_registered_and_says_by_when(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", DAY)
    page = page_of(made)
    assert page.sum.text() == "没有登记询问、质疑、投诉。"
    assert page.primary.text().startswith("登记询问、质疑、投诉")
    press(qtbot, page.primary)
    dialog = page.dialog
    assert isinstance(dialog, DisputeDialog)
    press(qtbot, dialog.go)
    assert dialog.message.text() == "供应商：请填写。"
    type_text(dialog.form.fields["supplier"].widget, "甲公司")
    dialog.form.fields["received"].editor.set_value(date(2026, 11, 20))
    dialog.form.fields["about"].editor.set_value(About.DOCUMENT)
    dialog.form.fields["known_day"].editor.set_value(date(2026, 11, 18))
    press(qtbot, dialog.go)
    (kept,) = made.case.disputes
    assert (kept.name, kept.supplier, kept.about) == ("甲公司", "甲公司", About.DOCUMENT)
    assert made.told[-1][2] == "请在 2026-12-01 前答复。"
    entered = made.case.particulars_of("challenge_reply", "甲公司")
    assert entered.text("received") == "2026-11-20", "typed once"
    assert entered.text("about") == "采购文件"
    assert made.case.happened(EventKind.CHALLENGE_RECEIVED) == date(2026, 11, 20)
    (row,) = page.table.model.rows
    assert (row.state, row.last) == ("等待答复", date(2026, 12, 1))


def test_two_challenges_go_their_own_ways(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", DAY)
    page = page_of(made)
    raised(made, "甲公司", date(2026, 11, 18))
    press(qtbot, page.primary)
    type_text(page.dialog.form.fields["supplier"].widget, "丁公司")
    page.dialog.form.fields["received"].editor.set_value(date(2026, 11, 18))
    press(qtbot, page.dialog.go)
    assert made.told[-1][0] == "warn", "its last day is over"
    assert "2026-11-27 已经过了" in made.told[-1][2]
    disputing.remove(made.desk, made.case.id, "丁公司", "试登记")
    raised(made, "乙公司", date(2026, 11, 27))
    again = raised(made, "甲公司", date(2026, 11, 30))
    assert again.name == "甲公司（2）"
    assert page.sum.text() == "质疑 3 件；还有 3 件没有办完"
    assert [r.state for r in page.table.model.rows] == ["逾期未答复", "等待答复", "等待答复"]
    choose(page, "甲公司")
    press(qtbot, page.answered)
    dialog = page.dialog
    assert isinstance(dialog, AnswerDialog)
    dialog.form.fields["on"].editor.set_value(date(2026, 11, 26))
    dialog.form.fields["outcome"].editor.set_value(Outcome.UNFOUNDED)
    press(qtbot, dialog.go)
    assert [d.outcome for d in made.case.disputes] == [Outcome.UNFOUNDED, None, None]
    assert made.case.happened(EventKind.CHALLENGE_ANSWERED) is None, "not all are answered"
    listed = checking.deadlines(made.desk, made.case.id)
    states = {d.unit: d.state for d in listed if d.id == "D-25"}
    assert states == {
        "甲公司": State.MET, "乙公司": State.RUNNING, "甲公司（2）": State.RUNNING,
    }  # fmt: skip
    shown = [c for c in overview.all_clocks(made.desk) if c.deadline.id == "D-25"]
    assert "乙公司" in {c.deadline.unit for c in shown}


def test_an_answer_before_it_was_received_is_refused(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", DAY)
    page = page_of(made)
    raised(made, "甲公司", date(2026, 11, 27))
    choose(page, "甲公司")
    press(qtbot, page.answered)
    page.dialog.form.fields["on"].editor.set_value(date(2026, 11, 26))
    press(qtbot, page.dialog.go)
    assert "应当在收到日期 2026-11-27 和今天之间" in page.dialog.message.text()
    assert made.case.disputes[0].outcome is None
    page.dialog.reject()


def test_a_record_is_mended_reopened_and_taken_out_with_reasons(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("awarded", DAY)
    page = page_of(made)
    raised(made, "甲公司", date(2026, 11, 27))
    choose(page, "甲公司")
    press(qtbot, page.mend)
    assert not page.dialog.form.fields["kind"].widget.isEnabled()
    type_text(page.dialog.form.fields["supplier"].widget, "浙江甲公司")
    press(qtbot, page.dialog.go)
    assert made.case.disputes[0].supplier == "浙江甲公司"
    assert made.case.particulars_of("challenge_reply", "甲公司").text("challenger") == "浙江甲公司"
    disputing.answer(made.desk, made.case.id, "甲公司", DAY, Outcome.WITHDRAWN)
    made.load()
    assert not page.answered.isEnabled()
    monkeypatch.setattr(page_module, "ask_reason", lambda *_, **__: "登记错了")
    choose(page, "甲公司")
    press(qtbot, page.again)
    assert made.case.disputes[0].outcome is None
    choose(page, "甲公司")
    press(qtbot, page.gone)
    assert made.case.disputes == ()
    assert made.case.happened(EventKind.CHALLENGE_RECEIVED) is None


def test_a_participant_is_asked_for_help_and_answers(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", DAY)
    page = page_of(made)
    raised(made, "甲公司", date(2026, 11, 27))
    choose(page, "甲公司")
    press(qtbot, page.help)
    dialog = page.dialog
    assert isinstance(dialog, AskHelpDialog)
    dialog.form.fields["unit"].editor.set_value(UNIT)
    dialog.form.fields["what"].editor.set_value("说明机房的使用场景")
    dialog.form.fields["asked"].editor.set_value(date(2026, 11, 27))
    dialog.form.fields["due"].editor.set_value(date(2026, 11, 30))
    press(qtbot, dialog.go)
    (asked,) = made.case.assistance
    assert (asked.unit, asked.replied) == (UNIT, None)
    assert page.asked_head.text() == "请参与单位协助 1 次，还有 1 次没有回复"
    assert any(UNIT in f.message for f in page.model.findings), "its day is over"
    assert page.asked is not None
    page.asked.view.selectRow(0)
    press(qtbot, page.replied)
    reply = page.dialog
    assert isinstance(reply, ReplyHelpDialog)
    reply.form.fields["reply"].editor.set_value("机房共 3 间，已附图")
    press(qtbot, reply.go)
    assert made.case.assistance[0].reply == "机房共 3 间，已附图"
    assert "全部回复 ✓" in page.asked_head.text()


def test_a_suspension_recorded_here_pauses_signing(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", DAY)
    page = page_of(made)
    recording.record(made.desk, made.case.id, [Event(EventKind.AWARD_NOTICE_ISSUED, AWARDED)])
    raised(made, "甲公司", date(2026, 10, 19), affects=True)
    assert any("还没有登记暂停签订合同" in f.message for f in page.model.findings)
    line = page.checklist.lines[EventKind.SIGNING_SUSPENDED.value]
    type_text(line.day.line, "2026-10-20")
    type_text(line.note, "甲公司质疑评分")
    press(qtbot, line.go)
    paused = [d for d in checking.deadlines(made.desk, made.case.id) if d.id == "D-15"]
    assert {d.state for d in paused} == {State.PAUSED}
    assert "甲公司质疑评分" in paused[0].reason
    shown = [c for c in overview.all_clocks(made.desk) if c.deadline.id == "D-15"]
    assert {(c.words, c.deadline.reason) for c in shown} == {("暂停", paused[0].reason)}
    assert "1 件可能影响结果，合同暂停签订" in page.sum.text()


def test_the_reply_opens_on_the_challenge_that_is_selected(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    data = folders.copy("awarded", tmp_path / "data")
    desk = open_desk(data, DAY)
    for supplier in ("浙江甲公司", "浙江乙公司"):
        told = Dispute(DisputeKind.CHALLENGE, "", supplier, date(2026, 11, 27))
        disputing.add(desk, journey.PROJECT, told)
    names = [d.name for d in desk.case(journey.PROJECT).disputes]
    desk.store.close()
    with Sitting(qtbot, data, DAY) as office:
        office.session.open_project(journey.PROJECT, "disputes")
        office.rest()
        page = office.page
        assert isinstance(page, DisputesPage)
        for name in reversed(names):
            choose(page, name)
            office.press(page.reply)
            dialog = office.window.findChildren(ParticularsDialog)[-1]
            assert dialog.subjects.currentItem().text() == name
            assert str(dialog.form.value("challenger")) in name
            dialog.close()
            office.rest()
