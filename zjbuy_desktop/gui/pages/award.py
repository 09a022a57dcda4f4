"""结果确认与采购协议: the result of each lot, its split to the 分, and the days that run."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from zjbuy_desktop.core.case.asking_awards import of_share, whole_rate, whole_saving, with_awards
from zjbuy_desktop.core.case.awards import Allocation, LotAward, LotResult
from zjbuy_desktop.core.case.contradicting import Contradiction
from zjbuy_desktop.core.case.deriving_results import all_awards, all_budgets, share_contract
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.rules.clocks import Deadline
from zjbuy_desktop.core.stages.award import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.asking import Asks, why_button
from zjbuy_desktop.gui.widgets.basics import button, clear, column, label
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.clock_table import clock_columns, in_order
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.lot_form import LotForm
from zjbuy_desktop.gui.widgets.split_table import difference, shares, split_columns, sum_text
from zjbuy_desktop.usecases import award_clearing, awarding, checking

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.core.case.ground import Ask
    from zjbuy_desktop.usecases.desk import Desk

_LISTED, _AT_ONCE = 8, 8
_SUMS: Asks = (
    ("预算", all_budgets),
    ("中标（成交）金额", all_awards),
    ("节约额", whole_saving),
    ("节约率", whole_rate),
)
QUIET_MS = 300
"""The split is reckoned anew when the keys have been quiet for this long."""


class AwardPage(StagePage):
    """Results by lot with a live split, and the checklist with its clocks."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.lots: list[LotForm] = []
        self.results: tuple[LotResult, ...] = ()
        self._asked = self._loading = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.preview)
        self.leaves = Leaves("定标")
        self.leaves.add("采购结果与分配", self._build_results())
        self.days = self._build_days()
        self.leaves.add("办理日期", self.days)
        self.body.addWidget(self.leaves, 1)
        self.unsaved = label("", "warn")
        self.save = button("保存采购结果(&S)", self.save_awards, icon="save")
        self.add_secondary(self.save)
        self.take_back = button("撤销结果(&U)…", self.clear_awards)
        self.add_secondary(self.take_back)
        self.shorten(self.save, "保存(&S)")
        self.shorten(self.take_back, "撤销(&U)…")
        self._secondary.addWidget(self.unsaved)

    def _build_results(self) -> QWidget:
        self._forms = column(gap=12)
        self.waiting = label("", "quiet")
        self.waiting.hide()
        self.sum = label("", size="head")
        self.wrong = label("", "stop", wrap=True)
        self.table: DataTable[Allocation] = DataTable(
            "split",
            split_columns(),
            title="按单位分配",
            empty="填好供应商和价格，这里就显示每家单位分到多少",
        )
        self.table.setMinimumHeight(220)
        self.table.explained.connect(lambda a, _: self.explain(a))
        self.table.activated.connect(self.explain)
        self.why = why_button(lambda: _SUMS)
        sums = Flow(self.sum, self.why)
        return _leaf(self.waiting, self._forms, sums, self.wrong, self.table)

    def _build_days(self) -> QWidget:
        self.clocks: DataTable[Deadline] = DataTable(
            "award-clocks", clock_columns(self._workdays), title="期限", filtering=False
        )
        self.checklist = Checklist(SPEC.checklist, self)
        made = _leaf(self.clocks, self.checklist)
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addStretch(1)
        return made

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        events = {item.event.value for item in SPEC.checklist}
        ids = [rule.id for rule in desk.law.deadlines if rule.end in events]
        return in_order(checking.deadlines(desk, case.id), ids)

    def fill(self, context: PageContext) -> None:
        case = context.case
        stored = {a.lot: a for a in case.awards}
        for form, lot in zip(self.lots, case.project.lots, strict=True):
            form.lot = lot
            form.show_award(stored.get(lot.name))
            form.show_ceilings(lot)
        clocks = context.extra or ()
        self.clocks.set_rows(clocks)
        self.clocks.fit_rows()
        self.checklist.show_case(case)
        self.take_back.setEnabled(bool(case.awards))
        usual = [i for i in SPEC.checklist if not i.rare]
        done = sum(case.happened(i.event) is not None for i in usual)
        self.leaves.setTabText(1, f"办理日期 {done}/{len(usual)}")

    def load(self, context: PageContext) -> None:
        """Show a project once there is a form for each lot; many are made a few at a time."""
        case = context.case
        known = [(x.name, x.item) for x in case.project.lots]
        self._loading += 1
        if [(f.lot.name, f.lot.item) for f in self.lots] == known:
            self._show(context)
            return
        clear(self._forms)
        self.lots, self.forms, self.context = [], [], None
        self._make_forms(context, self._loading)

    def _make_forms(self, context: PageContext, loading: int) -> None:
        """The next few forms; then the rest when the window has had its turn."""
        if loading != self._loading or not isValid(self):
            return
        lots, winner = context.case.project.lots, words_for(context.case.project.method).winner
        for place in range(len(self.lots), min(len(self.lots) + _AT_ONCE, len(lots))):
            form = LotForm(place, lots[place], winner)
            form.edited.connect(self._edited)
            self.lots.append(form)
            self._forms.addWidget(form)
        if len(self.lots) < len(lots):
            self.waiting.setText(f"正在准备 {len(lots)} 个标项：已准备 {len(self.lots)} 个……")
            self.waiting.show()
            QTimer.singleShot(0, lambda: self._make_forms(context, loading))
        else:
            self.forms = list(self.lots)
            self._show(context)

    def _show(self, context: PageContext) -> None:
        """A draft may have come back over what is stored: reckon with it."""
        self.waiting.hide()
        super().load(context)
        self._show_state()
        self.preview()

    def visit(self, finding: "Finding") -> bool:
        """Go to the lot, or the item of the checklist."""
        if self.checklist.focus(finding.field):
            self.leaves.setCurrentWidget(self.days)
            return True
        for form in self.lots:
            if finding.field == "awards" and finding.subject in ("", form.lot.name):
                self.leaves.setCurrentIndex(0)
                return form.focus(next(iter(form.fields)))
        for share in self.table.model.rows:
            if share.unit == finding.subject:
                self.leaves.setCurrentIndex(0)
                self.table.select(share)
                self.table.setFocus()
                return True
        return super().visit(finding)

    def explain(self, share: Allocation) -> None:
        """这个数怎么来的."""
        self.ask_figure(of_share(share, share_contract))

    def ask_figure(self, ask: "Ask") -> None:
        """Over the results as typed, kept or not."""
        awards = tuple(result.award for result in self.results)
        super().ask_figure(with_awards(ask, awards) if awards else ask)

    # Typing and its preview

    def _edited(self) -> None:
        self.model.touch()
        self._timer.start()
        self._show_state()

    def typed(self) -> tuple[LotAward, ...]:
        """The results as typed, in lot order; blank lots left out."""
        return tuple(a for a in (form.award() for form in self.lots) if a is not None)

    def ceilings(self) -> dict[str, dict[str, Any]]:
        """最高限价 as typed, by lot."""
        return {form.lot.name: form.ceilings() for form in self.lots}

    def preview(self) -> None:
        """Reckon the split of what is typed, on the worker; the last question counts."""
        context = self.context
        if context is None:
            return
        ceilings = self.ceilings()
        priced = [a for a in self.typed() if (a.unit_price_fen, a.total_fen) != (None, None)]
        self._asked += 1
        number = self._asked
        if not priced:
            self._show_split((), [])
            return

        def shown(found: tuple[tuple[LotResult, ...], list[str]]) -> None:
            if number == self._asked:
                self._show_split(*found)

        context.work.run(
            self,
            lambda _: awarding.preview(context.desk, context.project_id, priced, ceilings),
            success=shown,
            label="计算分配",
        )

    def _show_split(self, results: tuple[LotResult, ...], wrong: list[str]) -> None:
        self.results = results
        rows = shares(results)
        by_lot = {r.award.lot: r for r in results}
        for form in self.lots:
            form.show_result(by_lot.get(form.lot.name))
        self.sum.setText(sum_text(results) if results else "")
        self.sum.setVisible(bool(results))
        self.why.setVisible(bool(results))
        self.wrong.setText("\n".join(wrong))
        self.wrong.setVisible(bool(wrong))
        self.table.set_rows(rows)
        self.table.set_foot(
            f"合计 {len({a.unit for a in rows})} 家", difference=difference(results)
        )

    def _show_state(self) -> None:
        self.unsaved.setText("有未保存的改动" if self._changed() else "")

    def _changed(self) -> bool:
        stored = self.context.case.awards if self.context else ()
        return set(self.typed()) != set(stored) or self._limits_changed()

    def _limits_changed(self) -> bool:
        return any(replace(f.lot, **f.ceilings()) != f.lot for f in self.lots)

    # Saving

    def submit(self) -> None:
        """What is typed and not saved is saved on the way."""
        if self._changed() and self.typed():
            self.save_awards(then_complete=True)
        else:
            super().submit()

    def save_awards(self, *, then_complete: bool = False) -> None:
        """保存采购结果."""
        context, awards, ceilings = self.context, self.typed(), self.ceilings()
        if context is None or not self._readable():
            return
        if not awards:
            self.tell("stop", "还没有填写采购结果。", "按评审报告填写供应商和单价（或总价）。")
            return

        def done(results: tuple[LotResult, ...]) -> None:
            if then_complete:
                self.completion_asked.emit()
            else:
                self.tell("ok", f"已保存 {len(results)} 个标项的结果：{sum_text(results)}。")

        def keep(against: tuple[Contradiction, ...]) -> None:
            reason = self._reason(against)
            if reason is not None:
                self.run(
                    "保存采购结果",
                    lambda _: awarding.set_awards(
                        context.desk, context.project_id, awards, ceilings, reason=reason
                    ),
                    done,
                )

        self.run(
            "核对已签合同",
            lambda _: awarding.contradicted(context.desk, context.project_id, awards),
            keep,
            writes=False,
        )

    def clear_awards(self) -> None:
        """撤销结果…: the needs may be changed again."""
        context = self.context
        if context is None:
            return
        text = "撤销后，需求可以再改动，改完重新登记采购结果；已登记的内容留在操作记录里。"
        reason = ask_reason(self, "撤销采购结果", text, action="撤销结果")
        if reason is not None:
            self.run(
                "撤销采购结果",
                lambda _: award_clearing.clear_awards(context.desk, context.project_id, reason),
                lambda _: self.tell("ok", "已撤销采购结果，需求可以改动；改完重新登记结果。"),
            )

    def _reason(self, against: "tuple[Contradiction, ...]") -> str | None:
        """Why a result that departs from signed contracts is kept; empty where none is needed."""
        if not against or not all(c.entered for c in against):
            return ""  # without contents entered, the use-case says what is to be done first
        listed = "\n".join(f"· {c.text}" for c in against[:_LISTED])
        more = f"\n另有 {len(against) - _LISTED} 份。" if len(against) > _LISTED else ""
        text = (
            f"这样改会与已签的 {len(against)} 份合同不一致：\n{listed}{more}\n"
            "保存后这些合同在“通知与签约”列为必须改，已制作的文件标明过期。"
        )
        return ask_reason(self, "与已签合同不一致", text, action="写明理由并保存")

    def _readable(self) -> bool:
        for form in self.lots:
            for name, text in form.problems().items():
                form.focus(name)
                self.tell("stop", f"{form.lot.name}：{text}。", "改正后再保存。")
                return False
        return True


def _leaf(*parts: Any) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 8, 0, 0)
    box.setSpacing(8)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part, 1 if isinstance(part, DataTable) else 0)
        else:
            box.addLayout(part)
    return made
