"""回收与汇总 (指引 六（一）、七（一）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.rules import ceilings, outliers
from zjbuy_desktop.core.rules import needs as rules
from zjbuy_desktop.core.stages.spec import Phase, StageSpec

SPEC = StageSpec(
    id="collection",
    title="回收与汇总",
    phase=Phase.AGGREGATION,
    section=guideline("第六条（一）、第七条（一）"),
    purpose="把各单位发回的需求表读进来，改正，合并成统一标的。",
    action="完成汇总，去办理委托函",
    rules=(
        rules.every_return_is_settled,
        rules.every_unit_answered,
        rules.needs_of_two_units,
        rules.needs_are_of_one_item,
        rules.items_have_one_measure,
        rules.measures_are_stated,
        rules.volume_is_encouraged,
        outliers.prices_are_alike,
        outliers.quantities_are_alike,
        outliers.needs_within_ceilings,
        outliers.rows_stand_once,
        ceilings.ceilings_within_collected_needs,
    ),
    papers_note="汇总表用页面上方的“汇总表”按钮制作。",
    begun_when=lambda case: bool(case.needs or case.open_returns),
)
