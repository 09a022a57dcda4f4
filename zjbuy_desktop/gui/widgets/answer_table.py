"""What each participant said of the draft requirement."""

from zjbuy_desktop.core.case.answering import UnitAnswer
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.widgets.data_table import DataTable

AnswerTable = DataTable[UnitAnswer]


def answer_columns() -> tuple[Column[UnitAnswer], ...]:
    """单位 | 情况 | 反馈日期 | 意见."""
    return (
        text_column("单位", lambda a: a.unit, 220, tip=lambda a: a.unit),
        text_column(
            "情况",
            lambda a: "已反馈" if a.event else "等待反馈",
            96,
            tone=lambda a: "ok" if a.event else "warn",
            mark=lambda a: "check" if a.event else "circle",
        ),
        date_column("反馈日期", lambda a: a.event.on if a.event else None, 100),
        text_column("意见", _said, 320, tip=_said),
    )


def _said(answer: UnitAnswer) -> str:
    return answer.event.note if answer.event else ""
