"""倒排日程: from a wished day back to today, step by step; nothing is written."""

from datetime import timedelta
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.back_plan import Planned, back_plan, verdict
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.widgets.basics import label, restyle, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_USUAL = timedelta(days=60)
_HOW = "只算法律要求等待的时间，其余各步当天接着办；实际办理请再留余地。"


class BackPlanDialog(Sheet):
    """The wish above, the steps below."""

    def __init__(self, page: "StagePage") -> None:
        super().__init__(page, "倒排日程", wide=860)
        context = page.context
        assert context is not None
        self._context = context
        self.day = DateEditor(context.today)
        self.day.set_value(context.today + _USUAL)
        self.day.setAccessibleName("希望哪天以前签订合同")
        self.said = label("", wrap=True)
        self.table: DataTable[Planned] = DataTable(
            "back-plan", _columns(), title="倒排日程", filtering=False
        )
        self.box.addLayout(row(label("希望哪天以前签订合同"), self.day, None))
        self.box.addWidget(self.said)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(label(_HOW, "quiet", wrap=True))
        self.day.edited.connect(self._show)
        self.fit(900, 560)
        self._show()

    def _show(self) -> None:
        wished, desk = self.day.value(), self._context.desk
        if wished is None:
            return
        rows = back_plan(self._context.case, desk.law, desk.calendar, desk.today, wished)
        self.table.set_rows(rows)
        late = any(r.missing and r.done is None for r in rows)
        restyle(self.said, tone="stop" if late else "ok")
        self.said.setText(verdict(rows, wished))


def _columns() -> tuple[Column[Planned], ...]:
    return (
        text_column("事项", lambda r: r.event.label, 172),
        date_column("已办", lambda r: r.done),
        date_column("最早", lambda r: r.earliest),
        date_column("最迟", lambda r: r.latest),
        text_column(
            "够不够",
            lambda r: "已办" if r.done else f"差 {r.missing} 日" if r.missing else "来得及",
            80,
            tone=lambda r: "quiet" if r.done else "stop" if r.missing else "ok",
        ),
        text_column("要等什么", lambda r: r.wait, 184, tip=lambda r: r.wait),
        text_column(
            "依据",
            lambda r: r.basis.label if r.basis else "",
            150,
            tip=lambda r: r.basis.label if r.basis else "",
        ),
    )
