"""红线自查报告：按今天检查，做成 PDF，记进文件台账。"""

from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.red_line_report import SPEC
from zjbuy_desktop.usecases import paper_runs, particulars
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.paper_making import Order
from zjbuy_desktop.usecases.results import Run


def make_report(desk: Desk, project_id: int, file: Path) -> Run:
    """Check as of today and write the report to ``file``; the register keeps it.

    Raises:
        UserError: the name is not that of a PDF, or it can't be written there.
    """
    if file.suffix.lower() != ".pdf":
        raise UserError(f"“{file.name}”不是 PDF 文件名。", "文件名要以 .pdf 结尾。")
    today = desk.today.isoformat()
    entered = dict(desk.case(project_id).particulars_of(SPEC.kind).values)
    if entered.get("checked_on") != today:
        particulars.fill_in(desk, project_id, SPEC.kind, "", {"checked_on": today})
    order = Order(((SPEC.kind, ""),), file.absolute().parent, name=file.name)
    run = paper_runs.start(desk, project_id, order)
    if run.failed:
        raise UserError("红线自查报告没有做成。", "".join(run.failed[0].findings))
    return run
