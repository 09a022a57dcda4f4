"""写进工作簿“数据来源”的话：哪些格子更正过，哪些标的归并、换算过，各凭哪条操作记录。"""

from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.origins import Corrected
from zjbuy_desktop.excel.source_data import Remarks
from zjbuy_desktop.usecases import explained


def remarks_of(ground: Ground) -> Remarks:
    """What was done by hand to the need lines of a project."""
    return Remarks(
        {cell: _correction(given) for cell, given in ground.corrections.items()},
        {
            about: explained.entry_words(ground.entry(kind, about, "归并"))
            for kind, about in ground.entries
            if kind == "merging"
        },
    )


def _correction(given: Corrected) -> str:
    record = f"（操作记录第 {given.seq} 条）" if given.seq else ""
    return explained.corrected_words(given) + record
