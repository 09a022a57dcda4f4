"""一个项目的概要：到哪一步、下一步、收回多少、签了多少、省了多少、各项期限从哪天起算。

What the workbench and the wall of deadlines show of a project. It holds no more than they need,
so that it can be kept and dozens of projects shown without reading all their facts.
"""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.progress import unit_records
from zjbuy_desktop.core.case.savings import Saving, of_all
from zjbuy_desktop.core.case.tally import (
    Answer,
    LeftOut,
    answers,
    remaining_needs,
    standings,
    total,
)
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.rules.clocks import Run
from zjbuy_desktop.core.stages import flow


@dataclass(frozen=True, slots=True)
class Outline:
    """One project in a few figures.

    Attributes:
        year: 预算年度; 0 while not entered.
        stage: id of the stage in hand; empty when all are done.
        stage_title: its title.
        next_step: 下一步.
        why: 为什么.
        units: how many units are asked for their need (``tally.answers``).
        answered: how many of them sent in something that is to count: 已回收.
        left: how many of them have left the procurement: 已退出.
        letters: how many units with a need have to entrust the lead (委托函).
        sealed: of how many the seal is confirmed.
        signing: how many units have contracts to sign.
        signed: how many of them signed.
        quantity: Σ 数量 of the needs that count, 1/1000.
        amount_fen: Σ 预算金额（分）of them.
        budget_fen: Σ 预算（分）of the lots that are awarded.
        award_fen: Σ 中标（成交）金额（分）of them.
        call_sent: 征集通知发出日.
        call_due: 填报截止日, while the needs are being collected.
        stages: (环节名称, 状态) of every stage.
        runs: 各项期限, those not begun as well.
    """

    year: int
    stage: str
    stage_title: str
    next_step: str
    why: str
    units: int
    answered: int
    left: int
    letters: int
    sealed: int
    signing: int
    signed: int
    quantity: int
    amount_fen: int
    budget_fen: int
    award_fen: int
    call_sent: date | None
    call_due: date | None
    stages: tuple[tuple[str, str], ...]
    runs: tuple[Run, ...]

    @property
    def saving(self) -> Saving:
        """节约额、节约率."""
        return Saving(self.budget_fen, self.award_fen)


def outline_of(case: Case, law: LawBook, on: date) -> Outline:
    """The outline as it stands on a day (检查 and 下一步 depend on it)."""
    step, sums = flow.next_step(case, law, on), total(remaining_needs(case))
    asked, records = answers(case).values(), unit_records(case)
    letters, sealed = _letters(case)
    saving = of_all(lot_results(case))
    sent, due = call_days(case)
    return Outline(
        year=case.project.fiscal_year,
        stage=step.stage.id if step.stage else "",
        stage_title=step.stage.title if step.stage else "各环节已完成",
        next_step=step.text,
        why=step.why,
        units=len(asked),
        answered=sum(a.received for a in asked),
        left=sum(a is Answer.LEFT for a in asked),
        letters=letters,
        sealed=sealed,
        signing=len(records),
        signed=sum(r.signed is not None for r in records),
        quantity=sums.quantity,
        amount_fen=sums.amount_fen,
        budget_fen=saving.budget_fen,
        award_fen=saving.award_fen,
        call_sent=sent,
        call_due=due,
        stages=tuple((s.title, flow.state(case, s).value) for s in flow.in_turn(case)),
        runs=clocks.runs(case, law),
    )


def call_days(case: Case) -> tuple[date | None, date | None]:
    """征集通知发出日, and 填报截止 while the needs are being collected."""
    sent = case.happened(EventKind.CALL_SENT)
    collecting = sent and not case.stage("collection").completed_on
    return sent, case.project.call_deadline if collecting else None


def _letters(case: Case) -> tuple[int, int]:
    """How many units have to entrust the lead, and how many did: the lead itself needn't."""
    lead = case.lead.name if case.lead else ""
    away = (LeftOut.WITHDRAWN, LeftOut.OFF_ROSTER)
    asked = [s for s in standings(case) if s.unit != lead and s.reason not in away]
    return len(asked), sum(s.reason is not LeftOut.NO_LETTER for s in asked)
