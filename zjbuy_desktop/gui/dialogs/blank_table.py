"""下载空表…: a table with the right columns and the units, to be filled in and imported."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.gui.dialogs.files import choose_target
from zjbuy_desktop.gui.widgets.announce import announce, folder_action

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage


def columns_tip(columns: Sequence[str]) -> str:
    """What a table to be imported has to look like."""
    return f"表里要有这些列：{'、'.join(columns)}。可以先下载空表，填好再导入。"


def save_blank(page: "StagePage", name: str, write: "Callable[[PageContext, Path], int]") -> None:
    """Ask where to, and let ``write`` write it there; it says how many units it put in."""
    context = page.context
    target = choose_target(page, f"{name}存到哪里", f"{name}.xlsx")
    if context is None or target is None:
        return

    def told(count: int) -> None:
        message = f"已写出{name}，{count} 家单位的名称已填好。"
        announce(page, "ok", message, "填好后从这里导入。", (folder_action(target.parent),))

    page.run(f"写{name}", lambda _: write(context, target), told, writes=False)
