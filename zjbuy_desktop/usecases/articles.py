"""依据：一个环节、一条规则引用的条文，连同指引的原文。"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.citation import guideline as cite
from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.host import resources

_DIGITS = "一二三四五六七八九十"
_PIECE = re.compile(rf"第?([{_DIGITS}]+)条?(?:（([{_DIGITS}]+)）)?(?:至（([{_DIGITS}]+)）)?")
_ORDER = (*_DIGITS, "十一", "十二", "十三", "十四")


@dataclass(frozen=True, slots=True)
class Quote:
    """One article as shown under 依据.

    Attributes:
        label: 浙财采监〔2025〕6号 第六条（一）.
        text: its words as published; empty where the program does not hold them.
    """

    label: str
    text: str


def quotes_of(spec: StageSpec) -> tuple[Quote, ...]:
    """What a stage, its rules, papers and checklist rest on: the guideline's own words first."""
    cited = [
        *(r.basis for r in spec.rules if r.basis),
        *(i.basis for i in spec.checklist),
        *(p.basis for p in spec.papers),
    ]
    own = [c for c in (spec.section, *cited) if c.text == "guideline"]
    others = dict.fromkeys(c.label for c in cited if c.text != "guideline")
    numbers = dict.fromkeys(n for c in own for n in numbers_in(c.article))
    quoted = (_quote(number) for number in sorted(numbers, key=_place))
    return (*quoted, *(Quote(label, "") for label in others))


def quote(basis: Citation) -> tuple[Quote, ...]:
    """The words behind one citation."""
    if basis.text != "guideline":
        return (Quote(basis.label, ""),)
    return tuple(_quote(number) for number in numbers_in(basis.article))


def numbers_in(article: str) -> Iterator[str]:
    """``第八条（四）至（六）、第九条`` → 八（四）, 八（五）, 八（六）, 九; the unknown left out."""
    known = texts()
    for piece in article.split("、"):
        match = _PIECE.fullmatch(piece.strip())
        if match is None:
            continue
        number, first, last = match.groups()
        for name in _clauses(number, first, last):
            if name in known:
                yield name


def _clauses(number: str, first: str | None, last: str | None) -> Iterable[str]:
    if first is None:
        return (number,)
    start, stop = _ORDER.index(first), _ORDER.index(last or first)
    return (f"{number}（{_ORDER[n]}）" for n in range(start, stop + 1))


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """Every article and clause of the guideline by its number, e.g. ``六（一）``."""
    table = resources.read_toml("law/articles/guideline.toml")
    return {entry["id"]: entry["text"].strip() for entry in table["article"]}


def _place(number: str) -> int:
    return list(texts()).index(number)


def _quote(number: str) -> Quote:
    article, _, clause = number.partition("（")
    written = f"第{article}条" + (f"（{clause}" if clause else "")
    return Quote(cite(written).label, texts()[number])
