"""临时采购计划 (指引 六（四）、八（二）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.papers import provisional_plan
from zjbuy_desktop.core.rules import ceilings
from zjbuy_desktop.core.rules import planning as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec

SPEC = StageSpec(
    id="plan",
    title="临时采购计划",
    phase=Phase.DELEGATION,
    section=guideline("第六条（四）、第八条（二）"),
    purpose="核对各单位的采购计划，汇总办理类型为“受委托采购”的临时采购计划。",
    action="完成计划，去委托代理机构",
    rules=(
        rules.plan_type_is_entrusted,
        rules.plan_is_numbered,
        rules.plan_equals_included,
        rules.plan_unit_is_on_roster,
        rules.plan_is_of_the_item,
        rules.plan_number_is_its_own,
        ceilings.ceilings_within_budget,
    ),
    papers=(provisional_plan.SPEC,),
    checklist=(
        CheckItem(
            EventKind.PROVISIONAL_PLAN_FILED,
            guideline("第八条（二）"),
            fix="办结后登记日期（系统里办结的那一天；编号另外登记）。",
        ),
    ),
    begun_when=lambda case: bool(case.filing.number or any(case.plans_of(PlanKind.PROVISIONAL))),
)
