"""代理委托: who runs the procurement, why this agency, and the agreement with it."""

from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.case.plans import Agency
from zjbuy_desktop.core.stages.agency import SPEC
from zjbuy_desktop.gui.dialogs.address_book import AgencyBookDialog
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.basics import button, icon_label, label, line, row
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.editors import CheckEditor, LineEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.uscc_editor import UsccEditor
from zjbuy_desktop.usecases import address_book, planning

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.project import Project

# Names of the form's fields; those that rules speak of bear the names rules use.
_FIELDS = {
    "agency": "name",
    "agency_uscc": "uscc",
    "agency_central": "is_central",
    "reason": "reason",
    "contact": "contact",
    "phone": "phone",
    "address": "address",
    "fee": "fee",
    "agreement_number": "agreement_number",
}
_OF_PROJECT = ("reason", "agreement_number")


class AgencyPage(StagePage):
    """The agency's form and the checklist."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.hint = label("", wrap=True)
        self.book = button("以前的机构(&L)…", self.offer_agencies, icon="people", role="small")
        head = row(icon_label("info", "accent"), self.hint, self.book)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self._build_form()
        self.body.addWidget(line())
        self.checklist = Checklist(SPEC.checklist, self)
        self.body.addWidget(self.checklist)
        self.body.addStretch(1)
        self.unsaved = label("", "warn")
        self.save = button("保存代理机构(&S)", self.save_agency, icon="save")
        self.add_secondary(self.save)
        self.shorten(self.save, "保存(&S)")
        self._secondary.addWidget(self.unsaved)

    def _build_form(self) -> None:
        form = self.add_form(Form(2))
        form.add("agency", "机构名称", LineEditor("全称"), required=True)
        form.add("agency_uscc", "信用代码", UsccEditor("统一社会信用代码，18 位"), required=True)
        form.add("agency_central", "机构类别", CheckEditor("集中采购机构"))
        form.add("agreement_number", "协议编号", LineEditor("委托代理协议编号"))
        form.add("contact", "联系人", LineEditor())
        form.add("phone", "联系电话", LineEditor())
        form.add("address", "地址", LineEditor(), wide=True)
        form.add("fee", "代理费用", LineEditor("承担方式和标准，如：集中采购机构不收取"), wide=True)
        form.add(
            "reason",
            "选定理由",
            TextEditor(2, "为什么委托这家机构（可不填；建议写明，备查）"),
            wide=True,
        )
        form.edited.connect(lambda _: self._show_state())
        self.form = form

    def fill(self, context: PageContext) -> None:
        self.hint.setText(_advice(context.case.project))
        self.form.set_values(_typed(context.case.agency))
        self.checklist.show_case(context.case)

    def load(self, context: PageContext) -> None:
        """A draft may have come back over what is stored: say so."""
        super().load(context)
        self._show_state()

    def visit(self, finding: "Finding") -> bool:
        """Go to the field or the item of the checklist."""
        return self.checklist.focus(finding.field) or super().visit(finding)

    def submit(self) -> None:
        """What is typed and not saved is saved on the way."""
        if self._changed() and self.form.value("agency"):
            self.save_agency(then_complete=True)
        else:
            super().submit()

    def save_agency(self, *, then_complete: bool = False) -> None:
        """保存代理机构."""
        context = self.context
        if context is None:
            return
        for name, text in self.form.problems().items():
            self.form.focus(name)
            self.tell("stop", f"{self.form.fields[name].title}：{text}。", "改正后再保存。")
            return
        if not self.form.value("agency") or not self.form.value("agency_uscc"):
            self.tell("stop", "机构名称和统一社会信用代码都要填。", "照营业执照或法人证书填写。")
            self.form.focus("agency" if not self.form.value("agency") else "agency_uscc")
            return
        agency = self.typed()

        def done(_: object) -> None:
            if then_complete:
                self.completion_asked.emit()
            else:
                self.tell("ok", f"已保存采购代理机构：{agency.name}。")

        self.run(
            "保存代理机构",
            lambda _: planning.set_agency(context.desk, context.project_id, agency),
            done,
        )

    def offer_agencies(self) -> None:
        """以前的机构…: fill the form from an agency of an earlier project."""
        context = self.context
        if context is None:
            return
        desk, project = context.desk, context.project_id

        def chosen(agency: Agency) -> None:
            own = {n: v for n, v in self.form.values().items() if n in _OF_PROJECT}
            self.form.set_values(_typed(agency) | own)
            self.model.touch()
            self._show_state()

        self.run(
            "读取以前的代理机构",
            lambda _: address_book.agencies(desk, project),
            lambda found: self.open_dialog(AgencyBookDialog(self, found, chosen)),
            writes=False,
        )

    def typed(self) -> Agency:
        """The agency as the form has it."""
        values = self.form.values()
        return Agency(**{_FIELDS[name]: value for name, value in values.items()})

    def _changed(self) -> bool:
        stored = self.context.case.agency if self.context else None
        return self.form.values() != _typed(stored)

    def _show_state(self) -> None:
        editor = self.form.fields["agency_uscc"].widget
        remark = editor.remark() if isinstance(editor, UsccEditor) else ""
        told = ["有未保存的改动"] if self._changed() else []
        told += [remark] if remark and self._changed() else []
        self.unsaved.setText("；".join(told))


def _typed(agency: Agency | None) -> dict[str, Any]:
    known = agency or Agency("", "", is_central=False)
    return {name: getattr(known, field) for name, field in _FIELDS.items()}


def _advice(project: "Project") -> str:
    """What art. 四 asks of this project."""
    if project.in_central_catalogue:
        return (
            f"{project.category_name}在集中采购目录内，应当委托集中采购机构代理采购"
            "（浙财采监〔2025〕6号 第四条）。"
        )
    if project.public_attention:
        return (
            "品目不在集中采购目录内；项目社会关注度较高，鼓励委托集中采购机构"
            "（浙财采监〔2025〕6号 第四条）。"
        )
    return "品目不在集中采购目录内，可以委托集中采购机构，也可以委托社会代理机构（第四条）。"
