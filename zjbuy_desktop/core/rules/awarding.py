"""定标：不超预算，分配等于定标金额，公告之后才签采购协议（指引 六（五）、八（五）（六））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.identifiers import check_uscc
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(guideline("第八条（五）"))
def every_lot_is_awarded(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项都登记了采购结果。"""
    awarded = {a.lot for a in case.awards}
    for lot in case.project.lots:
        if lot.name not in awarded:
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
        if not award.supplier.strip() or not check_uscc(award.supplier_uscc).ok_form:
            yield Breach(
                f"{award.lot}的供应商“{award.supplier}”、"
                f"统一社会信用代码“{award.supplier_uscc}”有误。",
                "对照营业执照改正。",
                subject=award.lot,
                field="awards",
            )


@rule(statute("order87", "政府采购货物和服务招标投标管理办法", "第六十三条"))
def award_within_budget(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项的中标（成交）金额不超过预算，单价不超过最高限价。"""
    lots = {lot.name: lot for lot in case.project.lots}
    for result in lot_results(case):
        name = result.award.lot
        if result.award_fen > result.budget_fen:
            yield Breach(
                f"{name}的结果 {money.yuan(result.award_fen)} 元，超过预算 "
                f"{money.yuan(result.budget_fen)} 元。",
                "核对登记的价格和数量；报价超过预算的投标无效。",
                subject=name,
                field="awards",
            )
        ceiling, price = lots[name].ceiling_fen, result.award.unit_price_fen
        if ceiling is not None and price is not None and price > ceiling:
            yield Breach(
                f"{name}的单价 {money.yuan(price)} 元，超过最高限价 {money.yuan(ceiling)} 元。",
                "核对登记的单价。",
                subject=name,
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
            "先登记结果公告发布的日期。",
            field="procurement_agreement_signed",
        )
    elif signed and announced and signed < announced:
        yield Breach(
            f"采购协议 {signed} 签订，早于 {announced} 发布的结果公告。",
            "核对两个日期。",
            field="procurement_agreement_signed",
        )


_ORDER = (
    EventKind.PROVISIONAL_PLAN_FILED,
    EventKind.AGENCY_AGREEMENT_SIGNED,
    EventKind.DOCUMENT_CONFIRMED,
    EventKind.ANNOUNCEMENT_PUBLISHED,
    EventKind.EVALUATION_REPORT_RECEIVED,
    EventKind.RESULT_CONFIRMED,
    EventKind.AWARD_NOTICE_ISSUED,
)


@rule(None, Severity.WARN)
def events_follow_one_another(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """登记的日期先后合理，也不晚于今天。"""
    known = [(kind, day) for kind in _ORDER if (day := case.happened(kind))]
    for (first, a), (second, b) in zip(known, known[1:], strict=False):
        if b < a:
            yield Breach(
                f"“{second.label}”（{b}）早于“{first.label}”（{a}）。",
                "核对两个日期。",
                field=second.value,
            )
    for kind, day in known:
        if day > on:
            yield Breach(f"“{kind.label}”登记在 {day}，晚于今天。", "核对日期。", field=kind.value)
