"""采购协议 (指引 六（五）、八（六）): lead and supplier, one for each supplier that won."""

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import LotAward, LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Party, Signatures, Style
from zjbuy_desktop.core.papers.parties import lead_party, party
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.tables import allocation_table, lots_table

_NUMBERS = {**facts.SIGNING, "supplement_percent": "supplement_limit_percent"}


def _recipients(case: Case) -> tuple[str, ...]:
    """Suppliers in lot order: one agreement covers all lots a supplier won."""
    return tuple(dict.fromkeys(r.award.supplier for r in lot_results(case)))


def _fill(setting: Setting) -> Content:
    case = setting.case
    results = [r for r in lot_results(case) if r.award.supplier == setting.subject]
    allocations = [a for r in results for a in r.allocations]
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.number_facts(setting, _NUMBERS),
            **facts.amount_facts(sum(r.award_fen for r in results)),
            "supplier": setting.subject,
            "specs": _specs(case, results),
            "lots_won": "、".join(r.award.lot for r in results),
            "units": str(len({a.unit for a in allocations})),
            "award_notice_date": facts.day(case.happened(EventKind.AWARD_NOTICE_ISSUED)),
            "result_date": facts.day(case.happened(EventKind.RESULT_ANNOUNCED)),
        },
        blocks={
            "lots": lots_table(case, results),
            "allocation": allocation_table(case, allocations),
            "signatures": Signatures(lead_party(case), _supplier([r.award for r in results])),
        },
        gaps=_gaps(results),
    )


def _specs(case: Case, results: list[LotResult]) -> str:
    """规格型号 of the lots as the project fixes them for all units."""
    won = {r.award.lot for r in results}
    named = [lot for lot in case.project.lots if lot.name in won and lot.spec.strip()]
    return "；".join(
        f"{lot.name}（{lot.item}）为{lot.spec.strip().rstrip('。；')}" for lot in named
    )


def _supplier(awards: list[LotAward]) -> Party:
    if not awards:
        return party("乙方", "")
    first = awards[0]
    return party(
        "乙方", first.supplier, first.supplier_uscc, first.address, first.contact, first.phone
    )


def _gaps(results: list[LotResult]) -> tuple[str, ...]:
    """A table that doesn't come to the award must never be signed."""
    gaps = []
    for r in results:
        shared = sum(a.contract_fen for a in r.allocations)
        if shared != r.award_fen:
            gaps.append(f"{r.award.lot}的完整分配（相差{money.yuan(abs(r.award_fen - shared))}元）")
    return tuple(gaps)


SPEC = PaperSpec(
    kind="procurement_agreement",
    title="采购协议",
    style=Style.CONTRACT,
    basis=guideline("第六条（五）、第八条（六）"),
    fill=_fill,
    per=Per.SUPPLIER,
    recipients=_recipients,
    dated_by_hand=True,
)
