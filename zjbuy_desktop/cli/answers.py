"""命令的回答，以及命令怎样打开数据。"""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from zjbuy_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers.

    Attributes:
        data: the JSON object.
        lines: the same for people.
        code: 0, or 1 when something was rejected or blocks.
    """

    data: dict[str, Any]
    lines: list[str]
    code: int = 0


Command = Callable[[Namespace], Answer]


READING = frozenset(
    {
        "project list", "project status", "needs", "explain", "papers list", "papers runs",
        "needs snapshots", "needs compare", "needs versions", "needs diff", "needs batches",
        "papers register", "check", "what-if", "back-plan", "holidays list",
        "deadlines", "plans check",
        "award show", "contracts check", "gaps list", "intention show", "requirement show",
        "review show", "disclosures list",
        "performance show", "dispute list", "archive show", "archive verify",
        "scans list", "texts list", "texts show", "texts export",
        "forms mappings", "forms mappings draft", "assist list", "assist show",
        "handover show", "units list", "yearbook show", "yearbook export",
    }
)  # fmt: skip
"""Commands that only look: they work while the window has the data open."""


def name_of(options: Namespace) -> str:
    """The command as its words, e.g. ``forms import``."""
    verb = getattr(options, "verb", None)
    return f"{options.command} {verb}" if verb else str(options.command)


def _only_looks(options: Namespace) -> bool:
    if getattr(options, "report", None):
        return False
    action = getattr(options, "action", None)
    return (f"{name_of(options)} {action}" if action else name_of(options)) in READING


@contextmanager
def desk_of(options: Namespace) -> Iterator[Desk]:
    """The desk on the chosen data folder and day; closed afterwards."""
    from zjbuy_desktop.usecases.opening import open_desk

    desk = open_desk(options.data, options.today, reading=_only_looks(options))
    try:
        yield desk
    finally:
        desk.store.close()
