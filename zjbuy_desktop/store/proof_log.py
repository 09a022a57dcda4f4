"""What is known of backups beyond their names: papers made again from them, restore drills."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from zjbuy_desktop.store import places
from zjbuy_desktop.store.durable import read_json, write_json

FILE = "核对记录.json"
_MOST = 60


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of making a paper again from a backup, or of a restore drill.

    Attributes:
        at: ISO time.
        file: name of the backup.
        kind: ``paper`` or ``drill``.
        ok: whether all was as it ought to be.
        words: 中文.
    """

    at: str
    file: str
    kind: str
    ok: bool
    words: str

    @property
    def when(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)


def add(data_dir: Path, proof: Proof) -> None:
    """Keep one; the oldest go.

    Raises:
        UserError: it can't be written.
    """
    kept = [*read(data_dir), proof][-_MOST:]
    folder = places.backups(data_dir)
    write_json(folder / FILE, {"format": 1, "proofs": [asdict(p) for p in kept]})


def read(data_dir: Path) -> tuple[Proof, ...]:
    """All kept, the oldest first; one that can't be understood is left out."""
    raw = read_json(places.backups(data_dir) / FILE).get("proofs", ())
    return tuple(p for p in map(_proof, raw) if p is not None)


def _proof(raw: Any) -> Proof | None:
    try:
        proof = Proof(**raw)
        datetime.fromisoformat(proof.at)
    except (TypeError, ValueError):
        return None
    return proof


def last(data_dir: Path, kind: str) -> Proof | None:
    """The last of a kind."""
    return next((p for p in reversed(read(data_dir)) if p.kind == kind), None)


def of_file(data_dir: Path, name: str) -> tuple[Proof, ...]:
    """What is known of one backup."""
    return tuple(p for p in read(data_dir) if p.file == name)
