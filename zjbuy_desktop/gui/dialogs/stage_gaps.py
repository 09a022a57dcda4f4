"""本环节里法规没有规定的事: what is open here, and what is done about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.gap_panel import GapPanel
from zjbuy_desktop.usecases import gaps

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class StageGapsDialog(Sheet):
    """The ledger of one stage; what is decided here is written at once."""

    def __init__(self, page: "StagePage", spec: StageSpec) -> None:
        super().__init__(page, f"法规没有规定的事　{spec.title}", wide=860)
        self._spec = spec
        text = "指引和法规没有规定，由本单位自己定做法，写明理由；没有定的不影响办理。"
        self.box.addWidget(label(text, "quiet", wrap=True))
        self.panel = GapPanel("stage_gaps", self._write, of_stage=True)
        self.box.addWidget(self.panel, 1)
        self.fit(1000, 520)
        context = page.context
        assert context is not None
        self._desk, self._project = context.desk, context.case.id
        rows = gaps.ledger(context.case, spec.id)
        self.panel.show_rows(self._desk, self._project, rows)

    def _write(self, what: str, fn: Callable[[object], object], said: str) -> None:
        desk, project, stage = self._desk, self._project, self._spec.id

        def job(report: object) -> tuple[gaps.GapRow, ...]:
            fn(report)
            return gaps.ledger(desk.case(project), stage)

        def shown(rows: tuple[gaps.GapRow, ...]) -> None:
            self.panel.show_rows(desk, project, rows)
            self.page.tell("ok", said)

        self.do(what, job, shown)
