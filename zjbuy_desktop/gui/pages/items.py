"""统一标的: what units word differently is put together, split and converted by hand."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.items import item_totals
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs.ask import FieldsDialog
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.widgets.asking import why_button
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.item_tables import (
    item_table,
    line_table,
    suggestion_table,
)
from zjbuy_desktop.gui.widgets.project_page import ProjectPage
from zjbuy_desktop.usecases import merging
from zjbuy_desktop.usecases.merging import Choice

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_NAME, _MEASURE, _FACTOR = "统一标的", "换算成的计量单位", "换算倍数"
_ITEMS, _LINES = 140, 180
"""The least heights of both tables, pixels: heads, three rows and a foot."""
_EXAMPLES = {_MEASURE: "例：台", _FACTOR: "例：10、0.5 或 1/1000"}


class ItemsPage(ProjectPage):
    """Suggestions above; common items, and below them the lines of one."""

    header = HeaderView(
        "统一标的", purpose="写法不同的同一种东西归到一起；单位填的内容和金额都不变。"
    )
    action = "归并选中的标的(&M)…"

    def build(self) -> None:
        """Compose the page; called once."""
        self.dialog: FieldsDialog | None = None
        self.suggested, self.items, self.lines = suggestion_table(), item_table(), line_table()
        self.suggested.setMaximumHeight(130)
        self.accept = button("采纳建议(&A)", self.accept_one, role="small", icon="check")
        self.decline = button("不采纳(&D)", self.decline_one, role="small", icon="close")
        self.split = button("拆出选中的行(&S)…", self.ask_split, role="small")
        self.convert = button("换算计量单位(&K)…", self.ask_convert, role="small")
        self.back = button("撤销上一步(&U)", self.undo, role="small", icon="undo")
        self.proof = label("", "quiet")
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.items)
        halves.addWidget(self.lines)
        halves.setChildrenCollapsible(False)
        self.items.setMinimumHeight(_ITEMS)
        self.lines.setMinimumHeight(_LINES)
        halves.setSizes([_ITEMS, 2 * _LINES])
        self.hint = label("", "quiet", wrap=True)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.suggested)
        self.body.addWidget(Flow(self.accept, self.decline, self.split, self.convert, self.back))
        self.body.addWidget(halves, 1)
        self.why = why_button(lambda: [("金额合计", of_needs(Aspect.AMOUNT))])
        self.body.addLayout(row(self.proof, self.why, None, gap=12))
        cursor = self.items.view.selectionModel().currentChanged
        cursor.connect(lambda *_: self._show_lines())
        self.items.explained.connect(lambda r, _: self.explain(r.item))
        self.items.activated.connect(lambda r: self.explain(r.item))

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        """Find suggestions and sums; called on the worker."""
        return merging.suggested(desk, case), item_totals(case)

    def fill(self, context: PageContext) -> None:
        """Show the facts; called each time they were read."""
        found, rows = context.extra
        self.suggested.set_rows(found)
        self.suggested.setVisible(bool(found))
        self.accept.setVisible(bool(found))
        self.decline.setVisible(bool(found))
        self.items.set_rows(rows)
        whole = total(context.case.needs).amount_fen
        apart = sum(r.sums.amount_fen for r in rows) - whole
        self.items.set_foot("合计", difference=None)  # the proof stands below, where it has room
        self.hint.setText(_hint(bool(rows), len(found)))
        self.primary.setEnabled(bool(rows))
        proof = f"差 {money.yuan(abs(apart))} 元，请核验数据" if apart else "✓"
        mark = "≠" if apart else "＝"
        words = f"Σ统一标的{mark}Σ需求行 {money.yuan(whole)} 元 {proof}"
        self.proof.setText(words if rows else "")
        self.why.setVisible(bool(rows))
        self._show_lines()

    def _show_lines(self) -> None:
        row = self.items.current()
        needs = self.context.case.needs if self.context is not None and row else ()
        shown = [n for n in needs if row is not None and n.common_item == row.item]
        self.lines.set_rows(shown)
        apart = (row.sums.amount_fen if row else 0) - sum(n.amount_fen for n in shown)
        self.lines.set_foot(
            "合计", difference=f"{money.yuan(apart)} 元" if apart else "", of="各行"
        )
        self.split.setEnabled(bool(shown))
        self.convert.setEnabled(bool(shown))

    # What is done

    def accept_one(self) -> None:
        """采纳建议: the reason is the suggestion's."""
        context, one = self.context, self.suggested.current()
        if context is not None and one is not None:
            self.run(
                "归并",
                lambda _: merging.merge(
                    context.desk, context.project_id, Choice((one.item,)), one.into, one.reason
                ),
                lambda n: self.tell("ok", f"“{one.item}”的 {n} 行已归到“{one.into}”。"),
            )

    def decline_one(self) -> None:
        """不采纳: it is not suggested again."""
        context, one = self.context, self.suggested.current()
        if context is not None and one is not None:
            self.run(
                "不采纳建议",
                lambda _: merging.decline(
                    context.desk, context.project_id, one.item, one.into, "经办人判断不是同一标的"
                ),
            )

    def submit(self) -> None:
        """归并选中的标的…"""
        current = self.items.current()
        rows = self.items.selection() or ([current] if current else [])
        if not rows:
            return
        names = tuple(r.item for r in rows)
        text = f"归并：{'、'.join(names)}。写现有的或新的统一标的名称。"
        dialog = FieldsDialog(self.window(), "归并标的", text, "归并", {_NAME: names[0]})
        self._ask(dialog, lambda desk, project: merging.merge(
            desk, project, Choice(names), dialog.editors[_NAME].value(), dialog.reason.value()
        ))  # fmt: skip

    def ask_split(self) -> None:
        """拆出选中的行…"""
        item, current = self.items.current(), self.lines.current()
        picked = tuple(self.lines.selection() or ([current] if current else []))
        if item is None or not picked:
            return
        text = f"从“{item.item}”拆出 {len(picked)} 行。写它们另归的统一标的。"
        name = picked[0].item if picked[0].item != item.item else ""
        dialog = FieldsDialog(self.window(), "拆出需求行", text, "拆出", {_NAME: name})
        choice = Choice((item.item,), picked=picked)
        self._ask(dialog, lambda desk, project: merging.split(
            desk, project, choice, dialog.editors[_NAME].value(), dialog.reason.value()
        ))  # fmt: skip

    def ask_convert(self) -> None:
        """换算计量单位…: of all lines of the item that have the current line's measure."""
        item, line = self.items.current(), self.lines.current()
        if item is None or line is None:
            return
        said = f"按“{line.measure}”填" if line.measure else "没有写计量单位"
        text = f"“{item.item}”中{said}的各行：1{line.measure or '个'}等于多少？金额不变。"
        fields = {_MEASURE: "", _FACTOR: ""}
        dialog = FieldsDialog(self.window(), "换算计量单位", text, "换算", fields, _EXAMPLES)
        choice = Choice((item.item,), measure=line.measure)
        self._ask(dialog, lambda desk, project: merging.convert(
            desk, project, choice, dialog.editors[_MEASURE].value(),
            merging.measure_factor(dialog.editors[_FACTOR].value()), dialog.reason.value(),
        ))  # fmt: skip

    def _ask(self, dialog: FieldsDialog, write: Any) -> None:
        """Open a dialog; what it says is written once it is accepted."""
        context = self.context
        if context is None:
            return
        self.dialog = dialog
        dialog.accepted.connect(
            lambda: self.run(
                dialog.windowTitle(),
                lambda _: write(context.desk, context.project_id),
                lambda n: self.tell("ok", f"{dialog.windowTitle()}：{n} 行。"),
            )
        )
        dialog.open()

    def undo(self) -> None:
        """撤销上一步."""
        context = self.context
        if context is not None:
            self.run(
                "撤销归并",
                lambda _: merging.undo(context.desk, context.project_id),
                lambda _: self.tell("ok", "已撤销上一步归并。"),
            )

    def explain(self, item: str) -> None:
        """这个数怎么来的, for one common item."""
        self.ask_figure(of_needs(Aspect.AMOUNT, item=item))


def _hint(some: bool, found: int) -> str:
    if not some:
        return "还没有已接收的需求。先在“回收与汇总”导入各单位发回的需求表。"
    if found:
        return f"有 {found} 条归并建议，请逐条采纳或不采纳。"
    return "没有归并建议。要自己归并，在上表选几个标的，再按右下角的按钮。"
