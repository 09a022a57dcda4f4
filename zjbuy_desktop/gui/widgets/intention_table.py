"""The table of 意向公开: each unit of the plan, who publishes for it, and when that was."""

from dataclasses import dataclass

from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.deriving_contracts import included_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.intentions import (
    ENTRUSTED,
    Coverage,
    UnitIntention,
    days_ahead,
    unit_intentions,
    waiver,
)
from zjbuy_desktop.gui.models.columns import Column, date_column, money_column, text_column

_WAYS = {ENTRUSTED: "委托公开", "": "没有填写"}
_MARKS = {
    Coverage.PUBLISHED: ("ok", "check"),
    Coverage.WAITING: ("warn", "circle"),
    Coverage.TWICE: ("stop", "warn"),
    Coverage.UNCLEAR: ("stop", "warn"),
}


@dataclass(frozen=True, slots=True)
class IntentionRow:
    """One unit.

    Attributes:
        at: who publishes for it and how that stands.
        ahead: days between its notice and 采购活动开始; ``None`` while one of them is unknown.
    """

    at: UnitIntention
    ahead: int | None

    @property
    def unit(self) -> str:
        """单位名称."""
        return self.at.unit

    @property
    def way(self) -> str:
        """公开方式 in words; the lead entrusts nobody."""
        if self.at.leads and self.at.entrusted:
            return "本单位公开"
        return "、".join(_WAYS.get(way, way) for way in self.at.ways)


def intention_rows(case: Case) -> list[IntentionRow]:
    """Every unit of the plan, by roster order."""
    return [
        IntentionRow(at, days_ahead(case, at.notice) if at.notice else None)
        for at in unit_intentions(case)
    ]


def intention_columns() -> tuple[Column[IntentionRow], ...]:
    """单位 | 公开方式 | 预算金额 | 公开日期 | 公告 | 早几日 | 情况."""
    return (
        text_column("单位", lambda r: r.unit, 168, tip=lambda r: r.unit),
        text_column("公开方式", lambda r: r.way, 88),
        money_column(
            "预算金额（元）",
            lambda r: r.at.amount_fen,
            124,
            why=lambda r: of_needs(Aspect.AMOUNT, r.unit),
            why_total=lambda ground: included_needs(ground, Aspect.AMOUNT),
        ),
        date_column("公开日期", lambda r: r.at.notice.on if r.at.notice else None, 92),
        text_column("公告标题或链接", _link, 148, tip=_link),
        text_column("距采购活动", lambda r: _ahead(r.ahead), 84),
        text_column(
            "情况",
            lambda r: r.at.coverage.value,
            108,
            tone=lambda r: _MARKS[r.at.coverage][0],
            mark=lambda r: _MARKS[r.at.coverage][1],
        ),
    )


def _link(row: IntentionRow) -> str:
    return row.at.notice.note if row.at.notice else ""


def _ahead(days: int | None) -> str:
    if days is None:
        return ""
    return f"早 {days} 日" if days >= 0 else f"晚 {-days} 日"


def intention_sums(case: Case) -> str:
    """How many units are covered, by whom, in one sentence."""
    found = unit_intentions(case)
    if not found:
        return "还没有纳入计划的单位，先在“参与委托”核章、补齐内容。"
    waived = waiver(case)
    if waived:
        return f"已登记不公开采购意向（急需且不可预见）：{waived.note}"
    shared = [a for a in found if a.entrusted]
    done = sum(a.coverage is Coverage.PUBLISHED for a in found)
    lead = "（含本单位）" if any(a.leads for a in shared) else ""
    sign = " ✓" if done == len(found) else f"，还有 {len(found) - done} 家要办"
    return (
        f"牵头单位公开 {len(shared)} 家{lead} ＋ 自行公开 {len(found) - len(shared)} 家"
        f" ＝ {len(found)} 家；已公开 {done} 家{sign}"
    )
