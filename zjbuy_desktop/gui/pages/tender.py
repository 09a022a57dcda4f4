"""采购实施: the document that is confirmed and sent out, the announcement, panel and days."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.core.case.tender import Tender
from zjbuy_desktop.core.case.tendering import confirmed
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.rules.clocks import Deadline
from zjbuy_desktop.core.stages.tender import SPEC
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.models.tender_form import (
    FIELDS,
    clarified,
    clarified_rows,
    unreadable,
)
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.clock_table import clock_columns, in_order
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import LineEditor, NumberEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.rows_editor import RowsEditor
from zjbuy_desktop.usecases import checking, tender_view, tendering

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_DOCUMENTS = "采购文件 (*.pdf *.docx *.doc *.zip *.wps *.ofd);;所有文件 (*)"


class TenderPage(StagePage):
    """Leaves: the document, the announcement with panel and changes, the days that run."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.leaves = Leaves("采购实施")
        self.papers = self._build_document()
        self.notice = self._build_notice()
        self.days = self._build_days()
        self.leaves.add("采购文件(&1)", self.papers)
        self.leaves.add("公告与评审(&2)", self.notice)
        self.leaves.add("办理日期(&3)", self.days)
        self.body.addWidget(self.leaves, 1)
        self.save = button("保存公告与评审(&S)", self.save_tender, icon="save")
        self.unsaved = label("", "warn")
        self.add_secondary(self.save)
        self._secondary.addWidget(self.unsaved)

    def _build_document(self) -> QWidget:
        self.document = Form(2)
        self.document.add("version", "版本", LineEditor("例：送审稿第三版"), required=True)
        self.document.add("pages", "页数", NumberEditor(1, 9999, "PDF 可不填"))
        self.confirmed = label("", size="head", wrap=True)
        self.choose = button("选择确认的文件(&F)…", self.confirm_file, icon="file")
        self.released = label("", wrap=True)
        self.compare = button("核对发出的文件(&C)…", self.compare_file, icon="search")
        how = label(
            "先填版本，再选代理机构送来的电子文件：程序记下校验值和页数，写进《采购文件确认函》。"
            "公告后从平台下载发出的那一份来核对，改过一个字也认得出。",
            "quiet",
            wrap=True,
        )
        self.forms.append(self.document)
        self.document.edited.connect(lambda _: self.model.touch())
        return _leaf(
            how,
            self.document,
            row(self.choose, None),
            self.confirmed,
            row(self.compare, None),
            self.released,
        )

    def _build_notice(self) -> QWidget:
        form = self.form = Form(2)
        form.add("number", "公告编号", LineEditor("平台上的编号"))
        form.add("link", "公告链接", LineEditor("公告网页的地址"))
        form.add("issued", "文件发出日", DateEditor(), hint="不填则为公告发布日")
        form.add("due", "截止日", DateEditor(), hint="投标（响应）截止，顺延了就改成新的")
        form.add("leader", "评审组长", LineEditor("采购人代表不得担任"))
        form.add("bidders", "投标人", TextEditor(2, "一行一家；结果公告前保密，不印、不导出"))
        form.add(
            "clarifications",
            "澄清修改",
            RowsEditor(("发出日期", "内容", "影响编制（是、否）")),
            wide=True,
        )
        self.forms.append(form)
        form.edited.connect(lambda _: self._typed())
        self.earliest = label("", "quiet", wrap=True)
        self.panel = label("", wrap=True)
        return _leaf(self.earliest, form, self.panel)

    def _build_days(self) -> QWidget:
        self.clocks: DataTable[Deadline] = DataTable(
            "tender-clocks",
            clock_columns(lambda day: self.context.workdays_to(day) if self.context else 0),
            title="期限",
            filtering=False,
        )
        self.checklist = Checklist(SPEC.checklist, self)
        return _leaf(self.clocks, self.checklist)

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        events = {item.event.value for item in SPEC.checklist}
        ids = [rule.id for rule in desk.law.deadlines if rule.end in events]
        return in_order(checking.deadlines(desk, case.id), ids)

    def fill(self, context: PageContext) -> None:
        case, law = context.case, context.desk.law
        self._show_document(case)
        self.form.set_values(_shown(case.tender))
        self.panel.setText(tender_view.panel_words(case, law, context.today) + _PANEL_AT)
        self.earliest.setText(tender_view.earliest_words(case, law))
        clocks = context.extra or ()
        self.clocks.set_rows(clocks)
        self.clocks.fit_rows()
        self.checklist.show_case(case)
        done = sum(case.happened(i.event) is not None for i in SPEC.checklist)
        self.leaves.setTabText(2, f"办理日期(&3) {done}/{len(SPEC.checklist)}")

    def _show_document(self, case: "Case") -> None:
        known = confirmed(case)
        self.document.set_values({"version": known.version, "pages": known.pages or None})
        self.confirmed.setText(f"确认的{_document(case)}：{tender_view.confirmed_words(case)}")
        self.confirmed.setToolTip(known.sha256)
        self.released.setText(f"发出的{_document(case)}：{tender_view.released_words(case)}")
        self.compare.setEnabled(bool(known.sha256))

    def load(self, context: PageContext) -> None:
        """A draft may have come back over what is stored: say so."""
        super().load(context)
        self._show_state()

    def visit(self, finding: "Finding") -> bool:
        """Go to the field, or the item of the checklist, on whichever leaf it stands."""
        if self.checklist.focus(finding.field):
            self.leaves.setCurrentWidget(self.days)
            return True
        if finding.field in self.document.fields or finding.field == "released":
            self.leaves.setCurrentWidget(self.papers)
            if finding.field == "released":
                self.compare.setFocus()
                return True
        elif finding.field in self.form.fields or finding.field == "panel":
            self.leaves.setCurrentWidget(self.notice)
        return super().visit(finding)

    # The document

    def confirm_file(self) -> None:
        """选择确认的文件…"""
        context, version = self.context, self.document.value("version")
        if context is None:
            return
        if not version:
            self.tell("stop", "先填采购文件的版本。", "例：送审稿第三版。")
            self.document.focus("version")
            return
        if self.document.problems():
            self.document.focus("pages")
            return
        file = choose_file(self, "选择要确认的采购文件", _DOCUMENTS)
        if file is None:
            return
        # 换了文件，页数照新的数；PDF 以外的照填的。
        pages = None if file.suffix.lower() == ".pdf" else self.document.value("pages")
        self.run(
            "选定采购文件",
            lambda _: tendering.confirm_file(
                context.desk, context.project_id, file, version, pages
            ),
            lambda known: self._confirmed(file, known.pages),
            keep_draft=True,
        )

    def _confirmed(self, file: Path, pages: int) -> None:
        self.document.set_values({"pages": pages})
        hint = "校验值、版本、页数已写进《采购文件确认函》；盖章发出后登记“采购文件已确认”。"
        self.tell("ok", f"已选定“{file.name}”，{pages} 页。", hint)

    def compare_file(self) -> None:
        """核对发出的文件…"""
        context = self.context
        if context is None:
            return
        file = choose_file(self, "选择发出的采购文件", _DOCUMENTS)
        if file is not None:
            self.run(
                "核对采购文件",
                lambda _: tendering.compare_file(context.desk, context.project_id, file),
                lambda found: self._compared(file, same=found.same),
                keep_draft=True,
            )

    def _compared(self, file: Path, *, same: bool) -> None:
        if same:
            self.tell("ok", f"“{file.name}”就是确认的那一份。")
        else:
            self.tell(
                "warn",
                f"“{file.name}”与确认的不是同一份。",
                "请代理机构说明改了什么；要改的，重新确认后更正公告。",
            )

    # Announcement, panel, changes

    def submit(self) -> None:
        """What is typed and not saved is saved on the way."""
        if self._changed():
            self.save_tender(then_complete=True)
        else:
            super().submit()

    def save_tender(self, *, then_complete: bool = False) -> None:
        """保存公告与评审."""
        context = self.context
        if context is None:
            return
        told = unreadable(self.form.problems(), self.form.value("clarifications"))
        if told is not None:
            name, text = told
            self.leaves.setCurrentWidget(self.notice)
            self.form.focus(name)
            self.tell("stop", f"{self.form.fields[name].title}：{text}。", "改正后再保存。")
            return
        tender = self.typed()

        def done(_: object) -> None:
            if then_complete:
                super(TenderPage, self).submit()
            else:
                self.tell("ok", "已保存公告与评审的内容。")

        self.run(
            "保存公告与评审",
            lambda _: tendering.set_tender(context.desk, context.project_id, tender),
            done,
        )

    def typed(self) -> Tender:
        """The record as the form has it."""
        values = self.form.values()
        rows = values.pop("clarifications")
        names = tuple(n.strip() for n in values.pop("bidders").splitlines() if n.strip())
        return Tender(**values, bidders=names, clarifications=clarified(rows))

    def _typed(self) -> None:
        self.model.touch()
        self._show_state()

    def _changed(self) -> bool:
        stored = self.context.case.tender if self.context else Tender()
        return self.form.values() != _shown(stored)

    def _show_state(self) -> None:
        self.unsaved.setText("有未保存的改动" if self._changed() else "")


_PANEL_AT = "。在右边“文件”的《采购人代表授权函》里填写。"


def _shown(tender: Tender) -> dict[str, Any]:
    plain = {name: getattr(tender, name) for name in FIELDS}
    rows = clarified_rows(tender.clarifications)
    return {**plain, "bidders": "\n".join(tender.bidders), "clarifications": rows}


def _document(case: "Case") -> str:
    return words_for(case.project.method).document


def _leaf(*parts: Any) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 8, 0, 0)
    box.setSpacing(8)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    box.addStretch(1)
    return made
