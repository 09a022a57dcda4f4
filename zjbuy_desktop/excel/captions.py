"""一个表头格子：去掉括号和金额单位以后叫什么，以及它说金额以什么为单位。"""

import re
from dataclasses import dataclass
from functools import lru_cache

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.excel.header_words import (
    MEASURES,
    NOT_OURS,
    UNCERTAIN,
    WORD_OF,
    field_of,
    part_of_total,
)
from zjbuy_desktop.excel.values import SCALE_NAMES

SCALES = {name: scale for scale, name in SCALE_NAMES.items()}
"""金额单位 → 元 per unit."""

UNIT_WORDS = "百万元|千万元|亿元|万元|千元|百元|元"
"""Longest first, for regular expressions."""

_BRACKETS = re.compile(r"[(\[【〔{<][^()\[\]【】〔〕{}<>]*[)\]】〕}>]")
_UNIT_TAIL = re.compile(rf"[/:、,\-]?(?:单位:?)?(?:人民币)?({UNIT_WORDS})$")
_FOREIGN = re.compile(r"[美欧港日韩澳加新]元|英镑|港币|美金|usd|eur")
_UNIT_INSIDE = re.compile(rf"(?<![美欧港日韩澳加新])({UNIT_WORDS})(?!件|素)")
_LABEL = re.compile(r"^(?:计量)?单位:?")
_PURE_UNIT = re.compile(rf"(?:单位:?)?(?:人民币)?({UNIT_WORDS})")


@dataclass(frozen=True, slots=True)
class Caption:
    """One header cell, or the cells of one column's head above each other, understood.

    Attributes:
        text: the caption without brackets and money unit.
        scale: 元 per written unit, ``None`` if the caption doesn't say.
        foreign: whether it names a foreign currency.
        measure: the 计量单位 it states (采购数量（台）); empty if none.
    """

    text: str
    scale: int | None
    foreign: bool = False
    measure: str = ""


NO_CAPTION = Caption("", None)


@lru_cache(maxsize=2048)
def caption_of(text: str) -> Caption:
    """Take a header cell apart: ``预算总额（万元）`` → ``预算总额``, 10000."""
    plain = squeeze(halfwidth(text)).strip("*＊:;。.").lower()
    scale, measure = None, ""
    for bracket in _BRACKETS.findall(plain):
        inside = _UNIT_INSIDE.search(bracket)
        counted = _LABEL.sub("", bracket[1:-1])
        measure = counted if counted in MEASURES else measure
        if inside:
            scale = SCALES[inside[1]]
    bare = _BRACKETS.sub("", plain).strip("*:;。.")
    tail = _UNIT_TAIL.search(bare)
    pure = _PURE_UNIT.fullmatch(bare)
    if pure:
        scale, bare = scale or SCALES[pure[1]], ""
    elif tail and not _FOREIGN.search(bare):
        scale = scale or SCALES[tail[1]]
        bare = bare[: tail.start()]
    return Caption(bare, scale, bool(_FOREIGN.search(plain)), measure)


def combined(parts: list[Caption]) -> Caption:
    """What the captions of one column mean together, the group captions first.

    A group caption can complete a word (资金 over 来源), say the money unit (预算（万元）), or
    take the column out of consideration (现有情况 over 数量).
    """
    if len(parts) <= 1:
        return parts[0] if parts else NO_CAPTION
    scale = next((part.scale for part in reversed(parts) if part.scale is not None), None)
    foreign = any(part.foreign for part in parts)
    texts = [part.text for part in parts]
    measure = next((part.measure for part in reversed(parts) if part.measure), "")
    measure = texts[-1] if texts[-1] in MEASURES else measure
    while len(texts) > 1 and (not texts[-1] or texts[-1] in MEASURES):
        texts.pop()  # 最下面一格只写了“（元）”“台”
    return Caption(_meaning(texts), scale, foreign, measure)


def _meaning(texts: list[str]) -> str:
    lowest, groups = texts[-1], texts[:-1]
    for group in reversed(groups):
        if group + lowest in WORD_OF:
            return group + lowest
    if any(NOT_OURS.search(group) for group in groups):
        return ""
    group = next((group for group in reversed(groups) if field_of(group)), "")
    if group and part_of_total(lowest):
        return group
    if field_of(lowest) or lowest == UNCERTAIN:
        return lowest
    return "" if group else "".join(texts)
