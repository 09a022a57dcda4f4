"""临时采购计划：类型、金额与纳入单位一致（指引 八（二））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import PROVISIONAL_PLAN_TYPE, PlanKind
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(guideline("第八条（二）"))
def plan_type_is_entrusted(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """临时采购计划的类型选择“受委托采购”。"""
    if case.filing.plan_type != PROVISIONAL_PLAN_TYPE:
        yield Breach(
            f"登记的计划类型是“{case.filing.plan_type}”。",
            f"在预算一体化系统中改选“{PROVISIONAL_PLAN_TYPE}”后改正登记。",
            field="plan_type",
        )


@rule(guideline("第八条（二）"))
def plan_is_numbered(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """已登记系统给出的临时采购计划编号。"""
    if not case.filing.number.strip():
        yield Breach(
            "还没有临时采购计划编号。",
            "在预算一体化系统办理后，把编号填到这里。",
            field="plan_number",
        )


@rule(guideline("第八条（二）"))
def plan_equals_included(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位的采购计划与纳入的需求逐家一致。"""
    included = {s.unit: s.total.amount_fen for s in standings(case) if s.included}
    planned: dict[str, int] = {}
    for entry in case.plans_of(PlanKind.PROVISIONAL):
        planned[entry.unit] = planned.get(entry.unit, 0) + entry.amount_fen
    for unit, amount in included.items():
        if unit not in planned:
            yield Breach(
                f"{unit}没有采购计划。",
                "请单位在预算一体化系统内编制采购计划，再导入计划表。",
                subject=unit,
                field="plans",
            )
        elif planned[unit] != amount:
            yield Breach(
                f"{unit}的计划是 {money.yuan(planned[unit])} 元，需求是 {money.yuan(amount)} 元，"
                f"相差 {money.yuan(abs(planned[unit] - amount))} 元。",
                "核对后改正计划或需求。",
                subject=unit,
                field="plans",
            )
    for unit in (name for name in planned if name not in included):
        yield Breach(
            f"{unit}有采购计划，但没有纳入本次采购。",
            "核对该单位的委托函和资金，或请其撤回计划。",
            subject=unit,
            field="plans",
        )


@rule(guideline("第二条、第八条（二）"))
def plan_is_of_the_item(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位采购计划的品目与项目相同，且都有编号。"""
    own = normalise_code(case.project.category_code)
    for entry in case.plans_of(PlanKind.PROVISIONAL):
        code = normalise_code(entry.category_code)
        if code != own:
            yield Breach(
                f"{entry.unit}的计划{f'品目是 {code}' if code else '没有写品目'}，项目是 {own}。",
                "请单位改正计划的品目，再重新导入。",
                subject=entry.unit,
                field="plans",
            )
        if not entry.number.strip():
            yield Breach(
                f"{entry.unit}的计划没有编号。",
                "补填采购计划编号。",
                subject=entry.unit,
                field="plans",
            )
