"""文件台账: every paper of the project, how far it has come, what changed since it was made."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.paper_move import MoveDialog
from zjbuy_desktop.gui.dialogs.paper_set import PaperSetDialog
from zjbuy_desktop.gui.models.views import Action, HeaderView
from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.sitting.paper_work import PaperWork
from zjbuy_desktop.gui.widgets.announce import announce, open_path
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, label
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.project_page import ProjectPage
from zjbuy_desktop.gui.widgets.register_table import (
    detail_words,
    register_table,
    total_words,
)
from zjbuy_desktop.gui.widgets.run_strip import RunStrip
from zjbuy_desktop.gui.work import Report
from zjbuy_desktop.usecases import (
    made_files,
    paper_moves,
    paper_runs,
    paper_settings,
    recording,
    register,
)
from zjbuy_desktop.usecases.paper_runs import RunState
from zjbuy_desktop.usecases.paper_settings import PaperSettings
from zjbuy_desktop.usecases.papers import paper_spec
from zjbuy_desktop.usecases.register import Pair, RegisterRow, Standing

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_ANY = "全部"
_FINISHED = "全部已制作"
"""In the list of states: whatever has a file."""


class RegisterPage(ProjectPage):
    """The table, its filters, what can be done with the rows chosen, and the sum at the foot."""

    header = HeaderView("文件台账", purpose="每份文件做了没有、还对不对，走到哪一步。")
    action = "成批制作文件…(&N)"

    def build(self) -> None:
        """Compose the page; called once."""
        self._rows: tuple[RegisterRow, ...] = ()
        self._files: dict[Pair, str] = {}
        self._settings = PaperSettings()
        self.doing: PaperWork | None = None
        self.strip = RunStrip()
        self.kind = ChoiceEditor([(_ANY, "全部种类")])
        self.unit = ChoiceEditor([(_ANY, "全部单位")])
        states = [(_ANY, "全部状态"), (_FINISHED, _FINISHED), *((s, s.value) for s in Standing)]
        self.state = ChoiceEditor(states)
        self.table = register_table(lambda: self._files)
        self.detail = ElidedLabel("", "quiet", lines=2)
        self.sum = label("", "quiet")
        self._build_tools()
        self._connect()
        self._lay()

    def _build_tools(self) -> None:
        self.stale = button("重新制作过期的(&R)", self.make_stale, role="small", icon="refresh")
        self.again = button("制作选中的(&M)…", self.make_chosen, role="small", icon="file")
        self.printing = button("打印(&P)…", self.print_chosen, role="small", icon="print")
        self.moving = button("登记(&L)…", self.ask_move, role="small", icon="edit")
        self.back = button("撤销登记(&U)…", self.take_back, role="small", icon="undo")
        self.fill_in = button("填写内容(&T)…", self.ask_fill, role="small")
        self.open = button("打开(&O)", self.open_file, role="small", icon="eye")
        self.verify = button("核对文件(&V)", self.check_files, role="small", icon="check")

    def _connect(self) -> None:
        for editor, name in ((self.kind, "种类"), (self.unit, "单位"), (self.state, "状态")):
            editor.setAccessibleName(name)
            editor.setMaximumWidth(190)
            editor.edited.connect(self._narrow)
        self.table.selected.connect(self._fit_tools)
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._fit_tools())
        self.table.activated.connect(lambda _: self.open_file())
        self.table.explained.connect(lambda *_: self.open_file())
        self.strip.wanted.connect(self._go_on)
        self.strip.dropped.connect(self._give_up)

    def _lay(self) -> None:
        self.body.addWidget(self.strip)
        tools = (
            self.again, self.fill_in, self.printing, self.moving, self.back, self.open, self.verify,
        )  # fmt: skip
        self.body.addWidget(Flow(self.kind, self.unit, self.state, None, self.stale))
        self.body.addWidget(Flow(*tools))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.detail)
        self.body.addWidget(self.sum)

    # What is on show

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        """Compose every paper, to know what is stale; called on the worker."""
        return (
            register.register(desk, case),
            paper_runs.open_runs(desk, case.id),
            paper_settings.paper_settings(desk),
        )

    def fill(self, context: PageContext) -> None:
        """Show the facts; called each time they were read."""
        self._rows, runs, self._settings = context.extra
        if self.doing is None:
            self.doing = PaperWork(self, context.work)
            self.doing.changed.connect(self.changed)
            self.doing.told.connect(self._announce)
        self.doing.take(context.desk, context.case)
        self.strip.show_runs(runs)
        _offer(self.kind, "全部种类", {r.kind: r.title for r in self._rows})
        _offer(self.unit, "全部单位", {u: u for u in (_owner(r) for r in self._rows) if u})
        self._files = {p: w for p, w in self._files.items() if self._same_file(context.case, p)}
        stale = sum(r.standing is Standing.STALE for r in self._rows)
        self.stale.setText(f"重新制作过期的 {stale} 份(&R)")
        self.stale.setVisible(bool(stale))
        self._narrow()

    def _same_file(self, case: "Case", pair: Pair) -> bool:
        """What was said of a file holds until the paper is made anew."""
        before = next((r.made for r in self._rows if r.pair == pair), None)
        return before is not None and case.made_of(*pair) == before

    def _narrow(self) -> None:
        kind, unit, state = self.kind.value(), self.unit.value(), self.state.value()
        shown = [
            r for r in self._rows
            if kind in (_ANY, r.kind) and unit in (_ANY, _owner(r))
            and (state in (_ANY, r.standing) or (state == _FINISHED and r.made is not None))
        ]  # fmt: skip
        self.table.set_rows(shown)
        self.table.set_foot("合计", difference=None)
        self.sum.setText(total_words(shown, len(self._rows)))
        self._fit_tools()

    def go_to(self, kind: str, subject: str) -> None:
        """Put the cursor on a paper; one for all of a kind leads to the kind."""
        for editor in (self.kind, self.unit, self.state):
            editor.set_value(_ANY)
        self._narrow()
        own = [r for r in self._rows if r.kind == kind]
        exact = [r for r in own if r.subject == subject]
        for found in (exact or own)[:1]:
            self.table.select(found)
            self.table.setFocus()

    def _fit_tools(self) -> None:
        chosen, current = self.chosen(), self.table.current()
        for tool in (self.again, self.printing, self.moving):
            tool.setEnabled(bool(chosen))
        fillable = current is not None and bool(paper_spec(current.kind).entries)
        self.fill_in.setEnabled(fillable)
        sent = current is not None and bool(current.printed or current.sent)
        self.back.setEnabled(sent)
        self.open.setEnabled(current is not None and current.made is not None)
        self.verify.setEnabled(any(r.made for r in self._rows))
        self.detail.setText(detail_words(current, self._files) if current else "")

    def chosen(self) -> list[RegisterRow]:
        """The rows selected, or the one the cursor is on."""
        current = self.table.current()
        return self.table.selection() or ([current] if current is not None else [])

    # What is done

    def submit(self) -> None:
        """成批制作文件…"""
        self._ask(())

    def make_chosen(self) -> None:
        """制作选中的…: kinds and units of the rows are marked."""
        self._ask(self.chosen())

    def _ask(self, chosen: "tuple[RegisterRow, ...] | list[RegisterRow]") -> None:
        context, doing = self.context, self.doing
        if context is None or doing is None:
            return
        folder = doing.folder_of([r.pair for r in chosen])
        dialog = PaperSetDialog(
            self.window(), self._rows, chosen, context.today, folder, self._settings,
            partial(recording.used_words, context.case),
        )  # fmt: skip
        self._open(dialog, lambda: doing.make(dialog.order()))

    def _go_on(self, state: RunState) -> None:
        if self.doing is not None:
            self.doing.go_on(state)

    def _give_up(self, state: RunState) -> None:
        if self.doing is not None:
            self.doing.give_up(state)

    def make_stale(self) -> None:
        """重新制作过期的: where they were before."""
        stale = [r for r in self._rows if r.standing is Standing.STALE]
        if self.doing is not None and stale:
            self.doing.make_again([r.pair for r in stale])

    def ask_fill(self) -> None:
        """填写内容…: for the row in hand."""
        current = self.table.current()
        if self.doing is not None and current is not None:
            self.doing.fill(current.kind, self.window(), current.subject)

    def print_chosen(self) -> None:
        """打印…"""
        if self.doing is not None and self.chosen():
            self.doing.print_papers([r.pair for r in self.chosen()], self.window())

    def ask_move(self) -> None:
        """登记…: what became of the chosen papers."""
        context, chosen = self.context, self.chosen()
        if context is None or not chosen:
            return
        dialog = MoveDialog(self.window(), chosen, context.today)
        self._open(dialog, lambda: self._record(chosen, *dialog.answer()))

    def _record(
        self, chosen: list[RegisterRow], what: MoveKind, on: date, copies: int, note: str
    ) -> None:
        context = self.context
        assert context is not None
        desk, project, pairs = context.desk, context.project_id, [r.pair for r in chosen]

        def told(events: Any) -> None:
            more = f"同时记入办理记录：{events[0].kind.label}。" if events else ""
            self.tell("ok", f"已登记“{what.value}”{len(pairs)} 份。", more)

        self.run(
            f"登记“{what.value}”",
            lambda _: paper_moves.record_moves(
                desk, project, pairs, what, on, copies=copies, note=note
            ),
            told,
        )

    def take_back(self) -> None:
        """撤销登记…: the last print or dispatch of the row in hand was not so."""
        context, current = self.context, self.table.current()
        if context is None or current is None:
            return
        text = f"撤销“{current.title}　{current.subject}”最近一次打印或发出的登记。"
        reason = ask_reason(self.window(), "撤销登记", text, action="撤销")
        if reason is None:
            return
        desk, project, pair = context.desk, context.project_id, current.pair
        self.run(
            "撤销登记",
            lambda _: paper_moves.take_back(desk, project, pair, reason),
            lambda move: self.tell("ok", f"已撤销 {move.on} 的“{move.what.value}”登记。"),
        )

    def open_file(self) -> None:
        """打开: the file of the row in hand."""
        current, context = self.table.current(), self.context
        if current is None or current.made is None or context is None:
            self.tell("info", "这份文件还没有制作。", "选中后点“制作选中的”。")
            return
        file = made_files.at_hand(context.desk, context.case.project.name, current.made)
        if file is None:
            self.tell("warn", f"文件已不在原处：{current.made.file}", "可以重新制作。")
        else:
            open_path(file)

    def check_files(self) -> None:
        """核对文件: each file made is compared with what was written."""
        rows = self._rows

        def job(report: Report) -> dict[Pair, str]:
            return register.file_words(rows, report)

        def shown(said: dict[Pair, str]) -> None:
            self._files = said
            self._narrow()
            bad = sum(not word.startswith("在原处") for word in said.values())
            if bad:
                self.tell(
                    "warn", f"{bad} 份文件不在原处或被改动过。", "见“说明”一列，可以重新制作。"
                )
            else:
                self.tell("ok", f"{len(said)} 份文件都在原处，未改动。")

        self.run("核对文件", job, shown, writes=False)

    def _open(self, dialog: QDialog, then: Callable[[], object]) -> None:
        dialog.accepted.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _announce(self, kind: Any, text: str, hint: str, actions: tuple[Action, ...]) -> None:
        announce(self, kind, text, hint, actions)


def _owner(paper: RegisterRow) -> str:
    return paper.unit or paper.subject


def _offer(editor: ChoiceEditor, every: str, choices: dict[str, str]) -> None:
    """Offer these; the present choice stays if it is still there."""
    editor.offer([(_ANY, every), *choices.items()])
