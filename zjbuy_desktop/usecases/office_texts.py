"""文件的文本：本单位改过的用改过的，没有改过的用程序自带的。"""

from collections.abc import Iterable

from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases.desk import Desk


def text_of(desk: Desk, key: str) -> str:
    """The text a paper is filled from."""
    return shipped(key)


def shipped(key: str) -> str:
    """The text as it came with the program."""
    return resources.read_text(f"texts/{key}.txt")


def supplied(desk: Desk, keys: Iterable[str]) -> dict[str, str]:
    """Texts the office supplies itself (通用条款), those that are there."""
    return {}
