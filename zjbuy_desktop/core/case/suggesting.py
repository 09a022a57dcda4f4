"""归并建议：哪些标的看起来是同一种东西，为什么；采纳与否由经办人定。"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import common_needs, plain
from zjbuy_desktop.core.case.tally import Total, totals_by

ALIKE = 0.7
"""Names at least this similar are suggested; only a suggestion, so habit may set it."""

_NUMBERS = re.compile("[0-9]+")
_BRACKETS = str.maketrans("", "", "()[]{}【】〔〕《》“”\"'·、,.-_/")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One item looks like another.

    Attributes:
        item: 标的 that would be merged.
        into: 统一标的 it would go to.
        reason: 为什么.
        total: Σ of the lines it would move.
    """

    item: str
    into: str
    reason: str
    total: Total


def suggestions(case: Case, declined: Collection[tuple[str, str]] = ()) -> tuple[Suggestion, ...]:
    """At most one suggestion for each item outside the lots, most alike target first.

    Items of lots stay; others go to a lot's item, or to one that more lines name.
    """
    totals = totals_by(common_needs(case), lambda line: line.item)
    codes: dict[str, set[str]] = {}
    for line in common_needs(case):
        codes.setdefault(line.item, set()).add(plain(line.category_code))
    lots = list(dict.fromkeys(lot.item for lot in case.project.lots if lot.item))
    strays = [item for item in totals if item not in lots]
    strays.sort(key=lambda item: -totals[item].rows)
    found = []
    for at, item in enumerate(strays):
        targets = [t for t in (*lots, *strays[:at]) if (item, t) not in declined]
        best = max(
            ((*_likeness(item, t, _agree(codes, item, t)), t) for t in targets),
            key=lambda judged: judged[0],
            default=(0.0, "", ""),
        )
        if best[1]:
            found.append(Suggestion(item, best[2], best[1], totals[item]))
    return tuple(found)


def _agree(codes: dict[str, set[str]], item: str, target: str) -> bool:
    """Whether no two written codes contradict each other; a lot without lines has none."""
    written = (codes.get(item, set()) | codes.get(target, set())) - {""}
    return len(written) <= 1


def _likeness(item: str, target: str, same_code: bool) -> tuple[float, str]:
    one, two = plain(item).translate(_BRACKETS), plain(target).translate(_BRACKETS)
    if one == two:
        return 2.0, "名称只差空格、括号或全角半角"
    if _NUMBERS.findall(one) != _NUMBERS.findall(two):
        return 0.0, ""  # A3 and A4, 65寸 and 75寸 look alike and are not the same
    compared = SequenceMatcher(None, one, two, autojunk=False)
    # 两个上限都很快；够不着的不必逐字比，标的多时差几十倍。
    if not same_code or min(compared.real_quick_ratio(), compared.quick_ratio()) < ALIKE:
        return 0.0, ""
    ratio = compared.ratio()
    if ratio >= ALIKE:
        return ratio, f"品目编码不冲突、名称相近（相似 {ratio:.2f}）"
    return 0.0, ""
