"""汇总表：总表、每家参与单位一份、CSV、照平台录入的表；要么都在，要么一份也没有。"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from zjbuy_desktop.core.case.allocation import allocations_of
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import UnitStanding, standings
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.excel.summary_data import (
    ParticipantData,
    SummaryData,
    UnitDate,
    UnitStatus,
)
from zjbuy_desktop.store.chain_mark import last_mark
from zjbuy_desktop.store.needs import totals_by_unit
from zjbuy_desktop.usecases import (
    explaining,
    platform_tables,
    remarking,
    unit_guides,
)
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.summary_issues import issues
from zjbuy_desktop.usecases.workbooks import Book, Progress, write_all
from zjbuy_desktop.usecases.workbooks import Written as Written


class Part(StrEnum):
    """What can be written; the value is the word for it."""

    TOTAL = "总表"
    UNITS = "各单位表"
    CSV = "CSV 文本"
    PLATFORM = "平台录入表"


ALL_PARTS = frozenset(Part)


def write_summaries(
    desk: Desk,
    project_id: int,
    out: Path,
    progress: Progress | None = None,
    parts: frozenset[Part] = ALL_PARTS,
) -> Written:
    """Write what is asked for into ``out``: all of it, or nothing when it is broken off.

    Raises:
        UserError: the folder can't be written to.
    """
    from zjbuy_desktop.excel.writing_pool import WORTH, Writers

    many = Part.UNITS in parts and _reported(desk, project_id) >= WORTH
    with Writers() if many else nullcontext() as writers:
        case = desk.case(project_id)
        books = list(_books(desk, case, standings(case), parts))
        return write_all(out, books, progress, writers)


def _reported(desk: Desk, project_id: int) -> int:
    """How many units have reported; asked before the case is read."""
    with desk.store.read() as view:
        return len(totals_by_unit(view, project_id))


def _books(
    desk: Desk, case: Case, found: tuple[UnitStanding, ...], parts: frozenset[Part]
) -> Iterator[Book]:
    """File name and what writes it."""
    from zjbuy_desktop.excel.participants import write_participant
    from zjbuy_desktop.excel.summaries import write_summary

    ground = explaining.ground_of(desk, case.id, case)
    data = total_data(desk, ground, found) if parts & {Part.TOTAL, Part.CSV} else None
    if data and Part.TOTAL in parts:
        name = file_name(case.project.name, "需求汇总表", ".xlsx")
        yield Book(name, partial(write_summary, data=data))
    if Part.UNITS in parts:
        for unit in units_data(desk, ground, found):
            name = file_name(unit.status.unit.name, "需求确认表", ".xlsx")
            yield Book(name, partial(write_participant, data=unit), shared=True)
    if data and Part.CSV in parts:
        yield from _csv_books(case, data)
    if Part.PLATFORM in parts:
        yield from (Book(*job) for job in platform_tables.jobs(desk, ground, found))


def _csv_books(case: Case, data: SummaryData) -> Iterator[Book]:
    from zjbuy_desktop.excel.csv_out import ENCODINGS
    from zjbuy_desktop.excel.summary_csv import lines_csv, totals_csv

    for what, make in (("需求明细", lines_csv), ("需求合计", totals_csv)):
        for label, encoding in ENCODINGS.items():
            name = file_name(case.project.name, f"{what}（{label}）", ".csv")
            yield Book(name, partial(_write_bytes, make=make, data=data, encoding=encoding))


def _write_bytes(
    path: Path, *, make: Callable[[SummaryData, str], bytes], data: SummaryData, encoding: str
) -> Sequence[str]:
    path.write_bytes(make(data, encoding))
    return ()


def total_data(desk: Desk, ground: Ground, found: tuple[UnitStanding, ...]) -> SummaryData:
    """What the total workbook shows."""
    case, known = ground.case, {s.unit: s for s in found}
    project = case.project
    return SummaryData(
        project=project.name,
        lead_unit=project.lead_unit,
        category=f"{project.category_code} {project.category_name}",
        made_on=desk.today,
        lines=case.needs,
        units=tuple(UnitStatus(u, *status_of(case, u.name, known.get(u.name))) for u in case.units),
        issues=issues(desk, case, found),
        remarks=remarking.remarks_of(ground),
        mark=_mark(desk),
    )


def _mark(desk: Desk) -> str:
    with desk.store.read() as view:
        return last_mark(view)


def status_of(case: Case, unit: str, standing: UnitStanding | None) -> tuple[str, tuple[str, ...]]:
    """Where a unit stands in words, and what it still has to supply."""
    if standing is None:
        gone = case.happened(EventKind.WITHDRAWN, unit)
        back = "已撤回需求" if unit in dict(case.withdrawn) else "未报送"
        return ("已退出" if gone else back), ()
    if standing.reason is None:
        return "已纳入计划", ()
    return f"未纳入：{standing.reason.value}", standing.missing


def units_data(
    desk: Desk, ground: Ground, found: tuple[UnitStanding, ...]
) -> Iterator[ParticipantData]:
    """What each participant's workbook shows."""
    case, remarks = ground.case, remarking.remarks_of(ground, for_units=True)
    lines: dict[str, list[NeedLine]] = {}
    for line in case.needs:
        lines.setdefault(line.unit, []).append(line)
    dates = unit_guides.dates_by_unit(desk, case)
    guide = unit_guides.Steps(case)
    for standing in found:
        mine, own = tuple(lines.get(standing.unit, ())), dates.get(standing.unit, ())
        made = _unit_data(desk, case, standing, mine, own, guide.of(standing, own))
        awards = tuple(remarking.award_source(ground, share) for share in made.shares)
        yield replace(made, remarks=remarks.only(mine), awards=awards)


def _unit_data(
    desk: Desk,
    case: Case,
    standing: UnitStanding,
    lines: tuple[NeedLine, ...],
    dates: tuple[UnitDate, ...],
    steps: tuple[str, ...],
) -> ParticipantData:
    unit, lead = case.unit(standing.unit), case.lead
    assert unit is not None, "a unit with needs is on the roster"
    shares = allocations_of(case, unit.name)
    return ParticipantData(
        project=case.project.name,
        lead_unit=case.project.lead_unit,
        lead_contact=lead.contact if lead else "",
        lead_phone=lead.phone if lead else "",
        made_on=desk.today,
        status=UnitStatus(unit, *status_of(case, unit.name, standing)),
        lines=lines,
        shares=shares,
        result_word=words_for(case.project.method).won,
        dates=dates,
        contacts=unit_guides.contacts(case, shares),
        steps=steps,
    )
