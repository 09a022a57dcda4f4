"""征集需求 (指引 六（一）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import call_notice
from zjbuy_desktop.core.rules import calling as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec, recorded

SPEC = StageSpec(
    id="call",
    title="征集需求",
    phase=Phase.AGGREGATION,
    section=guideline("第六条（一）"),
    purpose="发出征集通知，把填报表和推荐表送到每家单位，并登记送达。",
    action="完成征集，去回收需求表",
    rules=(rules.call_deadline_is_set, rules.every_unit_got_the_form),
    papers=(call_notice.SPEC,),
    checklist=(CheckItem(EventKind.CALL_SENT, guideline("第六条（一）")),),
    begun_when=recorded(EventKind.FORM_DELIVERED),
)
