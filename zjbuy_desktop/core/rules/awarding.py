"""定标：不超预算，分配等于定标金额，公告之后才签采购协议（指引 六（五）、八（五）（六））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.identifiers import check_uscc, normalise_code
from zjbuy_desktop.core.case.allocation import contract_totals, lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.case.words import over_limit
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_BUDGET = statute("procurement_law", "政府采购法", "第六条")
"""政府采购应当严格按照批准的预算执行, whatever the method."""


@rule(guideline("第八条（五）"))
def every_lot_is_awarded(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项都登记了采购结果。"""
    awarded = {a.lot for a in case.awards}
    needed = {line.item for line in included_lines(case)}
    for lot in case.project.lots:
        if lot.item not in needed:
            yield Breach(
                f"{lot.name}（{lot.item}）没有纳入的需求，无法分配。",
                "核对需求和委托函；确实没有单位要的，在立项中删去这个标项。",
                subject=lot.name,
                field="awards",
            )
        elif lot.name not in awarded:
            yield Breach(
                f"{lot.name}（{lot.item}）还没有采购结果。",
                "按评审报告登记供应商和单价（或总价）。",
                subject=lot.name,
                field="awards",
            )


@rule(None)
def supplier_is_identified(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """供应商名称和统一社会信用代码齐全。"""
    for award in case.awards:
        check = check_uscc(award.supplier_uscc)
        if not award.supplier.strip():
            yield Breach(
                f"{award.lot}没有写供应商名称。",
                "按中标（成交）通知书填写全称。",
                subject=award.lot,
                field="awards",
            )
        if check.message:
            yield Breach(
                f"{award.lot}的供应商{award.supplier}：{check.message}。",
                "对照营业执照核对；执照上确实如此的，说明理由后继续。"
                if check.ok_form
                else "对照营业执照改正。",
                subject=award.lot,
                field="awards",
                severity=Severity.WARN if check.ok_form else None,
            )


@rule(_BUDGET)
def award_within_budget(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项的中标（成交）金额不超过预算。"""
    for result in lot_results(case):
        name = result.award.lot
        if result.award_fen > result.budget_fen:
            yield Breach(
                f"{name}的结果 {money.yuan(result.award_fen)} 元，超过预算 "
                f"{money.yuan(result.budget_fen)} 元，"
                f"多 {money.yuan(result.award_fen - result.budget_fen)} 元。",
                f"核对登记的价格和数量。{over_limit(case.project.method)}",
                subject=name,
                field="awards",
            )


@rule(_BUDGET, Severity.WARN)
def contract_within_unit_budget(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每家单位分到的合同金额不超过本单位的预算。"""
    budgets: dict[str, int] = {}
    for share in (a for result in lot_results(case) for a in result.allocations):
        budgets[share.unit] = budgets.get(share.unit, 0) + share.budget_fen
    for unit, contract in contract_totals(case).items():
        if contract > budgets[unit]:
            yield Breach(
                f"{unit}分到 {money.yuan(contract)} 元，超过本单位预算 "
                f"{money.yuan(budgets[unit])} 元，多 {money.yuan(contract - budgets[unit])} 元。",
                "请该单位落实超出部分的预算并调整计划；已落实的，写明来源后继续。",
                subject=unit,
                field="awards",
            )


@rule(_BUDGET, Severity.ADVISE)
def share_within_lot_budget(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每家单位在每个标项分到的金额，不超过它为该标项报的预算。"""
    for share in (a for result in lot_results(case) for a in result.allocations):
        if share.contract_fen > share.budget_fen:
            yield Breach(
                f"{share.unit}{share.lot}分到 {money.yuan(share.contract_fen)} 元，比所报预算多 "
                f"{money.yuan(share.contract_fen - share.budget_fen)} 元。",
                "告知该单位；各标项合计不超过本单位预算的，由单位调剂。",
                subject=share.unit,
                field="awards",
            )


@rule(None, Severity.WARN)
def supplier_is_no_purchaser(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """供应商的统一社会信用代码不是名册上单位的代码。"""
    purchasers = {normalise_code(u.uscc): u.name for u in case.units}
    for award in case.awards:
        unit = purchasers.get(normalise_code(award.supplier_uscc))
        if unit:
            yield Breach(
                f"{award.lot}供应商{award.supplier}的统一社会信用代码是{unit}的代码。",
                "对照营业执照改正。",
                subject=award.lot,
                field="awards",
            )


@rule(guideline("第六条（五）"))
def allocation_equals_award(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位分配金额之和等于中标（成交）金额，精确到分。"""
    for result in lot_results(case):
        allocated = sum(a.contract_fen for a in result.allocations)
        if allocated != result.award_fen:
            yield Breach(
                f"{result.award.lot}分配合计 {money.yuan(allocated)} 元，结果是 "
                f"{money.yuan(result.award_fen)} 元。",
                "核对纳入的单位和登记的价格。",
                subject=result.award.lot,
                field="awards",
            )


@rule(guideline("第八条（六）"))
def agreement_after_announcement(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购协议在中标（成交）公告发布之后签订。"""
    announced = case.happened(EventKind.RESULT_ANNOUNCED)
    signed = case.happened(EventKind.PROCUREMENT_AGREEMENT_SIGNED)
    if signed and announced is None:
        yield Breach(
            f"采购协议登记为 {signed} 签订，但没有登记结果公告。",
            "公告发布后才能签订采购协议；已发布的，先登记发布日期。",
            field="procurement_agreement_signed",
        )
    elif signed and announced and signed < announced:
        yield Breach(
            f"采购协议 {signed} 签订，早于结果公告发布（{announced}）。",
            "核对两个日期；采购协议应在公告发布后签订。",
            field="procurement_agreement_signed",
        )


_CHAIN = (
    EventKind.PROVISIONAL_PLAN_FILED,
    EventKind.AGENCY_AGREEMENT_SIGNED,
    EventKind.DOCUMENT_CONFIRMED,
    EventKind.ANNOUNCEMENT_PUBLISHED,
    EventKind.BIDS_OPENED,
    EventKind.EVALUATION_FINISHED,
    EventKind.EVALUATION_REPORT_RECEIVED,
    EventKind.RESULT_CONFIRMED,
    EventKind.AWARD_NOTICE_ISSUED,
)

_BRANCHES = (
    (EventKind.PROVISIONAL_PLAN_FILED, EventKind.PLAN_ENTRUSTED),
    (EventKind.PLAN_ENTRUSTED, EventKind.ANNOUNCEMENT_PUBLISHED),
    (EventKind.RESULT_CONFIRMED, EventKind.RESULT_ANNOUNCED),
)


@rule(None, Severity.WARN)
def events_follow_one_another(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """登记的日期先后合理，也不晚于今天。"""
    known = [kind for kind in _CHAIN if case.happened(kind)]
    for first, second in (*zip(known, known[1:], strict=False), *_BRANCHES):
        before, after = case.happened(first), case.happened(second)
        if before and after and after < before:
            yield Breach(
                f"“{second.label}”（{after}）早于“{first.label}”（{before}）。",
                "核对两个日期；确实如此的，写明原因后继续。",
                subject=second.label,
                field=second.value,
            )
    for event in case.events:
        if event.on > on:
            yield Breach(
                f"{event.unit}“{event.kind.label}”登记在 {event.on}，晚于今天（{on}）。",
                "改成实际发生的日期；事情还没有办的，撤销登记。",
                subject=event.unit or event.kind.label,
                field=event.kind.value,
            )
