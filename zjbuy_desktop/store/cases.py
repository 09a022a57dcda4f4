"""One project's facts as the frozen ``Case`` that core judges."""

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import assigned
from zjbuy_desktop.store import (
    awards,
    disputes,
    merging,
    needs,
    papers,
    performance,
    plans,
    projects,
    records,
    returns,
    signed,
    tendering,
    withdrawals,
)
from zjbuy_desktop.store.archive_files import load_files
from zjbuy_desktop.store.batons import born_as
from zjbuy_desktop.store.gaps import load_choices
from zjbuy_desktop.store.limits import load_limits
from zjbuy_desktop.store.seals import sealed_on
from zjbuy_desktop.store.unit_of_work import View


def load_case(view: View, project_id: int) -> Case:
    """All facts of one project, of one moment; 待补 filled where the unit told them since.

    Raises:
        UserError: there is no such project.
    """
    row, project = projects.load_project(view, project_id)
    facts = needs.load_facts(view, project_id)
    by_unit = {fact.unit: fact for fact in facts}
    lines = needs.load_needs(view, project_id)
    return Case(
        id=project_id,
        project=project,
        units=projects.load_units(view, project_id),
        recommendations=projects.load_recommendations(view, project_id),
        needs=assigned(
            (by_unit[line.unit].fill(line) if line.unit in by_unit else line for line in lines),
            merging.load_assignments(view, project_id),
            project.lots,
        ),
        facts=facts,
        open_returns=returns.open_returns(returns.list_returns(view, project_id)),
        withdrawn=withdrawals.standing(view, project_id),
        events=records.load_events(view, project_id),
        plans=plans.load_plans(view, project_id),
        filing=plans.load_filing(view, project_id),
        agency=plans.load_agency(view, project_id),
        tender=tendering.load_tender(view, project_id),
        awards=awards.load_awards(view, project_id),
        supplements=awards.load_supplements(view, project_id),
        signed=signed.load_signed(view, project_id),
        steps=performance.load_steps(view, project_id),
        disputes=disputes.load_disputes(view, project_id),
        assistance=disputes.load_assistance(view, project_id),
        details=records.load_details(view, project_id),
        particulars=papers.load_particulars(view, project_id),
        papers=records.load_papers(view, project_id),
        moves=papers.load_moves(view, project_id),
        stages=records.load_stages(view, project_id),
        overrides=records.load_overrides(view, project_id),
        created_at=row["created_at"],
        born_as=born_as(view, project_id),
        limits=load_limits(view),
        archive_files=load_files(view, project_id),
        gap_choices=load_choices(view, project_id),
        sealed_on=sealed_on(view, project_id),
    )
