"""签约：及时通知、三十日内签订、正式计划关联、补充合同不超一成（指引 八（七）、九、十一）。"""

from collections.abc import Iterator
from datetime import date, timedelta

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.allocation import allocations_of, signing_units
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_PERCENT = 100


@rule(guideline("第九条"), Severity.WARN)
def every_unit_is_notified(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """中标（成交）通知书发出后，每家单位都已收到签订合同的通知。"""
    if not case.happened(EventKind.AWARD_NOTICE_ISSUED):
        return
    for unit in signing_units(case):
        if not case.happened(EventKind.SIGNING_NOTICE_SENT, unit):
            yield Breach(
                f"{unit}的签订合同通知书还没有发出。",
                "制作并发出通知书，登记发出日期。",
                subject=unit,
                field="signing_notice_sent",
            )


@rule(guideline("第九条"))
def contract_after_announcement(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """合同在中标（成交）公告发布之后签订。"""
    announced = case.happened(EventKind.RESULT_ANNOUNCED)
    for unit in signing_units(case):
        signed = case.happened(EventKind.CONTRACT_SIGNED, unit)
        if signed and (announced is None or signed < announced):
            yield Breach(
                f"{unit}的合同 {signed} 签订，早于结果公告（{announced or '未登记'}）。",
                "核对两个日期。",
                subject=unit,
                field="contract_signed",
            )


@rule(statute("law", "政府采购法", "第四十六条"), Severity.WARN)
def contract_signed_in_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位在通知书发出之日起三十日内签订合同。"""
    issued = case.happened(EventKind.AWARD_NOTICE_ISSUED)
    if not issued:
        return
    days = law.number("signing_days", on).value
    nominal = issued + timedelta(days=days)
    for unit in signing_units(case):
        signed = case.happened(EventKind.CONTRACT_SIGNED, unit)
        if signed and signed > nominal:
            yield Breach(
                f"{unit}的合同 {signed} 签订，超过通知书发出（{issued}）后 {days} 日的 {nominal}；"
                "遇法定休假日顺延的，以期限页的最后日为准。",
                "核对日期；确已逾期的，写明原因存档。",
                subject=unit,
                field="contract_signed",
            )
        elif not signed and on > nominal:
            yield Breach(
                f"{unit}还没有登记合同签订，{days} 日期限（{nominal}）已过。",
                "催签并登记；逾期的写明原因。",
                subject=unit,
                field="contract_signed",
            )


@rule(guideline("第八条（七）"), Severity.WARN)
def formal_plan_is_linked(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位的正式采购计划已编制，并与临时采购计划关联。"""
    formal = {p.unit for p in case.plans_of(PlanKind.FORMAL) if p.number.strip()}
    for unit in signing_units(case):
        if case.happened(EventKind.CONTRACT_SIGNED, unit) and unit not in formal:
            yield Breach(
                f"{unit}已签合同，没有登记正式采购计划编号。",
                "导入各单位的正式采购计划。",
                subject=unit,
                field="formal_plans",
            )


@rule(statute("law", "政府采购法", "第四十九条"))
def supplements_within_limit(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每份合同的补充合同累计不超过原合同金额的百分之十。"""
    limit = law.number("supplement_limit_percent", on).value
    sums: dict[tuple[str, str], int] = {}
    for s in case.supplements:
        sums[(s.unit, s.lot)] = sums.get((s.unit, s.lot), 0) + s.amount_fen
    for (unit, lot), added in sums.items():
        original = sum(a.contract_fen for a in allocations_of(case, unit) if a.lot == lot)
        if added * _PERCENT > original * limit:
            yield Breach(
                f"{unit}{lot}补充合同累计 {money.yuan(added)} 元，超过原合同 "
                f"{money.yuan(original)} 元的 {limit}%。",
                f"累计最多 {money.yuan(original * limit // _PERCENT)} 元；超出的另行采购。",
                subject=unit,
                field="supplements",
            )
