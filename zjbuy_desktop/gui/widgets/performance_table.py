"""The tables of 履约: how each share stands, and every record that was entered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.deriving_performance import (
    Figure,
    all_steps,
    due,
    of_all,
    of_standing,
    paid,
    step_amount,
    unpaid,
)
from zjbuy_desktop.core.case.paying import Due, next_due
from zjbuy_desktop.core.case.performance import Stage, Standing
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.gui.models.columns import Column, date_column, money_column, text_column

_MARKS = {
    Stage.UNSIGNED: ("quiet", "circle"),
    Stage.WAITING: ("warn", "clock"),
    Stage.PARTLY: ("warn", "half"),
    Stage.ACCEPTED: ("warn", "clock"),
    Stage.PAYING: ("warn", "half"),
    Stage.PAID: ("ok", "check"),
}


@dataclass(frozen=True, slots=True)
class PerformanceRow:
    """One unit's share of one lot.

    Attributes:
        at: how it stands.
        due: the part of an invoice that is to be paid first; ``None`` without one.
        late: how many days that is too late today.
    """

    at: Standing
    due: Due | None
    late: int

    @property
    def unit(self) -> str:
        """单位名称."""
        return self.at.unit

    @property
    def accepted(self) -> str:
        """合格 / 应交, with what was refused."""
        owed = self.at.due_quantity
        shown = quantity.show(self.at.delivery.share.quantity if owed is None else owed)
        refused = f"，拒收 {quantity.show(self.at.refused)}" if self.at.refused else ""
        return f"{quantity.show(self.at.accepted)} / {shown}{refused}"

    @property
    def pay_by(self) -> str:
        """付款期限 with the days left or late."""
        if self.due is None:
            return ""
        late = f"，逾期 {self.late} 日" if self.late else ""
        return f"{self.due.last_day}{late}"


def performance_rows(found: Sequence[Standing], law: LawBook, today: date) -> list[PerformanceRow]:
    """Every share, by roster order, then by lot."""
    rows = []
    for at in found:
        first = next_due(at, law)
        rows.append(PerformanceRow(at, first, first.late_days(today) if first else 0))
    return rows


def sums(rows: Sequence[PerformanceRow]) -> str:
    """验收几份、付了多少、还有多少没付、几份逾期."""
    owed, done = sum(r.at.due_fen for r in rows), sum(r.at.paid_fen for r in rows)
    accepted = sum(r.at.signed and not r.at.left for r in rows)
    late = sum(bool(r.late) for r in rows)
    told = f"；逾期未付 {late} 份" if late else ""
    return (
        f"已验收 {accepted}/{len(rows)} 份　应付 {money.yuan(owed)} 元"
        f" － 已付 {money.yuan(done)} 元 ＝ 未付 {money.yuan(owed - done)} 元{told}"
    )


def performance_columns() -> tuple[Column[PerformanceRow], ...]:
    """单位 | 标项 | 情况 | 验收 | 应付 | 已付 | 未付 | 付款期限 (its tip: 发票)."""
    return (
        text_column("单位", lambda r: r.unit, 152, tip=lambda r: r.unit),
        text_column("标项", lambda r: r.at.lot, 60),
        text_column(
            "情况",
            lambda r: r.at.stage.value,
            104,
            tone=lambda r: "stop" if r.late else _MARKS[r.at.stage][0],
            mark=lambda r: "stop" if r.late else _MARKS[r.at.stage][1],
        ),
        text_column("验收合格", lambda r: r.accepted, 84, tip=lambda r: r.accepted),
        _money("应付（元）", "应付金额", lambda r: r.at.due_fen, due),
        _money("已付（元）", "已付", lambda r: r.at.paid_fen, paid),
        _money("未付（元）", "未付", lambda r: r.at.due_fen - r.at.paid_fen, unpaid),
        text_column(
            "付款期限",
            lambda r: r.pay_by,
            124,
            tone=lambda r: "stop" if r.late else "",
            tip=lambda r: f"已收到发票 {money.yuan(r.at.fen(StepKind.INVOICE))} 元",
        ),
    )


def _money(
    title: str, word: str, get: Callable[[PerformanceRow], int], figure: Figure
) -> Column[PerformanceRow]:
    return money_column(
        title,
        get,
        100,
        why=lambda r: of_standing(r.at, figure),
        why_total=of_all(word, figure),
    )


def step_columns() -> tuple[Column[PerformanceStep], ...]:
    """编号 | 日期 | 单位 | 标项 | 事项 | 金额 | 合格 | 拒收 | 凭证 | 备注."""
    return (
        date_column("日期", lambda s: s.on),
        text_column("单位", lambda s: s.unit, 150, tip=lambda s: s.unit),
        text_column("标项", lambda s: s.lot, 60),
        text_column("事项", lambda s: s.kind.label, 110),
        money_column(
            "金额（元）",
            lambda s: s.amount_fen or None,
            110,
            why=lambda s: lambda ground: step_amount(ground, s),
            why_total=all_steps,
        ),
        text_column("合格", lambda s: _count(s.quantity), 64),
        text_column("拒收", lambda s: _count(s.refused), 64),
        text_column("票号、凭证号", lambda s: s.number, 110, tip=lambda s: s.number),
        text_column("备注", lambda s: s.note, 120, tip=lambda s: s.note),
    )


def _count(milli: int) -> str:
    return quantity.show(milli) if milli else ""
