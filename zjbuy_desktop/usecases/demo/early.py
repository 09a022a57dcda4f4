"""示例：采购活动开始以前——意向公开、需求调查与编制、需求审查。"""

from zjbuy_desktop.core.case.answering import requirement_answers
from zjbuy_desktop.core.case.drafting import PLAN, REQUIREMENT
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.intentions import PAPER, unit_intentions
from zjbuy_desktop.core.case.reviewing import OPINION
from zjbuy_desktop.core.case.surveying import REPORT, respondents
from zjbuy_desktop.usecases import papers, recording, requirement, stages
from zjbuy_desktop.usecases.demo.aggregation import record_events
from zjbuy_desktop.usecases.demo.delegation import set_ceilings
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


def write_requirement(desk: Desk, project_id: int, script: Script) -> str:
    """需求调查与编制: the survey, the requirement and the plan made; the units asked."""
    desk = on(desk, script.day("requirement"))
    set_ceilings(desk, project_id, script)
    told = script.table["answers"]
    answered = [
        Event(
            EventKind.REQUIREMENT_ANSWERED,
            told["on"],
            a.unit,
            told["said"].get(a.unit, told["none"]),
        )
        for a in requirement_answers(desk.case(project_id))
    ]
    recording.record(desk, project_id, answered)
    for kind in (REPORT, REQUIREMENT, PLAN):
        enter(desk, project_id, kind)
        papers.make(desk, project_id, [kind], script.shelf(kind))
    stages.complete(desk, project_id, "requirement")
    asked = len(respondents(desk.case(project_id)))
    return f"需求：调查 {asked} 家，{len(answered)} 家单位反馈了意见，文件 3 份。"


def review(desk: Desk, project_id: int, script: Script) -> str:
    """需求审查: the opinion made, the review passed."""
    desk = on(desk, script.day("review"))
    enter(desk, project_id, OPINION)
    papers.make(desk, project_id, [OPINION], script.shelf(OPINION))
    record_events(desk, project_id, script, "review")
    stages.complete(desk, project_id, "review")
    said = requirement.verdicts_of(desk.case(project_id), desk.law, desk.today)
    return f"审查：{len(said)} 项全部通过，审查意见书 1 份。"
