"""复制为下一年项目：名册、标的、文字照旧；需求、日期、编号、金额一律重新来。"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Particulars, Value
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.merging import Assignment
from zjbuy_desktop.core.case.project import Lot, Project
from zjbuy_desktop.core.case.units import Unit

_YEAR = re.compile(r"20\d\d(?=年)")
_DATED = re.compile(
    r"\d{4}\s*年|\d+\s*月\s*\d+\s*日|\d{4}[-/.]\d{1,2}|〔\d{4}〕|\d+\s*号|^[\d.,%\s]+$"
)
"""A date, a number of a paper, or nothing but figures: it belongs to the year it was written in."""

Texts = Mapping[str, Collection[str]]
"""Paper kind → its entries that are mere wording."""


@dataclass(frozen=True, slots=True)
class NextYear:
    """What a project of the year after starts with.

    Attributes:
        project: the card.
        units: the roster, in its order.
        particulars: wording entered for papers.
        assignments: how wordings of items were put together.
        remarks: what was left out or is to be looked at, in words.
    """

    project: Project
    units: tuple[Unit, ...]
    particulars: tuple[Particulars, ...]
    assignments: tuple[Assignment, ...]
    remarks: tuple[str, ...]


def year_of(project: Project) -> int:
    """预算年度, as entered or as the name says it; 0 where neither does."""
    found = _YEAR.search(project.name)
    return project.fiscal_year or (int(found[0]) if found else 0)


def next_name(project: Project) -> str:
    """The name with the year after in it, or with a mark where it names no year."""
    year = year_of(project)
    if year and _YEAR.search(project.name):
        return _YEAR.sub(lambda m: str(int(m[0]) + 1), project.name)
    return f"{project.name}（{year + 1}年）" if year else f"{project.name}（下一年）"


def next_year(
    case: Case, texts: Texts, assignments: Sequence[Assignment], name: str = ""
) -> NextYear:
    """The start of the same procurement in the year after.

    Never copied: needs, events, dates, plans, results, contracts, numbers and ceilings, and what
    was decided anew each time (推荐, 指定, 代理机构).

    Args:
        case: this year's.
        texts: which entries of which papers are mere wording.
        assignments: 归并 of this year.
        name: what to call it; by default ``next_name``.
    """
    old, year = case.project, year_of(case.project)
    project = replace(
        old,
        name=name or next_name(old),
        fiscal_year=year + 1 if year else 0,
        lots=tuple(_lot(lot) for lot in old.lots),
        call_deadline=None,
        designation="",
        project_number="",
    )
    units = tuple(replace(unit, order=n) for n, unit in enumerate(case.units))
    names = {unit.name for unit in units}
    kept = {(a.unit, a.wording): a for a in assignments if a.unit is None or a.unit in names}
    particulars = tuple(_particulars(case, texts))
    return NextYear(
        project, units, particulars, tuple(kept.values()), tuple(_remarks(case, len(kept)))
    )


def _lot(lot: Lot) -> Lot:
    return replace(lot, ceiling_fen=None, ceiling_total_fen=None)


def _particulars(case: Case, texts: Texts) -> Iterator[Particulars]:
    for given in case.particulars:
        if given.subject or given.kind not in texts:
            continue
        wording = texts[given.kind]
        values = tuple((n, v) for n, v in given.values if n in wording and _timeless(v))
        if values:
            yield Particulars(given.kind, "", values)


def _timeless(value: Value) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _DATED.search(value.strip())


def _remarks(case: Case, merged: int) -> Iterator[str]:
    gone = [e.unit for e in case.events if e.kind is EventKind.WITHDRAWN]
    if gone:
        yield f"上一年退出的单位仍在名册里，请核对是否参加：{'、'.join(dict.fromkeys(gone))}。"
    if merged:
        yield f"沿用了 {merged} 条统一标的的归并，需求读入后仍可改。"
    if case.project.designation:
        yield "牵头单位的指定文书没有复制，按今年的填写。"
    if any(lot.ceiling_fen or lot.ceiling_total_fen for lot in case.project.lots):
        yield "最高限价没有复制，汇总后重新测算。"
    yield "牵头单位推荐、采购代理机构、各项日期和编号都要重新办理。"
