"""加密: from the workbench, and the page that asks for the passphrase before the data is opened."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui.models.views import FootView, HeaderView

if TYPE_CHECKING:
    from collections.abc import Callable

    from zjbuy_desktop.gui.dialogs.encryption import EncryptDialog, RecoveryDialog
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.sitting.project import Told
    from zjbuy_desktop.gui.widgets.locked_page import LockedPage
    from zjbuy_desktop.usecases.encryption import Standing

_HEADER = HeaderView("输入口令", purpose="数据是加密的，打开以前什么也读不到。")
_WRONG = "口令不对。注意大小写和输入法；忘了的，用恢复码。"


class Encrypting(QObject):
    """Opens locked data, and encrypts, changes and decrypts it while nothing has it open."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._wrong = 0
        self.page: LockedPage | None = None
        """Asks for the passphrase while the data is locked."""
        self.dialog: EncryptDialog | None = None
        self.recovery: RecoveryDialog | None = None

    # Opening

    def ask_phrase(self, data_dir: Path | None) -> None:
        """Show nothing but the page that asks for the passphrase."""
        from zjbuy_desktop.gui.sitting.trouble import choose_other
        from zjbuy_desktop.gui.widgets.locked_page import LockedPage

        self.page = page = LockedPage()
        page.given.connect(lambda text, code: self._try(data_dir, text, by_code=code))
        page.other_wanted.connect(lambda: choose_other(self._session))
        frame = self._session.frame
        frame.set_projects(())
        frame.show_stages(())
        frame.set_foot(FootView(str(data_dir or "")))
        frame.set_side(False)
        frame.show_page(page, _HEADER)
        page.shown.field.setFocus()

    def _try(self, data_dir: Path | None, text: str, *, by_code: bool) -> None:
        from zjbuy_desktop.usecases import encryption

        page = self.page
        if page is None:
            return
        try:
            right = encryption.unlock(data_dir, text, by_code=by_code)
        except UserError as error:
            page.shown.say(str(error))
            return
        if right:
            self._opened(data_dir, by_code=by_code)
            return
        self._wrong += 1
        wait = encryption.wait_after(self._wrong)
        page.shown.say("这不是这份数据的恢复码。" if by_code else _WRONG)
        if wait:
            page.shown.hold(wait)

    def _opened(self, data_dir: Path | None, *, by_code: bool) -> None:
        page, self.page, self._wrong = self.page, None, 0
        if by_code:
            self._ask_new(data_dir)
        self._session.open_folder(data_dir)
        if page is not None:
            self._session.frame.forget_page(page)

    def _ask_new(self, data_dir: Path | None) -> None:
        """Whoever has forgotten the passphrase sets another at once."""
        from zjbuy_desktop.gui.dialogs.encryption import NewPhraseDialog
        from zjbuy_desktop.usecases import encryption

        dialog = NewPhraseDialog(self._session.window)
        while dialog.exec():
            try:
                encryption.forgotten(data_dir, dialog.new.value())
                return
            except UserError as error:
                dialog.message.setText(str(error))
                dialog.message.show()

    # 加密…

    def ask(self) -> None:
        """加密…: what can be done now."""
        from zjbuy_desktop.usecases import encryption

        folder = self._session.opened_as

        def show(standing: "Standing") -> None:
            from zjbuy_desktop.gui.dialogs.encryption import EncryptDialog

            self.dialog = dialog = EncryptDialog(self._session.window, standing)
            dialog.wanted.connect(lambda new, drop: self._encrypt(folder, new, drop))
            dialog.changed.connect(lambda old, new: self._change(folder, old, new))
            dialog.dropped.connect(lambda old: self._decrypt(folder, old))
            dialog.sheet_wanted.connect(lambda old: self._other_code(folder, old))
            dialog.open()

        self._session.work.run(
            self._session.frame, lambda report: encryption.standing(folder), success=show,
            label="加密",
        )  # fmt: skip

    def _encrypt(self, folder: Path | None, phrase: str, drop: bool) -> None:
        from zjbuy_desktop.usecases import encryption

        if self._refused(lambda: encryption.check_phrase(phrase)):
            return
        codes: list[str] = []

        def job() -> "tuple[Told, ...]":
            done = encryption.encrypt(folder, phrase, drop_backups=drop)
            codes.append(done.code)
            gone = f"没有加密的 {done.dropped} 份备份已删去。" if done.dropped else ""
            return (("ok", "数据已加密，并做好一份加密的备份。", "".join((gone, *done.left))),)

        self._accept()
        self._session.switch_folder(
            folder, meanwhile=job, afterwards=lambda: self._show_code(folder, codes)
        )

    def _decrypt(self, folder: Path | None, old: str) -> None:
        from zjbuy_desktop.usecases import encryption

        if self._refused(lambda: encryption.must_be(folder, old)):
            return

        def job() -> "tuple[Told, ...]":
            encryption.decrypt(folder, old)
            return (
                ("ok", "数据不再加密。", "以前加密的备份仍用做备份时的口令打开；恢复单请留着。"),
            )

        self._accept()
        self._session.switch_folder(folder, meanwhile=job)

    def _change(self, folder: Path | None, old: str, new: str) -> None:
        from zjbuy_desktop.usecases import encryption

        if not self._refused(lambda: encryption.change_phrase(folder, old, new)):
            self._accept()
            self._session.frame.show_banner("ok", "口令已改。", "恢复单照旧有效。")

    def _other_code(self, folder: Path | None, old: str) -> None:
        from zjbuy_desktop.usecases import encryption

        codes: list[str] = []
        if not self._refused(lambda: codes.append(encryption.fresh_code(folder, old))):
            self._accept()
            self._show_code(folder, codes)

    def _show_code(self, folder: Path | None, codes: list[str]) -> None:
        from zjbuy_desktop.gui.dialogs.encryption import RecoveryDialog
        from zjbuy_desktop.usecases import encryption

        if not codes:
            return
        self.recovery = dialog = RecoveryDialog(self._session.window, codes[0])

        def save(file: Path) -> None:
            at = datetime.now().replace(second=0, microsecond=0)  # noqa: DTZ005
            self._session.work.run(
                dialog, lambda report: encryption.print_sheet(folder, codes[0], file, at),
                success=dialog.saved,
                failure=lambda error: dialog.said.setText(str(error)), label="恢复单",
            )  # fmt: skip

        dialog.print_wanted.connect(save)
        dialog.open()

    def _refused(self, act: "Callable[[], object]") -> bool:
        """Do it, or say in the dialog why not."""
        try:
            act()
        except UserError as error:
            assert self.dialog is not None
            self.dialog.say(error)
            return True
        return False

    def _accept(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None
