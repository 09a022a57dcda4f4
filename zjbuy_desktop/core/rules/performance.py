"""履约：组织验收、按时支付、保证金按规定收退（指引 七（六）（七）、十二（三），款项条例）。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.awards import StepKind
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.paying import Due, dues, interest_fen
from zjbuy_desktop.core.case.performance import Standing, standings, without_share
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_FIELD = "performance"
_PERCENT = 100


def _of(standing: Standing) -> str:
    return f"{standing.unit}（{standing.lot}）"


@rule(guideline("第十二条（三）"), Severity.WARN)
def contract_is_accepted(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """签订的合同都已验收，拒收的已换货、补货后再验收。"""
    found = standings(case)
    if found and not any(s.signed for s in found):
        yield Breach(
            "还没有一份合同登记签订，谈不上验收。",
            "先在“通知与签约”登记合同签订。",
            field=_FIELD,
        )
    for standing in found:
        if not standing.signed or not standing.left:
            continue
        refused = f"，拒收 {quantity.show(standing.refused)}" if standing.refused else ""
        done = (
            f"已验收合格 {quantity.show(standing.accepted)}{refused}，"
            f"还差 {quantity.show(standing.left)}"
            if standing.steps
            else "还没有登记验收"
        )
        yield Breach(
            f"{_of(standing)}{done}。",
            "请单位组织验收，登记每一次验收的日期、合格和拒收的数量；确定不再交付的，写明原因。",
            subject=standing.unit,
            field=_FIELD,
        )


@rule(statute("procurement_law", "政府采购法", "第四十一条"))
def acceptance_within_contract(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """验收合格的数量不超过合同和补充合同的数量。"""
    for standing in standings(case):
        due = standing.due_quantity
        if due is not None and standing.accepted > due:
            yield Breach(
                f"{_of(standing)}验收合格 {quantity.show(standing.accepted)}，"
                f"合同数量是 {quantity.show(due)}，多 {quantity.show(standing.accepted - due)}。",
                "核对验收单；登记错了的撤销那一条，确有追加的先登记补充合同。",
                subject=standing.unit,
                field=_FIELD,
            )


@rule(guideline("第七条（七）"))
def payment_within_contract(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每份合同的发票和支付都不超过合同金额与补充合同之和。"""
    for standing in standings(case):
        for kind in (StepKind.INVOICE, StepKind.PAYMENT):
            sum_fen = standing.fen(kind)
            if sum_fen > standing.due_fen:
                yield Breach(
                    f"{_of(standing)}{kind.label}合计 {money.yuan(sum_fen)} 元，超过合同与补充合同"
                    f"的 {money.yuan(standing.due_fen)} 元，"
                    f"多 {money.yuan(sum_fen - standing.due_fen)} 元。",
                    "核对凭证；登记错了的撤销那一条，确有追加的先登记补充合同。",
                    subject=standing.unit,
                    field=_FIELD,
                )
    for step in without_share(case):
        yield Breach(
            f"{step.unit}（{step.lot}）登记了“{step.kind.label}”，采购结果里没有这份合同。",
            "核对采购结果；登记错了的撤销那一条。",
            subject=step.unit,
            field=_FIELD,
        )


@rule(guideline("第十二条（三）"), Severity.WARN)
def payment_made_in_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """收到发票的款项都在约定的期限内（没有约定的，收到发票后三十日内）支付。"""
    for standing in standings(case):
        for due in dues(standing, law):
            days = due.late_days(on)
            if not days:
                continue
            when = f"{due.paid_on} 支付" if due.paid_on else "还没有支付"
            yield Breach(
                f"{_of(standing)}{due.invoice.on} 收到的发票{_number(due)}，"
                f"{money.yuan(due.fen)} 元最迟应在 {due.last_day} 支付，{when}，"
                f"迟 {days} 日。{interest_note(due, law, on)}",
                "核对日期；还没有付的请单位尽快支付；确已逾期的，写明原因存档。",
                subject=standing.unit,
                field=_FIELD,
            )


def _number(due: Due) -> str:
    return f"（{due.invoice.number}）" if due.invoice.number else ""


def interest_note(due: Due, law: LawBook, on: date) -> str:
    """What interest it may come to, and by what article; one sentence."""
    rate = law.number("late_payment_daily_rate", on)
    return (
        f"供应商是中小企业、合同没有约定逾期利率的，按日万分之{_digit(rate.value)}计利息约 "
        f"{money.yuan(interest_fen(due, law, on))} 元（{rate.basis.label}），"
        "有约定的从约定。"
    )


def _digit(value: int) -> str:
    return "零一二三四五六七八九"[value] if 0 <= value <= 9 else str(value)


@rule(guideline("第七条（七）"), Severity.WARN)
def contract_is_paid(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每份合同的款项都已付清。"""
    for standing in standings(case):
        if not standing.signed or not standing.unpaid_fen:
            continue
        late = any(d.paid_on is None and d.late_days(on) for d in dues(standing, law))
        if late:
            continue  # payment_made_in_time says so
        billed = standing.fen(StepKind.INVOICE)
        yield Breach(
            f"{_of(standing)}已付 {money.yuan(standing.paid_fen)} 元，"
            f"未付 {money.yuan(standing.unpaid_fen)} 元"
            f"{'' if billed else '，还没有登记收到发票'}。",
            "收到发票、支付以后逐笔登记；按合同约定扣减、不再支付的，写明原因。",
            subject=standing.unit,
            field=_FIELD,
        )


@rule(statute("payment_regulation", "保障中小企业款项支付条例", "第九条"), Severity.ADVISE)
def agreed_payment_day_within_limit(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """约定的付款期限，供应商是中小企业的，不超过条例的最长期限。"""
    most = law.number("sme_payment_limit_days", on).value
    for standing in standings(case):
        for invoice in standing.of(StepKind.INVOICE):
            if invoice.due_on and (invoice.due_on - invoice.on).days > most:
                yield Breach(
                    f"{_of(standing)}{invoice.on} 收到的发票约定 {invoice.due_on} 前支付，"
                    f"超过 {most} 日。",
                    f"供应商是中小企业的，约定的付款期限最长不得超过 {most} 日"
                    "（自交付或约定的验收合格之日起算，从发票之日起只会更短）；不是的不受此限。",
                    subject=standing.unit,
                    field=_FIELD,
                )


@rule(statute("procurement_regulation", "政府采购法实施条例", "第四十八条"), Severity.WARN)
def deposit_within_limit(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """履约保证金不超过合同金额的规定比例。"""
    limit = law.number("performance_bond_limit_percent", on).value
    for standing in standings(case):
        taken = standing.fen(StepKind.DEPOSIT)
        most = standing.delivery.share.contract_fen * limit // _PERCENT
        if taken > most:
            yield Breach(
                f"{_of(standing)}收取履约保证金 {money.yuan(taken)} 元，超过合同金额的 {limit}%"
                f"（{money.yuan(most)} 元）。",
                "多收的退还供应商并登记；登记错了的撤销那一条。",
                subject=standing.unit,
                field=_FIELD,
            )


@rule(guideline("第十二条（三）"), Severity.ADVISE)
def deposit_is_returned(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """验收合格以后，履约保证金按合同约定退还。"""
    for standing in standings(case):
        if standing.deposit_fen > 0 and not standing.left:
            yield Breach(
                f"{_of(standing)}已验收，还有履约保证金 "
                f"{money.yuan(standing.deposit_fen)} 元没有退还。",
                "法律没有规定退还的日数，按合同约定退还，退还后登记。",
                subject=standing.unit,
                field=_FIELD,
            )
