"""文件的文本：本单位改过的用改过的，没有改过的用程序自带的。

The office's texts are read once for each open store and again after one was written: a run of
500 papers asks for its text 500 times.
"""

from collections.abc import Iterable, Mapping
from threading import Lock
from weakref import WeakKeyDictionary

from zjbuy_desktop import __version__
from zjbuy_desktop.core.papers.wording import OfficeText
from zjbuy_desktop.host import resources
from zjbuy_desktop.store import office_texts as stored
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.usecases.desk import Desk

_READ: WeakKeyDictionary[Store, Mapping[str, OfficeText]] = WeakKeyDictionary()
_LOCK = Lock()


def text_of(desk: Desk, key: str) -> str:
    """The text a paper is filled from."""
    own = office_texts(desk).get(key)
    return own.text if own else shipped(key)


def shipped(key: str) -> str:
    """The text as it came with the program."""
    return resources.read_text(f"texts/{key}.txt")


def supplied(desk: Desk, keys: Iterable[str]) -> dict[str, str]:
    """Texts the office supplies itself (通用条款), those that are there."""
    own = office_texts(desk)
    return {key: own[key].text for key in keys if key in own}


def office_texts(desk: Desk) -> Mapping[str, OfficeText]:
    """Every text of the office, by key."""
    with _LOCK:
        if desk.store not in _READ:
            with desk.store.read() as view:
                _READ[desk.store] = stored.load_office_texts(view)
        return _READ[desk.store]


def supply(desk: Desk, key: str, title: str, text: str, source: str) -> OfficeText:
    """Keep a text only the office has (通用条款); the one before goes into the audit trail.

    Args:
        title: what the text is called, for the audit trail.
        source: name of the file it was read from.
    """
    given = OfficeText(key, text, "", __version__, source, desk.now())
    write(desk, "office_text_supplied", f"导入{title}（{source}）", [given])
    return given


def write(
    desk: Desk, action: str, summary: str, save: Iterable[OfficeText], drop: Iterable[str] = ()
) -> None:
    """Save and drop texts as one transaction and one audit event, which keeps the old words.

    Args:
        action: English word of the use-case.
        summary: 中文 sentence for the audit trail.
        save: texts to put in place of those under their keys.
        drop: keys of texts to drop.
    """
    before = office_texts(desk)
    save, drop = tuple(save), tuple(drop)
    with desk.store.begin(action, summary, desk.now()) as work:
        for key in drop:
            stored.drop_office_text(work, key)
        for text in save:
            stored.save_office_text(work, text)
        keys = (*drop, *(text.key for text in save))
        work.payload["texts"] = {
            key: {"before": before[key].text if key in before else None} for key in keys
        }
        for text in save:
            work.payload["texts"][text.key].update(after=text.text, source=text.source)
    forget(desk)


def forget(desk: Desk) -> None:
    """Read the texts anew when next asked for."""
    with _LOCK:
        _READ.pop(desk.store, None)
