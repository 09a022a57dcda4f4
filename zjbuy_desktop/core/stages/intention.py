"""意向公开 (指引 六（二）、七（二）、八（一）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import intention_notice
from zjbuy_desktop.core.rules import intention as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec, recorded

SPEC = StageSpec(
    id="intention",
    title="意向公开",
    phase=Phase.AGGREGATION,
    section=guideline("第六条（二）、第七条（二）、第八条（一）"),
    purpose="各单位自行公开采购意向，或者委托牵头单位汇总公开；每家恰好公开一次。",
    action="完成意向公开，去编制采购需求",
    rules=(
        rules.every_unit_is_covered_once,
        rules.intention_is_published_early,
        rules.published_budget_has_its_basis,
        rules.waived_intention_is_explained,
    ),
    papers=(intention_notice.SPEC,),
    checklist=(
        CheckItem(EventKind.INTENTION_PUBLISHED, guideline("第八条（一）"), required=False),
        CheckItem(EventKind.INTENTION_WAIVED, rules.NOTICE, required=False),
    ),
    begun_when=recorded(EventKind.OWN_INTENTION_PUBLISHED),
)
