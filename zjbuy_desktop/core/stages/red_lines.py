"""红线自查：各环节的每条规则逐条说明，新规则自己出现。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.core.case.case import Case, Override
from zjbuy_desktop.core.case.red_lines import Reasoned, RedLine, Standing
from zjbuy_desktop.core.case.seen_words import awaited, seen_words
from zjbuy_desktop.core.case.watching import watched
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.core.stages.spec import CheckItem, StageSpec

Given = Mapping[tuple[str, str], tuple[str, date]]
"""(rule, subject) of a reason → who gave it, when; from the operations record."""

_GRADES = {
    Severity.BLOCK: Standing.BLOCK,
    Severity.WARN: Standing.WARN,
    Severity.ADVISE: Standing.ADVISE,
}
_MOST = 6
"""So many findings of one rule are told one by one."""


def red_lines(
    case: Case, law: LawBook, on: date, given: Given, stage_id: str = ""
) -> tuple[RedLine, ...]:
    """Every rule of every stage (or of one) as it stands on a day, in working order."""
    reached = flow.reached(case)
    lines: list[RedLine] = []
    for spec in STAGES:
        if stage_id in ("", spec.id):
            lines += _of_stage(case, law, on, given, spec, _why_untouched(case, spec, reached))
    return tuple(lines)


def _why_untouched(case: Case, spec: StageSpec, reached: Sequence[StageSpec]) -> str:
    if not spec.applies_when(case):
        return f"本项目没有“{spec.title}”这一环节"
    return "" if spec in reached else f"“{spec.title}”还没有开始"


def _of_stage(
    case: Case, law: LawBook, on: date, given: Given, spec: StageSpec, untouched: str
) -> Iterator[RedLine]:
    record = case.stage(spec.id)
    elsewhere = record.taken_over and record.completed_on is not None
    for rule in spec.rules:
        line = RedLine(
            spec.id, spec.title, rule.id, rule.statement, _label(rule.basis),
            Standing.UNTOUCHED, why=untouched,
        )  # fmt: skip
        if not untouched:
            looking = watched(case)
            found = tuple(rule.check(looking, law, on))
            waits = "" if found else awaited(case, looking.seen)
            line = replace(line, seen=seen_words(case, looking.seen), why=waits)
            line = _judged(line, found, case.overrides, given, elsewhere=elsewhere)
        yield line
    yield from (_check_item(case, spec, i, untouched) for i in spec.checklist if i.required)


def _judged(
    line: RedLine,
    found: tuple[Finding, ...],
    overrides: tuple[Override, ...],
    given: Given,
    *,
    elsewhere: bool,
) -> RedLine:
    own = [o for o in overrides if o.rule == line.rule]
    explained = {o.subject for o in own}
    open_ = [
        f for f in found
        if f.severity is not Severity.WARN or not {f.subject, ""} & explained
    ]  # fmt: skip
    standing = Standing.UNTOUCHED if line.why else Standing.HOLDS
    if open_:
        standing = min((_GRADES[f.severity] for f in open_), key=list(Standing).index)
    elif found:
        standing = Standing.REASONED
    why = line.why
    if elsewhere and open_:
        standing, why = Standing.ADVISE, "本环节接手前已办理，供核对"
    still = {f.subject for f in found if f.severity is Severity.WARN}
    return replace(
        line,
        standing=standing,
        why=why,
        said=_told(open_ or found),
        fixes=tuple(dict.fromkeys(f.fix for f in open_)),
        reasons=tuple(_reasoned(o, given, still) for o in own),
    )


def _told(found: Sequence[Finding]) -> tuple[str, ...]:
    shown = tuple(dict.fromkeys(f.message for f in found))
    rest = len(shown) - _MOST
    return (*shown[:_MOST], f"另有 {rest} 处。") if rest > 0 else shown


def _reasoned(override: Override, given: Given, still: set[str]) -> Reasoned:
    by, on = given.get((override.rule, override.subject), ("", None))
    holds = override.subject in still or (not override.subject and bool(still))
    return Reasoned(override.subject, override.reason, by, on, holds)


def _check_item(case: Case, spec: StageSpec, item: CheckItem, untouched: str) -> RedLine:
    day = case.happened(item.event)
    line = RedLine(
        spec.id,
        spec.title,
        f"{item.event.value}_is_recorded",
        f"已登记“{item.event.label}”。",
        _label(item.basis),
        Standing.HOLDS,
        seen=f"{item.event.label} {day or '没有登记'}",
    )
    if day is not None:
        return line
    if untouched:
        return replace(line, standing=Standing.UNTOUCHED, seen="", why=untouched)
    said = (f"还没有登记“{item.event.label}”。",)
    if case.stage(spec.id).taken_over and case.stage(spec.id).completed_on is not None:
        why = "本环节接手前已办理，供核对"
        return replace(line, standing=Standing.ADVISE, said=said, fixes=(item.fix,), why=why)
    return replace(line, standing=Standing.BLOCK, said=said, fixes=(item.fix,))


def _label(basis: Citation | None) -> str:
    return basis.label if basis else ""
