"""代理委托 (指引 四、六（四）、八（三）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import agency_agreement
from zjbuy_desktop.core.rules import entrusting as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec

SPEC = StageSpec(
    id="agency",
    title="代理委托",
    phase=Phase.DELEGATION,
    section=guideline("第四条、第六条（四）、第八条（三）"),
    purpose="确定采购代理机构，签订委托代理协议，在云平台委托临时采购计划。",
    action="完成委托，去确认采购文件",
    rules=(
        rules.agency_is_chosen,
        rules.catalogue_item_goes_to_central_agency,
        rules.public_interest_item_may_go_to_central_agency,
    ),
    papers=(agency_agreement.SPEC,),
    checklist=(
        CheckItem(EventKind.AGENCY_AGREEMENT_SIGNED, guideline("第六条（四）")),
        CheckItem(EventKind.PLAN_ENTRUSTED, guideline("第八条（三）"), required=False),
    ),
    begun_when=lambda case: case.agency is not None,
)
