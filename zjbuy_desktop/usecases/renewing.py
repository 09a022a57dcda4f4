"""复制为下一年项目。"""

from dataclasses import dataclass

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.renewing import NextYear, next_year
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.entries import EntryKind
from zjbuy_desktop.store import merging, papers, peek
from zjbuy_desktop.store import projects as stored
from zjbuy_desktop.usecases.desk import Desk

_PAPERS = (
    "call_notice", "delegation_letter", "provisional_plan", "requirement_document",
    "implementation_plan", "agency_agreement", "procurement_agreement", "contract",
)  # fmt: skip
"""Papers whose wording is alike from year to year; the others tell what happened."""
_WORDING = (EntryKind.TEXT, EntryKind.LONG, EntryKind.CHOICE)


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new project.

    Attributes:
        project_id: its id.
        name: 项目名称.
        units: how many units stand on its roster.
        remarks: what was left out or is to be looked at.
    """

    project_id: int
    name: str
    units: int
    remarks: tuple[str, ...]


def texts() -> dict[str, frozenset[str]]:
    """Paper kind → its entries that are mere wording."""
    return {
        kind: frozenset(e.name for e in PAPERS[kind].entries if e.kind in _WORDING)
        for kind in _PAPERS
    }


def preview(desk: Desk, project_id: int, name: str = "") -> NextYear:
    """What the project of the year after would start with; nothing is written."""
    case = desk.case(project_id)
    with desk.store.read() as view:
        assignments = merging.load_assignments(view, project_id)
    return next_year(case, texts(), assignments, " ".join(name.split()))


def renew(desk: Desk, project_id: int, name: str = "") -> Renewed:
    """Make it; one transaction.

    Raises:
        UserError: a project is already called so.
    """
    made = preview(desk, project_id, name)
    called = made.project.name
    if any(p.name == called for p in peek.projects(desk.data_dir)):
        raise UserError(f"已有同名项目“{called}”。", "换一个名称，或打开原来的项目。")
    old = desk.case(project_id).project.name
    summary = f"新建项目“{called}”，复制自“{old}”"
    with desk.store.begin("project_renewed", summary, desk.now()) as work:
        new = stored.create_project(work, made.project, made.units)
        for given in made.particulars:
            papers.set_particulars(work, new, given)
        if made.assignments:
            merging.add_assignments(work, new, made.assignments)
        work.payload.update(project=new, copied_from=project_id, units=len(made.units))
        work.project_id = new
    return Renewed(new, called, len(made.units), made.remarks)
