"""参与委托 (指引 二、七（一）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import delegation_letter
from zjbuy_desktop.core.rules import delegation as rules
from zjbuy_desktop.core.stages.spec import Phase, StageSpec, recorded

SPEC = StageSpec(
    id="delegation",
    title="参与委托",
    phase=Phase.AGGREGATION,
    section=guideline("第二条、第七条（一）"),
    purpose="收回各单位盖章的委托函并核章，补齐资金等内容，确定纳入计划的单位。",
    action="完成委托，去公开采购意向",
    rules=(
        rules.every_need_is_entrusted,
        rules.two_units_are_included,
        rules.letter_states_the_need,
        rules.no_unexplained_withdrawal,
    ),
    papers=(delegation_letter.SPEC,),
    begun_when=recorded(
        EventKind.LETTER_RETURNED,
        EventKind.SEAL_CONFIRMED,
        EventKind.FUNDS_SECURED,
    ),
)
