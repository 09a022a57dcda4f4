"""What a paper is: its one definition, and what it is composed from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.papers.blocks import Block, Style


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a paper may look at.

    Attributes:
        case: all facts of the project.
        law: 法规库.
        calendar: 工作日历.
        on: the day the paper is composed.
        unit: the unit it is for; ``None`` for a paper of the project.
        details: 文号与成文日期 as entered.
    """

    case: Case
    law: LawBook
    calendar: Calendar
    on: date
    unit: Unit | None
    details: PaperDetails


@dataclass(frozen=True, slots=True)
class Content:
    """What a paper puts into its template.

    Attributes:
        facts: name → text for ``{name}``; an empty text is a missing fact.
        blocks: name → block for a line ``[[name]]``.
    """

    facts: Mapping[str, str]
    blocks: Mapping[str, Block]


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """The one definition of a paper.

    Attributes:
        kind: module name in core/papers, word of the command line.
        title: 名称 as lists show it.
        style: layout family.
        basis: 依据.
        per_unit: one for each unit in ``recipients`` instead of one for the project.
        returns: comes back signed and sealed.
        numbered: needs 文号 / 编号 before its final print.
        dated_by_hand: 成文日期 is filled in by the signer (returned papers), not before print.
        optional: facts that may stay empty in the final form.
        recipients: names of the units it is made for (per_unit only).
        fill: gives facts and blocks.
        by_unit: the unit itself issues the paper (委托函), so the unit's name heads it.
    """

    kind: str
    title: str
    style: Style
    basis: Citation
    fill: Callable[[Setting], Content]
    recipients: Callable[[Case], tuple[str, ...]] = lambda case: ()
    per_unit: bool = False
    returns: bool = False
    numbered: bool = True
    dated_by_hand: bool = False
    by_unit: bool = False
    optional: frozenset[str] = frozenset()
