"""单位×标的: every unit's need of every common item, with sums that stay in view."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.gui.dialogs.outlier_limits import OutlierLimitsDialog
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.widgets.asking import Asks, why_button
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.matrix_table import MatrixTable
from zjbuy_desktop.gui.widgets.project_page import ProjectPage
from zjbuy_desktop.usecases import outlier_limits
from zjbuy_desktop.usecases.matrix import Matrix, matrix

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_AMOUNT, _QUANTITY = "金额（元）", "数量"


class MatrixPage(ProjectPage):
    """The table, a choice of figure, and a search for a unit or an item."""

    header = HeaderView("单位×标的", purpose="每家单位要什么、要多少；双击一个数看它怎么来的。")
    action = "复制整张表(&C)"

    def build(self) -> None:
        """Compose the page; called once."""
        self.matrix: Matrix | None = None
        self.dialog: OutlierLimitsDialog | None = None
        self.figure = ChoiceEditor([(_AMOUNT, _AMOUNT), (_QUANTITY, _QUANTITY)])
        self.figure.setAccessibleName("看金额还是数量")
        self.figure.edited.connect(self.refresh)
        self.search = QLineEdit()
        self.search.setPlaceholderText("找单位或标的")
        self.search.setAccessibleName("找单位或标的")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.textChanged.connect(lambda _: self.refresh())
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        switch = button("金额／数量(&Q)", self.turn, role="small", icon="refresh")
        self.count = label("", "quiet")
        self.table = MatrixTable()
        self.table.explained.connect(self.explain)
        self.empty = label(
            "还没有已接收的需求。先在“回收与汇总”导入各单位发回的需求表。", "quiet", wrap=True
        )
        self.proof = label("", "quiet")
        self.limits = button("离群界限(&L)…", self.ask_limits, role="small")
        top = row(self.figure, switch, self.search, self.count, None, self.limits)
        self.body.addLayout(top)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.why = why_button(self._asks)
        self.body.addLayout(row(self.proof, self.why, None, gap=12))

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        """Reckon all figures and their texts; called on the worker."""
        return matrix(case)

    def fill(self, context: PageContext) -> None:
        """Show the facts; called each time they were read."""
        self.matrix = context.extra
        self.refresh()

    def refresh(self) -> None:
        """Show the figure chosen, of the units searched for."""
        if self.matrix is None:
            return
        some = bool(self.matrix.units)
        self.table.setVisible(some)
        self.why.setVisible(some)
        self.empty.setVisible(not some)
        self.primary.setEnabled(some)
        by_amount = self.figure.value() == _AMOUNT
        sheet = self.matrix.amounts if by_amount else self.matrix.quantities
        needle = self.search.text().strip()
        of_item = bool(needle) and not any(needle in unit for unit in self.matrix.units)
        shown = self.table.show_matrix(self.matrix, sheet, "" if of_item else needle)
        found = self.table.go_to_item(needle) if of_item else True
        words = f"{shown} 家单位，{len(self.matrix.items)} 个标的"
        self.count.setText(words if found else f"没有叫“{needle}”的单位或标的；{words}")
        self.proof.setText(self._proof_words() if some else "")

    def _asks(self) -> Asks:
        return [
            ("金额合计", of_needs(Aspect.AMOUNT)),
            ("数量合计", of_needs(Aspect.QUANTITY)),
            ("行数", of_needs(Aspect.ROWS)),
        ]

    def _proof_words(self) -> str:
        assert self.matrix is not None
        sums = "＝" if self.matrix.kept else "≠"
        mark = "✓" if self.matrix.kept else "，请到“核验”检查数据"
        odd = len(self.matrix.odd)
        note = f"　▲ 离群 {odd} 处，界限是经验，请核实" if odd else ""
        total = self.matrix.amounts.whole
        return f"金额合计 {total} 元{sums}Σ各单位各标的{mark}{note}"

    def turn(self) -> None:
        """金额／数量: show the other figure."""
        other = _QUANTITY if self.figure.value() == _AMOUNT else _AMOUNT
        self.figure.set_value(other)
        self.refresh()

    def ask_limits(self) -> None:
        """离群界限…: of the whole office."""
        context = self.context
        if context is None:
            return
        desk = context.desk
        self.dialog = dialog = OutlierLimitsDialog(self.window(), context.case.limits)
        dialog.accepted.connect(
            lambda: self.run(
                "保存离群的界限",
                lambda _: outlier_limits.keep(desk, **dialog.chosen()),
                lambda kept: self.tell("ok", f"离群的界限：{kept.told}。"),
            )
        )
        dialog.open()

    def explain(self, unit: str, item: str) -> None:
        """这个数怎么来的, for a cell or the sum of a row or column."""
        case = self.context.case if self.context else None
        if case is None or not any(
            unit in ("", n.unit) and item in ("", n.common_item) for n in case.needs
        ):
            return
        by_amount = self.figure.value() == _AMOUNT
        self.ask_figure(of_needs(Aspect.AMOUNT if by_amount else Aspect.QUANTITY, unit, item))

    def submit(self) -> None:
        """复制整张表."""
        self.table.copy()
        self.tell("ok", "整张表已复制，到 Excel 或 WPS 里粘贴即可。")
