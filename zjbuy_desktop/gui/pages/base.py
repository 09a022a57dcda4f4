"""What every page of a stage is: fields and tables over a primary button, short to write.

A page composes widgets in ``build`` and shows the facts in ``fill``. Loading, drafts, findings
beside their fields, work off the GUI thread and the way to the first blocking field are here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from zjbuy_desktop.core.base.workdays import workdays_between
from zjbuy_desktop.gui.models.finding_groups import held_words
from zjbuy_desktop.gui.models.page import PageModel
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, row
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.work import Report, Task, Work

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.core.case.ground import Ask
    from zjbuy_desktop.gui.dialogs.explain_figure import ExplainDialog
    from zjbuy_desktop.usecases.desk import Desk

T = TypeVar("T")
_ACTIONS_HEIGHT, _NOTE_WIDTH, _GAPS = 50, 120, 68
"""The bar of the buttons keeps its height whatever its note says; gaps and margins in all."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page is given to show, read in one go on the worker thread.

    Attributes:
        desk: what use-cases are handed.
        case: all facts of the project.
        findings: those of this page's stage.
        draft: what was typed last time and not confirmed.
        work: the worker for writes and slow reads.
        extra: what ``StagePage.fetch`` read besides.
    """

    desk: "Desk"
    case: "Case"
    work: Work
    findings: "tuple[Finding, ...]" = ()
    draft: Mapping[str, Any] = field(default_factory=dict)
    extra: Any = None

    @property
    def today(self) -> date:
        """今天, as the desk has it."""
        return self.desk.today

    def workdays_to(self, day: date) -> int:
        """How many 工作日 are left until a day; negative once it is over."""
        return workdays_between(self.today, day, self.desk.calendar)

    @property
    def project_id(self) -> int:
        """Id of the project."""
        return self.case.id


class StagePage(QWidget):
    """Base of all pages of a stage.

    A page sets ``stage``, composes ``self.body`` in ``build``, shows facts in ``fill``, and says
    in ``submit`` what its primary button does.

    Signals:
        changed: something was written; the project is to be read again.
        completion_asked: 下一步 was pressed and nothing of this page stands in the way.
        draft_due: the draft (dict) is to be saved.
        draft_dropped: what was typed is stored for good; the saved draft is to be forgotten.
        told: kind, message, hint for a banner.
        paper_wanted: a paper is to be filled in: its kind, and for whom (empty: for all).
    """

    changed = Signal()
    completion_asked = Signal()
    draft_due = Signal(dict)
    draft_dropped = Signal()
    told = Signal(str, str, str)
    paper_wanted = Signal(str, str)

    stage: ClassVar[str] = ""
    action: ClassVar[str] = "完成本环节(&N)"

    def __init__(self) -> None:
        super().__init__()
        self.model = PageModel(self)
        self.context: PageContext | None = None
        self.explaining: ExplainDialog | None = None
        self.dialog: Any = None
        self.forms: list[Form] = []
        self.body = QVBoxLayout()
        self.primary: QPushButton = button(self.action, self.submit, role="primary")
        self._note = ElidedLabel("", "quiet", lines=2)
        self._note.setMinimumWidth(_NOTE_WIDTH)
        self._secondary = QHBoxLayout()
        self._shortened: list[tuple[QPushButton, str, str]] = []
        self._lay_out()
        self.model.draft_due.connect(self.draft_due)
        self.model.findings_changed.connect(self._show_findings)
        self.model.busy_changed.connect(self._show_busy)
        self.model.collect_from(self._collect)
        self.build()

    # For a page to fill in

    def build(self) -> None:
        """Compose the page; called once."""

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        """Read what the case does not hold; called on the worker thread, must touch no widget."""

    def fill(self, context: PageContext) -> None:
        """Show the facts; called each time they were read."""

    def submit(self) -> None:
        """The primary button: by default, lead to what blocks, or ask to complete the stage."""
        self.model.flush()
        if not self.focus_first_block():
            self.completion_asked.emit()

    # What pages use

    def add_form(self, form: Form) -> Form:
        """Put a form on the page: its typing is a draft, its findings stand beside its fields."""
        self.forms.append(form)
        form.edited.connect(lambda _: self.model.touch())
        self.body.addWidget(form)
        return form

    def add_secondary(self, *buttons: QPushButton) -> None:
        """Buttons at the left of the primary one."""
        for made in buttons:
            self._secondary.addWidget(made)

    def shorten(self, made: QPushButton, text: str) -> None:
        """What a button says where there is little room; it is read out as before."""
        self._shortened.append((made, made.text(), text))
        self._fit_actions()

    def set_note(self, text: str) -> None:
        """A sentence before the primary button: what it will do, or what is still missing."""
        self._note.setText(text)

    def run(
        self,
        label_text: str,
        fn: Callable[[Report], T],
        then: Callable[[T], object] | None = None,
        *,
        writes: bool = True,
        keep_draft: bool = False,
    ) -> Task | None:
        """Do a use-case on the worker; afterwards ``then``, and read the project again.

        Writing takes what was typed in the forms for stored, and forgets their draft;
        ``keep_draft`` is for writes beside the forms, so that nothing typed is lost.
        """
        if self.context is None:
            return None
        if keep_draft:
            self.model.flush()
        self.model.set_busy(True)

        def done(result: T) -> None:
            if writes and not keep_draft:
                self.model.forget()
                self.draft_dropped.emit()
            if then is not None:
                then(result)
            if writes:
                self.changed.emit()

        task = self.context.work.run(self, fn, success=done, label=label_text)
        task.finished.connect(lambda: self.model.set_busy(False))
        self.model.set_busy(self.context.work.busy)  # it may be over already
        return task

    def tell(self, kind: str, message: str, hint: str = "") -> None:
        """Show a banner."""
        self.told.emit(kind, message, hint)

    def ask_figure(self, ask: "Ask") -> None:
        """这个数怎么来的: answer what a table, a label or a dialog of this page asked."""
        from zjbuy_desktop.gui.dialogs.explain_figure import ExplainDialog

        if self.context is not None:
            self.explaining = ExplainDialog(self, ask)
            self.explaining.finished.connect(lambda _: setattr(self, "explaining", None))
            self.explaining.open()

    # What the shell uses

    def load(self, context: PageContext) -> None:
        """Show a project; a draft comes back over what is stored.

        What was typed while the project was being read counts as the draft.
        """
        typed = self.model.dirty
        draft = self._collect() if typed else context.draft
        self.context = context
        self.fill(context)
        for form in self.forms:
            form.set_draft({k: v for k, v in draft.items() if k in form.fields})
        if not typed:
            self.model.forget()
        self.model.set_findings(context.findings)

    def focus_first_block(self) -> bool:
        """Go to the first thing that blocks and can be mended here; ``False`` if nothing does."""
        for form in self.forms:
            for name in form.problems():
                return form.focus(name)
        block = self.model.first_block
        if block is None:
            return False
        self.visit(block)
        self.tell("stop", block.message, block.fix)
        return True

    def visit(self, finding: "Finding") -> bool:
        """去看: go to the field of a finding; pages with tables go to its row as well."""
        return any(form.focus(finding.field) for form in self.forms)

    # How it is made

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "clear")
        inner.setLayout(self.body)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        actions = self._actions = ActionBar()
        actions.setObjectName("actions")
        actions.arranged.connect(self._fit_actions)
        actions.setFixedHeight(_ACTIONS_HEIGHT)
        line = row(self._secondary, self._note, self.primary, gap=12, margins=(24, 6, 16, 6))
        line.setStretch(1, 1)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        actions.setLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(actions)

    def open_dialog(self, dialog: Any) -> None:
        """Open a dialog over the page and keep it in ``dialog`` until it is closed."""
        self.dialog = dialog
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.open()

    def _workdays(self, day: date) -> int:
        return self.context.workdays_to(day) if self.context else 0

    def _collect(self) -> dict[str, Any]:
        return {name: typed for form in self.forms for name, typed in form.draft().items()}

    def _show_findings(self) -> None:
        for form in self.forms:
            form.show_findings(self.model.findings)
        self.set_note(held_words(self.model.findings))

    def _show_busy(self, busy: bool) -> None:
        self.primary.setEnabled(not busy)

    def _fit_actions(self) -> None:
        """Where there is no room for all, the buttons at the foot say less."""
        parts = self._secondary.sizeHint().width() + self.primary.sizeHint().width()
        shown = [s for s in self._shortened if not s[0].isHidden()]
        longer = sum(_grown(made, whole) for made, whole, _ in shown)
        narrow = parts + longer + _NOTE_WIDTH + _GAPS > self._actions.width()
        for made, whole, short in self._shortened:
            text = short if narrow else whole
            if made.text() != text:
                made.setText(text)


class ActionBar(QFrame):
    """The foot of a page.

    Signals:
        arranged: its width or what stands in it changed.
    """

    arranged = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell of it."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.arranged.emit()
        return done


def _grown(made: QPushButton, whole: str) -> int:
    """Pixels a button would need beyond what it has, to say all it can say."""
    width = made.fontMetrics().horizontalAdvance
    return width(whole) - width(made.text())
