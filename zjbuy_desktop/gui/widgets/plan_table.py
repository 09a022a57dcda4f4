"""Plans against what they must equal: needs before the award, contracts after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.gui.models.columns import Column, money_column, text_column


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One unit: what its plan must be, what it is.

    Attributes:
        unit: 单位名称.
        needed_fen: 需求纳入额; ``None`` when it is not included.
        planned_fen: Σ of its plans; ``None`` without any.
        numbers: 采购计划编号.
        codes: 品目编码.
        source: file and cells the amounts were read from.
        problem: what is wrong, in words; empty if nothing is.
    """

    unit: str
    needed_fen: int | None
    planned_fen: int | None
    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    source: str = ""
    problem: str = ""

    @property
    def gap_fen(self) -> int:
        """计划 − 需求; what is missing counts as nothing, so that the column adds up."""
        return (self.planned_fen or 0) - (self.needed_fen or 0)

    @property
    def tone(self) -> str:
        """Colour token."""
        return "stop" if self.problem else "ok"


def provisional_rows(case: Case) -> list[PlanRow]:
    """Included units by roster order, then units that have a plan and should not."""
    needed = {s.unit: s.total.amount_fen for s in standings(case) if s.included}
    return plan_rows(case, PlanKind.PROVISIONAL, needed)


def plan_rows(case: Case, kind: PlanKind, needed: Mapping[str, int]) -> list[PlanRow]:
    """Every unit of ``needed``, then the others that have a plan of that kind."""
    plans: dict[str, list[PlanEntry]] = {unit: [] for unit in needed}
    for entry in case.plans_of(kind):
        plans.setdefault(entry.unit, []).append(entry)
    own = normalise_code(case.project.category_code)
    return [_row(unit, needed.get(unit), found, own) for unit, found in plans.items()]


def _row(unit: str, needed: int | None, plans: list[PlanEntry], own: str) -> PlanRow:
    planned = sum(p.amount_fen for p in plans) if plans else None
    return PlanRow(
        unit,
        needed,
        planned,
        tuple(p.number for p in plans if p.number.strip()),
        tuple(dict.fromkeys(p.category_code for p in plans if p.category_code.strip())),
        "；".join(p.source for p in plans if p.source),
        _problem(needed, planned, plans, own),
    )


def _problem(needed: int | None, planned: int | None, plans: list[PlanEntry], own: str) -> str:
    if needed is None:
        return "未纳入却有计划"
    if planned is None:
        return "没有计划"
    wrong = []
    if planned != needed:
        word = "多" if planned > needed else "少"
        wrong.append(f"{word} {money.yuan(abs(planned - needed))} 元")
    if any(normalise_code(p.category_code) != own for p in plans):
        wrong.append(f"品目不是 {own}")
    if any(not p.number.strip() for p in plans):
        wrong.append("没有编号")
    return "；".join(wrong)


def plan_columns() -> tuple[Column[PlanRow], ...]:
    """需求 | 计划 | 差 | 编号 | 品目 | 核对."""
    return (
        text_column("单位", lambda r: r.unit, 168, tip=lambda r: r.unit),
        money_column("纳入额（元）", lambda r: r.needed_fen, 112),
        money_column("计划额（元）", lambda r: r.planned_fen, 112, tip=lambda r: r.source),
        money_column(
            "差（元）", lambda r: r.gap_fen, 104, tone=lambda r: "stop" if r.gap_fen else ""
        ),
        text_column(
            "计划编号", lambda r: "、".join(r.numbers), 100, tip=lambda r: "、".join(r.numbers)
        ),
        text_column("品目编码", lambda r: "、".join(r.codes), 88),
        text_column(
            "核对",
            lambda r: r.problem or "一致",
            96,
            tone=lambda r: r.tone,
            mark=lambda r: "stop" if r.problem else "check",
            tip=lambda r: r.problem,
        ),
    )
