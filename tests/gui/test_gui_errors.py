"""What the user can mend is a banner; everything else is one dialog with its details."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zjbuy_desktop import bootstrap
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog, RecordDialog
from zjbuy_desktop.gui.dialogs.bug import BugDialog
from zjbuy_desktop.gui.shell.window import MainWindow
from zjbuy_desktop.host.log import stop_log
from zjbuy_desktop.host.paths import log_file


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


def test_a_user_error_is_a_banner_in_the_window_of_the_page(window: MainWindow) -> None:
    page = QWidget()
    window.frame.pages.addWidget(page)
    errors.present(page, UserError("磁盘已满。", "请腾出空间。"))
    shown = window.frame.banners.banners()
    assert [(b.kind, b.message, b.hint) for b in shown] == [("stop", "磁盘已满。", "请腾出空间。")]


def test_a_bug_opens_one_dialog_with_details_to_copy(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[BugDialog] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BugDialog)
        opened.append(dialog)
        errors.present(window, ValueError("second"))
        dialog.copy()
        dialog.accept()

    QTimer.singleShot(0, window, answer)
    errors.present(window, ZeroDivisionError("机器里的事"))
    assert len(opened) == 1
    assert "ZeroDivisionError: 机器里的事" in QGuiApplication.clipboard().text()
    assert not BugDialog.open_now


@pytest.fixture
def hook() -> Iterator[None]:
    before = sys.excepthook
    errors.install_excepthook()
    yield
    sys.excepthook = before


def test_what_no_one_caught_is_presented(
    hook: None, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(errors, "present", lambda where, error: seen.append(error))
    error = UserError("没有这个项目。")
    sys.excepthook(UserError, error, None)
    assert seen == [error]


def test_a_reason_may_not_be_empty(qtbot: QtBot, window: MainWindow) -> None:
    dialog = ReasonDialog(window, "说明理由", "为什么？", "记入理由", "")
    dialog.try_accept()
    assert dialog.message.text() == "请写明理由。"
    dialog.reason.setPlainText("规格统一")
    dialog.try_accept()
    assert dialog.result() == ReasonDialog.DialogCode.Accepted


def test_an_event_needs_a_day_that_has_come(qtbot: QtBot, window: MainWindow) -> None:
    from datetime import date

    dialog = RecordDialog(window, "登记", "", date(2026, 8, 17), "登记")
    for typed, said in (
        ("", "请填日期。"),
        ("2026-8-18", "这一天还没有到。"),
        ("八月", "不是日期"),
    ):
        dialog.day.set_draft(typed)
        dialog.try_accept()
        assert said in dialog.message.text()
    dialog.day.set_draft("8-14")
    dialog.try_accept()
    assert dialog.result() == RecordDialog.DialogCode.Accepted


def test_a_bug_in_the_window_is_found_in_the_log_beside_the_data(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BugDialog, "exec", lambda _: 0)
    bootstrap.begin_log(tmp_path)
    try:
        errors.present(None, ZeroDivisionError("六除以零"))
    finally:
        stop_log()
    kept = log_file(tmp_path).read_text("utf-8")
    assert "ZeroDivisionError: 六除以零" in kept
    assert "ERROR zjbuy_desktop.gui.errors" in kept
