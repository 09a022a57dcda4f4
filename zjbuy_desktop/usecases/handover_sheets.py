"""交接单：交出以前把期限、在外的文件、没处理的事收齐，交出以后连同校验码印成 PDF。"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.handover_sheet import Handing, PaperOut, ProjectLeft, sheet
from zjbuy_desktop.core.papers.wall_sheets import WallLine
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.store.giving import Given
from zjbuy_desktop.usecases import checking, deadline_wall, overview
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.register import RegisterRow, Standing, register

Progress = Callable[[int, int, str], None]
_OUT = (Standing.TO_RETURN, Standing.TO_CONFIRM, Standing.REFUSED)
_MOST = 30
"""So many findings of a project are printed."""


def collect(
    desk: Desk, projects: Sequence[int], progress: Progress | None = None
) -> dict[int, ProjectLeft]:
    """What has to be known of each project, while it is still here."""
    clocks = overview.all_clocks(desk)
    found = {}
    for project_id in projects:
        case = desk.case(project_id)
        own = [c for c in clocks if c.project_id == project_id and c.deadline.state.open]
        lines = tuple(_clock(c) for c in own)
        rows = register(desk, case, progress=progress)
        found[project_id] = _left(desk, case, lines, tuple(_out(r) for r in rows if _is_out(r)))
    return found


def _left(
    desk: Desk, case: Case, clocks: tuple[WallLine, ...], out: tuple[PaperOut, ...]
) -> ProjectLeft:
    now = flow.current(case) or flow.stages_of(case)[-1]
    step = flow.next_step(case, desk.law, desk.today)
    why = f"（{step.why}）" if step.why else ""
    findings = [
        (spec.title, f.message)
        for spec in flow.stages_of(case)
        for f in checking.check_stage(desk, case, spec)
        if f.severity is not Severity.ADVISE and case.stage(spec.id).completed_on is None
    ]
    more = [("", f"另有 {len(findings) - _MOST} 条，见各环节的“检查”")]
    shown = findings if len(findings) <= _MOST else [*findings[:_MOST], *more]
    return ProjectLeft(
        case.project.name, case.project.lead_unit, now.title, f"{step.text}{why}",
        len(case.units), len(case.needs), sum(line.amount_fen for line in case.needs), 0,
        clocks, out, tuple(shown),
    )  # fmt: skip


def _clock(clock: deadline_wall.Clock) -> WallLine:
    deadline = clock.deadline
    doubt = "（暂推）" if deadline.provisional else ""
    last = f"{deadline.last_day or ''}{doubt}"
    return WallLine(
        deadline.state.value, deadline.what, deadline_wall.with_names(clock), clock.project,
        f"{deadline.start} {clock.event}", f"{deadline.days}{deadline.kind.value}",
        str(deadline.advised_day or ""), last, clock.words, deadline.basis.label,
    )  # fmt: skip


def _is_out(row: RegisterRow) -> bool:
    return row.standing in _OUT


def _out(row: RegisterRow) -> PaperOut:
    steps = [s for s in (row.printed, row.sent, row.scanned, row.refused) if s is not None]
    since = max((s.on for s in steps), default=None)
    return PaperOut(
        row.title, row.subject, row.standing.value, since.isoformat() if since else "", row.number
    )


def sheet_of(given: Given, left: dict[int, ProjectLeft]) -> Paper:
    """The sheet of a hand-over."""
    card = given.card
    at = given.made_at
    handing = Handing(
        card.by, card.to, at, given.file.name, given.code, given.originals, len(card.missing),
        card.doubt,
    )  # fmt: skip
    return sheet(handing, [replace(left[p.id], turn=p.turn) for p in card.projects])


def make_beside(desk: Desk, given: Given, left: dict[int, ProjectLeft]) -> tuple[Path | None, str]:
    """The sheet as PDF beside the parcel; what was handed over stays so if it fails.

    Returns:
        The file, or ``None`` and why there is none.
    """
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.rendering import font_book

    file = given.file.with_name(f"{given.file.stem}_交接单.pdf")
    try:
        render(sheet_of(given, left), file, font_book())
    except UserError as error:
        return None, str(error)
    return file, ""
