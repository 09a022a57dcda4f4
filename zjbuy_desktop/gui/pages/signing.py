"""通知与签约: who was told, who has signed, what runs out next; formal plans."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QMenu, QProgressBar, QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.contract_standing import ContractStanding, contract_standings
from zjbuy_desktop.core.case.deriving_results import all_contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pairing import Paired, pairs
from zjbuy_desktop.core.case.savings import percent
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.core.rules.clocks import Deadline
from zjbuy_desktop.core.stages.signing import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.record_many import Candidate, RecordManyDialog
from zjbuy_desktop.gui.models.dates import long_date
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.asking import why_button
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.contracts_leaf import ContractsLeaf
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.pairing_leaf import PairingLeaf
from zjbuy_desktop.gui.widgets.signing_table import (
    STEPS,
    SigningRow,
    contracts_of,
    is_clocked,
    signing_columns,
    signing_rows,
)
from zjbuy_desktop.usecases import checking, recording

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_BEFORE = {
    EventKind.CONTRACT_ANNOUNCED: EventKind.CONTRACT_SIGNED,
    EventKind.CONTRACT_FILED: EventKind.CONTRACT_SIGNED,
}


class _Read(NamedTuple):
    """What is worked out on the worker."""

    clocks: tuple[Deadline, ...]
    pairs: tuple[Paired, ...]
    contracts: tuple[ContractStanding, ...]


class SigningPage(StagePage):
    """Notices, contracts, announcements, filings."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.rate = label("", size="head")
        self.sum = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("签约进度")
        self.limit = label("", wrap=True)
        self.table: DataTable[SigningRow] = DataTable(
            "signing",
            signing_columns(self._workdays),
            title="各单位签约情况",
            empty="还没有采购结果，先到“结果确认与采购协议”登记",
        )
        self.table.explained.connect(lambda r, _: self.explain(r))
        self.table.activated.connect(self.explain)
        self.why = why_button(lambda: [("合同金额合计", all_contracts)])
        self.body.addLayout(row(self.rate, self.sum, self.why, None, gap=12))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.limit)
        whole = column(self._buttons(), self.table, gap=8, margins=(0, 8, 0, 0))
        whole.setStretch(1, 1)
        steps = QWidget()
        steps.setLayout(whole)
        self.pairs = PairingLeaf(self)
        self.leaves = Leaves("签约")
        self.leaves.add("签约情况(&1)", steps)
        self.leaves.add("正式计划(&2)", self.pairs)
        self.contracts = ContractsLeaf(self)
        self.leaves.add("合同核对(&3)", self.contracts)
        self.body.addWidget(self.leaves, 1)

    def _buttons(self) -> Flow:
        words = ("通知发出(&T)…", "合同签订(&S)…", "合同公告(&P)…", "合同备案(&B)…")
        self.steps = {
            kind: button(word, self._recorder(kind))
            for kind, word in zip(STEPS, words, strict=True)
        }
        more = QMenu(self)
        for kind in STEPS:
            more.addAction(f"撤销登记：{kind.label}…", self._withdrawer(kind))
        self.more = button("更多(&O)　")
        self.more.setMenu(more)
        return Flow(*self.steps.values(), self.more, gap=6)

    def _recorder(self, kind: EventKind) -> Callable[[], None]:
        return lambda: self.record(kind)

    def _withdrawer(self, kind: EventKind) -> Callable[[], None]:
        return lambda: self.unrecord(kind)

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        ids = {rule.id for rule in desk.law.deadlines if is_clocked(rule.end)}
        clocks = tuple(d for d in checking.deadlines(desk, case.id) if d.id in ids)
        return _Read(clocks, pairs(case), contract_standings(case))

    def fill(self, context: PageContext) -> None:
        case = context.case
        read = context.extra or _Read((), (), ())
        rows = signing_rows(case, read.clocks)
        signed = sum(r.day(EventKind.CONTRACT_SIGNED) is not None for r in rows)
        whole = sum(r.contract_fen for r in rows)
        self.rate.setText(f"已签 {signed}/{len(rows)} 家（{percent(signed, len(rows))}）")
        total = f"合同金额合计 {money.yuan(whole)} 元" if rows else ""
        joint = any(not r.signs for r in rows)
        lead = case.project.lead_unit
        self.sum.setText(f"{total}；统采统签，由{lead}统一签订、公告、备案" if joint else total)
        self.why.setVisible(bool(rows))
        self.bar.setRange(0, max(1, len(rows)))
        self.bar.setValue(signed)
        self.limit.setText(self._limit_text(context))
        self.table.set_rows(rows)
        awarded = sum(r.award_fen for r in lot_results(case))
        gap = f"{money.yuan(awarded - whole)} 元" if awarded != whole else ""
        self.table.set_foot(f"合计 {len(rows)} 家", difference=gap)
        for tool in (*self.steps.values(), self.more):
            tool.setEnabled(bool(rows))
        self.pairs.show_rows(read.pairs)
        paired = sum(p.paired for p in read.pairs)
        self.leaves.setTabText(1, f"正式计划(&2) {paired}/{len(read.pairs)}")
        self.contracts.show_rows(read.contracts)
        entered = sum(c.signed is not None for c in read.contracts)
        self.leaves.setTabText(2, f"合同核对(&3) {entered}/{len(read.contracts)}")

    def _limit_text(self, context: PageContext) -> str:
        """Three dates, one sentence: advised, nominal, rolled."""
        issued = context.case.happened(EventKind.AWARD_NOTICE_ISSUED)
        if issued is None:
            return "还没有登记中标（成交）通知书的发出日期，签约期限从那天起算。"
        period = context.desk.law.period("D-15", issued)
        left = self._workdays(period.advised_day)
        days = f"还有 {left} 个工作日" if left > 0 else "今天到期" if left == 0 else "已过"
        rolled = (
            f"，遇法定休假日顺延至{chinese_date(period.last_day)}"
            if period.last_day != period.nominal
            else ""
        )
        note = f"（{period.note}）" if period.note else ""
        return (
            f"{words_for(context.case.project.method).award_notice}{chinese_date(issued)}发出，"
            f"请于{long_date(period.advised_day)}前签订（{days}）；"
            f"法定期限为发出之日起30日内（{chinese_date(period.nominal)}{rolled}）{note}。"
        )

    def visit(self, finding: "Finding") -> bool:
        """Go to the unit's row, on the leaf the finding is about."""
        if finding.field == "formal_plans" and self.pairs.focus_unit(finding.subject):
            self.leaves.setCurrentWidget(self.pairs)
            return True
        if finding.field == "signed_contracts":
            self.leaves.setCurrentWidget(self.contracts)
            return self.contracts.focus_unit(finding.subject) or True
        self.leaves.setCurrentIndex(0)
        for found in self.table.model.rows:
            if found.unit == finding.subject:
                self.table.select(found)
                self.table.setFocus()
                return True
        return super().visit(finding)

    def explain(self, at: SigningRow) -> None:
        """The contract's amount by lot, down to the cells."""
        self.ask_figure(contracts_of(at.unit))

    # Records

    def record(self, kind: EventKind) -> None:
        """登记 one step for many units."""
        if self.context is None:
            return
        rows = [r for r in self.table.model.rows if _may(kind, r)]
        if not rows:
            before = _BEFORE.get(kind)
            hint = f"先登记“{before.label}”。" if before else ""
            self.tell("info", f"没有等着登记“{kind.label}”的单位。", hint)
            return
        chosen = {r.unit for r in self.table.selection()}
        every = not chosen and kind is EventKind.SIGNING_NOTICE_SENT
        candidates = [Candidate(r.unit, _remark(kind, r), every or r.unit in chosen) for r in rows]
        self.open_dialog(RecordManyDialog(self, self.context, kind, candidates))

    def unrecord(self, kind: EventKind) -> None:
        """Take a wrong record of the unit in hand back."""
        context, at = self.context, self._chosen()
        if context is None or at is None:
            return
        if at.day(kind) is None:
            self.tell("info", f"{at.unit}没有登记“{kind.label}”。")
            return
        text = f"撤销{at.unit}“{kind.label}”的登记。"
        reason = ask_reason(self, "撤销登记", text, action="撤销登记")
        if reason is not None:
            desk, project = context.desk, context.project_id
            self.run("撤销登记", lambda _: recording.unrecord(desk, project, kind, at.unit, reason))

    def _chosen(self) -> SigningRow | None:
        """The one unit that is selected."""
        chosen = self.table.selection()
        if len(chosen) == 1:
            return chosen[0]
        self.tell("info", "先在表里选中一家单位。")
        return None

    def import_files(self, paths: list[Path]) -> None:
        """The platform's export of formal plans, dropped anywhere in the window."""
        self.leaves.setCurrentWidget(self.pairs)
        self.pairs.import_files(paths)


def _may(kind: EventKind, at: SigningRow) -> bool:
    """Whether the step is still to be recorded, and what comes before it was."""
    if at.leads if kind is EventKind.SIGNING_NOTICE_SENT else not at.signs:
        return False
    before = _BEFORE.get(kind)
    return at.day(kind) is None and (before is None or at.day(before) is not None)


def _remark(kind: EventKind, at: SigningRow) -> str:
    before = _BEFORE.get(kind)
    signed = at.day(before) if before else None
    return f"{chinese_date(signed)}签订" if signed else f"{money.yuan(at.contract_fen)} 元"
