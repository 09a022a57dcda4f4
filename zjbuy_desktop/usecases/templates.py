"""空表：补充表、计划表的列和单位先写好，填完可以直接导入。"""

from pathlib import Path

from zjbuy_desktop.core.case.allocation import contract_totals
from zjbuy_desktop.core.case.needs import Funds, UnitFacts
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.signed import not_entered, place
from zjbuy_desktop.core.case.tally import LeftOut, standings
from zjbuy_desktop.usecases.desk import Desk

FACTS_COLUMNS = (
    "单位名称", "资金来源", "预算项目", "资金是否落实", "交付时间地点", "意向公开方式", "凭据",
)  # fmt: skip
PLAN_COLUMNS = ("单位名称", "采购计划编号", "品目编码", "金额(元)")
CONTRACT_COLUMNS = (
    "单位名称", "标项", "合同编号", "签订日期", "供应商", "供应商统一社会信用代码", "数量",
    "合同单价（元）", "合同金额（元）", "交付时间地点", "备注",
)  # fmt: skip
FORMAL_COLUMNS = (*PLAN_COLUMNS, "关联临时采购计划编号")
_CHOICES = {"资金是否落实": ("是", "否"), "意向公开方式": ("自行公开", "委托牵头单位公开")}
_WIDE = {"单位名称": 32.0, "交付时间地点": 30.0, "凭据": 30.0, "采购计划编号": 24.0,
         "关联临时采购计划编号": 24.0}  # fmt: skip


def write_facts_table(desk: Desk, project_id: int, path: Path) -> int:
    """补充表: every unit that still takes part, with what it has told before; how many."""
    case = desk.case(project_id)
    known = {facts.unit: facts for facts in case.facts}
    units = [s.unit for s in standings(case) if s.reason is not LeftOut.WITHDRAWN]
    rows = [_told(known.get(unit, UnitFacts(unit))) for unit in units]
    _write(path, "补充内容", FACTS_COLUMNS, rows)
    return len(rows)


def _told(facts: UnitFacts) -> list[str]:
    funds = {Funds.SECURED: "是", Funds.NOT_SECURED: "否"}.get(facts.funds, "")
    told = (facts.funding, facts.budget_item, funds, facts.delivery, facts.intention)
    return [facts.unit, *told, facts.evidence]


def write_plan_table(desk: Desk, project_id: int, kind: PlanKind, path: Path) -> int:
    """计划表: every unit that needs a plan of that kind, with the 品目; how many."""
    case = desk.case(project_id)
    if kind is PlanKind.FORMAL:
        units = list(contract_totals(case))
    else:
        units = [s.unit for s in standings(case) if s.included]
    columns = FORMAL_COLUMNS if kind is PlanKind.FORMAL else PLAN_COLUMNS
    _write(path, "采购计划", columns, [[u, "", case.project.category_code] for u in units])
    return len(units)


def write_contracts_table(desk: Desk, project_id: int, path: Path) -> int:
    """合同清单: every contract not entered yet, its unit and lot; how many."""
    waiting = [place(c) for c in not_entered(desk.case(project_id))]
    _write(path, "已签合同", CONTRACT_COLUMNS, [list(at) for at in waiting])
    return len(waiting)


def _write(path: Path, name: str, captions: tuple[str, ...], rows: list[list[str]]) -> None:
    from zjbuy_desktop.excel.tables_out import BlankColumn, write_blank

    columns = [
        BlankColumn(c, _WIDE.get(c, 18.0), _CHOICES.get(c, ()), money="金额" in c) for c in captions
    ]
    write_blank(path, name, columns, rows)
