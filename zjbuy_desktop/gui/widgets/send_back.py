"""退回修改件…: the marked copies of all waiting files into a folder, the words to the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from zjbuy_desktop.gui.dialogs.files import choose_folder
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.stopping import Stopper
from zjbuy_desktop.gui.widgets.announce import announce, folder_action
from zjbuy_desktop.gui.widgets.banner import Kind
from zjbuy_desktop.gui.work import Report
from zjbuy_desktop.usecases import returning
from zjbuy_desktop.usecases.returning import SentBackFiles

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


def send_back(page: "StagePage", chosen: str, record: Callable[[], None]) -> None:
    """Ask for a folder and write the copies.

    Args:
        page: the page it is done on.
        chosen: the file in hand; its cover text goes to the clipboard.
        record: enters that they went back, once they have been sent.
    """
    context = page.context
    out = choose_folder(page, "退回修改件放在哪里")
    if context is None or out is None:
        return
    desk, project = context.desk, context.project_id

    def job(report: Report) -> SentBackFiles:
        stop = Stopper(report)
        return returning.write_errors(
            desk, project, out, progress=stop.progress, cancelled=stop.cancelled
        )

    page.run(
        "制作退回修改件", job, lambda sent: _made(page, sent, out, chosen, record), writes=False
    )


def _made(
    page: "StagePage", sent: SentBackFiles, out: Path, chosen: str, record: Callable[[], None]
) -> None:
    done = [f for f in sent.files if not f.error]
    copied = next((f for f in done if f.file == chosen), None)
    hint = "每份旁边有同名的发送的话；“待改问题（电话用）”按单位列出全部问题和电话。"
    if copied:
        QGuiApplication.clipboard().setText(copied.text)
        hint += f"给{copied.unit or '填报单位'}的话已复制，可直接粘贴。"
    if sent.failed:
        hint += "没有做成的：" + "；".join(f"“{f.file}”{f.error}" for f in sent.failed)
    kind: Kind = "warn" if sent.failed else "ok"
    announce(
        page,
        kind,
        f"已做好 {len(done)} 份退回修改件。",
        hint,
        (folder_action(out), Action("登记已退回…", record)),
    )
