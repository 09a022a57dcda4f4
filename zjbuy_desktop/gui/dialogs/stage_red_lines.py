"""完成环节前看一遍：本环节的每条规则现在怎么样。"""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.red_lines import RedLine, counted
from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.red_line_table import RedLineTable
from zjbuy_desktop.usecases import red_lines

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class StageRedLinesDialog(Sheet):
    """The rules of one stage, checked as it opens."""

    def __init__(self, page: "StagePage", spec: StageSpec) -> None:
        super().__init__(page, f"红线自查　{spec.title}", wide=860)
        self.lines: tuple[RedLine, ...] = ()
        self.count = label("正在逐条检查……", "quiet", wrap=True)
        self.table = RedLineTable("stage_red_lines")
        self.box.addWidget(self.count)
        self.box.addWidget(self.table, 1)
        self.fit(1000, 620)
        context = page.context
        assert context is not None
        desk, case = context.desk, context.case
        self.do(
            "红线自查",
            lambda _: red_lines.check(desk, case, spec.id),
            self._show,
            writes=False,
        )

    def _show(self, lines: tuple[RedLine, ...]) -> None:
        self.lines = lines
        self.count.setText(counted(lines))
        self.table.show_lines(lines)
