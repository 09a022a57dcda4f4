"""The tables of 询问、质疑、投诉: every record with its last day, and who was asked for help."""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.disputes import Assistance, Dispute
from zjbuy_desktop.core.case.disputing import answer_last, raised_late
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One record.

    Attributes:
        at: the record.
        last: 法定最后日 of the answer.
        late: it was raised after its period.
        today: 今天.
    """

    at: Dispute
    last: date
    late: bool
    today: date

    @property
    def state(self) -> str:
        """What of it, in words."""
        at = self.at
        if at.outcome is not None:
            return f"{at.outcome.value}"
        return "逾期未答复" if self.today > self.last else "等待答复"

    @property
    def look(self) -> tuple[str, str]:
        """Mark and tone of its state."""
        if self.at.outcome is not None:
            return ("warn", "warn") if self.at.answered and self.at.answered > self.last else (
                "check", "ok"
            )  # fmt: skip
        return ("stop", "stop") if self.today > self.last else ("clock", "warn")

    @property
    def remark(self) -> str:
        """逾期提出、可能影响结果、由代理机构答复."""
        words = (
            ("逾期提出", self.late),
            ("可能影响结果", self.at.affects),
            ("由代理机构答复", self.at.by_agency),
        )
        return "，".join(
            [word for word, holds in words if holds] + [self.at.note] * bool(self.at.note)
        )


def dispute_rows(case: Case, law: LawBook, today: date) -> list[DisputeRow]:
    """Every record, in order of entry."""
    return [
        DisputeRow(d, answer_last(d, law), raised_late(case, law, d), today) for d in case.disputes
    ]


def dispute_columns() -> tuple[Column[DisputeRow], ...]:
    """类别 | 供应商 | 对象 | 收到 | 最后日 | 情况 | 答复 | 说明."""
    return (
        text_column("类别", lambda r: r.at.kind.value, 60),
        text_column("供应商", lambda r: r.at.name, 188, tip=lambda r: r.at.supplier),
        text_column("对象", lambda r: r.at.about.value, 80),
        date_column("收到", lambda r: r.at.received, 92),
        date_column("最迟答复", lambda r: r.last, 92),
        text_column(
            "情况", lambda r: r.state, 104, tone=lambda r: r.look[1], mark=lambda r: r.look[0]
        ),
        date_column("答复", lambda r: r.at.answered, 92),
        text_column("说明", lambda r: r.remark, 160, tip=lambda r: r.remark),
    )


def assistance_columns(today: date) -> tuple[Column[Assistance], ...]:
    """单位 | 哪一件 | 请求 | 请它说明 | 期限 | 回复 | 回复的要点."""

    def overdue(a: Assistance) -> bool:
        return a.replied is None and a.due is not None and today > a.due

    return (
        text_column("单位", lambda a: a.unit, 160, tip=lambda a: a.unit),
        text_column("哪一件", lambda a: a.dispute, 150, tip=lambda a: a.dispute),
        date_column("请求", lambda a: a.asked, 92),
        text_column("请它说明", lambda a: a.what, 180, tip=lambda a: a.what),
        date_column("请在前回复", lambda a: a.due, 92),
        text_column(
            "情况",
            lambda a: "已回复" if a.replied else "逾期" if overdue(a) else "等待回复",
            92,
            tone=lambda a: "ok" if a.replied else "stop" if overdue(a) else "warn",
            mark=lambda a: "check" if a.replied else "stop" if overdue(a) else "clock",
        ),
        text_column("回复的要点", lambda a: a.reply, 200, tip=lambda a: a.reply),
    )
