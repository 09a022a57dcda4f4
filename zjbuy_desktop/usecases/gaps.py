"""法规没有规定的事：本项目或本单位怎样做，写明理由；都记入操作记录。"""

from dataclasses import dataclass

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.gaps import GAPS, Gap, GapChoice, choice_of, gap
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import gaps as stored
from zjbuy_desktop.usecases.desk import Desk

LONGEST = 200


@dataclass(frozen=True, slots=True)
class GapRow:
    """One line of the ledger.

    Attributes:
        gap: what is open.
        stage_title: 环节.
        own: what is done; ``None`` while nothing was chosen.
        printed_in: titles of the papers that print it.
    """

    gap: Gap
    stage_title: str
    own: GapChoice | None
    printed_in: str


def ledger(case: Case, stage_id: str = "") -> tuple[GapRow, ...]:
    """Everything that is open, or what is at one stage."""
    return tuple(
        GapRow(
            one,
            stage(one.stage).title,
            choice_of(case, one.id),
            "、".join(PAPERS[kind].title for kind in one.papers),
        )
        for one in GAPS
        if stage_id in ("", one.stage)
    )


def choose(desk: Desk, project_id: int | None, gap_id: str, choice: str, reason: str) -> GapChoice:
    """Keep what is done; without a project for all of the office's.

    Raises:
        UserError: nothing was chosen, no reason is given, or it is too long to be printed.
    """
    one, choice, reason = gap(gap_id), " ".join(choice.split()), reason.strip()
    if not choice:
        raise UserError(f"“{one.title}”没有写怎样做。", "选一种做法，或写自己的做法。")
    if len(choice) > LONGEST:
        raise UserError(
            f"做法有 {len(choice)} 字，太长，印不下。", f"写在 {LONGEST} 字以内；详细的写进理由。"
        )
    if not reason:
        raise UserError("没有写理由。", "法规没有规定，写明本单位为什么这样做，审计时会看到。")
    kept = GapChoice(one.id, choice, reason, office=project_id is None)
    with desk.store.begin(
        "gap_choice_kept",
        f"法规没有规定的“{one.title}”，{kept.whose}的做法：{choice}",
        desk.now(),
        project_id=project_id,
    ) as work:
        stored.set_choice(work, project_id, kept)
        work.payload.update(gap=one.id, choice=choice, reason=reason)
    return kept


def take_back(desk: Desk, project_id: int | None, gap_id: str, reason: str) -> None:
    """Choose nothing any more; what the office does counts again for a project.

    Raises:
        UserError: nothing was chosen, or nothing says why it is taken back.
    """
    one, reason = gap(gap_id), reason.strip()
    if not reason:
        raise UserError("没有写原因。", "写明为什么不再这样做。")
    with desk.store.read() as view:
        if project_id is None:
            there = stored.load_office(view)
        else:
            there = tuple(c for c in stored.load_choices(view, project_id) if not c.office)
    own = next((c for c in there if c.gap == one.id), None)
    if own is None:
        raise UserError(f"“{one.title}”还没有定做法。", "核对是本项目的还是本单位的。")
    summary = f"撤销“{one.title}”{own.whose}的做法：{reason}"
    with desk.store.begin("gap_choice_dropped", summary, desk.now(), project_id=project_id) as work:
        stored.drop_choice(work, project_id, one.id)
        work.payload.update(gap=one.id, choice=own.choice, reason=reason)
