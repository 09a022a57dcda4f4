"""法规未定: everything the guideline leaves open, and what the office does about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.gap_panel import GapPanel
from zjbuy_desktop.gui.widgets.project_page import ProjectPage
from zjbuy_desktop.usecases import gaps

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk


class GapsPage(ProjectPage):
    """One table; the primary button decides for the project."""

    header = HeaderView(
        "法规未定", purpose="指引和法规没有规定的事，由本单位自己定做法，写明理由，印在有关文件里。"
    )
    action = "定本项目的做法(&N)…"

    def build(self) -> None:
        """Compose the page; called once."""
        self.count = label("", "quiet", wrap=True)
        self.panel = GapPanel("gaps", self._do)
        self.panel.own.hide()
        self.body.addWidget(self.count)
        self.body.addWidget(self.panel, 1)

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        """The ledger; called on the worker."""
        return gaps.ledger(case)

    def fill(self, context: PageContext) -> None:
        """Show the facts; called each time they were read."""
        rows = context.extra
        done = sum(row.own is not None for row in rows)
        self.count.setText(
            f"共 {len(rows)} 件，已定 {done} 件。没有定的不影响办理；"
            "本项目没有另定的，按本单位的做法。"
        )
        self.panel.show_rows(context.desk, context.project_id, rows)

    def submit(self) -> None:
        """定本项目的做法…"""
        self.panel.ask(office=False)

    def _do(self, what: str, fn: Callable[[object], object], said: str) -> None:
        self.run(what, fn, lambda _: self.tell("ok", said))
