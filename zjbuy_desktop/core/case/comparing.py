"""新旧两份需求逐行对照：对得上的行、多出的行、少掉的行；差额与两边合计一分不差。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import Total, total

FIELDS = {
    "item": "标的",
    "spec": "规格型号",
    "measure": "计量单位",
    "quantity": "数量",
    "price_fen": "单价",
    "amount_fen": "金额",
    "category_code": "品目编码",
    "funding": "资金来源",
    "budget_item": "预算项目",
    "funds": "资金落实",
    "delivery": "交付时间地点",
    "intention": "意向公开方式",
    "note": "备注",
}
"""Fields that are compared, with the word for each."""


class Change(StrEnum):
    """What became of a line; the value is the word."""

    SAME = "未变"
    CHANGED = "改动"
    ADDED = "新增"
    REMOVED = "去掉"


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One line of the old return beside one of the new.

    Attributes:
        old: the old line; ``None`` where it was added.
        new: the new line; ``None`` where it was removed.
        fields: names of the fields that differ; empty unless both are there.
    """

    old: NeedLine | None
    new: NeedLine | None
    fields: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        """未变、改动、新增、去掉."""
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.REMOVED
        return Change.CHANGED if self.fields else Change.SAME

    @property
    def quantity(self) -> int:
        """Δ 数量, integer 1/1000."""
        return _of(self.new, "quantity") - _of(self.old, "quantity")

    @property
    def amount_fen(self) -> int:
        """Δ 金额（分）."""
        return _of(self.new, "amount_fen") - _of(self.old, "amount_fen")

    @property
    def words(self) -> str:
        """改动：数量、单价."""
        names = "、".join(FIELDS[name] for name in self.fields)
        return f"{self.change.value}：{names}" if names else self.change.value


@dataclass(frozen=True, slots=True)
class Differences:
    """Two returns of one unit, line by line.

    Attributes:
        rows: in the order of the old lines, then what was added in the order of the new.
        old: Σ of the old return.
        new: Σ of the new return.
    """

    rows: tuple[DifferenceRow, ...]
    old: Total
    new: Total

    @property
    def quantity(self) -> int:
        """Σ Δ 数量, integer 1/1000; new − old."""
        return sum(r.quantity for r in self.rows)

    @property
    def amount_fen(self) -> int:
        """Σ Δ 金额（分）; new − old."""
        return sum(r.amount_fen for r in self.rows)

    def count(self, change: Change) -> int:
        """How many lines had that fate."""
        return sum(r.change is change for r in self.rows)


def compare(old: Iterable[NeedLine], new: Iterable[NeedLine]) -> Differences:
    """Match the lines of two returns: same unit and item, several of one by best likeness.

    The result depends on the order of lines only where two are alike in everything.
    """
    before, after = tuple(old), tuple(new)
    partner = _matched(before, after)
    taken = set(partner.values())
    rows = [
        _row(line, after[partner[i]] if i in partner else None) for i, line in enumerate(before)
    ]
    rows += [DifferenceRow(None, line) for j, line in enumerate(after) if j not in taken]
    return Differences(tuple(rows), total(before), total(after))


def _row(old: NeedLine, new: NeedLine | None) -> DifferenceRow:
    if new is None:
        return DifferenceRow(old, None)
    changed = tuple(n for n in FIELDS if getattr(old, n) != getattr(new, n))
    return DifferenceRow(old, new, changed)


def _matched(before: Sequence[NeedLine], after: Sequence[NeedLine]) -> dict[int, int]:
    """Place among the old → place among the new, the likest pairs first.

    Pairs alike in everything go together in one pass, so that long equal returns cost little.
    """
    partner: dict[int, int] = {}
    free: dict[tuple[object, ...], list[int]] = {}
    for j, line in reversed(list(enumerate(after))):
        free.setdefault(_whole(line), []).append(j)
    for i, line in enumerate(before):
        if same := free.get(_whole(line)):
            partner[i] = same.pop()
    taken = set(partner.values())
    right: dict[tuple[str, str], list[int]] = {}
    for j, line in enumerate(after):
        if j not in taken:
            right.setdefault((line.unit, line.item), []).append(j)
    pairs = sorted(
        (-_likeness(line, after[j]), i, j)
        for i, line in enumerate(before)
        if i not in partner
        for j in right.get((line.unit, line.item), ())
    )
    for _, i, j in pairs:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _whole(line: NeedLine) -> tuple[object, ...]:
    return (line.unit, *(getattr(line, name) for name in FIELDS))


_WEIGHTS = {"spec": 8, "measure": 4, "category_code": 4, "price_fen": 2, "quantity": 2}


def _likeness(old: NeedLine, new: NeedLine) -> int:
    """What names a thing weighs more than what is asked of it."""
    return sum(_WEIGHTS.get(n, 1) for n in FIELDS if getattr(old, n) == getattr(new, n))


def _of(line: NeedLine | None, name: str) -> int:
    return int(getattr(line, name)) if line is not None else 0
