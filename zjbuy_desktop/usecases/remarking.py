"""写进工作簿“数据来源”的话：更正、归并和换算、采购结果的登记，各凭哪条操作记录。"""

from dataclasses import replace

from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.origins import Corrected, EntryOrigin
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.excel.source_data import AwardSource, Remarks
from zjbuy_desktop.usecases import explained


def remarks_of(ground: Ground, *, for_units: bool = False) -> Remarks:
    """What was done by hand to the need lines of a project.

    ``for_units`` leaves out why something was merged: the office may have named other units there.
    """
    return Remarks(
        {cell: _correction(given) for cell, given in ground.corrections.items()},
        {
            about: explained.entry_words(_merging(ground, about, for_units))
            for kind, about in ground.entries
            if kind == "merging"
        },
    )


def _merging(ground: Ground, about: str, for_units: bool) -> EntryOrigin:
    found = ground.entry("merging", about, "归并")
    return replace(found, reason="") if for_units else found


def _correction(given: Corrected) -> str:
    record = f"（操作记录第 {given.seq} 条）" if given.seq else ""
    return explained.corrected_words(given) + record


def award_source(ground: Ground, share: Allocation) -> AwardSource:
    """Where a unit's contract amount in one lot comes from: the entry, and the way."""
    result = results.result_for(ground, share.lot)
    entered = results.awarded_price(ground, result.award)
    word = "总价" if result.award.unit_price_fen is None else "单价"
    origin = entered.origin
    assert isinstance(origin, EntryOrigin), "an award is entered"
    return AwardSource(
        f"{words_for(ground.case.project.method).won}{word} {entered.shown}",
        f"{origin.at:%Y-%m-%d %H:%M}" if origin.at else "—",
        explained.record_words(origin),
        results.share_contract(ground, result, share).how,
    )
