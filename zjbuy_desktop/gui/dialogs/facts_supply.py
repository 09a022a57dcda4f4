"""补充内容: what units told beside their forms: funds, budget item, delivery, intention."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.needs import Funds, UnitFacts
from zjbuy_desktop.core.case.tally import UnitStanding
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import recording

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

_FUNDS = ((Funds.SECURED, "是，已落实"), (Funds.NOT_SECURED, "否，未落实"))
_INTENTIONS = (("自行公开", "自行公开"), ("委托牵头单位公开", "委托牵头单位公开"))
_NAMES = ("funding", "budget_item", "funds", "delivery", "intention", "evidence")


class FactsDialog(Sheet):
    """The same facts for one unit or many; a field left empty changes nothing."""

    def __init__(
        self, page: "StagePage", context: "PageContext", standings: Sequence[UnitStanding]
    ) -> None:
        super().__init__(page, "补充内容", f"补充 {len(standings)} 家(&A)", wide=600)
        self._context = context
        self._units = [s.unit for s in standings]
        self._given = {f.unit: f for f in context.case.facts}
        self.form = Form()
        self._add_fields()
        self._explain(standings)
        self.box.addWidget(self.form)
        self.box.addStretch(1)
        if len(self._units) == 1 and self._units[0] in self._given:
            self._prefill(self._given[self._units[0]])
        self.fit(640, 440)

    def _add_fields(self) -> None:
        self.form.add("funding", "资金来源", LineEditor("如：财政拨款、单位自筹"))
        self.form.add("budget_item", "预算项目", LineEditor("预算项目名称或编码"))
        self.form.add("funds", "资金已落实", ChoiceEditor(_FUNDS, empty="（不变）"))
        self.form.add("delivery", "交付时间地点", LineEditor("如：2026年10月底前，本单位"))
        self.form.add("intention", "意向公开方式", ChoiceEditor(_INTENTIONS, empty="（不变）"))
        self.form.add(
            "evidence",
            "凭据",
            LineEditor("如：委托函所附说明、8月21日电话记录"),
            required=True,
            hint="从哪里得知，审计时会看到。",
        )

    def _explain(self, standings: Sequence[UnitStanding]) -> None:
        lacking = dict.fromkeys(m for s in standings for m in s.missing)
        names = "、".join(self._units[:3]) + ("等" if len(self._units) > 3 else "")
        needed = f"待补：{'、'.join(lacking)}。" if lacking else "没有待补的内容。"
        self.box.addWidget(label(f"{names}　{needed}", wrap=True))
        self.box.addWidget(
            label("只补表上没有写的；表上写了的以表为准。留空的不变。", "quiet", wrap=True)
        )

    def _prefill(self, facts: UnitFacts) -> None:
        values = {name: getattr(facts, name) or None for name in _NAMES}
        values["funds"] = None if facts.funds is Funds.UNKNOWN else facts.funds
        for name in ("funding", "budget_item", "delivery", "evidence"):
            values[name] = values[name] or ""
        self.form.set_values(values)
        for name in ("funds", "intention"):
            if values[name] is None:
                self.form.fields[name].editor.set_draft("（不变）")

    def try_accept(self) -> None:
        """Supply, or say what is missing."""
        typed = {name: value for name, value in self.form.values().items() if value}
        if set(typed) <= {"evidence"}:
            self.say("请至少填写一项内容。")
            return
        if "evidence" not in typed:
            self.say("请写明凭据：从哪里得知。")
            return
        facts = [replace(self._given.get(u, UnitFacts(u)), **typed) for u in self._units]
        desk, project = self._context.desk, self._context.project_id
        self.do(
            "补充内容",
            lambda _: recording.supply_facts(desk, project, facts),
            lambda _: self._done(),
        )

    def _done(self) -> None:
        self.page.tell("ok", f"已补充 {len(self._units)} 家单位的内容。")
        self.accept()
