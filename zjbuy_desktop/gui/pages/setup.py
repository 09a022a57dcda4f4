"""立项与名册: the project card, its lots, the roster, and who recommends whom to lead."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.joint import joint_notice
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.units import Recommendation, Role, Unit
from zjbuy_desktop.core.stages.setup import SPEC
from zjbuy_desktop.gui.dialogs.address_book import AddressBookDialog
from zjbuy_desktop.gui.dialogs.ask import confirm
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.recommend import RecommendDialog
from zjbuy_desktop.gui.dialogs.unit_card import UnitDialog
from zjbuy_desktop.gui.models.dates import long_date
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets import project_card
from zjbuy_desktop.gui.widgets.basics import button, column, label
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.roster_panel import RosterPanel
from zjbuy_desktop.usecases import address_book, checking, projects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.core.case.project import Project

_CARD, _ROSTER = 0, 1


class SetupPage(StagePage):
    """Two leaves: the card, and the roster."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.form = self._card()
        self.roster = RosterPanel()
        self.leaves = Leaves("立项与名册")
        self.joint = label(joint_notice(), "quiet", wrap=True)
        self.area = _scrolled(self.joint, self.form)
        self.leaves.add("项目信息(&1)", self.area)
        self.leaves.add("名册与推荐(&2)", self.roster)
        self.body.setContentsMargins(24, 8, 24, 8)
        self.body.addWidget(self.leaves, 1)
        self.save = button("保存修改(&S)", self.keep, icon="save")
        self.add_secondary(self.save)
        self.model.draft_due.connect(self._check_typed)
        panel = self.roster
        panel.import_asked.connect(self.bring_roster)
        panel.add_asked.connect(self.add_unit)
        panel.edit_asked.connect(self.edit_unit)
        panel.remove_asked.connect(self.remove_units)
        panel.book_asked.connect(self.add_from_book)
        panel.recommend_asked.connect(self.recommend)
        panel.all_asked.connect(self.recommend_all)

    def _card(self) -> Form:
        form = Form(columns=2)
        project_card.add_identity(form)
        project_card.add_lead(form)
        project_card.add_method(form)
        project_card.add_reasons(form)
        project_card.add_lots(form)
        self.forms.append(form)
        form.edited.connect(lambda _: self._typed_on())
        return form

    def fill(self, context: PageContext) -> None:
        case = context.case
        project_card.show_project(self.form, case.project)
        self.roster.show_roster(case.units, case.recommendations)
        self.leaves.set_count(self.roster, len(case.units) or None)
        announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
        self.roster.set_locked(
            f"采购公告已于{long_date(announced)}发布，名册已锁定（第十二条）；退出要写明正当理由。"
            if announced
            else ""
        )

    def load(self, context: PageContext) -> None:
        super().load(context)
        self._allow_save()
        if self._typed() != context.case.project:
            self._check_typed()

    # The card

    def _typed(self) -> "Project":
        assert self.context is not None
        return project_card.typed_project(self.context.case.project, self.form)

    def _typed_on(self) -> None:
        self.model.touch()
        self._allow_save()

    def _allow_save(self) -> None:
        typed = self._typed() if self.context is not None else None
        self.joint.setVisible(typed is not None and typed.mode is Mode.SIGN_TOGETHER)
        changed = self.context is not None and typed != self.context.case.project
        self.save.setEnabled(changed or bool(self.form.problems()))

    def _check_typed(self) -> None:
        """Findings of what is typed, as if it were kept already."""
        context = self.context
        if context is None:
            return
        case: Case = replace(context.case, project=self._typed())
        self.model.set_findings(checking.check_stage(context.desk, case, SPEC))

    def keep(self, *, then_complete: bool = False) -> None:
        """Keep the card; fields that cannot be read are gone to instead."""
        if self.form.problems():
            self.focus_first_block()
            return
        context, typed = self.context, self._typed()
        if context is None:
            return
        desk, project = context.desk, context.project_id
        self.run(
            "保存项目信息",
            lambda report: projects.update(desk, project, typed),
            lambda _: self._kept(then_complete=then_complete),
        )

    def _kept(self, *, then_complete: bool) -> None:
        if then_complete:
            self.completion_asked.emit()
        else:
            self.tell("ok", "项目信息已保存。")

    def submit(self) -> None:
        """Keep what was typed, then complete the stage."""
        self.model.flush()
        if self.context is None:
            return
        changed = self._typed() != self.context.case.project
        if changed:
            self._check_typed()
        if self.focus_first_block():
            return
        if changed:
            self.keep(then_complete=True)
        else:
            self.completion_asked.emit()

    def focus_first_block(self) -> bool:
        if self.form.problems():
            self.leaves.setCurrentIndex(_CARD)
        return super().focus_first_block()

    def visit(self, finding: "Finding") -> bool:
        if finding.field in self.form.fields:
            self.leaves.setCurrentIndex(_CARD)
            self.area.ensureWidgetVisible(self.form.fields[finding.field])
            return self.form.focus(finding.field)
        if finding.field in ("units", "recommendations"):
            self.leaves.setCurrentIndex(_ROSTER)
            self.roster.select(finding.subject)
            return True
        return False

    # The roster

    def _replace(self, units: "Sequence[Unit]", what: str) -> None:
        assert self.context is not None
        desk, project = self.context.desk, self.context.project_id
        self.run(
            what,
            lambda report: projects.replace_roster(desk, project, units),
            keep_draft=True,
        )

    def bring_roster(self) -> None:
        """从 Excel 导入: the file takes the place of the whole roster."""
        if self.context is None:
            return
        now = len(self.context.case.units)
        text = f"文件里的名册将代替现有的 {now} 家单位。"
        if now and not confirm(self, "导入名册", text, "选择文件"):
            return
        file = choose_file(self, "参与单位名册")
        if file is None:
            return
        desk, project = self.context.desk, self.context.project_id
        self.run(
            "导入名册",
            lambda report: projects.import_roster(desk, project, file),
            self._brought,
            keep_draft=True,
        )

    def _brought(self, warnings: tuple[str, ...]) -> None:
        if warnings:
            self.tell("warn", f"名册已导入，有 {len(warnings)} 处要核对。", "；".join(warnings[:3]))
        else:
            self.tell("ok", "名册已导入。")

    def add_unit(self) -> None:
        """添加 one unit by hand."""
        if self.context is None:
            return
        units = self.context.case.units
        dialog = UnitDialog(self, taken=[u.name for u in units])
        if dialog.exec():
            self._replace((*units, dialog.unit()), "添加单位")

    def add_from_book(self) -> None:
        """从单位库选: units of earlier projects."""
        context = self.context
        if context is None:
            return
        desk, project, units = context.desk, context.project_id, context.case.units

        def chosen(new: "tuple[Unit, ...]") -> None:
            self._replace((*units, *new), "从单位库加入")

        self.run(
            "读取单位库",
            lambda _: address_book.units(desk, units, project),
            lambda found: self.open_dialog(AddressBookDialog(self, found, chosen)),
            writes=False,
        )

    def edit_unit(self, unit: Unit) -> None:
        """修改 one unit."""
        if self.context is None:
            return
        units = self.context.case.units
        dialog = UnitDialog(self, unit, [u.name for u in units if u is not unit])
        if dialog.exec():
            new = dialog.unit()
            self._replace([new if u == unit else u for u in units], "修改单位")

    def remove_units(self, chosen: "list[Unit]") -> None:
        """移除 units that don't take part after all."""
        if self.context is None:
            return
        names = "、".join(u.name for u in chosen[:3]) + ("等" if len(chosen) > 3 else "")
        text = f"从名册中去掉 {names}（{len(chosen)} 家）。已报需求的单位不能去掉。"
        if confirm(self, "移除单位", text, "移除"):
            self._replace([u for u in self.context.case.units if u not in chosen], "移除单位")

    # Recommendations

    def recommend(self, chosen: "list[Unit]") -> None:
        """登记推荐 of the units chosen."""
        if self.context is None:
            return
        case = self.context.case
        names = [u.name for u in chosen]
        candidates = [u.name for u in case.units]
        dialog = RecommendDialog(self, names, candidates, case.project.lead_unit)
        if dialog.exec():
            whom, why = dialog.answer()
            self._set_recommendations([Recommendation(name, whom, why) for name in names])

    def recommend_all(self) -> None:
        """All participants who said nothing yet recommend the lead unit."""
        if self.context is None:
            return
        case = self.context.case
        said = {r.by_unit for r in case.recommendations}
        rest = [u.name for u in case.units if u.role is Role.PARTICIPANT and u.name not in said]
        lead = case.project.lead_unit
        text = f"把其余 {len(rest)} 家都登记为推荐{lead}。应当以收回的推荐表为准。"
        if rest and confirm(self, "登记推荐", text, f"登记 {len(rest)} 家"):
            self._set_recommendations([Recommendation(name, lead) for name in rest])

    def _set_recommendations(self, new: "list[Recommendation]") -> None:
        assert self.context is not None
        desk, project = self.context.desk, self.context.project_id
        named = {r.by_unit for r in new}
        kept = [r for r in self.context.case.recommendations if r.by_unit not in named]
        self.run(
            "登记推荐",
            lambda report: projects.set_recommendations(desk, project, [*kept, *new]),
            keep_draft=True,
        )


def _scrolled(*parts: QWidget) -> QScrollArea:
    inner = QWidget()
    inner.setProperty("ground", "clear")
    inner.setLayout(column(*parts, None, margins=(0, 8, 12, 8)))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    return area
