"""示例：采购实施——确认采购文件、公告、评审。"""

from zjbuy_desktop.core.case.tender import Clarification, Tender
from zjbuy_desktop.core.case.tendering import AUTHORISATION, CONFIRMATION
from zjbuy_desktop.usecases import papers, stages, tendering
from zjbuy_desktop.usecases.demo.aggregation import record_events
from zjbuy_desktop.usecases.demo.paperwork import enter
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk


def conduct(desk: Desk, project_id: int, script: Script) -> str:
    """采购实施: the document confirmed, announced, opened and evaluated."""
    desk = on(desk, script.day("tender"))
    for kind in (CONFIRMATION, AUTHORISATION):
        enter(desk, project_id, kind)
        papers.make(desk, project_id, [kind], script.shelf(kind))
    given = script.table["tender"]
    changes = tuple(Clarification(**row) for row in given["clarifications"])
    told = {**given, "bidders": tuple(given["bidders"]), "clarifications": changes}
    tendering.set_tender(desk, project_id, Tender(**told))
    record_events(desk, project_id, script, "tender")
    stages.complete(desk, project_id, "tender")
    return (
        f"实施：投标人 {len(given['bidders'])} 家，澄清 {len(changes)} 次，确认函、授权函各 1 份。"
    )
