"""交接记录: who has which project, kept beside the database so that a restore does not forget it.

A backup made before a project was handed over brings the project back as if it were still here;
this file is what says that it is not.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from zjbuy_desktop.store.durable import read_json, write_json

FILE = "交接记录.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """The last that is known of where a project is.

    Attributes:
        lineage: what tells the project from any other, on every PC alike.
        turn: 第几棒: how often it has been handed over.
        here: whether this PC has it.
        other: to whom it went, or from whom it came.
        at: ISO time.
        token: tells two hand-overs of the same turn apart.
        name: 项目名称.
    """

    lineage: str
    turn: int
    here: bool
    other: str
    at: str
    token: str
    name: str


def read(data_dir: Path) -> dict[str, Entry]:
    """lineage → the last that is known."""
    found = {}
    for raw in read_json(data_dir / FILE).get("projects", ()):
        try:
            entry = Entry(**raw)
        except TypeError:
            continue
        found[entry.lineage] = entry
    return found


def note(data_dir: Path, entries: Iterable[Entry]) -> dict[str, Entry]:
    """Add what is newer than what is known; writes only when anything is.

    Raises:
        UserError: it can't be written.
    """
    before = read(data_dir)
    known = merged(before, entries)
    if known != before:
        rows = [asdict(e) for e in sorted(known.values(), key=lambda e: e.lineage)]
        write_json(data_dir / FILE, {"format": 1, "projects": rows})
    return known


def merged(known: dict[str, Entry], entries: Iterable[Entry]) -> dict[str, Entry]:
    """What is known, with what is newer."""
    newer = {e.lineage: e for e in entries if _newer(e, known.get(e.lineage))}
    return {**known, **newer}


def _newer(entry: Entry, known: Entry | None) -> bool:
    if known is None or entry.turn > known.turn:
        return True
    return entry.turn == known.turn and entry.at > known.at
