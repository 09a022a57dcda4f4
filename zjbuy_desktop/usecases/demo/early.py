"""示例：采购活动开始以前——意向公开。"""

from zjbuy_desktop.core.case.intentions import PAPER, unit_intentions
from zjbuy_desktop.usecases import papers, stages
from zjbuy_desktop.usecases.demo.aggregation import record_events
from zjbuy_desktop.usecases.demo.paperwork import enter
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk


def publish_intentions(desk: Desk, project_id: int, script: Script) -> str:
    """意向公开: the public text made, published for all that entrusted the lead."""
    desk = on(desk, script.day("intention"))
    enter(desk, project_id, PAPER)
    papers.make(desk, project_id, [PAPER], script.shelf(PAPER))
    record_events(desk, project_id, script, "intention")
    stages.complete(desk, project_id, "intention")
    found = unit_intentions(desk.case(project_id))
    return f"意向：牵头单位公开 {sum(a.entrusted for a in found)} 家，公开文本 1 份。"
