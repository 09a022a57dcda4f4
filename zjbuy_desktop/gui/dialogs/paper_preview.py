"""Preview of a kind of paper, unit by unit."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.gui.dialogs.preview import PreviewDialog
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.usecases.results import PaperRow


class PaperPreview(PreviewDialog):
    """Shows one paper of a kind; another unit can be chosen above.

    Signals:
        subject_wanted: unit or supplier whose paper is to be shown.
        print_wanted: the paper on show is to be printed.
        folder_wanted: the folder of the paper on show is to be opened.
        figures_wanted: where the figures of the paper on show come from.
    """

    subject_wanted = Signal(str)
    print_wanted = Signal()
    folder_wanted = Signal()
    figures_wanted = Signal()

    def __init__(self, spec: PaperSpec, rows: Sequence[PaperRow], parent: QWidget) -> None:
        super().__init__(spec.title, (), parent)
        self.spec = spec
        self._rows = {r.subject: r for r in rows}
        self.subject = ChoiceEditor([(name, name) for name in self._rows if name])
        self.subject.setAccessibleName("看哪一份")
        self.subject.edited.connect(lambda: self.subject_wanted.emit(self.current()))
        self.note = label("", "warn", wrap=True)
        self.figures = button("数的来历(&L)…", self.figures_wanted.emit, role="small")
        head = row(self.subject, self.note, self.figures, gap=12)
        head.setStretch(1, 1)
        self.subject.setVisible(spec.per_subject)
        box = self.layout()
        assert isinstance(box, QBoxLayout)
        box.insertLayout(0, head)
        self.preview.print_asked.connect(self.print_wanted)
        self.preview.folder_asked.connect(self.folder_wanted)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_wanted.emit)
        self.say_state()

    def current(self) -> str:
        """The unit or supplier whose paper is shown; empty for a paper of the project."""
        return str(self.subject.value() or "") if self.spec.per_subject else ""

    def row(self) -> PaperRow | None:
        """The paper on show, as lists have it."""
        return self._rows.get(self.current())

    def say_state(self) -> None:
        """Say what keeps the paper on show a draft."""
        shown = self.row()
        lacking = [m.removeprefix(f"《{self.spec.title}》") for m in shown.lacking] if shown else []
        self.note.setText("草稿：" + "；".join(lacking) if lacking else "")
