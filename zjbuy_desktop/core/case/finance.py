"""受理投诉的财政部门：采购人级次不同的，由预算级次最高的财政部门处理（94号令 六）。"""

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.case.units import Level, Unit

_NAMED = {Level.PROVINCE: "财政厅", Level.CITY: "财政局", Level.COUNTY: "财政局"}
_CENTRAL = "财政部"


def purchasers(case: Case) -> tuple[Unit, ...]:
    """Who is 采购人 in this project: the lead up to the award, and every included unit."""
    buying = {line.unit for line in included_lines(case)} | {case.project.lead_unit}
    return tuple(unit for unit in case.units if unit.name in buying)


def highest(case: Case) -> tuple[Unit, ...]:
    """The purchasers of the highest 预算级次."""
    units = purchasers(case)
    top = min((unit.level.rank for unit in units), default=0)
    return tuple(unit for unit in units if unit.level.rank == top)


def complaint_department(case: Case) -> str:
    """财政部门 that handles complaints; empty where levels and districts don't decide it.

    Several districts of the highest level, or a township, leave it to what 采购文件 says.
    """
    units = highest(case)
    if any(unit.level is Level.CENTRAL for unit in units):
        return _CENTRAL
    districts = {unit.district.strip() for unit in units}
    if len(districts) != 1 or "" in districts or units[0].level not in _NAMED:
        return ""
    return f"{districts.pop()}{_NAMED[units[0].level]}"
