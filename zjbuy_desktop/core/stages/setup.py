"""立项与名册 (指引 二、三、五)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.papers import lead_recommendation
from zjbuy_desktop.core.rules import ceilings, lots
from zjbuy_desktop.core.rules import participation as rules
from zjbuy_desktop.core.stages.spec import Phase, StageSpec

SPEC = StageSpec(
    id="setup",
    title="立项与名册",
    phase=Phase.AGGREGATION,
    section=guideline("第二、三、五条"),
    purpose="写清买什么、谁一起买、由谁牵头，登记各单位的牵头单位推荐。",
    action="完成立项，去征集需求",
    rules=(
        rules.at_least_two_units,
        rules.exactly_one_lead,
        rules.lead_is_highest_or_designated,
        rules.lead_is_recommended,
        rules.item_is_goods_or_services,
        rules.standard_requirement_explained,
        rules.joint_signing_explained,
        rules.guideline_in_force,
        rules.lowest_price_unless_explained,
        rules.inquiry_buys_goods,
        rules.units_are_identified,
        rules.lots_are_named,
        lots.lots_have_a_measure,
        lots.lots_have_a_specification,
        ceilings.ceilings_set_later_within_needs,
    ),
    papers=(lead_recommendation.SPEC,),
)
