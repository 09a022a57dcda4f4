"""数据没有打开: what happened, and the ways on."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.errors import InUseError, LockedDataError, UserError
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.files import choose_folder
from zjbuy_desktop.gui.models.views import Action, HeaderView
from zjbuy_desktop.gui.widgets.drops import EmptyState

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session

_HEADER = HeaderView("数据没有打开", purpose="数据没有被改动。按下面的提示处理后再打开。")


def show_trouble(session: "Session", data_dir: Path | None, error: Exception) -> None:
    """Say why the data is not open, and offer what can be done; ask for a passphrase."""
    if isinstance(error, LockedDataError):
        session.encrypting.ask_phrase(data_dir)
        return
    if not isinstance(error, UserError):
        errors.present(session.frame, error)
        error = UserError("程序出了意外，数据没有打开。", "请把详细内容发给维护人员。")
    page = EmptyState(
        "stop",
        error.message,
        error.hint,
        (
            Action("重新打开(&R)", lambda: session.open_folder(data_dir)),
            Action("打开另一个数据文件夹(&O)…", lambda: choose_other(session)),
            (
                Action("只看不改(&V)", partial(session.open_folder, data_dir, looking=True))
                if isinstance(error, InUseError)
                else Action("恢复备份(&B)…", session.keeping.restore)
            ),
        ),
    )
    session.frame.set_side(False)
    session.frame.show_page(page, _HEADER)


def choose_other(session: "Session") -> None:
    """Open another data folder, as its user's own."""
    chosen = choose_folder(session.window, "数据文件夹")
    if chosen is not None:
        session.open_as_own(chosen)
