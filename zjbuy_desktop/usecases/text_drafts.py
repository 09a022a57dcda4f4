"""没有保存的改动留作草稿：关掉窗口、停电都不丢。"""

from zjbuy_desktop.core.papers.comparing import compare
from zjbuy_desktop.store import office_texts as stored
from zjbuy_desktop.usecases import wording
from zjbuy_desktop.usecases.desk import Desk


def keep(desk: Desk, key: str, text: str) -> bool:
    """Keep what is being written, right or wrong; ``False`` when it is what already serves."""
    changed = bool(compare(wording.shown(desk, key), text))
    with desk.store.quietly() as db:
        stored.save_text_draft(db, key, text if changed else "")
    return changed


def drop(desk: Desk, key: str) -> None:
    """Forget what was being written."""
    with desk.store.quietly() as db:
        stored.save_text_draft(db, key, "")


def drafts(desk: Desk) -> dict[str, str]:
    """What is still being written, by key of its text."""
    with desk.store.read() as view:
        return stored.load_text_drafts(view)
