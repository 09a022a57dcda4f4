"""统一标的：归并、拆回、换算、不采纳建议、撤销；单位写的需求行不变，金额不变。"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.text import halfwidth
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.items import item_totals
from zjbuy_desktop.core.case.merging import (
    Assignment,
    common_needs,
    plain,
    refuse_inexact,
    wording_of,
)
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.suggesting import Suggestion, suggestions
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import merging as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.store.settled import refuse_when_settled
from zjbuy_desktop.usecases.desk import Desk

UNSAID = "（没有写计量单位）"

_EXACTLY = "名称要与 items list 列出的完全一致。"


def measure_factor(text: str) -> Fraction:
    """换算倍数 as typed: 10, 0.5 or 1/1000, exactly.

    Raises:
        UserError: it is no number above zero.
    """
    try:
        factor = Fraction(halfwidth(text).strip())
    except (ValueError, ZeroDivisionError):
        factor = Fraction(0)
    if factor <= 0:
        raise UserError(f"“{text}”不是换算倍数。", "写成 10、0.5 或 1/1000。")
    return factor


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines are meant.

    Attributes:
        commons: 统一标的 they stand under now.
        unit: only this unit's; empty for all.
        written: only lines whose item was written so; empty for all.
        spec: only lines of this 规格 as written; empty for all.
        measure: only lines of this 计量单位 as written, empty where none was; ``None`` for all.
        picked: only these lines; empty for all.
    """

    commons: tuple[str, ...]
    unit: str = ""
    written: str = ""
    spec: str = ""
    measure: str | None = None
    picked: tuple[NeedLine, ...] = ()

    @property
    def of_units(self) -> bool:
        """Whether single units are meant, and not whoever says the same."""
        return bool(self.unit or self.picked)

    def lines(self, case: Case) -> list[NeedLine]:
        """The lines meant.

        Raises:
            UserError: there are none, or a name is nobody's.
        """
        _known(self.commons, {line.common_item for line in case.needs})
        wanted = ((self.unit, "unit"), (self.written, "item"), (self.spec, "spec"))
        keys = {(line.unit, wording_of(line)) for line in self.picked}
        found = [
            line
            for line in case.needs
            if line.common_item in self.commons
            and (not keys or (line.unit, wording_of(line)) in keys)
            and all(value in ("", getattr(line, name)) for value, name in wanted)
            and self.measure in (None, line.measure)
        ]
        if not found:
            raise UserError("没有符合的需求行。", _EXACTLY)
        return found if self.of_units else self._all_who_say_so(case, found)

    def _all_who_say_so(self, case: Case, found: list[NeedLine]) -> list[NeedLine]:
        """With lines whose words differ in blanks or width only: their place is the same."""
        said = {wording_of(line) for line in found}
        names = {plain(name) for name in self.commons}
        return [
            line
            for line in case.needs
            if wording_of(line) in said and plain(line.common_item) in names
        ]


def _known(names: Iterable[str], known: Collection[str]) -> None:
    """Refuse a name that nothing bears, rather than leave it out.

    Raises:
        UserError: names the first.
    """
    for name in names:
        if name not in known:
            raise UserError(f"没有“{name}”这个统一标的。", _EXACTLY)


def items(desk: Desk, project_id: int) -> dict[str, Any]:
    """统一标的 with Σ and the unit lines under each; Σ lines = Σ by common item in amount."""
    case = desk.case(project_id)
    groups: dict[str, list[dict[str, Any]]] = {}
    for line, view in zip(case.needs, common_needs(case), strict=True):
        groups.setdefault(line.common_item, []).append(_line_json(line, view))
    listed = [
        {
            "item": found.item,
            "rows": found.sums.rows,
            "quantity": quantity.units(found.sums.quantity),
            "measures": sorted(found.measures),
            "amount_fen": found.sums.amount_fen,
            "lines": groups[found.item],
        }
        for found in item_totals(case)
    ]
    return {"amount_fen": total(case.needs).amount_fen, "items": listed}


def _line_json(line: NeedLine, view: NeedLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "item": line.item,
        "spec": line.spec,
        "measure": line.measure,
        "quantity": quantity.units(line.quantity),
        "amount_fen": line.amount_fen,
        "common_measure": view.measure,
        "common_quantity": quantity.units(view.quantity),
        "file": line.source.file,
        "sheet": line.source.sheet,
        "cells": dict(line.source.cells),
    }


def suggested(desk: Desk, case: Case) -> tuple[Suggestion, ...]:
    """Suggestions the clerk has not declined."""
    with desk.store.read() as view:
        declined = stored.load_declined(view, case.id)
    return suggestions(case, declined)


def merge(desk: Desk, project_id: int, choice: Choice, into: str, reason: str) -> int:
    """Put lines under a common item, with the reason; returns how many lines move.

    Raises:
        UserError: no such lines, no name or no reason, or the needs are settled.
    """
    into = into.strip()
    if not into:
        raise UserError("没有写统一标的的名称。", "写明归并到哪个标的。")
    case = desk.case(project_id)
    lines = choice.lines(case)
    moved = sum(line.common_item != into for line in lines)
    names = "、".join(dict.fromkeys(line.item for line in lines))
    summary = f"归并 {moved} 行（{names}）到“{into}”"
    _write(desk, case, "items_merged", summary, choice, (lines, into, reason))
    return moved


