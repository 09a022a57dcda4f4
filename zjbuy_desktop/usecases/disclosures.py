"""信息公开台账：列出该公开的每一项，补登标题或链接，写成表（指引 六（七）、七（八））。"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.core.stages.disclosing import Disclosure, ledger
from zjbuy_desktop.store import records as stored
from zjbuy_desktop.usecases.desk import Desk

_ELSEWHERE = {EventKind.OWN_INTENTION_PUBLISHED: "intention"}
"""Milestones that are no items of a checklist, and the stage whose page records them."""


def disclosures(desk: Desk, case: Case) -> tuple[Disclosure, ...]:
    """The ledger as it stands today."""
    return ledger(case, clocks.deadlines(case, desk.law, desk.calendar, desk.today))


def stage_of(row: Disclosure) -> str:
    """The stage on whose page this disclosure is recorded."""
    listed = (s.id for s in STAGES for item in s.checklist if item.event is row.event)
    return next(listed, _ELSEWHERE.get(row.event, "signing"))


def set_link(desk: Desk, project_id: int, kind: EventKind, unit: str, link: str) -> None:
    """Keep where a notice that was recorded can be read; in place of what was said before.

    Raises:
        UserError: nothing was recorded yet, or the link is empty.
    """
    case = desk.case(project_id)
    event = case.event(kind, unit)
    if event is None:
        raise UserError(f"{unit}还没有登记“{kind.label}”。", "先登记公开的日期，再补标题或链接。")
    if not link.strip():
        raise UserError("没有写标题或链接。", "把公告的标题或网址粘贴进来。")
    told = f"补登“{kind.label}”{unit}的标题或链接：{link.strip()}"
    with desk.store.begin("disclosure_linked", told, desk.now(), project_id=project_id) as work:
        stored.remove_event(work, project_id, event)
        stored.add_events(work, project_id, [replace(event, note=link.strip())])
        work.payload.update(kind=kind.value, unit=unit, link=link.strip(), before=event.note)


def write(desk: Desk, project_id: int, file: Path) -> tuple[Disclosure, ...]:
    """The ledger as a workbook, under that name.

    Raises:
        UserError: the file can't be written, as when it is open elsewhere.
    """
    from zjbuy_desktop.excel.disclosures import write_disclosures
    from zjbuy_desktop.usecases.whole_files import unwritable

    case = desk.case(project_id)
    rows = disclosures(desk, case)
    project = case.project
    try:
        write_disclosures(file, project.name, project.lead_unit, desk.today, rows)
    except OSError as error:
        raise unwritable(file, error) from error
    return rows


def as_json(rows: Sequence[Disclosure]) -> list[dict[str, object]]:
    """The ledger for the command line."""
    return [
        {
            "what": row.what,
            "unit": row.subject or None,
            "lot": row.lot or None,
            "who": row.who,
            "basis": row.basis.label,
            "state": row.state.value,
            "due": row.due,
            "advised": row.advised,
            "on": row.on,
            "link": row.link,
            "note": row.note,
        }
        for row in rows
    ]
