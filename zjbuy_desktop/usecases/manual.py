"""使用手册：一章一章，每步一句话、一幅图；由窗口里真的做一遍得来（``packaging/manual.py``）。"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.host import resources

_FOLDER = "manual"
FIRST = "start"
"""The chapter of pages that have none of their own."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    Attributes:
        text: what to do, one sentence.
        picture: the window at that moment, with a ring round what is meant.
    """

    text: str
    picture: Path


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter.

    Attributes:
        id: name of its file.
        place: its number, from 1.
        title: what it is called.
        pages: ids of the help pages it belongs to, the principal one first.
        steps: what is done, in order.
    """

    id: str
    place: int
    title: str
    pages: tuple[str, ...]
    steps: tuple[Step, ...]


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """All chapters in their order."""
    found = (_read(path.stem) for path in resources.paths(_FOLDER, ".toml"))
    return tuple(sorted(found, key=lambda chapter: chapter.place))


def chapter(name: str) -> Chapter:
    """A chapter by its id or title.

    Raises:
        UserError: there is none of that name; the hint lists them.
    """
    for one in chapters():
        if name in (one.id, one.title):
            return one
    raise UserError(
        f"手册里没有“{name}”这一章。", f"有：{'、'.join(c.title for c in chapters())}。"
    )


def chapter_of(page: str) -> Chapter:
    """The chapter a page belongs to; the first one where it has none of its own."""
    return next((c for c in chapters() if page in c.pages), chapter(FIRST))


def matching(words: str) -> tuple[Chapter, ...]:
    """Chapters in whose title or steps all these words stand; all for no words."""
    wanted = words.split()
    return tuple(c for c in chapters() if all(w in _text(c) for w in wanted))


def _text(one: Chapter) -> str:
    return "\n".join([one.title, *(step.text for step in one.steps)])


def _read(name: str) -> Chapter:
    kept = resources.read_toml(f"{_FOLDER}/{name}.toml")
    folder = resources.resource_dir() / _FOLDER / name
    steps = tuple(Step(s["text"], folder / s["picture"]) for s in kept["step"])
    return Chapter(name, kept["place"], kept["title"], tuple(kept["pages"]), steps)
