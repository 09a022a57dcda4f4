"""The project card as a form: every fact of 项目, with what it is for."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter

from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.project import Kind, Mode, Project
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.gui.widgets.editors import (
    CheckEditor,
    ChoiceEditor,
    LineEditor,
    NumberEditor,
    TextEditor,
)
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.lots_editor import LotsEditor
from zjbuy_desktop.usecases.library import categories

_YEAR = re.compile(r"(20[0-9]{2})年")
_LOWEST, _SCORED = "最低评标价法", "综合评分法"


class _CodeCompleter(QCompleter):
    """Offers 编码 with 名称; what is taken over is the code."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data()).partition("　")[0]


def add_identity(form: Form) -> None:
    """What is bought."""
    form.add("name", "项目名称", LineEditor("例：某市2026年度台式计算机带量集中采购项目"),
             required=True, wide=True)  # fmt: skip
    code = LineEditor("字母加八位数字，可输入名称查找")
    names = LineEditor()
    form.add("category_code", "品目编码", code, required=True)
    form.add("category_name", "品目名称", names, required=True)
    _offer_categories(code, names)
    form.add("kind", "标的类别", ChoiceEditor([(k, k.value) for k in Kind]), required=True)
    form.add("project_number", "项目编号", LineEditor("由代理机构编定后再填"))
    form.add("in_central_catalogue", "集采目录", CheckEditor("属集中采购目录，须委托集采机构"))
    form.add("public_attention", "社会关注", CheckEditor("基本公共服务、关注度较高"))


def add_lead(form: Form, *, whole: bool = True) -> None:
    """Who leads."""
    lead = LineEditor("单位全称，与名册一致")
    form.add("lead_unit", "牵头单位", lead, required=True, wide=not whole)
    if not whole:
        return
    form.add("lead_ranks_above", "行文关系", CheckEditor("牵头单位是上级（用通知）"))
    form.add("designation", "指定牵头的文书", LineEditor("牵头单位不是最高级次时填写"), wide=True,
             hint="指引第五条：原则上由级次最高的单位或其指定的单位牵头。")  # fmt: skip


def add_method(form: Form, *, whole: bool = True) -> None:
    """How it is bought."""
    form.add("mode", "组织模式", ChoiceEditor([(m, m.value) for m in Mode]), required=True)
    form.add("method", "采购方式", ChoiceEditor([(m, m.value) for m in Method]), required=True)
    if not whole:
        return
    ways = ChoiceEditor([(w, w) for w in (_LOWEST, _SCORED)])
    form.add("evaluation", "评审方法", ways, required=True)
    form.add("fiscal_year", "预算年度", NumberEditor(2020, 2100), unit="年")
    form.add("evaluation_reason", "评审方法的理由", LineEditor("采用综合评分法时填写"), wide=True)
    form.add("sign_together_note", "统签的说明", LineEditor("采用统采统签时填写"), wide=True)


def add_reasons(form: Form) -> None:
    """Why the guideline applies."""
    form.add("suitability", "适用理由", TextEditor(2, "需求客观、明确，规格、标准统一：写一两句话"),
             required=True, wide=True, hint="指引第三条，可写统一采用的配置标准。")  # fmt: skip


def add_lots(form: Form) -> None:
    """标项."""
    form.add("lots", "标项", LotsEditor(), required=True, wide=True,
             hint="一个标项由一家供应商中标（成交）；各单位填报时从标的名称里选。")  # fmt: skip


def show_project(form: Form, project: Project) -> None:
    """Show a project in whatever fields the form has."""
    shown = {name: getattr(project, name) for name in form.fields}
    if "fiscal_year" in shown:
        shown["fiscal_year"] = project.fiscal_year or None
    form.set_values(shown)


def typed_project(base: Project, *forms: Form) -> Project:
    """The project with what the forms say; unreadable fields keep what they were."""
    values: dict[str, Any] = {}
    for form in forms:
        wrong = form.problems()
        values |= {k: v for k, v in form.values().items() if k not in wrong}
    return replace(base, **_settled(values))


def _settled(values: Mapping[str, Any]) -> dict[str, Any]:
    settled = dict(values)
    if "fiscal_year" in settled:
        settled["fiscal_year"] = settled["fiscal_year"] or 0
    if "category_code" in settled:
        settled["category_code"] = normalise_code(settled["category_code"])
    return settled


def with_year_of_name(project: Project) -> Project:
    """预算年度 as the name says it (某市2026年度…), where none was entered."""
    found = _YEAR.search(project.name)
    if project.fiscal_year or found is None:
        return project
    return replace(project, fiscal_year=int(found[1]))


def blank_project() -> Project:
    """What a new project starts from."""
    return Project(
        name="",
        mode=Mode.SIGN_SEPARATELY,
        category_code="",
        category_name="",
        kind=Kind.GOODS,
        in_central_catalogue=False,
        public_attention=False,
        lead_unit="",
        method=Method.OPEN_TENDER,
        lots=(),
    )


def _offer_categories(code: LineEditor, names: LineEditor) -> None:
    known = categories()
    completer = _CodeCompleter([f"{c}　{n}" for c, n in known.items()], code)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    code.setCompleter(completer)

    def name_it(text: str) -> None:
        found = known.get(normalise_code(text))
        if found and not names.text().strip():
            names.set_value(found)

    code.textChanged.connect(name_it)
