"""登记: what became of papers: printed elsewhere, sent, come back, looked at."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor, NumberEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases.paper_moves import EVENT_OF
from zjbuy_desktop.usecases.register import RegisterRow, Standing

_NEXT = {
    Standing.TO_RETURN: MoveKind.SCANNED,
    Standing.TO_CONFIRM: MoveKind.CONFIRMED,
}
_MOST = 9999


class MoveDialog(Dialog):
    """One move for all papers chosen: what, when, how many copies, how."""

    def __init__(self, parent: QWidget, rows: Sequence[RegisterRow], today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"登记　{len(rows)} 份文件")
        self.setMinimumWidth(520)
        self._rows, self._today = tuple(rows), today
        self.what = ChoiceEditor([(kind, kind.value) for kind in MoveKind])
        self.what.set_value(_NEXT.get(rows[0].standing, MoveKind.SENT))
        self.day = DateEditor(today)
        self.day.set_value(today)
        self.copies = NumberEditor(1, _MOST)
        self.copies.set_value(1)
        self.note = LineEditor("怎样发出、发给谁；章不合格的写明原因")
        self.form = Form()
        self.form.add("what", "登记什么", self.what, required=True)
        self.form.add("on", "日期", self.day, required=True)
        self.form.add("copies", "每份几份", self.copies, unit="份")
        self.form.add("note", "备注", self.note)
        self.remark = label("", "warn", wrap=True)
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        self.go: QPushButton = button("登记(&R)", self._try, role="primary")
        self.go.setDefault(True)
        self.form.edited.connect(lambda _: self._say())
        foot = row(None, button("取消", self.reject), self.go)
        who = label(_names(self._rows), "quiet", wrap=True)
        parts = (who, self.form, self.remark, self.message, foot)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 16)))
        self._say()

    def answer(self) -> tuple[MoveKind, date, int, str]:
        """What, when, copies, note."""
        day = self.day.value()
        assert day is not None
        return self.what.value(), day, self.copies.value() or 1, self.note.value()

    def _say(self) -> None:
        """What is to be known first: drafts and stale ones, and what goes with it."""
        what = self.what.value()
        drafts = sum(r.made is None or r.made.draft for r in self._rows)
        stale = sum(r.standing is Standing.STALE for r in self._rows)
        said = [f"{drafts} 份还没有做成正式稿。"] if drafts else []
        said += [f"{stale} 份做好以后内容又变了。"] if stale else []
        events = {EVENT_OF[r.kind, what] for r in self._rows if (r.kind, what) in EVENT_OF}
        said += [f"同时记入办理记录“{e.label}”；已有登记的不改。" for e in events]
        self.remark.setText("\n".join(said))
        self.remark.setVisible(bool(said))

    def _missing(self) -> str:
        for problem in self.form.problems().values():
            return problem
        day = self.day.value()
        if day is None:
            return "请填日期。"
        if day > self._today:
            return "这一天还没有到。"
        if self.what.value() is MoveKind.REFUSED and not self.note.value():
            return "章不合格的，请在备注里写明原因。"
        return ""

    def _try(self) -> None:
        missing = self._missing()
        self.message.setText(missing)
        self.message.setVisible(bool(missing))
        if not missing:
            self.accept()


def _names(rows: Sequence[RegisterRow]) -> str:
    names = [f"{r.title}　{r.subject}".strip() for r in rows[:4]]
    return "\n".join(names) + (f"\n……共 {len(rows)} 份" if len(rows) > len(names) else "")
