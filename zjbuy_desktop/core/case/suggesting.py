"""归并建议：哪些标的看起来是同一种东西，为什么；采纳与否由经办人定。"""

import re
from collections import defaultdict
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
_GRADE = re.compile(r"[(\[{【〔]([^()\[\]{}【】〔〕]*)[)\]}】〕]")


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


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is written about one item besides its name: 品目编码, 规格, 计量单位."""

    name: str
    codes: frozenset[str]
    specs: frozenset[str]
    measures: frozenset[str]


def suggestions(case: Case, declined: Collection[tuple[str, str]] = ()) -> tuple[Suggestion, ...]:
    """At most one suggestion for each item outside the lots, most alike target first.

    Items of lots stay; others go to a lot's item, or to one that more lines name.
    """
    totals = totals_by(common_needs(case), lambda line: line.item)
    kinds = _kinds(case)
    lots = list(dict.fromkeys(lot.item for lot in case.project.lots if lot.item))
    strays = [item for item in totals if item not in lots]
    strays.sort(key=lambda item: -totals[item].rows)
    found = []
    for at, item in enumerate(strays):
        targets = [t for t in (*lots, *strays[:at]) if (item, t) not in declined]
        best = max(
            ((*_likeness(kinds[item], kinds[t]), t) for t in targets),
            key=lambda judged: judged[0],
            default=(0.0, "", ""),
        )
        if best[1]:
            found.append(Suggestion(item, best[2], best[1], totals[item]))
    return tuple(found)


def _kinds(case: Case) -> dict[str, _Kind]:
    """Every common item and every lot's item with what lines and lots say of it."""
    said: dict[str, tuple[set[str], set[str], set[str]]] = defaultdict(
        lambda: (set(), set(), set())
    )
    for lot in case.project.lots:
        _add(said[lot.item], "", lot.spec, lot.measure)
    for line in common_needs(case):
        _add(said[line.item], line.category_code, line.spec, line.measure)
    return {
        item: _Kind(item, *(frozenset(words - {""}) for words in sets))
        for item, sets in said.items()
    }


def _add(sets: tuple[set[str], set[str], set[str]], *words: str) -> None:
    for known, word in zip(sets, words, strict=True):
        known.add(plain(word))


def _likeness(one: _Kind, two: _Kind) -> tuple[float, str]:
    """How alike two items are, and why; nothing where they are not."""
    name, other = plain(one.name), plain(two.name)
    bare, other_bare = name.translate(_BRACKETS), other.translate(_BRACKETS)
    if bare == other_bare:
        return 2.0, _reason("名称只差空格、括号或全角半角", one, two)
    if _NUMBERS.findall(bare) != _NUMBERS.findall(other_bare) or len(one.codes | two.codes) > 1:
        return 0.0, ""  # A3 and A4, 65寸 and 75寸 look alike and are not the same
    ratio, same = _ratio(bare, other_bare), _alike_but_for_name(one, two)
    if not same and (ratio < ALIKE or _other_grade(name, other)):
        return 0.0, ""
    told = f"名称相近（相似 {ratio:.2f}）" if ratio >= ALIKE else "名称不同"
    return ratio + same, _reason(told, one, two)


def _other_grade(name: str, other: str) -> bool:
    """Whether brackets keep them apart on purpose, as （基础型）and（增强型）do."""
    one, two = set(_GRADE.findall(name)), set(_GRADE.findall(other))
    return bool(one and two) and one.isdisjoint(two)


def _alike_but_for_name(one: _Kind, two: _Kind) -> bool:
    """Whether code, a measure and a specification that says something are the same.

    “见附件” says nothing; a specification of a thing has figures.
    """
    shared = one.specs & two.specs
    return bool(
        one.codes & two.codes
        and one.measures & two.measures
        and any(char.isdigit() for spec in shared for char in spec)
    )


def _ratio(one: str, two: str) -> float:
    """Similarity of two names; 0 where it can't reach ``ALIKE``."""
    compared = SequenceMatcher(None, one, two, autojunk=False)
    # 两个上限都很快；够不着的不必逐字比，标的多时差几十倍。
    if min(compared.real_quick_ratio(), compared.quick_ratio()) < ALIKE:
        return 0.0
    return compared.ratio()


def _reason(name: str, one: _Kind, two: _Kind) -> str:
    """Everything a clerk weighs: name, code, specification, measure."""
    parts = [name]
    if one.codes and two.codes:
        parts.append("品目编码相同" if one.codes == two.codes else "品目编码不同，请先核对")
    if one.specs and two.specs:
        parts.append("规格相同" if one.specs & two.specs else "规格写法不同，请先核对")
    if one.measures and two.measures:
        words = "、".join(sorted(one.measures | two.measures))
        same = one.measures == two.measures
        parts.append("计量单位相同" if same else f"计量单位不同（{words}），归并后要换算")
    return "；".join(parts)
