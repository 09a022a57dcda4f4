"""临时采购计划：类型、编号，与纳入的需求逐家核对（指引 八（二））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.differences import Mismatch
from zjbuy_desktop.core.case.plans import PROVISIONAL_PLAN_TYPE
from zjbuy_desktop.core.case.reconciling import reconciliation
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
            "在预算一体化系统办理后，登记系统给出的编号；办结的日期另外登记。",
            field="plan_number",
        )


@rule(guideline("第八条（二）"))
def plan_equals_included(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位的采购计划与纳入的需求逐家一致。"""
    yield from _breaches(case, Mismatch.MISSING, Mismatch.NOT_NEEDED, Mismatch.AMOUNT)


@rule(guideline("第八条（二）"))
def plan_unit_is_on_roster(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """计划表里的单位都在名册上。"""
    yield from _breaches(case, Mismatch.STRANGER)


@rule(guideline("第二条、第八条（二）"))
def plan_is_of_the_item(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位采购计划的品目与项目相同，且都有编号。"""
    yield from _breaches(case, Mismatch.ITEM, Mismatch.UNNUMBERED)


@rule(guideline("第八条（二）"))
def plan_number_is_its_own(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个采购计划编号只属于一家单位，只出现一次。"""
    yield from _breaches(case, Mismatch.SHARED)
    yield from _breaches(case, Mismatch.REPEATED, severity=Severity.WARN)


def _breaches(
    case: Case, *mismatches: Mismatch, severity: Severity | None = None
) -> Iterator[Breach]:
    for found in reconciliation(case).differences:
        if found.mismatch in mismatches:
            yield Breach(
                found.message, found.fix, subject=found.unit, field="plans", severity=severity
            )
