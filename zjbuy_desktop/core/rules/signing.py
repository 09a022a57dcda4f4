"""签约：及时通知、三十日内签订、补充合同不超一成（指引 八（七）、九、十一）。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.workdays import DayKind, Reckoning, reckon
from zjbuy_desktop.core.case.allocation import contract_signers, signing_units
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contracts_by_share
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pausing import Pause, pause_on, pauses_of
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_PERCENT = 100


@rule(guideline("第九条"), Severity.WARN)
def every_unit_is_notified(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """中标（成交）通知书发出后，及时通知了每家参与单位签订合同。"""
    issued = case.happened(EventKind.AWARD_NOTICE_ISSUED)
    if not issued:
        return
    sent = {u: case.happened(EventKind.SIGNING_NOTICE_SENT, u) for u in _told(case)}
    for unit in (name for name, day in sent.items() if day is None):
        yield Breach(
            f"{unit}的签订合同通知书还没有发出。",
            "制作并发出通知书，登记发出日期。",
            subject=unit,
            field="signing_notice_sent",
        )
    prompt = law.number("signing_notice_prompt_workdays", on).value
    limit = reckon(issued, prompt, DayKind.WORKING, law.calendar).last_day
    late = [name for name, day in sent.items() if day and day > limit]
    if late:
        yield Breach(
            f"有 {len(late)} 家单位的签订合同通知书在 {limit} 之后才发出"
            f"（中标（成交）通知书发出后 {prompt} 个工作日）。",
            "指引要求“及时”通知，没有规定天数；这是本单位自定的标准，今后尽早发出。",
            field="signing_notice_sent",
            severity=Severity.ADVISE,
        )


def _told(case: Case) -> Iterator[str]:
    """The lead tells the participants; it needs no letter to itself."""
    return (unit for unit in signing_units(case) if unit != case.project.lead_unit)


@rule(guideline("第八条（七）"))
def contract_after_announcement(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """合同在中标（成交）公告发布之后签订。"""
    announced = case.happened(EventKind.RESULT_ANNOUNCED)
    for unit in contract_signers(case):
        signed = case.happened(EventKind.CONTRACT_SIGNED, unit)
        if signed and (announced is None or signed < announced):
            told = f"早于结果公告发布（{announced}）" if announced else "但没有登记结果公告"
            yield Breach(
                f"{unit}的合同 {signed} 签订，{told}。",
                "核对两个日期；合同应在公告发布后签订。",
                subject=unit,
                field="contract_signed",
            )


@rule(statute("procurement_law", "政府采购法", "第四十六条"), Severity.WARN)
def contract_signed_in_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位在中标（成交）通知书发出之日起三十日内签订合同。"""
    issued = case.happened(EventKind.AWARD_NOTICE_ISSUED)
    if not issued:
        return
    period = law.period("D-15", issued)
    for unit in contract_signers(case):
        signed = case.happened(EventKind.CONTRACT_SIGNED, unit)
        if signed is None and _paused(case, law, unit, on):
            continue  # every_contract_is_signed says so
        if (signed or on) > period.last_day:
            what = f"的合同 {signed} 签订" if signed else "还没有登记合同签订"
            yield Breach(
                f"{unit}{what}，法定最后日是 {_shown(period)}。",
                "核对日期；确已逾期的，写明原因存档。"
                if signed
                else "催签并登记；逾期的写明原因存档。",
                subject=unit,
                field="contract_signed",
            )


@rule(guideline("第六条（六）"), Severity.WARN)
def every_contract_is_signed(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每家单位都已签订合同。"""
    issued = case.happened(EventKind.AWARD_NOTICE_ISSUED)
    period = law.period("D-15", issued) if issued else None
    for unit in contract_signers(case):
        pause = _paused(case, law, unit, on)
        if period and on > period.last_day and not pause:
            continue  # contract_signed_in_time says so
        if case.happened(EventKind.CONTRACT_SIGNED, unit) is None:
            state = f"：{pause.reason}" if pause else _until(period, on)
            yield Breach(
                f"{unit}还没有登记合同签订{state}。",
                "恢复签订后登记“已恢复签订、履行合同”，再催签。"
                if pause
                else "催签，签订后登记日期；确定不签的，写明原因。",
                subject=unit,
                field="contract_signed",
            )


def _paused(case: Case, law: LawBook, unit: str, on: date) -> Pause | None:
    return pause_on(pauses_of(case), law.deadline("D-15"), unit, on)


def _until(period: Reckoning | None, on: date) -> str:
    if period is None:
        return "，中标（成交）通知书也没有登记"
    if on > period.advised_day:
        return f"：建议最后日 {period.advised_day} 已过，法定最后日是 {_shown(period)}"
    return f"：请于 {period.advised_day} 前签订，法定最后日是 {_shown(period)}"


def _shown(period: Reckoning) -> str:
    moved = period.last_day != period.nominal
    notes = [f"{period.nominal} 遇法定休假日顺延"] if moved else []
    notes += [period.note] if period.note else []
    return f"{period.last_day}{'（' + '；'.join(notes) + '）' if notes else ''}"


@rule(statute("procurement_law", "政府采购法", "第四十九条"))
def supplements_within_limit(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每份合同的补充合同累计不超过原合同金额的百分之十。"""
    limit = law.number("supplement_limit_percent", on).value
    standing = contracts_by_share(case)
    sums: dict[tuple[str, str], int] = {}
    originals: dict[tuple[str, str], int] = {}
    for s in case.supplements:
        # 统采统签的追加，都算在牵头单位签的那一份合同上。
        contract = standing.get((s.unit, s.lot))
        key = (contract.share.unit if contract else s.unit, s.lot)
        sums[key] = sums.get(key, 0) + s.amount_fen
        originals[key] = contract.share.contract_fen if contract else 0
    for (unit, lot), added in sums.items():
        original = originals[unit, lot]
        if added * _PERCENT > original * limit:
            most = original * limit // _PERCENT
            yield Breach(
                f"{unit}{lot}补充合同累计 {money.yuan(added)} 元，超过原合同 "
                f"{money.yuan(original)} 元的 {limit}%，多 {money.yuan(added - most)} 元。",
                f"累计最多 {money.yuan(most)} 元；超出的另行采购。",
                subject=unit,
                field="supplements",
            )
