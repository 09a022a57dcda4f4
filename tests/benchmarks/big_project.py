"""500 units × 40 items on their way through all stages, for what is measured on screens."""

from datetime import date
from pathlib import Path

from tests.usecases import many_needs, many_units
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.tally import totals_by
from zjbuy_desktop.usecases import awarding, papers, planning, recording
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 10, 20)


def make(folder: Path, units: int = 500, items: int = 40) -> None:
    """A data folder with the project: needs, letters, plans, award and a paper for every unit."""
    desk = open_desk(folder, TODAY)
    made = many_needs.project(desk, units, items, odd=3, a_lot_each=True)
    names = many_units.names(desk, made)
    kinds = (EventKind.FORM_DELIVERED, EventKind.SEAL_CONFIRMED)
    recording.record(desk, made, [
        Event(k, date(2026, 8, 20), n, "纸质件已交") for k in kinds for n in names
    ])  # fmt: skip
    case = desk.case(made)
    sums = totals_by(case.needs, lambda line: line.unit)
    for kind in PlanKind:
        formal = kind is PlanKind.FORMAL
        plans = [
            PlanEntry(kind, name, f"{kind.label[:2]}-{at:05d}", case.project.category_code,
                      sums[name].amount_fen, linked=f"临时-{at:05d}" if formal else "")
            for at, name in enumerate(names)
        ]  # fmt: skip
        planning.keep_plans(desk, made, plans, kind, "平台导出.xlsx")
    supplier = "浙江甲科技有限公司", "91330106MA27YQXU3D"
    awards = [LotAward(lot.name, *supplier, unit_price_fen=480_000) for lot in case.project.lots]
    awarding.set_awards(desk, made, awards)
    papers.make(desk, made, [many_units.KIND], folder.parent / "papers")
    desk.store.close()
