"""正式采购计划：与临时采购计划关联，品目、编号、金额相符（指引 八（七））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.allocation import signer_for
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pairing import PAIRING, Fault, pairs
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_FIELD = "formal_plans"


@rule(guideline("第八条（七）"))
def formal_plan_is_linked(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """签了合同的单位都有正式采购计划，并与临时采购计划关联。"""
    for row in pairs(case):
        signer = signer_for(case, row.unit)
        signed = case.happened(EventKind.CONTRACT_SIGNED, signer) is not None
        for lack in row.lacks:
            # 还没有签合同的单位，计划可以还没有编；编了的，关联就要对。
            if lack.fault in PAIRING and (signed or lack.fault is not Fault.MISSING):
                told = f"{row.unit}已签合同，" if lack.fault is Fault.MISSING else row.unit
                yield Breach(
                    told + lack.message.removeprefix(row.unit),
                    lack.fix,
                    subject=row.unit,
                    field=_FIELD,
                )


@rule(guideline("第八条（七）"))
def formal_plan_number_is_its_own(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个正式采购计划编号只属于一家单位。"""
    yield from _breaches(case, Fault.SHARED)


@rule(guideline("第八条（七）"), Severity.WARN)
def formal_plan_has_a_contract(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """有正式采购计划的单位都有要签的合同。"""
    yield from _breaches(case, Fault.NO_CONTRACT)


@rule(guideline("第八条（七）"), Severity.WARN)
def formal_plan_covers_contract(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """正式采购计划的品目与项目相同，金额不低于合同金额。"""
    yield from _breaches(case, Fault.ITEM, Fault.SHORT)


def _breaches(case: Case, *faults: Fault) -> Iterator[Breach]:
    for row in pairs(case):
        for lack in row.lacks:
            if lack.fault in faults:
                yield Breach(lack.message, lack.fix, subject=row.unit, field=_FIELD)
