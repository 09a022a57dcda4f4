"""加密 as a clerk meets it: set, closed, opened wrong and right, lost and found, moved on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWizard
from pytestqt.qtbot import QtBot

from tests.gui.sitting import PATIENCE, Sitting, sample_project
from zjbuy_desktop.gui.dialogs.encryption import NewPhraseDialog, RecoveryDialog
from zjbuy_desktop.gui.dialogs.hand_over import HandOverWizard
from zjbuy_desktop.gui.dialogs.restore import RestoreWizard
from zjbuy_desktop.gui.dialogs.take_over import TakeOverWizard
from zjbuy_desktop.gui.sitting.encrypting import Encrypting
from zjbuy_desktop.store import open_keys, places
from zjbuy_desktop.usecases import encryption

PHRASE, OF_FILE = "west lake 2026", "for the file only"
NEXT, FINISH = QWizard.WizardButton.NextButton, QWizard.WizardButton.FinishButton


def forget_keys() -> None:
    """As the program is started anew."""
    open_keys._held.clear()
    open_keys._named.clear()


@pytest.fixture(autouse=True)
def _no_keys() -> Iterator[None]:
    yield
    forget_keys()


@pytest.fixture
def data(tmp_path: Path, samples: Path) -> Path:
    sample_project(tmp_path / "data", samples)
    return tmp_path / "data"


def choose(sitting: Sitting, words: str) -> None:
    sitting.session.go_place("workbench")
    sitting.rest()
    menu = sitting.session.places.home.keep.menu()
    next(a for a in menu.actions() if a.text().startswith(words)).trigger()
    sitting.rest()


def encrypt(sitting: Sitting) -> str:
    """By the menu and the keys; gives the recovery code as the window shows it."""
    choose(sitting, "加密")
    dialog = sitting.session.encrypting.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.new, PHRASE)
    QTest.keyClicks(dialog.again, PHRASE)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    sitting.qtbot.waitUntil(
        lambda: sitting.session.encrypting.recovery is not None, timeout=PATIENCE
    )
    sitting.rest()
    recovery = sitting.session.encrypting.recovery
    assert isinstance(recovery, RecoveryDialog)
    code = recovery.code.text()
    recovery.close()
    assert recovery.isVisible(), "it is not put away before the code is kept"
    recovery.kept.click()
    QTest.mouseClick(recovery.go, Qt.MouseButton.LeftButton)
    assert not recovery.isVisible()
    return code


def type_in(sitting: Sitting, text: str) -> None:
    page = sitting.session.encrypting.page
    assert page is not None
    box = page.shown
    QTest.keyClicks(box.field, text)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    sitting.rest()


def name_of(sitting: Sitting) -> str:
    return sitting.case.project.name


def test_encrypted_closed_and_opened_with_the_wrong_and_the_right_passphrase(
    qtbot: QtBot, data: Path
) -> None:
    with Sitting(qtbot, data) as sitting:
        name = name_of(sitting)
        encrypt(sitting)
        assert any("数据已加密" in text for text in sitting.banners())
        assert name_of(sitting) == name
    forget_keys()
    assert not places.database(data).read_bytes().startswith(b"SQLite format 3")
    with Sitting(qtbot, data) as sitting:
        assert sitting.session.desk is None
        assert name not in sitting.words()
        assert name not in sitting.window.windowTitle()
        type_in(sitting, "not this one")
        page = sitting.session.encrypting.page
        assert page is not None
        assert "口令不对" in page.box.message.text()
        type_in(sitting, PHRASE)
        assert name_of(sitting) == name


def test_a_lost_passphrase_is_replaced_by_the_recovery_code(
    qtbot: QtBot, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sitting(qtbot, data) as sitting:
        name, code = name_of(sitting), encrypt(sitting)
    forget_keys()

    def answer(dialog: NewPhraseDialog) -> int:
        dialog.new.setText("remember this")
        dialog.again.setText("remember this")
        dialog.go.click()
        return int(dialog.result())

    monkeypatch.setattr(NewPhraseDialog, "exec", answer)
    with Sitting(qtbot, data) as sitting:
        page = sitting.session.encrypting.page
        assert page is not None
        page.turn.click()
        type_in(sitting, "0000")
        assert "应为 28 个字" in page.code.message.text()
        type_in(sitting, code)
        assert name_of(sitting) == name
    forget_keys()
    with Sitting(qtbot, data) as sitting:
        type_in(sitting, PHRASE)
        assert sitting.session.desk is None
        type_in(sitting, "remember this")
        assert name_of(sitting) == name


def test_one_passphrase_for_the_lock_and_the_data(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as sitting:
        encrypt(sitting)
        sitting.session.locking.ask()
        dialog = sitting.session.locking.settings
        assert dialog is not None
        dialog.old.setText(PHRASE)
        dialog.go.click()
        sitting.session.locking.lock()
        box = sitting.session.locking.box
        assert box is not None
        QTest.keyClicks(box.field, "something else")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert sitting.session.locking.on
        QTest.keyClicks(box.field, PHRASE)
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert not sitting.session.locking.on


def test_an_encrypted_backup_is_restored(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as sitting:
        name = name_of(sitting)
        encrypt(sitting)
        choose(sitting, "恢复备份")
        wizard = sitting.session.keeping.restoring
        assert isinstance(wizard, RestoreWizard)
        for _ in range(2):
            wizard.button(NEXT).click()
            sitting.rest()
        wizard.button(FINISH).click()
        sitting.rest()
        assert any("已恢复到" in text for text in sitting.banners())
        assert name_of(sitting) == name
    assert not places.database(data).read_bytes().startswith(b"SQLite format 3")


def test_an_encrypted_backup_is_opened_elsewhere_by_its_passphrase(
    qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    with Sitting(qtbot, data) as sitting:
        name = name_of(sitting)
        encrypt(sitting)
    forget_keys()
    made = next(places.backups(data).glob("备份_*.zjbak"))
    with Sitting(qtbot, tmp_path / "elsewhere") as sitting:
        choose(sitting, "恢复备份")
        wizard = sitting.session.keeping.restoring
        assert isinstance(wizard, RestoreWizard)
        wizard.choose.set_other(made)
        wizard.button(NEXT).click()
        sitting.rest()
        assert not wizard.button(NEXT).isEnabled()
        for phrase, right in (("wrong phrase", False), (PHRASE, True)):
            QTest.keyClicks(wizard.phrase_box.field, phrase)
            QTest.keyClick(wizard.phrase_box.field, Qt.Key.Key_Return)
            sitting.rest()
            assert wizard.button(NEXT).isEnabled() == right
        wizard.button(NEXT).click()
        sitting.rest()
        wizard.button(FINISH).click()
        sitting.rest()
        assert name_of(sitting) == name


def test_an_encrypted_project_is_handed_over_to_another_folder(
    qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "交接.zjhand"
    with Sitting(qtbot, data) as sitting:
        name = name_of(sitting)
        encrypt(sitting)
        choose(sitting, "交给下一台电脑")
        wizard = sitting.session.keeping.giving
        assert isinstance(wizard, HandOverWizard)
        wizard.what.to.set_value("李四")
        wizard.what.file.set_value(str(file))
        wizard.button(NEXT).click()
        assert wizard.currentPage() is wizard.what
        assert "给交接文件一个口令" in sitting.words(wizard.what)
        QTest.keyClicks(wizard.what.phrase, OF_FILE)
        QTest.keyClicks(wizard.what.again, OF_FILE)
        wizard.button(NEXT).click()
        wizard.button(FINISH).click()
        sitting.rest()
        assert file.exists()
    forget_keys()
    with Sitting(qtbot, tmp_path / "there") as sitting:
        choose(sitting, "接收交接")
        taking = sitting.session.keeping.taking
        assert isinstance(taking, TakeOverWizard)
        taking.choose.file.set_value(str(file))
        taking.button(NEXT).click()
        sitting.rest()
        QTest.keyClicks(taking.phrase_box.field, OF_FILE)
        QTest.keyClick(taking.phrase_box.field, Qt.Key.Key_Return)
        sitting.rest()
        taking.see.same.click()
        taking.button(FINISH).click()
        sitting.rest()
        assert name in sitting.words()
    assert not encryption.is_encrypted(tmp_path / "there")


def test_back_to_plain_and_changed_from_the_window(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as sitting:
        name = name_of(sitting)
        encrypt(sitting)
        encrypting: Encrypting = sitting.session.encrypting
        choose(sitting, "加密")
        assert encrypting.dialog is not None
        encrypting.dialog.old.setText("wrong phrase")
        encrypting.dialog.new.setText("a new phrase")
        encrypting.dialog.again.setText("a new phrase")
        encrypting.dialog.go.click()
        assert "现在的口令不对" in encrypting.dialog.message.text()
        encrypting.dialog.old.setText(PHRASE)
        encrypting.dialog.go.click()
        assert encryption.is_phrase(data, "a new phrase")
        choose(sitting, "加密")
        assert encrypting.dialog is not None
        encrypting.dialog.old.setText("a new phrase")
        encrypting.dialog.drop.click()
        sitting.rest()
        assert name_of(sitting) == name
    assert places.database(data).read_bytes().startswith(b"SQLite format 3")
    assert not encryption.is_encrypted(data)
