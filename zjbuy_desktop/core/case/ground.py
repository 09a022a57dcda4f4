"""追溯所依据的：项目的全部事实、更正过的格子、录入的操作记录、现行法规。"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.origins import CellOrigin, Corrected, EntryOrigin
from zjbuy_desktop.core.case.remembered import once_for_a_case


@dataclass(frozen=True, slots=True)
class Logged:
    """One 操作记录 behind an entry.

    Attributes:
        seq: its number.
        at: when.
        by: 经办人.
        summary: what it says.
        reason: 理由或凭据 kept with it.
    """

    seq: int
    at: datetime
    by: str
    summary: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What figures are traced over.

    Attributes:
        case: the project's facts.
        corrections: (SHA-256, 工作表, 格子) → 更正.
        entries: (what kind of entry, about what) → the record of it.
        remarks: SHA-256 → what was said when that file was read.
    """

    case: Case
    corrections: Mapping[tuple[str, str, str], Corrected] = field(default_factory=dict)
    entries: Mapping[tuple[str, str], Logged] = field(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def cell(self, line: NeedLine, name: str) -> CellOrigin:
        """Where a field of a need line stands; without an address where the form has no such."""
        source = line.source
        cell = dict(source.cells).get(name, "")
        return CellOrigin(
            source.file,
            source.sha256,
            source.sheet,
            cell,
            source.cells,
            source.received_at,
            self.corrections.get((source.sha256, source.sheet, cell)),
            self.remarks.get(source.sha256, ()),
        )

    def entry(self, kind: str, about: str, what: str) -> EntryOrigin:
        """The record of an entry; only its name where no record is known (接手的项目)."""
        found = self.entries.get((kind, about)) or self.entries.get((kind, ""))
        if found is None:
            return EntryOrigin(what)
        return EntryOrigin(what, found.seq, found.at, found.by, found.summary, found.reason)


@dataclass(frozen=True, slots=True)
class Seen:
    """A need line as the unit wrote it, and as its common item sees it."""

    written: NeedLine
    common: NeedLine


@once_for_a_case
def lines_by_unit(case: Case) -> Mapping[str, tuple[Seen, ...]]:
    """单位 → its lines, in roster order; the one search behind all questions about a case."""
    found: dict[str, list[Seen]] = {}
    for written, common in zip(case.needs, common_needs(case), strict=True):
        found.setdefault(written.unit, []).append(Seen(written, common))
    return {unit: tuple(lines) for unit, lines in found.items()}


Ask = Callable[[Ground], Derivation | None]
"""A question about one figure; answered with ``None`` where there is no such figure."""
