"""检查: what must be mended, by severity, each with the way there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from zjbuy_desktop.gui.theme import Tone
from zjbuy_desktop.gui.widgets.basics import (
    ElidedLabel,
    button,
    clear,
    column,
    icon_label,
    label,
    row,
)
from zjbuy_desktop.gui.widgets.section import Section

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.citation import Citation
    from zjbuy_desktop.core.base.findings import Finding

_LOOKS: dict[str, tuple[str, Tone]] = {
    "block": ("stop", "stop"),
    "warn": ("warn", "warn"),
    "advise": ("info", "accent"),
}
FIRST = 20
"""Cards of one group shown at first; five hundred units may each have one."""


class FindingCard(QFrame):
    """One finding: what is so, what to do, why, and two ways on."""

    def __init__(self, finding: "Finding", panel: "FindingsPanel") -> None:
        super().__init__()
        self.finding = finding
        self.setProperty("card", finding.severity.value)
        self.setAccessibleName(f"{finding.severity.label}：{finding.message}")
        box = column(gap=4, margins=(10, 6, 8, 6))
        if finding.subject:
            box.addWidget(label(finding.subject, size="head", wrap=True))
        box.addWidget(label(finding.message, wrap=True))
        if finding.fix:
            box.addWidget(label(finding.fix, "quiet", wrap=True))
        box.addLayout(self._buttons(finding, panel))
        self.setLayout(box)

    @staticmethod
    def _buttons(finding: "Finding", panel: "FindingsPanel") -> QHBoxLayout:
        made = row(gap=4)
        go = button("去看", lambda: panel.visited.emit(finding), role="link")
        go.setAccessibleName(f"去看：{finding.message}")
        made.addWidget(go)
        if finding.severity.value == "warn":
            why = button("说明理由", lambda: panel.explained.emit(finding), role="link")
            why.setAccessibleName(f"说明理由：{finding.message}")
            made.addWidget(why)
        basis = ElidedLabel(_short(finding.basis), "quiet")
        basis.setAlignment(Qt.AlignmentFlag.AlignRight)
        basis.setAccessibleName(finding.basis.label if finding.basis else "")
        made.addWidget(basis, 1)
        return made


def _short(basis: "Citation | None") -> str:
    """The article alone where it is the guideline's own; other texts by name."""
    if basis is None:
        return ""
    return basis.article if basis.text == "guideline" else basis.label


class FindingsPanel(Section):
    """All findings of the page or project.

    Signals:
        visited: 去看 was pressed on a ``Finding``.
        explained: 说明理由 was pressed on a ``Finding``.
    """

    visited = Signal(object)
    explained = Signal(object)

    def __init__(self) -> None:
        super().__init__("检查", "findings")
        self.findings: tuple[Finding, ...] = ()
        self._whole: set[str] = set()
        self.set_findings(())

    def set_findings(self, findings: "Iterable[Finding]") -> None:
        """Show these, grouped 必须改 / 请注意 / 建议."""
        self.findings = tuple(findings)
        self._whole.clear()
        self.set_count(len(self.findings) or None)
        self._rebuild()

    def _rebuild(self) -> None:
        if not self.findings:
            self.empty("没有发现问题。")
            return
        clear(self.cards)
        for severity in _LOOKS:
            group = [f for f in self.findings if f.severity.value == severity]
            if group:
                self._add_group(severity, group)

    def _add_group(self, severity: str, group: "list[Finding]") -> None:
        icon, tone = _LOOKS[severity]
        title = label(f"{group[0].severity.label} {len(group)}", tone)
        self.cards.addLayout(row(icon_label(icon, tone), title, None, gap=6))
        shown = group if severity in self._whole else group[:FIRST]
        for finding in shown:
            self.cards.addWidget(FindingCard(finding, self))
        rest = len(group) - len(shown)
        if rest:
            more = button(f"再看其余 {rest} 条", lambda: self._show_all(severity), role="link")
            self.cards.addWidget(more)

    def _show_all(self, severity: str) -> None:
        self._whole.add(severity)
        self._rebuild()
