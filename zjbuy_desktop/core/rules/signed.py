"""已签合同：按采购文件和采购结果确定的事项签订（指引 十二（二））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contract_standing import MAY, MUST
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.signed import (
    Match,
    comparison,
    not_entered,
    wholly_signed,
    without_award,
)
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_FIELD = "signed_contracts"


@rule(guideline("第十二条（二）"))
def signed_contract_follows_award(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """录入的合同与采购结果一致：供应商、数量、单价、金额。"""
    for row in comparison(case):
        if row.match is Match.DIFFERENT:
            yield Breach(
                f"{row.unit}{row.lot}合同的{row.field}是“{row.written}”，应为“{row.expected}”。",
                f"核对合同原件：{MUST}" if row.must else MAY,
                subject=row.unit,
                field=_FIELD,
                severity=None if row.must else Severity.ADVISE,
            )
    for signed in without_award(case):
        yield Breach(
            f"{signed.unit}{signed.lot}录入了合同，采购结果里没有这份合同。",
            "核对采购结果和纳入的单位；结果改过的，请单位核对合同。",
            subject=signed.unit,
            field=_FIELD,
        )


@rule(guideline("第十二条（二）"), Severity.ADVISE)
def signed_contract_is_entered(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """登记了签订的合同都录入了内容，与采购结果核对过。"""
    waiting = [
        c
        for c in not_entered(case)
        if case.happened(EventKind.CONTRACT_SIGNED, c.share.unit) is not None
    ]
    if waiting:
        first, more = waiting[0], f"等 {len(waiting)} 份" if len(waiting) > 1 else ""
        yield Breach(
            f"{first.share.unit}（{first.share.lot}）{more}合同已登记签订，内容还没有录入核对。",
            "在“合同核对”里逐份录入，或从清单录入，程序逐项与采购结果核对。",
            field=_FIELD,
        )


@rule(None, Severity.WARN)
def signing_day_agrees_with_contract(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """登记的签订日期就是合同上的日期。"""
    for unit, day in wholly_signed(case, case.signed).items():
        recorded = case.happened(EventKind.CONTRACT_SIGNED, unit)
        if recorded is not None and recorded != day:
            yield Breach(
                f"{unit}登记的合同签订日期是 {recorded}，合同上最后一份的日期是 {day}。",
                "核对合同原件，改正登记的日期，或改正后重新录入合同。",
                subject=unit,
                field=_FIELD,
            )
