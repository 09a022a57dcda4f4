"""Work off the GUI thread: delivered once, in order, cancellable, never to the dead."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.widgets.progress import ProgressPanel, count_text, time_text
from zjbuy_desktop.gui.work import Cancelled, Progress, Report, Work, remaining


@pytest.fixture
def work(qapp: QApplication) -> Iterator[Work]:
    made = Work()
    yield made
    assert made.close(2000)


def test_result_arrives_on_the_gui_thread_and_work_ran_elsewhere(qtbot: QtBot, work: Work) -> None:
    seen: list[object] = []
    main = threading.get_ident()
    work.run(
        work, lambda report: threading.get_ident(), label="",
        success=lambda ident: seen.extend([ident, threading.get_ident()]),
    )  # fmt: skip
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] != main
    assert seen[1] == main
    assert not work.busy


def test_tasks_run_one_after_another(qtbot: QtBot, work: Work) -> None:
    done: list[int] = []
    for n in range(20):
        work.run(work, lambda report, n=n: n, success=done.append, label="")
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_cancel_raises_at_the_next_report_and_calls_nothing(qtbot: QtBot, work: Work) -> None:
    began, went_on = threading.Event(), threading.Event()
    stopped: list[str] = []

    def endless(report: Report) -> None:
        began.set()
        went_on.wait(5)
        try:
            report(1, 10, "")
        except Cancelled:
            stopped.append("cleaned up")
            raise

    task = work.run(work, endless, label="", success=stopped.append, failure=stopped.append)
    with qtbot.waitSignal(task.finished):
        assert began.wait(5)
        task.cancel()
        went_on.set()
    assert stopped == ["cleaned up"]


def test_cancelled_is_not_caught_by_a_loop_that_goes_on_after_errors() -> None:
    assert not issubclass(Cancelled, Exception)


def test_a_waiting_task_that_was_cancelled_never_starts(qtbot: QtBot, work: Work) -> None:
    gate = threading.Event()
    work.run(work, lambda report: gate.wait(5), label="")
    ran: list[int] = []
    task = work.run(work, lambda report: ran.append(1), label="")
    task.cancel()
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert ran == []


def test_nothing_is_delivered_to_a_dead_parent(qtbot: QtBot, work: Work) -> None:
    gate = threading.Event()
    parent, seen = QObject(), []
    task = work.run(parent, lambda report: gate.wait(5), success=seen.append, label="")
    delete(parent)
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert seen == []


def test_failure_gets_the_error(qtbot: QtBot, work: Work) -> None:
    seen: list[Exception] = []

    def fail(report: Report) -> None:
        raise UserError("磁盘已满。")

    work.run(work, fail, failure=seen.append, label="")
    qtbot.waitUntil(lambda: bool(seen))
    assert str(seen[0]) == "磁盘已满。"


def test_without_failure_the_error_is_presented(
    qtbot: QtBot, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "present", lambda where, error: shown.append(error))
    work.run(work, lambda report: 1 // 0, label="")
    qtbot.waitUntil(lambda: bool(shown))
    assert isinstance(shown[0], ZeroDivisionError)


def test_closing_stops_what_is_open(qtbot: QtBot) -> None:
    work = Work()
    began, ended = threading.Event(), threading.Event()

    def slow(report: Report) -> None:
        began.set()
        try:
            while True:
                report(0, 0, "")
                ended.wait(0.005)
        finally:
            ended.set()

    work.run(work, slow, label="")
    assert began.wait(5)
    assert work.close(3000)
    assert ended.is_set()


def test_remaining_time_needs_a_pace() -> None:
    assert remaining(0.2, 5, 10) is None
    assert remaining(4, 0, 10) is None
    assert remaining(10, 5, 20) == 30
    assert time_text(None) == ""
    assert time_text(0.2) == "约还需 1 秒"
    assert time_text(95) == "约还需 2 分钟"
    assert count_text("正在读取", Progress(3, 0, "", None)) == "正在读取"
    assert count_text("正在读取", Progress(3, 9, "", None)) == "正在读取 3 / 9"


def test_progress_panel_shows_and_hides_itself(qtbot: QtBot, work: Work) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    panel.watch(work)
    gate = threading.Event()

    def counted(report: Report) -> None:
        report(4, 4, "之江市水利局")
        gate.wait(5)

    task = work.run(work, counted, label="正在读取需求表")
    qtbot.waitUntil(lambda: not panel.isHidden())
    assert "正在读取需求表 4 / 4" in panel.accessibleName()
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert panel.isHidden()


def test_inline_work_is_over_when_run_returns(qapp: QApplication) -> None:
    work, seen = Work(threaded=False), []
    work.run(work, lambda report: 7, success=seen.append, label="")
    assert seen == [7]
    assert not work.busy
