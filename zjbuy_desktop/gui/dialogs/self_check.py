"""自查: of the page of one stage, its rules, what the guideline leaves open, and what would be."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from zjbuy_desktop.core.case.gaps import gaps_of
from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.gui.widgets.basics import button

if TYPE_CHECKING:
    from zjbuy_desktop.gui.dialogs.what_if import Beginning
    from zjbuy_desktop.gui.pages.base import StagePage


class SelfCheck:
    """The button at the foot of a stage's page; it says how much the guideline leaves open here."""

    def __init__(self, page: "StagePage", spec: StageSpec) -> None:
        self.page, self.spec = page, spec
        count = len(gaps_of(spec.id))
        said = f"自查　法规未定 {count} 件(&K)" if count else "自查(&K)"
        self.menu = QMenu(page)
        self.rules = self.menu.addAction("红线自查…", self.show_rules)
        self.gaps = self.menu.addAction(f"法规没有规定的 {count} 件…", self.show_gaps)
        self.gaps.setVisible(bool(count))
        self.wonder = self.menu.addAction("如果……会怎样…", self.ask_what_if)
        self.backwards = self.menu.addAction("倒排日程…", self.plan_back)
        self.button: QPushButton = button(
            said, tip="本环节的红线自查、法规没有规定的事、推演、倒排日程"
        )
        self.button.setMenu(self.menu)

    def show_rules(self) -> None:
        """红线自查: every rule of this stage, to be looked at before it is completed."""
        from zjbuy_desktop.gui.dialogs.stage_red_lines import StageRedLinesDialog

        if self.page.context is not None:
            self.page.open_dialog(StageRedLinesDialog(self.page, self.spec))

    def show_gaps(self) -> None:
        """法规没有规定的: what is open at this stage, and what is done about it."""
        from zjbuy_desktop.gui.dialogs.stage_gaps import StageGapsDialog

        if self.page.context is not None:
            self.page.open_dialog(StageGapsDialog(self.page, self.spec))

    def ask_what_if(self, first: "Beginning | None" = None) -> None:
        """如果……会怎样: suppose something of this project; nothing is written."""
        from zjbuy_desktop.gui.dialogs.what_if import Beginning, WhatIfDialog

        if self.page.context is not None:
            self.page.open_dialog(WhatIfDialog(self.page, first or Beginning()))

    def plan_back(self) -> None:
        """倒排日程: from a wished day of signing back to today; nothing is written."""
        from zjbuy_desktop.gui.dialogs.back_plan import BackPlanDialog

        if self.page.context is not None:
            self.page.open_dialog(BackPlanDialog(self.page))
