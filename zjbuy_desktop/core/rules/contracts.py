"""合同签订之后：公告、备案都及时，日期先后合理（实施条例五十、政府采购法四十七）。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.allocation import contract_signers
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(statute("procurement_regulation", "政府采购法实施条例", "第五十条"), Severity.WARN)
def contract_announced_in_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """签订的合同都在期限内公告。"""
    yield from _followed(case, law, "D-16", EventKind.CONTRACT_ANNOUNCED)


@rule(statute("procurement_law", "政府采购法", "第四十七条"), Severity.WARN)
def contract_filed_in_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """签订的合同都在期限内把副本备案。"""
    yield from _followed(case, law, "D-17", EventKind.CONTRACT_FILED)


def _followed(case: Case, law: LawBook, deadline: str, kind: EventKind) -> Iterator[Breach]:
    for unit in contract_signers(case):
        signed = case.happened(EventKind.CONTRACT_SIGNED, unit)
        if signed is None:
            continue
        done, period = case.happened(kind, unit), law.period(deadline, signed)
        note = f"（{period.note}）" if period.note else ""
        latest = f"最迟应在 {period.last_day}{note}"
        if done is None:
            yield Breach(
                f"{unit}的合同 {signed} 签订，还没有登记“{kind.label}”，{latest}。",
                "请单位尽快办理，办好后登记日期。",
                subject=unit,
                field=kind.value,
            )
        elif done > period.last_day:
            yield Breach(
                f"{unit}“{kind.label}”登记在 {done}，{latest}。",
                "核对日期；确已逾期的，写明原因存档。",
                subject=unit,
                field=kind.value,
            )


_PAIRS = (
    (EventKind.CONTRACT_SIGNED, EventKind.CONTRACT_ANNOUNCED),
    (EventKind.CONTRACT_SIGNED, EventKind.CONTRACT_FILED),
    (EventKind.CONTRACT_SIGNED, EventKind.ACCEPTANCE_DONE),
)


@rule(None, Severity.WARN)
def contract_dates_follow_one_another(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每份合同的签订不早于通知书，公告、备案、验收不早于签订。"""
    issued = case.happened(EventKind.AWARD_NOTICE_ISSUED)
    for unit in contract_signers(case):
        days = [(EventKind.AWARD_NOTICE_ISSUED, issued, EventKind.CONTRACT_SIGNED)]
        days += [(first, case.happened(first, unit), second) for first, second in _PAIRS]
        for first, before, second in days:
            after = case.happened(second, unit)
            if before and after and after < before:
                yield Breach(
                    f"{unit}“{second.label}”（{after}）早于“{first.label}”（{before}）。",
                    "核对两个日期；确实如此的，写明原因后继续。",
                    subject=unit,
                    field=second.value,
                )
