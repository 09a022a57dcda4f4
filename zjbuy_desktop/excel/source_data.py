"""“数据来源”里要说的话：更正过的格子、归并和换算的记录、采购结果的登记。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.core.base.quantity import show
from zjbuy_desktop.core.case.merging import as_common, why_not, wording_of
from zjbuy_desktop.core.case.needs import NeedLine

Cell = tuple[str, str, str]
"""SHA-256, 工作表, 格子."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """What was done to need lines by hand, in words.

    Attributes:
        corrections: cell → 更正 with its record.
        merging: 标的 as written, normalised → the record of putting it under a common item.
    """

    corrections: Mapping[Cell, str] = field(default_factory=dict)
    merging: Mapping[str, str] = field(default_factory=dict)

    def of(self, line: NeedLine) -> str:
        """What is to be said of a line; empty for one that is as it was returned."""
        said = list(self._corrected(line)) if self.corrections else []
        if line.common or line.common_measure:
            said.append(self._merged(line))
        return "；".join(said)

    def only(self, lines: Iterable[NeedLine]) -> "Remarks":
        """Those about some lines and no others: what may be told to the unit that wrote them."""
        if not self.corrections and not self.merging:
            return self
        listed = list(lines)
        cells = {cell for line in listed for cell in _cells(line)}
        items = {wording_of(line)[0] for line in listed if line.common or line.common_measure}
        return Remarks(
            {cell: said for cell, said in self.corrections.items() if cell in cells},
            {item: said for item, said in self.merging.items() if item in items},
        )

    def _corrected(self, line: NeedLine) -> Iterable[str]:
        for cell in dict.fromkeys(_cells(line)):
            if cell in self.corrections:
                yield f"{cell[2]} {self.corrections[cell]}"

    def _merged(self, line: NeedLine) -> str:
        record = self.merging.get(wording_of(line)[0], "")
        said = f"归入“{line.common_item}”"
        if line.common_measure and not why_not(line, line.common_measure, line.factor):
            seen = as_common(line)
            said += (
                f"，按 1 {line.measure} = {line.factor} {seen.measure}换算为 "
                f"{show(seen.quantity)} {seen.measure}、单价 {yuan(seen.price_fen)} 元"
            )
        return f"{said}：{record}" if record else said


@dataclass(frozen=True, slots=True)
class AwardSource:
    """Where a share's contract amount comes from.

    Attributes:
        entered: what was entered (中标单价 4,800.00 元).
        at: when.
        record: by whom, and which 操作记录.
        how: how the amount comes of it.
    """

    entered: str
    at: str
    record: str
    how: str


def _cells(line: NeedLine) -> list[Cell]:
    source = line.source
    return [(source.sha256, source.sheet, cell) for _, cell in source.cells]
