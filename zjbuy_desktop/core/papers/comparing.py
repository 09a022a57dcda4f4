"""Two texts line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from zjbuy_desktop.core.papers.wording import plain


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a comparison: ``mark`` is ``-`` (only before), ``+`` (only after) or blank."""

    mark: str
    text: str


def compare(before: str, after: str) -> list[Difference]:
    """Two texts line by line; empty when they are the same."""
    old, new = plain(before).splitlines(), plain(after).splitlines()
    return list(_lines(old, new)) if old != new else []


def _lines(old: list[str], new: list[str]) -> Iterator[Difference]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Difference("", line) for line in old[a:b])
            continue
        yield from (Difference("-", line) for line in old[a:b])
        yield from (Difference("+", line) for line in new[c:d])
