"""检查: what must be mended, by severity, each with the way there."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from zjbuy_desktop.gui.models.finding_groups import FindingGroup, grouped
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
_HOLDS = {"warn": "（处理或说明理由后才能完成）"}
FIRST = 20
"""Cards of one severity shown at first; five hundred units may each have one."""


class FindingCard(QFrame):
    """One finding, or what one rule says about many units: what is so, what to do, ways on."""

    def __init__(self, group: FindingGroup, panel: "FindingsPanel", *, unfolded: bool) -> None:
        super().__init__()
        self.group = group
        finding = group.first
        self.setProperty("card", finding.severity.value)
        self.setAccessibleName(f"{finding.severity.label}：{group.message}")
        box = column(gap=4, margins=(10, 6, 8, 6))
        if finding.subject and group.alone:
            box.addWidget(label(finding.subject, size="head", wrap=True))
        box.addWidget(label(group.message, size="" if group.alone else "head", wrap=True))
        if not group.alone:
            box.addWidget(label(group.names, wrap=True))
        if group.fix:
            box.addWidget(label(group.fix, "quiet", wrap=True))
        box.addLayout(self._buttons(panel, unfolded=unfolded))
        self.setLayout(box)

    def _buttons(self, panel: "FindingsPanel", *, unfolded: bool) -> QHBoxLayout:
        group, made = self.group, row(gap=4)
        ways: list[tuple[str, Callable[[], object]]] = [
            ("去看", lambda: panel.visited.emit(group.first))
        ]
        if group.first.severity.value == "warn":
            ways.append(("说明理由", lambda: panel.explain(group)))
        if not group.alone:
            ways.append(("收起" if unfolded else "逐条看", lambda: panel.unfold_group(group)))
        for text, run in ways:
            link = button(text, run, role="link")
            link.setAccessibleName(f"{text}：{group.message}")
            made.addWidget(link)
        basis = ElidedLabel(_short(group.first.basis), "quiet")
        basis.setAlignment(Qt.AlignmentFlag.AlignRight)
        basis.setAccessibleName(group.first.basis.label if group.first.basis else "")
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
        all_explained: 说明理由 was pressed on a group: a tuple of ``Finding`` of one rule.
    """

    visited = Signal(object)
    explained = Signal(object)
    all_explained = Signal(tuple)

    def __init__(self) -> None:
        super().__init__("检查", "findings")
        self.findings: tuple[Finding, ...] = ()
        self.units: Collection[str] = ()
        """Names of the roster, to tell units from lots."""
        self._whole: set[str] = set()
        self._unfolded: set[tuple[str, str]] = set()
        self.set_findings(())

    def set_findings(self, findings: "Iterable[Finding]") -> None:
        """Show these, grouped 必须改 / 请注意 / 建议."""
        self.findings = tuple(findings)
        self._whole.clear()
        self.set_count(len(self.findings) or None)
        self._rebuild()

    def explain(self, group: FindingGroup) -> None:
        """Ask for the reason of a warning, or for one reason of all in a group."""
        if group.alone:
            self.explained.emit(group.first)
        else:
            self.all_explained.emit(group.findings)

    def unfold_group(self, group: FindingGroup) -> None:
        """Show the findings of a group one by one below it, or no longer."""
        self._unfolded ^= {_key(group)}
        self._rebuild()

    def _rebuild(self) -> None:
        if not self.findings:
            self.empty("没有发现问题。")
            return
        clear(self.cards)
        for severity in _LOOKS:
            found = [f for f in self.findings if f.severity.value == severity]
            if found:
                self._add_severity(severity, found)

    def _add_severity(self, severity: str, found: "list[Finding]") -> None:
        icon, tone = _LOOKS[severity]
        words = f"{found[0].severity.label} {len(found)}{_HOLDS.get(severity, '')}"
        head = row(icon_label(icon, tone), label(words, tone, wrap=True), gap=6)
        head.setStretch(1, 1)
        self.cards.addLayout(head)
        made = [card for group in grouped(found, self.units) for card in self._cards(group)]
        shown = made if severity in self._whole else made[:FIRST]
        for make in shown:
            self.cards.addWidget(make())
        rest = len(made) - len(shown)
        if rest:
            more = button(f"再看其余 {rest} 条", lambda: self._show_all(severity), role="link")
            self.cards.addWidget(more)

    def _cards(self, group: FindingGroup) -> "list[Callable[[], QFrame]]":
        """How to make the cards of a group; only those shown are made."""
        unfolded = not group.alone and _key(group) in self._unfolded
        shown = [group, *group.each] if unfolded else [group]
        return [partial(FindingCard, one, self, unfolded=unfolded) for one in shown]

    def _show_all(self, severity: str) -> None:
        self._whole.add(severity)
        self._rebuild()


def _key(group: FindingGroup) -> tuple[str, str]:
    return group.first.rule, group.first.field
