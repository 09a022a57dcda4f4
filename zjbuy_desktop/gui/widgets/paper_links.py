"""The papers a page is about: how far each has come, and the way to fill it in."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from zjbuy_desktop.core.case.drafting import drafted_on
from zjbuy_desktop.core.papers.spec import PaperSpec, entered_for
from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.widgets.basics import button, icon_label, label

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case


class PaperLinks(QWidget):
    """One line each: mark, title, how far it has come, 填写….

    Signals:
        wanted: the paper (its kind) that is to be filled in.
    """

    wanted = Signal(str)

    def __init__(self, specs: Sequence[PaperSpec]) -> None:
        super().__init__()
        self._specs = tuple(specs)
        self.marks: dict[str, QLabel] = {}
        self.states: dict[str, QLabel] = {}
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for place, spec in enumerate(self._specs):
            mark = self.marks[spec.kind] = icon_label("circle", "quiet")
            state = self.states[spec.kind] = label("", wrap=True)
            fill = self.buttons[spec.kind] = button("填写…", role="small", icon="edit")
            fill.setAccessibleName(f"填写：{spec.title}")
            fill.clicked.connect(partial(self._ask, spec.kind))
            for column, part in enumerate((mark, label(spec.title), state, fill)):
                grid.addWidget(part, place, column)

    def show_case(self, case: "Case") -> None:
        """Say of each paper whether it is written, and what it still lacks."""
        for spec in self._specs:
            done, words = paper_state(case, spec)
            name, tone = ("check", "ok") if done else ("circle", "warn")
            icons.set_icon(self.marks[spec.kind], name, tone)  # type: ignore[arg-type]
            self.states[spec.kind].setText(words)

    def focus(self, kind: str) -> bool:
        """Go to the line of a paper."""
        if kind not in self.buttons:
            return False
        self.buttons[kind].setFocus()
        return True

    def _ask(self, kind: str, _checked: bool = False) -> None:
        self.wanted.emit(kind)


def paper_state(case: "Case", spec: PaperSpec) -> tuple[bool, str]:
    """Whether a paper is done, and how far it has come in words."""
    missing = entered_for(spec, case).missing()
    dated, made = drafted_on(case, spec.kind), case.made_of(spec.kind)
    lacks = f"还缺 {len(missing)} 项：{_named([e.title for e in missing])}"
    if made is not None and not made.draft:
        return True, f"已制作{f'，成文日期 {dated}' if dated else ''}"
    if not case.particulars_of(spec.kind).values:
        if dated:
            return True, f"已填成文日期 {dated}，内容没有在这里填写"
        return False, "还没有填写"
    if missing:
        return False, lacks
    return False, "已填全，在右边“文件”里制作" if dated or spec.dated_by_hand else _UNDATED


_UNDATED = "已填全，还没有成文日期；在右边“文件”里填写后制作"
_SHOWN = 3


def _named(titles: list[str]) -> str:
    more = "等" if len(titles) > _SHOWN else ""
    return "、".join(titles[:_SHOWN]) + more
