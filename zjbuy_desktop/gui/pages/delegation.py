"""参与委托: letters back and sealed, facts complete; who goes into the plan, who not, and why."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.preconditions import has_signed
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.core.stages.delegation import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.blank_table import columns_tip, save_blank
from zjbuy_desktop.gui.dialogs.facts_supply import FactsDialog
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.leaving import LeavingDialog
from zjbuy_desktop.gui.dialogs.record_many import Candidate, RecordManyDialog
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.asking import why_button
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.standing_table import (
    CONSERVED,
    StandingRow,
    conservation,
    standing_columns,
    standing_rows,
)
from zjbuy_desktop.usecases import recording, templates

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding

_RECORDS = (
    EventKind.LETTER_RETURNED,
    EventKind.SEAL_CONFIRMED,
    EventKind.FUNDS_SECURED,
    EventKind.WITHDRAWN,
)


class DelegationPage(StagePage):
    """Letters, funds, facts."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.reasons = label("", "quiet", wrap=True)
        self.reprint = label("", "warn", wrap=True)
        self.table: DataTable[StandingRow] = DataTable(
            "delegation",
            standing_columns(),
            title="各单位委托情况",
            empty="还没有已接收的需求，先到“回收与汇总”导入",
        )
        self.table.explained.connect(lambda r, _: self.explain(r))
        self.table.activated.connect(self.explain)
        self.why = why_button(lambda: CONSERVED)
        head = row(self.sum, self.why, gap=12)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        for part in (self.reasons, self.reprint):
            self.body.addWidget(part)
        self.body.addWidget(self._buttons())
        self.body.addWidget(self.table, 1)

    def _buttons(self) -> Flow:
        self.returned = button("收回(&B)…", self.record_returned, icon="import")
        self.seal = button("核章(&S)…", self.record_sealed, icon="stamp")
        self.supply = button("补充内容(&F)…", self.supply_facts, icon="edit")
        self.bring = button("导入补充表(&I)…", self.import_facts, icon="table")
        self.bring.setToolTip(columns_tip(templates.FACTS_COLUMNS))
        self.secure = button("资金落实(&M)…", self.record_secured)
        more = QMenu(self)
        more.addAction("下载补充表空表…", self.save_table)
        more.addAction("登记退出…", self.record_withdrawn)
        more.addSeparator()
        for kind in _RECORDS:
            more.addAction(f"撤销登记：{kind.label}…", self._withdrawer(kind))
        self.more = button("更多(&O)　")
        self.more.setMenu(more)
        return Flow(self.returned, self.seal, self.supply, self.bring, self.secure, self.more)

    def _withdrawer(self, kind: EventKind) -> Callable[[], None]:
        return lambda: self.unrecord(kind)

    def fill(self, context: PageContext) -> None:
        rows = standing_rows(context.case)
        line, reasons = conservation(context.case)
        self.sum.setText(line if rows else "还没有已接收的需求。")
        self.reasons.setText(reasons if rows else "")
        self.why.setVisible(bool(rows))
        self.table.set_rows(rows)
        whole = sum(n.amount_fen for n in context.case.needs)
        apart = whole - sum(r.standing.total.amount_fen for r in rows)
        gap = f"{money.yuan(apart)} 元" if apart else ""
        self.table.set_foot(f"合计 {len(rows)} 家", difference=gap)
        stale = [r.unit for r in rows if r.stale]
        self.reprint.setText(
            f"{'、'.join(stale)}的委托函金额已变化，请重印、重新盖章后再核章。" if stale else ""
        )
        self.reprint.setVisible(bool(stale))
        for tool in (self.returned, self.seal, self.supply, self.secure, self.more):
            tool.setEnabled(bool(rows))

    def visit(self, finding: "Finding") -> bool:
        """Go to the unit's row."""
        for found in self.table.model.rows:
            if found.unit == finding.subject:
                self.table.select(found)
                self.table.setFocus()
                return True
        return super().visit(finding)

    def explain(self, at: StandingRow) -> None:
        """这个数怎么来的."""
        self.ask_figure(of_needs(Aspect.AMOUNT, at.unit))

    # Records

    def record_returned(self) -> None:
        """收回…: letters that came back, their seals still to be looked at."""
        rows = [r for r in self._letters() if r.returned is None]
        self._record(EventKind.LETTER_RETURNED, rows, "没有等着收回的委托函。")

    def record_sealed(self) -> None:
        """核章…: seals that were looked at, one by one: nothing is ticked for the clerk."""
        rows = [r for r in self._letters() if r.sealed is None or r.stale]
        text = (
            "逐份核对公章，函上的金额应当等于单位后面的金额，看过的才勾选；"
            "只有已核章的单位纳入计划。"
        )
        self._record(EventKind.SEAL_CONFIRMED, rows, "委托函都已核章。", text)

    def record_secured(self) -> None:
        """资金落实…: funds that the form called unsecured and were secured later."""
        rows = [r for r in self._rows() if r.funds != "是"]
        text = "表上填“否”或没有填、后来落实了资金的单位，凭落实的文件登记。"
        self._record(EventKind.FUNDS_SECURED, rows, "各单位的资金都已落实。", text, "凭据")

    def record_withdrawn(self) -> None:
        """登记退出…, with the reason."""
        rows = [r for r in self._rows() if not self._withdrawn(r) and not self._signed(r)]
        text = "退出的单位不再纳入；采购公告发布后，无正当理由不得退出（指引第十二条（一））。"
        if not rows:
            self.tell("info", "没有可以登记退出的单位。")
        elif self.context is not None:
            kind, chosen = EventKind.WITHDRAWN, {r.unit for r in self.table.selection()}
            listed = [Candidate(r.unit, _remark(kind, r), r.unit in chosen) for r in rows]
            self.open_dialog(LeavingDialog(self, self.context, listed, text))

    def _record(
        self, kind: EventKind, rows: list[StandingRow], none: str, text: str = "", note: str = ""
    ) -> None:
        if self.context is None:
            return
        if not rows:
            self.tell("info", none)
            return
        chosen = {r.unit for r in self.table.selection()}
        candidates = [Candidate(r.unit, _remark(kind, r), _ticked(kind, r, chosen)) for r in rows]
        self.open_dialog(
            RecordManyDialog(self, self.context, kind, candidates, text=text, note=note)
        )

    def _rows(self) -> list[StandingRow]:
        return list(self.table.model.rows)

    def _letters(self) -> list[StandingRow]:
        return [r for r in self._rows() if not r.leads and not self._withdrawn(r)]

    def _withdrawn(self, row_: StandingRow) -> bool:
        case = self.context.case if self.context else None
        return bool(case and case.happened(EventKind.WITHDRAWN, row_.unit))

    def _signed(self, row_: StandingRow) -> bool:
        case = self.context.case if self.context else None
        return case is not None and has_signed(case, row_.unit)

    def unrecord(self, kind: EventKind) -> None:
        """Take a wrong record of the unit in hand back."""
        context, chosen = self.context, self.table.selection()
        if context is None:
            return
        if len(chosen) != 1:
            self.tell("info", "先在表里选中一家单位。")
            return
        at = chosen[0]
        if context.case.event(kind, at.unit) is None:
            self.tell("info", f"{at.unit}没有登记“{kind.label}”。")
            return
        text = f"撤销{at.unit}“{kind.label}”的登记。"
        reason = ask_reason(self, "撤销登记", text, action="撤销登记")
        if reason is not None:
            self.run(
                "撤销登记",
                lambda _: recording.unrecord(
                    context.desk, context.project_id, kind, at.unit, reason
                ),
            )

    # Facts

    def supply_facts(self) -> None:
        """补充内容…: for the selected units, or for all that lack something."""
        if self.context is None:
            return
        chosen = self.table.selection()
        lacking = [r for r in self._rows() if r.standing.missing]
        rows = chosen or lacking
        if not rows:
            self.tell("info", "没有待补的内容。")
            return
        self.open_dialog(FactsDialog(self, self.context, [r.standing for r in rows]))

    def save_table(self) -> None:
        """下载补充表空表…"""
        save_blank(
            self,
            "补充内容空表",
            lambda context, path: templates.write_facts_table(
                context.desk, context.project_id, path
            ),
        )

    def import_facts(self) -> None:
        """导入补充表…: 单位名称 and whichever of the facts."""
        context = self.context
        file = choose_file(self, "选择各单位补充内容的表格")
        if context is None or file is None:
            return
        self.run(
            "导入补充内容",
            lambda _: recording.import_facts(context.desk, context.project_id, file),
            lambda facts: self.tell("ok", f"已补充 {len(facts)} 家单位的内容。"),
        )


def _ticked(kind: EventKind, at: StandingRow, chosen: set[str]) -> bool:
    """What is selected in the table; never a seal, which is to be looked at first."""
    return kind is not EventKind.SEAL_CONFIRMED and at.unit in chosen


def _remark(kind: EventKind, at: StandingRow) -> str:
    if kind is EventKind.FUNDS_SECURED:
        return f"资金：{at.funds or '待补'}"
    if kind is not EventKind.SEAL_CONFIRMED:
        return ""
    amount = f"{money.yuan(at.standing.total.amount_fen)} 元"
    if at.stale:
        return f"{amount}　金额已变，须先重印"
    return f"{amount}　{_came_back(at)}"


def _came_back(at: StandingRow) -> str:
    return f"{chinese_date(at.returned)}收回" if at.returned else "还没有登记收回"
