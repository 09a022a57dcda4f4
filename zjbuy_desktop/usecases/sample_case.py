"""示例项目的全部事实，不经过数据库：没有项目时，看文件的文本印出来是什么样子。"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import PaperDetails, Particulars
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Source
from zjbuy_desktop.core.case.plans import PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.project import Kind, Lot, Project
from zjbuy_desktop.core.case.units import Level, Recommendation, Role, Unit
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.entries import check_all
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases import particulars
from zjbuy_desktop.usecases.projects import project_from
from zjbuy_desktop.usecases.settings_files import agency_from, awards_from

_FORM = Source("填报表.xlsx", "0" * 64, "填报表", (("quantity", "E4"), ("amount", "G4")))
_CATEGORY = "A02010105"


@cache
def sample_case(kind: Kind = Kind.GOODS) -> Case:
    """Two lots, three units, everything recorded up to the result announcement.

    Args:
        kind: 货物 or 服务; some papers have a text for each.
    """
    table = resources.read_toml("sample/case.toml")
    project = _project(table, kind)
    needs = tuple(_need(row, project.lots) for row in table["needs"])
    units = tuple(_unit(row, n, project.lead_unit) for n, row in enumerate(table["units"]))
    others = [unit.name for unit in units[1:]]
    return Case(
        id=1,
        project=project,
        units=units,
        recommendations=tuple(Recommendation(u, project.lead_unit) for u in others),
        needs=needs,
        events=_events(table, others),
        plans=_plans(needs),
        filing=PlanFiling(table["plan_number"]),
        agency=agency_from(_file("agency")),
        awards=awards_from(_file("award")),
        supplements=(Supplement(others[0], project.lots[0].name, money.fen("9560"), "补充01"),),
        details=tuple(PaperDetails(k, "", table["number"], table["dated"]) for k in PAPERS),
        particulars=_particulars(),
    )


def _file(name: str) -> Path:
    return resources.resource_dir() / "sample" / f"{name}.toml"


def _project(table: Mapping[str, Any], kind: Kind) -> Project:
    project = project_from(resources.read_toml("sample/project.toml"), "project.toml")
    given = {k: table[k] for k in ("project_number", "fiscal_year", "suitability")}
    return replace(project, kind=kind, lead_unit=table["lead"], **given)


def _unit(row: Mapping[str, str], order: int, lead: str) -> Unit:
    role = Role.LEAD if row["name"] == lead else Role.PARTICIPANT
    return Unit(
        budget_code=f"10{order}001", level=Level.CITY, district="之江市", role=role, order=order,
        **row,
    )  # fmt: skip


def _need(row: Mapping[str, Any], lots: tuple[Lot, ...]) -> NeedLine:
    lot = lots[row["lot"]]
    count, price = quantity.milli(row["count"]), money.fen(row["price"])
    return NeedLine(
        unit=row["unit"],
        item=lot.item,
        spec=lot.spec,
        measure=lot.measure,
        quantity=count,
        price_fen=price,
        amount_fen=money.amount(count, price),
        source=_FORM,
        category_code=_CATEGORY,
        funding="一般公共预算",
        budget_item="办公设备购置",
        funds=Funds.SECURED,
        delivery="合同签订后送至本单位",
        intention="委托牵头单位公开",
    )


def _events(table: Mapping[str, Any], units: list[str]) -> tuple[Event, ...]:
    days = table["days"]
    sealed = (Event(EventKind.SEAL_CONFIRMED, days["call_sent"], unit) for unit in units)
    return (*sealed, *(Event(EventKind(name), day) for name, day in days.items()))


def _plans(needs: tuple[NeedLine, ...]) -> tuple[PlanEntry, ...]:
    sums: dict[str, int] = {}
    for line in needs:
        sums[line.unit] = sums.get(line.unit, 0) + line.amount_fen
    return tuple(
        PlanEntry(PlanKind.PROVISIONAL, unit, f"临〔2026〕000{n}号", _CATEGORY, amount)
        for n, (unit, amount) in enumerate(sums.items(), 1)
    )


def _particulars() -> tuple[Particulars, ...]:
    return tuple(
        Particulars(file.stem, subject, check_all(PAPERS[file.stem].entries, values))
        for file in resources.paths("sample/papers", ".toml")
        for subject, values in particulars.read_table(
            resources.read_toml(f"sample/papers/{file.name}")
        )
    )
