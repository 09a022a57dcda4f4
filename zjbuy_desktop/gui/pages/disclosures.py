"""信息公开: everything that is to be made public, by whom, by when, and where it can be read."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.stages.disclosing import Disclosed, Disclosure, counted
from zjbuy_desktop.gui.dialogs.ask_name import NameDialog
from zjbuy_desktop.gui.dialogs.files import choose_target
from zjbuy_desktop.gui.models.columns import text_column
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.widgets.announce import announce, folder_action
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.project_page import ProjectPage
from zjbuy_desktop.usecases import disclosures

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_ORDER = list(Disclosed)
_TONES = {
    Disclosed.OVERDUE: "stop",
    Disclosed.DUE: "warn",
    Disclosed.LATE: "warn",
    Disclosed.DONE: "ok",
    Disclosed.LATER: "quiet",
    Disclosed.WAIVED: "quiet",
}
_MARKS = {
    Disclosed.OVERDUE: "stop",
    Disclosed.DUE: "clock",
    Disclosed.LATE: "warn",
    Disclosed.DONE: "check",
    Disclosed.LATER: "circle",
    Disclosed.WAIVED: "info",
}
_WHOLE = "整个项目"


class DisclosuresPage(ProjectPage):
    """One table of all disclosures; links are added here, the workbook is made here."""

    header = HeaderView(
        "信息公开",
        purpose="该公开的每一项：谁公开、最迟哪一天、公开了没有、在哪里看得到。",
    )
    action = "导出公开台账(&N)…"

    def build(self) -> None:
        """Compose the page; called once."""
        self.count = label("", "quiet")
        self.go_there = button("去登记(&T)", self.visit_stage, role="small")
        self.link = button("补登标题或链接(&L)…", self.ask_link, role="small", icon="edit")
        self.table: DataTable[Disclosure] = DataTable(
            "disclosures",
            (
                text_column(
                    "现状",
                    lambda r: r.state.value,
                    100,
                    tone=lambda r: _TONES[r.state],
                    mark=lambda r: _MARKS[r.state],
                    key=lambda r: _ORDER.index(r.state),
                ),
                text_column("公开事项", lambda r: r.what, 104),
                text_column("单位", _subject, 150, tip=_subject),
                text_column("由谁公开", _who, 120, tip=lambda r: r.who),
                text_column("法定最后日", lambda r: _day(r.due), 96),
                text_column("公开日期", lambda r: _day(r.on), 96),
                text_column("标题或链接", _link, 190, tip=_link),
                text_column("依据", lambda r: r.basis.label, 150, tip=lambda r: r.basis.label),
                text_column("说明", lambda r: r.note, 84, tip=lambda r: r.note),
            ),
            title="信息公开台账",
            empty="还没有要公开的事",
        )
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._fit())
        self.table.activated.connect(lambda _: self.visit_stage())
        self.body.addLayout(row(self.count, None, self.go_there, self.link))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(
            label(
                "公开在政府采购云平台和浙江政府采购网上办理，这里只登记日期和链接，不代替平台。",
                "quiet",
                wrap=True,
            )
        )

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        """The ledger of today; called on the worker."""
        return disclosures.disclosures(desk, case)

    def fill(self, context: PageContext) -> None:
        """Show the facts; called each time they were read."""
        rows = context.extra
        self.count.setText(counted(rows))
        self.table.set_rows(rows)
        self.table.set_foot(f"合计 {len(rows)} 项", difference=None)
        self._fit()

    def _fit(self) -> None:
        chosen = self.table.current()
        self.go_there.setEnabled(chosen is not None)
        self.link.setEnabled(chosen is not None and chosen.on is not None)

    def visit_stage(self) -> None:
        """去登记: the stage where this disclosure is recorded."""
        chosen = self.table.current()
        if chosen is not None:
            self.stage_wanted.emit(disclosures.stage_of(chosen))

    def ask_link(self) -> None:
        """补登标题或链接…"""
        chosen = self.table.current()
        if chosen is None or chosen.on is None:
            return
        text = f"{_subject(chosen)} {chosen.on} 的{chosen.what}，在哪里看得到："
        dialog = NameDialog(self.window(), "标题或链接", text, "保存", chosen.link)
        dialog.accepted.connect(lambda: self._keep(chosen, dialog.name.value()))
        self.open_dialog(dialog)

    def _keep(self, chosen: Disclosure, link: str) -> None:
        context = self.context
        assert context is not None
        desk, project = context.desk, context.project_id
        self.run(
            "补登标题或链接",
            lambda _: disclosures.set_link(desk, project, chosen.event, chosen.subject, link),
            lambda _: self.tell("ok", f"已登记{chosen.what}的标题或链接。"),
        )

    def submit(self) -> None:
        """导出公开台账…"""
        if self.context is None:
            return
        name = f"{self.context.case.project.name}信息公开台账.xlsx"
        file = choose_target(self.window(), "信息公开台账", name, "表格 (*.xlsx)")
        if file is not None:
            self.export(file)

    def export(self, file: Path) -> None:
        """Write the workbook there."""
        context = self.context
        assert context is not None
        desk, project = context.desk, context.project_id

        def told(rows: tuple[Disclosure, ...]) -> None:
            text = f"信息公开台账已导出，{counted(rows)}。"
            announce(self, "ok", text, actions=(folder_action(file.parent),))

        self.run(
            "导出公开台账",
            lambda _: disclosures.write(desk, project, file),
            told,
            writes=False,
        )


def _subject(disclosure: Disclosure) -> str:
    lot = f"（{disclosure.lot}）" if disclosure.lot else ""
    return f"{disclosure.subject or _WHOLE}{lot}"


def _who(disclosure: Disclosure) -> str:
    return "本单位" if disclosure.who == disclosure.subject else disclosure.who


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"


def _link(disclosure: Disclosure) -> str:
    return disclosure.link or ("没有登记" if disclosure.lacks_link else "–")
