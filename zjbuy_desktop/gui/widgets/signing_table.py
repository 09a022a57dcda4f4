"""The table of 通知与签约: each unit's contract, what has happened to it, what runs out next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import (
    contract_signers,
    contract_totals,
    signer_for,
    signing_units,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.deriving_results import all_contracts, unit_contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.ground import Ask
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.core.rules.clocks import Deadline, State
from zjbuy_desktop.gui.models.columns import Column, money_column, text_column
from zjbuy_desktop.gui.widgets.clock_table import left_text, tone_of

STEPS = (
    EventKind.SIGNING_NOTICE_SENT,
    EventKind.CONTRACT_SIGNED,
    EventKind.CONTRACT_ANNOUNCED,
    EventKind.CONTRACT_FILED,
)
_HEADS = {
    EventKind.SIGNING_NOTICE_SENT: "通知发出",
    EventKind.CONTRACT_SIGNED: "合同签订",
    EventKind.CONTRACT_ANNOUNCED: "合同公告",
    EventKind.CONTRACT_FILED: "合同备案",
}
_CLOCKED = (
    EventKind.CONTRACT_SIGNED.value,
    EventKind.CONTRACT_ANNOUNCED.value,
    EventKind.CONTRACT_FILED.value,
)
_OPEN = (State.RUNNING, State.OVERDUE, State.PAUSED)


@dataclass(frozen=True, slots=True)
class SigningRow:
    """One unit's contract.

    Attributes:
        unit: 单位名称.
        contract_fen: 合同金额.
        days: when each of ``STEPS`` happened; ``None`` while it has not.
        formal: 正式采购计划编号.
        added_fen: 补充合同累计.
        next_clock: the next deadline that runs, with how it is shown.
        leads: it is the lead unit, which needs no notice to itself.
        signs: it signs itself; 统采统签: only the lead does, for everybody.
    """

    unit: str
    contract_fen: int
    days: tuple[date | None, ...]
    formal: str
    added_fen: int
    next_clock: Deadline | None
    leads: bool
    signs: bool = True

    def day(self, kind: EventKind) -> date | None:
        """When that step happened."""
        return self.days[STEPS.index(kind)]

    @property
    def words(self) -> str:
        """合同金额大写, and what was added to it."""
        added = f"；补充合同累计 {money.yuan(self.added_fen)} 元" if self.added_fen else ""
        return f"{money.in_words(self.contract_fen)}{added}"


def signing_rows(case: Case, deadlines: Sequence[Deadline]) -> list[SigningRow]:
    """Every unit with a contract, by roster order; ``deadlines`` are those of its steps."""
    contracts = contract_totals(case)
    clocks: dict[str, Deadline] = {}
    for deadline in deadlines:
        if deadline.state in _OPEN and deadline.unit:
            clocks.setdefault(deadline.unit, deadline)
    added: dict[str, int] = {}
    for s in case.supplements:
        added[s.unit] = added.get(s.unit, 0) + s.amount_fen
    formal = {p.unit: p.number for p in case.plans_of(PlanKind.FORMAL)}
    signers = contract_signers(case)
    rows = {*signing_units(case), *signers}
    return [
        SigningRow(
            unit,
            contracts.get(unit, 0),
            tuple(case.happened(kind, _whose(case, kind, unit)) for kind in STEPS),
            formal.get(unit, ""),
            added.get(unit, 0),
            clocks.get(signer_for(case, unit)),
            unit == case.project.lead_unit,
            unit in signers,
        )
        for unit in (u.name for u in case.units if u.name in rows)
    ]


def _whose(case: Case, kind: EventKind, unit: str) -> str:
    """Whose record tells of that step: the notice is to each, the contract is the signer's."""
    return unit if kind is EventKind.SIGNING_NOTICE_SENT else signer_for(case, unit)


def is_clocked(event: str) -> bool:
    """Whether a deadline that ends with this event belongs into this table."""
    return event in _CLOCKED


def signing_columns(workdays: Callable[[date], int]) -> tuple[Column[SigningRow], ...]:
    """合同金额 | 下一期限 | 通知 | 签订 | 公告 | 备案 | 正式计划."""

    def clock(row: SigningRow) -> str:
        if row.next_clock is not None:
            return f"{_short(row.next_clock)} {left_text(row.next_clock, workdays)}"
        return "已办结" if all(row.days[1:]) else ""

    return (
        text_column("单位", lambda r: r.unit, 168, tip=lambda r: r.unit),
        money_column(
            "合同金额（元）",
            lambda r: r.contract_fen,
            106,
            tip=lambda r: r.words,
            why=lambda r: contracts_of(r.unit),
            why_total=all_contracts,
        ),
        text_column(
            "期限",
            clock,
            178,
            tone=lambda r: tone_of(r.next_clock) if r.next_clock else "ok",
            mark=lambda r: _mark(r.next_clock) if clock(r) else "",
            tip=lambda r: _tip(r.next_clock),
        ),
        *(_step(kind) for kind in STEPS),
        text_column("正式计划", lambda r: r.formal, 88, tip=lambda r: r.formal),
    )


def contracts_of(unit: str) -> Ask:
    """合同金额合计 of one unit."""
    return lambda ground: unit_contracts(ground, unit)


def _step(kind: EventKind) -> Column[SigningRow]:
    """Month and day, so that eight columns fit; the whole day in the tip and in Excel."""

    def tip(row: SigningRow) -> str:
        day = row.day(kind)
        if day is not None:
            return f"{_HEADS[kind]}：{day}"
        return "牵头单位自己不用通知" if _needless(row, kind) else ""

    return Column(
        _HEADS[kind],
        lambda r: r.day(kind),
        lambda day: day.strftime("%m-%d"),
        width=72,
        plain=lambda day: day.isoformat(),
        tip=tip,
    )


def _needless(row: SigningRow, kind: EventKind) -> bool:
    return row.leads and kind is EventKind.SIGNING_NOTICE_SENT


def _short(deadline: Deadline) -> str:
    for word in ("签订", "公告", "备案"):
        if word in deadline.what:
            return word
    return deadline.what


def _mark(deadline: Deadline | None) -> str:
    if deadline is None:
        return "check"
    return "stop" if deadline.state is State.OVERDUE else "clock"


def _tip(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    nominal, last, advised = (
        chinese_date(day) if day else ""
        for day in (deadline.nominal, deadline.last_day, deadline.advised_day)
    )
    moved = f"（{nominal}遇法定休假日顺延）"
    shown = moved if deadline.nominal != deadline.last_day else ""
    return f"{deadline.what}：建议{advised}前，法定最后日{last}{shown}，依据 {deadline.basis.label}"
