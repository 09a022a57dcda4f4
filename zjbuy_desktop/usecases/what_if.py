"""如果……会怎样：只看不写；文件会不会过期也一起看。"""

from collections.abc import Iterator
from dataclasses import replace

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.supposing import Supposition
from zjbuy_desktop.core.papers.staleness import changed_since
from zjbuy_desktop.core.stages.what_if import Change, WhatIf, what_if
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk

_FINE, _STALE = "不变", "过期"
_MOST = 2
"""So many of a paper's changed facts are told."""


def suppose(desk: Desk, project_id: int, supposition: Supposition) -> WhatIf:
    """What would come of it; nothing is written.

    Raises:
        UserError: the supposition doesn't fit the project.
    """
    case = desk.case(project_id)
    found = what_if(case, supposition, desk.law, desk.calendar, desk.today)
    stale = tuple(_papers(desk, case, supposition.applied(case)))
    return replace(found, changes=(*found.changes, *stale))


def _papers(desk: Desk, before: Case, after: Case) -> Iterator[Change]:
    """Papers made that would no longer say what is so; those out of date already are left out."""
    for kind in dict.fromkeys(made.kind for made in before.papers):
        spec = papers.paper_spec(kind)
        if spec.tells_rules:
            continue  # 检查那几行已经说明
        then = set(spec.subjects(after))
        for subject in spec.subjects(before):
            made = before.made_of(kind, subject)
            if made is None:
                continue
            name = f"{spec.title}　{subject}".rstrip("　")
            if subject not in then:
                yield Change("文件", name, "已制作", "不再需要")
                continue
            changed = _changed(desk, after, kind, subject)
            if changed and not _changed(desk, before, kind, subject):
                yield Change("文件", name, _FINE, _STALE, "；".join(changed[:_MOST]))


def _changed(desk: Desk, case: Case, kind: str, subject: str) -> list[str]:
    made = case.made_of(kind, subject)
    assert made is not None
    try:
        now = papers.composed(desk, case, kind, subject).paper
    except UserError as error:
        return [error.message]
    return changed_since(case, made, now.facts)
