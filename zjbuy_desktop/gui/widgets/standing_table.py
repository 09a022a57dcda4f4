"""The table of 参与委托: where each unit stands between its need and the plan."""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.deriving_contracts import included_needs, left_out_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds
from zjbuy_desktop.core.case.preconditions import came_another_way
from zjbuy_desktop.core.case.tally import LeftOut, UnitStanding, standings
from zjbuy_desktop.gui.models.columns import Column, date_column, money_column, text_column
from zjbuy_desktop.gui.widgets.asking import Asks


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One unit.

    Attributes:
        standing: need, what is missing, why it is left out.
        returned: 委托函收回日.
        sealed: 核章日.
        funds: 资金是否落实, in words.
        leads: it is the lead unit and needs no letter.
        stale: the letter printed for it states another amount than it needs now.
        remark: where its letter came from, if this program did not make it.
    """

    standing: UnitStanding
    returned: date | None
    sealed: date | None
    funds: str
    leads: bool
    stale: bool
    remark: str = ""

    @property
    def unit(self) -> str:
        """单位名称."""
        return self.standing.unit

    @property
    def state(self) -> str:
        """纳入, or why not."""
        reason = self.standing.reason
        return "纳入" if reason is None else f"未纳入：{reason.value}"

    @property
    def tone(self) -> str:
        """Colour token of the state."""
        if self.standing.included:
            return "ok"
        return "quiet" if self.standing.reason is LeftOut.WITHDRAWN else "warn"

    @property
    def lacking(self) -> str:
        """待补 and 重印, in words."""
        stale = ["委托函金额已变，请重印"] if self.stale else []
        return "、".join([*stale, *self.standing.missing])


def standing_rows(case: Case) -> list[StandingRow]:
    """Every unit with a need, by roster order."""
    funds = _funds(case)
    printed = _printed(case)
    return [
        StandingRow(
            s,
            case.happened(EventKind.LETTER_RETURNED, s.unit),
            case.happened(EventKind.SEAL_CONFIRMED, s.unit),
            "是" if case.happened(EventKind.FUNDS_SECURED, s.unit) else funds.get(s.unit, ""),
            case.lead is not None and case.lead.name == s.unit,
            printed.get(s.unit, "") not in ("", money.yuan(s.total.amount_fen)),
            next((e.note for e in _letter_events(case, s.unit) if came_another_way(e)), ""),
        )
        for s in standings(case)
    ]


def _letter_events(case: Case, unit: str) -> list[Event]:
    kinds = (EventKind.SEAL_CONFIRMED, EventKind.LETTER_RETURNED)
    return [e for kind in kinds if (e := case.event(kind, unit))]


def _funds(case: Case) -> dict[str, str]:
    """A unit's funds are secured when those of all its lines are."""
    worst = (Funds.SECURED, Funds.UNKNOWN, Funds.NOT_SECURED)
    found: dict[str, Funds] = {}
    for line in case.needs:
        known = found.get(line.unit, Funds.SECURED)
        found[line.unit] = max(known, line.funds, key=worst.index)
    return {unit: fund.value for unit, fund in found.items()}


def _printed(case: Case) -> dict[str, str]:
    """单位 → the amount its last letter states."""
    letters = (p for p in case.papers if p.kind == "delegation_letter")
    return {p.unit: dict(p.facts).get("amount", "") for p in letters}


CONSERVED: Asks = (
    ("已接收", of_needs(Aspect.AMOUNT)),
    ("纳入", lambda ground: included_needs(ground, Aspect.AMOUNT)),
    ("未纳入", left_out_needs),
)
"""The figures of the sentence above the table."""


def standing_columns() -> tuple[Column[StandingRow], ...]:
    """Need, letter, funds, what is missing, in or out."""
    return (
        text_column("单位", lambda r: r.unit, 168),
        money_column(
            "需求金额（元）",
            lambda r: r.standing.total.amount_fen,
            124,
            why=lambda r: of_needs(Aspect.AMOUNT, r.unit),
            why_total=of_needs(Aspect.AMOUNT),
        ),
        date_column("委托函收回", lambda r: r.returned, 88, tip=_letter_tip),
        date_column("核章", lambda r: r.sealed, 88, tip=_letter_tip),
        text_column("资金", lambda r: r.funds, 48),
        text_column("待补", lambda r: r.lacking, 130, tip=lambda r: r.lacking),
        text_column(
            "是否纳入",
            lambda r: r.state,
            150,
            tone=lambda r: r.tone,
            mark=lambda r: {"ok": "check", "warn": "warn"}.get(r.tone, "circle"),
        ),
    )


def _letter_tip(row: StandingRow) -> str:
    return "牵头单位自己的需求不需要委托函" if row.leads else row.remark


def conservation(case: Case) -> tuple[str, str]:
    """已接收 ＝ 纳入 ＋ 未纳入, and the reasons for what is left out."""
    found = standings(case)
    whole = sum(n.amount_fen for n in case.needs)
    inside = [s for s in found if s.included]
    included = sum(s.total.amount_fen for s in inside)
    left: dict[str, list[UnitStanding]] = {}
    for s in found:
        if s.reason is not None:
            left.setdefault(s.reason.value, []).append(s)
    outside = sum(s.total.amount_fen for group in left.values() for s in group)
    mark = "✓" if whole == included + outside else "✗"
    line = (
        f"已接收 {money.yuan(whole)} 元 ＝ 纳入 {money.yuan(included)} 元（{len(inside)} 家）"
        f"＋ 未纳入 {money.yuan(outside)} 元（{len(found) - len(inside)} 家）{mark}"
    )
    reasons = [
        f"{why} {len(group)} 家 {money.yuan(sum(s.total.amount_fen for s in group))} 元"
        for why, group in left.items()
    ]
    return line, f"未纳入：{'；'.join(reasons)}" if reasons else "报来需求的单位全部纳入。"
