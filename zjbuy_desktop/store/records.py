"""What was recorded on the way: milestones, stages, overrides, paper numbers, papers made."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, delete, insert, select

from zjbuy_desktop.core.case.case import Override, StageRecord
from zjbuy_desktop.core.case.documents import MadePaper, PaperDetails
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, insert_one, record_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def add_event(work: Work, project_id: int, event: Event) -> None:
    """Record a milestone; a later one of the same kind and unit counts instead."""
    number = insert_one(work.db, t.event, _event_row(project_id, event))
    if event.evidence:
        row = {"event_id": number, "text": event.evidence, "sha256": event.sha256 or None}
        insert_one(work.db, t.event_evidence, row)


def add_events(work: Work, project_id: int, events: Iterable[Event]) -> None:
    """Record many milestones at once, e.g. the seals of a sheet of letters."""
    listed = list(events)
    proved = [event for event in listed if event.evidence]
    plain = (_event_row(project_id, event) for event in listed if not event.evidence)
    insert_all(work.db, t.event, plain)
    for event in proved:
        add_event(work, project_id, event)


def remove_event(work: Work, project_id: int, event: Event) -> bool:
    """Take back the last event equal to this one; ``False`` when there is none."""
    e = t.event.c
    same = [
        e.project_id == project_id,
        e.kind == event.kind.value,
        e.happened_on == event.on,
        e.unit.is_(event.unit or None) if not event.unit else e.unit == event.unit,
        e.note == event.note,
    ]
    query = select(e.id).where(*same).order_by(e.id.desc()).limit(1)
    found = work.db.execute(query).scalar()
    if found is None:
        return False
    work.db.execute(delete(t.event).where(e.id == found))
    return True


def set_stage(work: Work, project_id: int, record: StageRecord) -> None:
    """Write one stage record; the project list will show this stage."""
    _upsert(work, t.stage_record, {"project_id": project_id, **values_of(record)})
    work.db.exec_driver_sql(
        "UPDATE project SET stage_hint = ? WHERE id = ?", (record.stage, project_id)
    )


def add_override(work: Work, project_id: int, override: Override) -> None:
    """Write the reason for going on in spite of a warning; a new reason replaces the old."""
    _upsert(work, t.override, {"project_id": project_id, **values_of(override)})


def set_details(work: Work, project_id: int, details: PaperDetails) -> None:
    """Write 文号 and 成文日期 of one paper."""
    _upsert(work, t.paper_details, {"project_id": project_id, **values_of(details)})


def add_made_papers(work: Work, project_id: int, papers: Iterable[MadePaper]) -> None:
    """Remember papers made, each with the facts it printed."""
    rows = (
        {
            "project_id": project_id,
            **values_of(paper, "id"),
            "facts": json.dumps(paper.facts, ensure_ascii=False),
        }
        for paper in papers
    )
    insert_all(work.db, t.made_paper, rows)


def load_events(view: View, project_id: int) -> tuple[Event, ...]:
    """里程碑 in order of entry."""
    proofs = {
        row[0]: (row[1], row[2] or "")
        for row in view.db.exec_driver_sql(
            "SELECT v.event_id, v.text, v.sha256 FROM event_evidence v"
            " JOIN event e ON e.id = v.event_id WHERE e.project_id = ?",
            (project_id,),
        )
    }
    return tuple(
        Event(
            EventKind(row["kind"]),
            row["happened_on"],
            row["unit"] or "",
            row["note"],
            *proofs.get(row["id"], ("", "")),
        )
        for row in rows_of(view.db, t.event, project_id, "id")
    )


def load_stages(view: View, project_id: int) -> tuple[StageRecord, ...]:
    """Stage records kept so far."""
    rows = rows_of(view.db, t.stage_record, project_id, "stage")
    return tuple(record_of(StageRecord, row) for row in rows)


def load_overrides(view: View, project_id: int) -> tuple[Override, ...]:
    """已说明理由的提醒."""
    rows = rows_of(view.db, t.override, project_id, "rule", "subject")
    return tuple(record_of(Override, row) for row in rows)


def load_details(view: View, project_id: int) -> tuple[PaperDetails, ...]:
    """文号与成文日期 entered so far."""
    rows = rows_of(view.db, t.paper_details, project_id, "kind", "unit")
    return tuple(record_of(PaperDetails, row) for row in rows)


def load_papers(view: View, project_id: int) -> tuple[MadePaper, ...]:
    """Papers made, the newest last."""
    return tuple(
        record_of(MadePaper, row, facts=tuple((k, v) for k, v in json.loads(row["facts"])))
        for row in rows_of(view.db, t.made_paper, project_id, "id")
    )


def _event_row(project_id: int, event: Event) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "kind": event.kind.value,
        "happened_on": event.on,
        "unit": event.unit or None,
        "note": event.note,
    }


def _upsert(work: Work, table: Table, row: dict[str, Any]) -> None:
    """Write a row in place of the one with the same key."""
    same = [column == row[column.name] for column in table.primary_key]
    work.db.execute(delete(table).where(*same))
    work.db.execute(insert(table).values(**row))
