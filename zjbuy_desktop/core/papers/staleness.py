"""过期：一份文件印的内容和现在的内容差在哪里。"""

from collections.abc import Callable

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.homecoming import Home, standing_of
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.labels import ORDER, label
from zjbuy_desktop.core.papers.ticks import OPEN, TICKED

Facts = tuple[tuple[str, str], ...]

_WHOLE = "whole_text"
_YES, _NO, _NOTHING = "是", "否", "（空）"
SIGNED_AT = {
    "contract": EventKind.CONTRACT_SIGNED,
    "acceptance_record": EventKind.ACCEPTANCE_DONE,
}
"""Milestones of a unit that cannot be recorded before its paper was signed."""
_RECOMMENDS = "lead_recommendation"
"""What it is there to ask is recorded from the very sheet that came back."""


def changed_since(case: Case, made: MadePaper, now: Facts) -> list[str]:
    """What a paper prints otherwise than it would now; empty when it is up to date.

    A blank was left to be filled in by hand only once this very edition has come home: until
    then a fact that became known makes the paper stale like any other.
    """
    spec = PAPERS[made.kind]
    by_hand = spec.returns and made.facts != now and came_home(case, made)
    return changes(made.facts, now, by_hand=by_hand, label_of=spec.label)


def came_home(case: Case, made: MadePaper) -> bool:
    """Whether this edition came back signed, by the register or by a milestone."""
    standing = standing_of(case, made.kind, made.unit)
    move = standing.move
    if standing.home in (Home.WAITING, Home.SEALED):
        if move is not None:
            return move.edition == made.edition or (not move.edition and move.at >= made.made_at)
        return standing.since is not None and made.made_at.date() <= standing.since
    if made.kind == _RECOMMENDS:
        return any(r.by_unit == made.unit for r in case.recommendations)
    event = SIGNED_AT.get(made.kind)
    unit = PAPERS[made.kind].unit(case, made.unit)
    signed = case.happened(event, unit) if event else None
    return signed is not None and made.made_at.date() <= signed


def changes(
    before: Facts,
    after: Facts,
    *,
    by_hand: bool = False,
    label_of: Callable[[str], str] = label,
) -> list[str]:
    """What changed between the facts a paper printed and the facts now, in Chinese.

    Empty when nothing did: the paper is up to date.

    Args:
        before: facts as printed.
        after: facts now.
        by_hand: the paper came back filled in (委托函): a blank that is known now is no change.
        label_of: the Chinese name of a fact (``PaperSpec.label`` knows the paper's own entries).
    """
    old, new = dict(before), dict(after)
    names = [n for n in {**old, **new} if old.get(n) != new.get(n)]
    named = [n for n in names if n != _WHOLE]
    told = sorted(n for n in named if not (by_hand and _open(old.get(n, ""))))
    lines = [_line(n, old, new, label_of) for n in told if not n.endswith(ORDER)]
    moved = [n.removesuffix(ORDER) for n in told if n.endswith(ORDER)]
    lines += [
        f"{label_of(table)}的各行次序有变化"
        for table in moved
        if not any(n.startswith(f"{table}/") and not n.endswith(ORDER) for n in named)
    ]
    return lines or (["文字有变化"] if names and not named else [])


def _line(
    name: str, old: dict[str, str], new: dict[str, str], label_of: Callable[[str], str]
) -> str:
    was, now = old.get(name, ""), new.get(name, "")
    nothing = _NO if _YES in (was, now) else _NOTHING
    return f"{label_of(name)}：{was or nothing} → {now or nothing}"


def _open(value: str) -> bool:
    """Whether a printed fact was left to be filled in or ticked by hand."""
    return not value or "□" in value or (OPEN in value and TICKED not in value)
