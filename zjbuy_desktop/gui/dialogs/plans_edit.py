"""手工填写计划: the same table the platform would export, typed by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.cell_grid import CellGrid
from zjbuy_desktop.usecases import planning

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

_HEADS = ("单位", "采购计划编号", "品目编码", "金额（元）", "关联的临时计划编号")
_UNIT, _NUMBER, _CODE, _AMOUNT, _LINKED = range(5)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EditPlansDialog(Sheet):
    """One line per plan; lines without number and amount are left out."""

    def __init__(
        self,
        page: "StagePage",
        context: "PageContext",
        kind: PlanKind,
        needed: Mapping[str, int | None],
    ) -> None:
        """``needed`` are the units to be listed, with what their plans must come to（分）."""
        super().__init__(page, f"手工填写　{kind.label}", "保存计划(&S)", wide=720)
        self._context, self._kind = context, kind
        self._needed = needed
        self.table = CellGrid(len(_HEADS))
        self.table.setAccessibleName(kind.label)
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(_UNIT, QHeaderView.ResizeMode.Stretch)
        formal = kind is PlanKind.FORMAL
        narrow = ((_NUMBER, 150), (_CODE, 104), (_AMOUNT, 130), (_LINKED, 150))
        usual = ((_NUMBER, 190), (_CODE, 120), (_AMOUNT, 150))
        for number, width in narrow if formal else usual:
            self.table.setColumnWidth(number, width)
        self.table.setColumnHidden(_LINKED, not formal)
        self._fill()
        copy = button(
            "金额按合同填(&A)" if formal else "金额按需求填(&A)", self.copy_needed, role="small"
        )
        more = button("当前单位再加一条(&M)", self.add_line, role="small")
        self.box.addWidget(
            label(
                "照预算一体化系统里的编号和金额填写；整表代替以前导入或填写的计划。",
                "quiet",
                wrap=True,
            )
        )
        self.box.addWidget(self.table, 1)
        self.link = button("关联填本单位的(&P)", self.link_own, role="small")
        self.link.setVisible(formal)
        self.box.addLayout(row(copy, more, self.link, None))
        self.fit(880 if formal else 780, 520)

    def _fill(self) -> None:
        own = self._context.case.project.category_code
        plans = list(self._context.case.plans_of(self._kind))
        for unit in dict.fromkeys((*self._needed, *(p.unit for p in plans))):
            entries = [p for p in plans if p.unit == unit]
            for p in entries:
                self._add(unit, p.number, p.category_code, money.yuan(p.amount_fen), p.linked)
            if not entries:
                self._add(unit, "", own, "")

    def _add(
        self, unit: str, number: str, code: str, amount: str, linked: str = "", at: int = -1
    ) -> None:
        line = self.table.rowCount() if at < 0 else at
        self.table.insertRow(line)
        for place, text in enumerate((unit, number, code, amount, linked)):
            item = QTableWidgetItem(text)
            if place == _UNIT:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if place == _AMOUNT:
                item.setTextAlignment(_RIGHT)
            self.table.setItem(line, place, item)

    def text(self, line: int, column: int) -> str:
        """What stands in a cell."""
        item = self.table.item(line, column)
        return item.text().strip() if item else ""

    def set_text(self, line: int, column: int, text: str) -> None:
        """Type into a cell."""
        item = self.table.item(line, column)
        if item is not None:
            item.setText(text)

    def copy_needed(self) -> None:
        """Fill empty amounts with what the plan must be."""
        for line in range(self.table.rowCount()):
            needed = self._needed.get(self.text(line, _UNIT))
            if not self.text(line, _AMOUNT) and needed is not None:
                self.set_text(line, _AMOUNT, money.yuan(needed))

    def link_own(self) -> None:
        """Fill empty links with the unit's provisional plan, where it has exactly one."""
        numbers: dict[str, set[str]] = {}
        for p in self._context.case.plans_of(PlanKind.PROVISIONAL):
            numbers.setdefault(p.unit, set()).add(p.number.strip())
        for line in range(self.table.rowCount()):
            own = numbers.get(self.text(line, _UNIT), set()) - {""}
            if len(own) == 1 and self.text(line, _NUMBER) and not self.text(line, _LINKED):
                self.set_text(line, _LINKED, own.pop())

    def add_line(self) -> None:
        """A unit may have several plans."""
        line = max(0, self.table.currentRow())
        if self.table.rowCount():
            unit, code = self.text(line, _UNIT), self.text(line, _CODE)
            self._add(unit, "", code, "", at=line + 1)

    def try_accept(self) -> None:
        """Save, or say which cell can't be read."""
        entries = []
        for line in range(self.table.rowCount()):
            number, amount = self.text(line, _NUMBER), self.text(line, _AMOUNT)
            if not number and not amount:
                continue
            try:
                fen = money.fen(amount)
            except ValueError as error:
                unit = self.text(line, _UNIT)
                self.say(f"{unit}的金额：{error if amount else '没有填'}。")
                self.table.setCurrentCell(line, _AMOUNT)
                return
            code = normalise_code(self.text(line, _CODE))
            unit = self.text(line, _UNIT)
            entries.append(
                self._entry(
                    PlanEntry(self._kind, unit, number, code, fen), self.text(line, _LINKED)
                )
            )
        self._save(entries)

    def _entry(self, typed: PlanEntry, linked: str) -> PlanEntry:
        """A plan as typed; what was not changed keeps the place it was read at."""
        hand = replace(typed, source=planning.HAND, linked=linked, link_source=planning.HAND)
        for known in self._context.case.plans_of(self._kind):
            if known.unit != typed.unit or known.number.strip() != typed.number:
                continue
            if known.amount_fen == typed.amount_fen:
                hand = replace(hand, source=known.source)
            if known.linked == linked:
                hand = replace(hand, link_source=known.link_source)
        return hand

    def _save(self, entries: Sequence[PlanEntry]) -> None:
        if not entries:
            self.say("还没有填写任何计划。")
            return
        desk, project = self._context.desk, self._context.project_id
        self.do(
            "保存计划",
            lambda _: planning.keep_plans(desk, project, entries, self._kind, planning.HAND),
            lambda done: self._done(done["entries"], len(done["differences"])),
        )

    def _done(self, count: int, wrong: int) -> None:
        against = "合同和临时计划" if self._kind is PlanKind.FORMAL else "需求"
        word = f"有 {wrong} 处不一致" if wrong else f"与{against}逐家一致"
        self.page.tell("warn" if wrong else "ok", f"已保存{self._kind.label} {count} 条，{word}。")
        self.accept()