def split(desk: Desk, project_id: int, choice: Choice, to: str, reason: str) -> int:
    """Take lines out of a common item, to one of their own or, without name, as written.

    Raises:
        UserError: no such lines, no reason, or they would stay where they are.
    """
    case = desk.case(project_id)
    to = to.strip()
    lines = choice.lines(case)
    if all((to or line.item) in choice.commons for line in lines):
        raise UserError("拆出后名称没有变，等于没有拆。", "写一个新的统一标的名称。")
    where = f"“{to}”" if to else "原填标的"
    summary = f"从“{'、'.join(choice.commons)}”拆出 {len(lines)} 行，归{where}"
    _write(desk, case, "items_split", summary, choice, (lines, to, reason))
    return len(lines)


def convert(
    desk: Desk, project_id: int, choice: Choice, measure: str, factor: Fraction, evidence: str
) -> int:
    """State that one of the lines' measure is ``factor`` of ``measure``, with the evidence.

    Raises:
        UserError: a line can't be converted exactly, or evidence is missing.
    """
    case = desk.case(project_id)
    lines = choice.lines(case)
    refuse_inexact(lines, measure, factor)
    summary = f"换算 {len(lines)} 行：1{lines[0].measure or UNSAID}＝{factor}{measure}"
    made = [
        Assignment(unit, wording_of(line), line.common_item, measure, factor, evidence)
        for line, unit in _scoped(desk, case, lines, choice.of_units)
    ]
    _keep(desk, case, "items_converted", summary, made)
    return len(lines)


def decline(desk: Desk, project_id: int, item: str, into: str, reason: str) -> None:
    """Remember that two items are not the same thing.

    Raises:
        UserError: there is no such item, both are the same one, or the needs are settled.
    """
    case = desk.case(project_id)
    known = {line.common_item for line in case.needs}
    _known((item,), known)
    _known((into,), known | {lot.item for lot in case.project.lots})
    summary = f"不采纳归并建议：“{item}”不归“{into}”"
    with desk.store.begin("merge_declined", summary, desk.now(), project_id=project_id) as work:
        refuse_when_settled(work, project_id)
        if plain(item) == plain(into):
            raise UserError("“不采纳”要写两个不同的标的。", "改写其中一个名称。")
        stored.add_declined(work, project_id, item, into, reason)
        work.payload["reason"] = reason


def undo(desk: Desk, project_id: int) -> int:
    """Take back the last merging, splitting, conversion or declining.

    Raises:
        UserError: there is nothing to take back, or the needs are settled.
    """
    case = desk.case(project_id)
    with desk.store.begin(
        "merging_undone", "撤销上一步归并", desk.now(), project_id=project_id
    ) as work:
        refuse_when_settled(work, project_id)
        gone = stored.undo_last(work, project_id)
        if not gone:
            raise UserError("没有可撤销的归并。")
        for record in flow.after_touching(case, stage("collection")):
            records.set_stage(work, project_id, record)
    return gone


def _write(
    desk: Desk,
    case: Case,
    action: str,
    summary: str,
    choice: Choice,
    to: tuple[list[NeedLine], str, str],
) -> None:
    """Assign lines to a common item, keeping what was stated about conversion."""
    lines, common, reason = to
    made = [
        Assignment(unit, wording_of(line), common, line.common_measure, line.factor, reason)
        for line, unit in _scoped(desk, case, lines, choice.of_units)
    ]
    _keep(desk, case, action, summary, made)


def _scoped(
    desk: Desk, case: Case, lines: Iterable[NeedLine], of_units: bool
) -> list[tuple[NeedLine, str | None]]:
    """Each wording once, for the chosen unit or for all; and for units placed on their own."""
    with desk.store.read() as view:
        own = {(a.unit, a.wording) for a in stored.load_assignments(view, case.id)}
    found: dict[tuple[str | None, Any], NeedLine] = {}
    for line in lines:
        said = wording_of(line)
        if of_units or (line.unit, said) in own:
            found[line.unit, said] = line
        else:
            found[None, said] = line
    return [(line, key[0]) for key, line in found.items()]


def _keep(desk: Desk, case: Case, action: str, summary: str, made: list[Assignment]) -> None:
    if not all(a.reason.strip() for a in made):
        raise UserError("没有写理由。", "写明为什么，或凭什么（如单位来函、产品说明）。")
    with desk.store.begin(action, summary, desk.now(), project_id=case.id) as work:
        refuse_when_settled(work, case.id)
        stored.add_assignments(work, case.id, made)
        for record in flow.after_touching(case, stage("collection")):
            records.set_stage(work, case.id, record)
        work.payload["reason"] = made[0].reason
        work.payload["wordings"] = [list(a.wording) for a in made]
