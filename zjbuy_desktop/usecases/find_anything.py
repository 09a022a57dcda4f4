"""查找：各项目的单位、联系人、文号、合同编号、计划编号、备注，汉字或拼音首字母都行。"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zjbuy_desktop.core.base.initials import Initials
from zjbuy_desktop.host import resources
from zjbuy_desktop.store import findable as stored
from zjbuy_desktop.store.findable import Findable as Findable

EACH = 6
"""So many of one group are shown; more letters narrow them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with the words it is found by.

    Attributes:
        found: the thing.
        plain: its text and what stands beside it, without capitals.
        letters: the initials of its text, every way to write them.
    """

    found: Findable
    plain: str
    letters: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first few, and how many there are."""

    title: str
    shown: tuple[Findable, ...]
    count: int


@lru_cache(maxsize=1)
def initials() -> Initials:
    """The shipped table of initials, read when first asked for."""
    return Initials.from_table(resources.read_toml("pinyin/initials.toml"))


class Finder:
    """Looks things up in a data folder; what it knows is read anew after a write."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._stamp = -1
        self._entries: tuple[Entry, ...] = ()

    def refresh(self) -> None:
        """Read what can be found, unless nothing was written since."""
        now = stored.stamp(self.data_dir)
        if now != self._stamp:
            self._entries = tuple(_entry(one) for one in stored.findables(self.data_dir))
            self._stamp = now

    @property
    def several(self) -> bool:
        """Whether there is more than one project, so that a line has to say whose it is."""
        return len({entry.found.project_id for entry in self._entries}) > 1

    def search(self, typed: str) -> tuple[Group, ...]:
        """What all typed words fit, by group; those that begin so come first."""
        words = typed.casefold().split()
        groups: dict[str, list[Entry]] = {}
        for entry in self._entries:
            if words and all(_fits(word, entry.plain, entry.letters) for word in words):
                groups.setdefault(entry.found.group, []).append(entry)
        return tuple(_group(title, entries, words[0]) for title, entries in groups.items())


def fits(typed: str, text: str) -> bool:
    """Whether every typed word is in a text, or in its initials."""
    plain, letters = text.casefold(), initials().keys(text)
    return all(_fits(word, plain, letters) for word in typed.casefold().split())


def _group(title: str, entries: list[Entry], word: str) -> Group:
    ordered = sorted(entries, key=lambda e: not _begins(word, e))
    return Group(title, tuple(e.found for e in ordered[:EACH]), len(entries))


def _begins(word: str, entry: Entry) -> bool:
    ways = entry.letters.split("\n")
    return entry.plain.startswith(word) or any(way.startswith(word) for way in ways)


def _fits(word: str, plain: str, letters: str) -> bool:
    return word in plain or word in letters


def _entry(found: Findable) -> Entry:
    plain = f"{found.text} {found.more}".casefold()
    return Entry(found, plain, initials().keys(found.text))


def told(found: Findable) -> str:
    """The line a list shows: what it is, and whose."""
    from zjbuy_desktop.core.case.events import EventKind
    from zjbuy_desktop.core.papers.book import PAPERS

    kind = found.kind.rpartition(":")[2]
    if found.kind.startswith("event:"):
        what = EventKind(kind).label if kind in set(EventKind) else ""
    else:
        what = PAPERS[kind].title if kind in PAPERS else ""
    parts: Iterable[str] = (found.text, what, found.more)
    return "　".join(_once(parts))


def _once(parts: Iterable[str]) -> Iterator[str]:
    for part in dict.fromkeys(" ".join(part.split()) for part in parts):
        if part:
            yield part
