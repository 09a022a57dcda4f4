"""What the office did with returns, kept beside the program in plain lists and dictionaries.

It knows the rules, not the code: what counts for a unit is what was entered last of what was not
taken back; failing that, the latest return that stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from zjbuy_desktop.core.case.tally import Total


@dataclass(frozen=True)
class Part:
    """One unit's part of one file: its number among all parts, batch and sums."""

    number: int
    unit: str
    file: str
    batch: int
    sums: Total


@dataclass
class Entry:
    """Something that decides: a part counts, or (``None``) the unit took its need back."""

    unit: str
    part: Part | None


@dataclass
class Model:
    """The parts that came, what was entered, and which batches were taken back."""

    parts: list[Part] = field(default_factory=list)
    log: list[Entry] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def bring(self, batch: int, files: Iterable[tuple[str, bool, dict[str, Total]]]) -> None:
        """Files in order: (name, whether another is preferred, 单位 → its sums)."""
        wins: dict[str, Part] = {}
        for name, loses, by_unit in files:
            for unit, sums in by_unit.items():
                part = Part(len(self.parts), unit, name, batch, sums)
                self.parts.append(part)
                if not loses:
                    wins[unit] = part
        self.log += [Entry(unit, part) for unit, part in wins.items()]

    def stands(self, entry: Entry) -> bool:
        """Whether it still decides anything."""
        return entry.part is None or entry.part.batch not in self.undone

    def of(self, unit: str) -> list[Part]:
        """Parts of a unit that stand, in order of arrival."""
        return [p for p in self.parts if p.unit == unit and p.batch not in self.undone]

    def last(self, unit: str) -> Entry | None:
        """The last entry of a unit that still decides."""
        return next((e for e in reversed(self.log) if e.unit == unit and self.stands(e)), None)

    def counting(self) -> dict[str, Part]:
        """单位 → the part that counts."""
        found = {}
        for unit in {p.unit for p in self.parts}:
            entry, left = self.last(unit), self.of(unit)
            part = entry.part if entry else (left[-1] if left else None)
            if part is not None:
                found[unit] = part
        return found

    def withdrawn(self, unit: str) -> bool:
        """Whether the unit took its need back and nothing came since."""
        entry = self.last(unit)
        return entry is not None and entry.part is None

    def take_back(self, unit: str) -> None:
        """The last withdrawal of a unit was an error."""
        entry = self.last(unit)
        assert entry is not None
        # Entry 按值相等，删要认准是哪一个。
        self.log = [e for e in self.log if e is not entry]
