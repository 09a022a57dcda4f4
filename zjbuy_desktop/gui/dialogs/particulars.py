"""填写内容: what the clerk knows and no other record of the project holds, for one kind."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QWidget,
)

from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.papers.spec import PaperSpec, Per
from zjbuy_desktop.gui.dialogs.ask import confirm
from zjbuy_desktop.gui.dialogs.ask_name import ask_name
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.models.filled import Filled, draft_key
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.entry_form import EntryForm
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.usecases import papers, particulars, stages

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.usecases.desk import Desk

COMMON = "所有对象共用"
_UNSAVED = "　● 未保存"
_SAVE_AFTER_MS = 800
_HERE, _IN_MAKING, _ELSE = "还缺，在这里填", "在“制作”里填", "还要补齐或改正"
_MADE_WITH = ("number", "dated")


def lacking_words(title: str, found: "Sequence[Finding]", here: Collection[str]) -> str:
    """What keeps a paper a draft, by where it is filled in; empty if nothing does."""
    told: dict[str, list[str]] = {_HERE: [], _IN_MAKING: [], _ELSE: []}
    for f in found:
        what = f.message.removeprefix(f"《{title}》缺少").removesuffix("，只能出草稿。")
        place = _HERE if f.field in here else _IN_MAKING if f.field in _MADE_WITH else _ELSE
        told[place].append(what)
    return "；".join(f"{place}：{'、'.join(what)}" for place, what in told.items() if what)


class ParticularsDialog(Dialog):
    """For whom at the left, the form at the right; unsaved typing is never lost.

    Signals:
        saved: something was written.
    """

    saved = Signal()

    def __init__(
        self, parent: QWidget, work: Work, desk: "Desk", spec: PaperSpec, filled: Filled
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"填写内容　{spec.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.spec, self._work, self._desk, self._case = spec, work, desk, filled.case
        self._unsaved: dict[str, dict[str, Any]] = dict(filled.draft)
        self._subject = ""
        self._dirty = False
        self.form = EntryForm(spec.entries, desk.today)
        self.form.edited.connect(lambda _: self._typed())
        self.subjects = QListWidget()
        self.subjects.setAccessibleName("为哪一份填写")
        self.lacking = label("", "warn", wrap=True)
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        self.go: QPushButton = button("保存(&S)", self.save, role="primary")
        self.undo: QPushButton = button("放弃改动(&D)", self._undo)
        known = any(entry.known for entry in spec.entries)
        word = "已知内容" if known else "参考写法"
        self.usual = button(f"空着的填入{word}(&F)", self._take_examples)
        self._later = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._later.timeout.connect(self._keep_draft)
        self._arrange()
        self._list_subjects()
        self.subjects.currentItemChanged.connect(lambda *_: self._go_to(self._chosen()))
        self.show_subject("" if "" in self._names() else next(iter(self._names()), ""))

    # For whom

    def show_subject(self, subject: str) -> None:
        """Show what was entered for one of them."""
        for at in range(self.subjects.count()):
            if self.subjects.item(at).data(Qt.ItemDataRole.UserRole) == subject:
                self.subjects.setCurrentRow(at)
        self._go_to(subject)

    def _names(self) -> list[str]:
        named = list(self.spec.subjects(self._case)) if self.spec.per_subject else []
        return ["", *named]

    def _list_subjects(self) -> None:
        self.subjects.blockSignals(True)
        self.subjects.clear()
        for name in self._names():
            mark = _UNSAVED if name in self._unsaved else ""
            item = QListWidgetItem((name or COMMON) + mark)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(name)
            self.subjects.addItem(item)
            if name == self._subject:
                self.subjects.setCurrentItem(item)
        self.subjects.blockSignals(False)

    def _chosen(self) -> str:
        item = self.subjects.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _go_to(self, subject: str) -> None:
        """Leave what was typed as unsaved, and show another."""
        self._set_aside()
        self._subject = subject
        self._show()

    def _set_aside(self) -> None:
        if self._dirty:
            self._unsaved[self._subject] = self.form.draft()
            self._dirty = False

    def _show(self) -> None:
        spec, subject = self.spec, self._subject
        self.form.show_values(dict(self._case.particulars_of(spec.kind, subject).values))
        common = self._case.particulars_of(spec.kind).values if subject else ()
        self.form.show_common(dict(common))
        if subject in self._unsaved:
            self.form.set_draft(self._unsaved[subject])
            self._dirty = True
        self._mark()
        self._say_lacking()

    def _mark(self) -> None:
        for at in range(self.subjects.count()):
            item = self.subjects.item(at)
            name = str(item.data(Qt.ItemDataRole.UserRole))
            unsaved = name in self._unsaved or (name == self._subject and self._dirty)
            item.setText((name or COMMON) + (_UNSAVED if unsaved else ""))
        self.undo.setEnabled(self._dirty)
        self.go.setEnabled(self._dirty or bool(self._unsaved))
        named = bool(self._subject) and self.spec.per is Per.NAMED
        self._rename.setEnabled(named)
        self._remove.setEnabled(named)
        # What one contract leaves empty the common values serve: only those are filled in.
        self.usual.setEnabled(not self._subject)

    def _say_lacking(self) -> None:
        """What keeps this paper a draft, of what can be entered here."""
        names = {entry.name for entry in self.spec.entries}
        if self._subject not in self.spec.subjects(self._case):
            self.lacking.hide()
            return
        desk, case, kind, subject = self._desk, self._case, self.spec.kind, self._subject

        def shown(found: Any) -> None:
            if subject == self._subject and not self._dirty:
                self.form.show_findings(())
            self.lacking.setText(lacking_words(self.spec.title, found, names))
            self.lacking.setVisible(bool(found))

        self._work.run(
            self,
            lambda report: papers.lacking(desk, case, kind, subject),
            success=shown,
            label="核对内容",
        )

    # Typing and saving

    def _typed(self) -> None:
        if not self._dirty:
            self._dirty = True
            self._mark()
        self._later.start()

    def _take_examples(self) -> None:
        """The usual wording into what is empty, for the clerk to read over and save."""
        took = self.form.take_examples(self._case)
        self._say(f"已填入 {took} 项，请逐项核对再保存。" if took else "没有空着的。")
        if took:
            self._typed()

    def _keep_draft(self) -> None:
        """Typing not yet saved survives a power cut."""
        typed = {**self._unsaved, **({self._subject: self.form.draft()} if self._dirty else {})}
        desk, project, key = self._desk, self._case.id, draft_key(self.spec.kind)
        if typed:
            self._work.run(
                self,
                lambda report: stages.save_draft(desk, project, key, typed),
                label="暂存",
            )
        else:
            self._work.run(self, lambda report: stages.drop_draft(desk, project, key), label="暂存")

    def save(self) -> None:
        """Save everything that was typed and not yet saved, one after another."""
        self._set_aside()
        given: dict[str, dict[str, Value]] = {}
        for subject, draft in self._unsaved.items():
            values, problems = self._read(draft)
            if problems:
                self.show_subject(subject)
                name, problem = next(iter(problems.items()))
                self.form.focus(name)
                self._say(f"{self.form.fields[name].title}：{problem}")
                return
            given[subject] = values
        desk, project, kind = self._desk, self._case.id, self.spec.kind

        def job(report: object) -> Filled:
            for subject, values in given.items():
                particulars.fill_in(desk, project, kind, subject, values)
            stages.drop_draft(desk, project, draft_key(kind))
            return Filled(desk.case(project), {})

        self._write(job, "填写内容")

    def _read(self, draft: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, str]]:
        """What was typed for one of them: values, and what cannot be read."""
        reader = EntryForm(self.spec.entries, self._desk.today)
        reader.set_draft(draft)
        read = reader.entered(), reader.problems()
        reader.deleteLater()
        return read

    def _write(self, job: Any, what: str) -> None:
        self._say("")
        self._work.run(self, job, success=self._written, failure=self._failed, label=what)

    def _written(self, filled: Filled) -> None:
        self._case, self._dirty = filled.case, False
        self._unsaved = dict(filled.draft)
        if self._subject not in self._names():
            self._subject = ""
        self._list_subjects()
        self._show()
        self.saved.emit()

    def _failed(self, error: Exception) -> None:
        from zjbuy_desktop.core.base.errors import UserError
        from zjbuy_desktop.gui import errors

        if isinstance(error, UserError):
            self._say(f"{error.message}{error.hint}")
        else:
            errors.present(self, error)
        self._show()

    def _undo(self) -> None:
        self._dirty = False
        self._unsaved.pop(self._subject, None)
        self._show()
        self._keep_draft()

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    # 新增、改名、删去

    def _add(self) -> None:
        name = ask_name(self, f"新增一份　{self.spec.title}", "名称（能分清是哪一份）", "新增")
        desk, project, kind = self._desk, self._case.id, self.spec.kind
        if not name:
            return
        if name in self._names():
            self._say(f"已经有“{name}”这一份了。")
            return

        def job(report: object) -> Filled:
            particulars.fill_in(desk, project, kind, name, {})
            return Filled(desk.case(project), self._unsaved)

        self._set_aside()
        self._subject = name
        self._write(job, "新增一份")

    def _give_name(self) -> None:
        old = self._subject
        name = ask_name(self, f"改名　{old}", "新的名称", "改名", given=old)
        desk, project, kind = self._desk, self._case.id, self.spec.kind
        if not name or name == old:
            return

        def job(report: object) -> Filled:
            particulars.rename(desk, project, kind, old, name)
            return Filled(desk.case(project), self._unsaved)

        self._set_aside()
        if old in self._unsaved:
            self._unsaved[name] = self._unsaved.pop(old)
        self._subject = name
        self._write(job, "改名")

    def _drop(self) -> None:
        name = self._subject
        text = f"删去“{name}”和为它填写的内容。已经做好的文件不删。"
        if not confirm(self, "删去一份", text, "删去"):
            return
        desk, project, kind = self._desk, self._case.id, self.spec.kind

        def job(report: object) -> Filled:
            particulars.forget(desk, project, kind, name)
            return Filled(desk.case(project), self._unsaved)

        self._dirty = False
        self._unsaved.pop(name, None)
        self._write(job, "删去一份")

    # How it is made

    def _arrange(self) -> None:
        more = button("新增(&A)…", self._add, role="small", icon="plus")
        self._rename = button("改名(&R)…", self._give_name, role="small")
        self._remove = button("删去(&X)…", self._drop, role="small")
        tools = row(more, self._rename, self._remove, gap=4)
        left = QWidget()
        left.setLayout(column(self.subjects, tools))
        left.setFixedWidth(272)
        left.setVisible(self.spec.per_subject)
        for tool in (more, self._rename, self._remove):
            tool.setVisible(self.spec.per is Per.NAMED)
        inner = QWidget()
        inner.setProperty("ground", "clear")
        inner.setLayout(column(self.form, None, margins=(0, 0, 12, 0)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        middle = row(left, area, gap=16)
        middle.setStretch(1, 1)
        self.usual.setVisible(any(e.example or e.known for e in self.spec.entries))
        foot = row(self.undo, self.usual, None, button("关闭", self.reject), self.go)
        box = column(middle, self.lacking, self.message, foot, gap=10, margins=(20, 16, 20, 16))
        box.setStretch(0, 1)
        self.setLayout(box)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        self.resize(min(1000, room.width() - 40), min(700, room.height() - 40))

    def reject(self) -> None:
        """关闭, Esc and the window's cross all end here; unsaved typing is kept.

        Qt's own close event calls this, so it must not close the window by another such event:
        that one is refused while the first is under way, and the window would stay.
        """
        if self._dirty or self._unsaved or self._later.isActive():
            self._later.stop()
            self._keep_draft()
        super().reject()
