"""文件里印的每个数怎么来的：按它在哪一项、哪一行，到相应的单位、标项、合同里去找。

A figure is looked for from near to far: what was entered for the paper, what only the paper
reckons, its unit in its lot, its unit, its lot, the project. It is taken only where value and
kind (金额 or 数量) are the same, so what is shown is always what is printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.derivation import Derivation, Scale
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.papers import figure_own as own
from zjbuy_desktop.core.papers import figure_pool as pool
from zjbuy_desktop.core.papers.spec import PaperSpec, Per, Setting

_AMOUNT = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}(?![\d%])"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WAN = 10_000


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure printed in a paper.

    Attributes:
        fact: name of the fact it stands in.
        label: the same in Chinese.
        text: the figure as printed.
        figure: where it comes from; ``None`` if nobody knows.
    """

    fact: str
    label: str
    text: str
    figure: Derivation | None


def printed_figures(
    ground: Ground, spec: PaperSpec, setting: Setting, facts: tuple[tuple[str, str], ...]
) -> tuple[Printed, ...]:
    """Every amount and counted quantity among a paper's facts, each once a fact."""
    found = []
    tokens = _tokens(ground)
    for name, text in facts:
        if name in _SKIPPED:
            continue
        for token in dict.fromkeys(match.group() for match in tokens.finditer(text)):
            figure = _trace(ground, spec, setting, (name, text), token)
            found.append(Printed(name, spec.label(name), token, figure))
    return tuple(found)


def _tokens(ground: Ground) -> re.Pattern[str]:
    """Amounts with two decimals, and numbers before a 计量单位 of the project."""
    measures = {n.measure for n in ground.case.needs} | {
        n.common_measure for n in ground.case.needs
    }
    words = "|".join(re.escape(m) for m in sorted(measures, key=len, reverse=True) if m)
    counted = rf"|(?<![\d.,])\d+(?:\.\d{{1,3}})?(?={words})" if words else ""
    return re.compile(_AMOUNT + counted)


_SKIPPED = frozenset(("whole_text", "number", "dated"))


def _trace(
    ground: Ground, spec: PaperSpec, setting: Setting, fact: tuple[str, str], token: str
) -> Derivation | None:
    name = _ENTRY_OF.get((spec.kind, fact[0]), fact[0].partition("/")[0])
    typed = list(_typed(ground, spec, setting, token))
    candidates = chain(
        (figure for entry, figure in typed if entry == name),
        _candidates(ground, spec, setting, fact),
        (figure for _, figure in typed),
    )
    wanted = _meanings(token)
    return next((c for c in candidates if (c.scale, int(c.value)) in wanted), None)


_ENTRY_OF = {
    ("statistics", "totals/中小企业承接金额（元）"): "sme_amount",
    ("statistics", "totals/其中小微企业（元）"): "small_amount",
}
"""Rows that print an entry under another name than the entry's own."""


def _meanings(token: str) -> set[tuple[Scale, int]]:
    """What a printed number can be: 元, 万元 (意向公开), or a quantity."""
    plain = token.replace(",", "")
    meant: set[tuple[Scale, int]] = set()
    if re.fullmatch(r"\d+\.\d{2}", plain):
        meant.add((Scale.FEN, money.fen(plain)))
        if "," not in token:
            meant.add((Scale.FEN, money.fen(plain) * _WAN))
    meant.add((Scale.MILLI, quantity.milli(plain)))
    return meant


def _typed(
    ground: Ground, spec: PaperSpec, setting: Setting, token: str
) -> Iterator[tuple[str, Derivation]]:
    """Entries of this paper in which the number stands as the clerk typed it."""
    plain = token.replace(",", "")
    scale = Scale.FEN if "." in plain else Scale.MILLI
    value = money.fen(plain) if "." in plain else quantity.milli(plain)
    for name, typed in setting.entered.values.items():
        texts = [typed] if isinstance(typed, str) else [c for row in typed for c in row]
        numbers = (n for text in texts for n in _NUMBER.findall(text.replace(",", "")))
        if any(_same(number, plain) for number in numbers):
            yield name, own.entered(ground, spec, setting, spec.label(name), value, scale)


def _same(one: str, other: str) -> bool:
    try:
        return quantity.milli(one) == quantity.milli(other)
    except ValueError:
        return False


def _candidates(
    ground: Ground, spec: PaperSpec, setting: Setting, fact: tuple[str, str]
) -> Iterator[Derivation]:
    unit, lots = _place(ground, spec, setting, fact)
    supplier = setting.subject if spec.per is Per.SUPPLIER else ""
    yield from own.of_paper(ground, spec, setting)
    for lot in (*lots, None) if unit else ():
        yield from pool.of_unit(ground, unit, lot)
    for lot in lots:
        yield from pool.of_lot(ground, lot)
    yield from pool.of_all(ground, supplier)


def _place(
    ground: Ground, spec: PaperSpec, setting: Setting, fact: tuple[str, str]
) -> tuple[str, tuple[Lot, ...]]:
    """The unit and the lots a fact speaks of: by its row, its text, or whom the paper is for."""
    name, text = fact
    row = re.sub(r"第\d+行$", "", name.partition("/")[2])
    unit = row if ground.case.unit(row) else spec.unit(ground.case, setting.subject)
    said = f"{row}，{text}，{setting.subject}"
    lots = ground.case.project.lots
    named = tuple(lot for lot in lots if lot.name in said)
    return unit, named or tuple(lot for lot in lots if lot.item in said) or lots
