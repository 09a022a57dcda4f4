"""What a paper is: its one definition, and what it is composed from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.case.red_lines import RedLine
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.papers.blocks import Prepared, Style
from zjbuy_desktop.core.papers.entries import Entered, Entry
from zjbuy_desktop.core.papers.labels import label


class Per(StrEnum):
    """For whom a paper is made: once for the project, or once for each of its subjects.

    NAMED papers are as many as the clerk enters, under a name given by him (each 质疑).
    """

    PROJECT = "项目"
    UNIT = "单位"
    SUPPLIER = "供应商"
    CONTRACT = "合同"
    NAMED = "份"


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a paper may look at.

    Attributes:
        case: all facts of the project.
        law: 法规库.
        calendar: 工作日历.
        on: the day the paper is composed.
        unit: the unit it is for; ``None`` for a paper of the project or of a supplier.
        details: 文号与成文日期 as entered.
        subject: the unit's or supplier's name, the contract's key, the given name; empty for a
            paper of the project.
        entered: what the clerk entered for this paper.
        office: texts the office supplied (通用条款), key → text.
        red_lines: every rule as it stands, for the one paper that ``tells_rules``.
    """

    case: Case
    law: LawBook
    calendar: Calendar
    on: date
    unit: Unit | None
    details: PaperDetails
    subject: str = ""
    entered: Entered = Entered((), {})
    office: Mapping[str, str] = field(default_factory=dict)
    red_lines: tuple[RedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a paper puts into its template.

    Attributes:
        facts: name → text for ``{name}``; an empty text is a missing fact.
        blocks: name → block for a line ``[[name]]``.
        style: layout family, where the case decides it (通知 or 函); ``None`` for the spec's.
        gaps: what is missing inside a table, in words: each keeps the paper a draft.
        number: 编号 known elsewhere, used while none is entered for the paper.
        remedies: gap → how to mend it, where filling something in is not the way.
        wanted: names of entries that are not required of every such paper, but of this one.
    """

    facts: Mapping[str, str]
    blocks: Mapping[str, Prepared]
    style: Style | None = None
    gaps: tuple[str, ...] = ()
    number: str = ""
    remedies: Mapping[str, str] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """The one definition of a paper.

    Attributes:
        kind: module name in core/papers, word of the command line.
        title: 名称 as lists show it.
        style: layout family, unless the content says otherwise.
        basis: 依据.
        fill: gives facts and blocks.
        per: made once for the project, or for each of its ``recipients``.
        recipients: names of the units or suppliers it is made for.
        returns: comes back signed and sealed.
        receipt: word in the title of the one annex that comes back (回执); empty when the whole
            paper does.
        numbered: needs 文号 / 编号 before its final print.
        dated_by_hand: 成文日期 is filled in by the signer (returned papers), not before print.
        by_unit: the unit itself issues the paper (委托函), so the unit's name heads it.
        landscape: every page is turned.
        optional: facts that may stay empty in the final form.
        entries: what is entered for this paper alone.
        unit_of: the unit on whose behalf a subject is made; empty for none.
        variant: which of the ``variants`` of its text serves a case; empty for the plain one.
        variants: endings of further texts (``contract_services.txt``).
        uses: keys of texts the office supplies (通用条款).
        tells_rules: it prints how every rule stands (红线自查报告).
    """

    kind: str
    title: str
    style: Style
    basis: Citation
    fill: Callable[[Setting], Content]
    per: Per = Per.PROJECT
    recipients: Callable[[Case], tuple[str, ...]] = lambda case: ()
    returns: bool = False
    receipt: str = ""
    numbered: bool = True
    dated_by_hand: bool = False
    by_unit: bool = False
    landscape: bool = False
    optional: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    unit_of: Callable[[Case, str], str] = lambda case, subject: subject
    variant: Callable[[Case], str] = lambda case: ""
    variants: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    tells_rules: bool = False

    @property
    def per_unit(self) -> bool:
        """Whether there is one for each unit."""
        return self.per is Per.UNIT

    @property
    def per_subject(self) -> bool:
        """Whether there is one for each unit or supplier instead of one for the project."""
        return self.per is not Per.PROJECT

    @property
    def text_keys(self) -> tuple[str, ...]:
        """Names of all its texts in resources/texts."""
        return (self.kind, *(f"{self.kind}_{ending}" for ending in self.variants))

    def text_key(self, case: Case) -> str:
        """Name of the text that serves this case."""
        ending = self.variant(case)
        return f"{self.kind}_{ending}" if ending else self.kind

    def label(self, name: str) -> str:
        """The Chinese name of a fact, table or entry of this paper."""
        base, _, row = name.partition("/")
        entry = next((e for e in self.entries if e.name == base), None)
        if entry is None:
            return label(name)
        return f"{entry.title}（{row}）" if row else entry.title

    def subjects(self, case: Case) -> tuple[str, ...]:
        """For whom it is made: names, or ``("",)`` for the project."""
        if self.per is Per.NAMED:
            given = (p.subject for p in case.particulars if p.kind == self.kind and p.subject)
            return tuple(dict.fromkeys(given))
        return self.recipients(case) if self.per_subject else ("",)

    def unit(self, case: Case, subject: str) -> str:
        """The unit a subject belongs to; empty for papers of the project or a supplier."""
        return self.unit_of(case, subject) if self.per in (Per.UNIT, Per.CONTRACT) else ""


def setting_for(
    spec: PaperSpec,
    case: Case,
    law: LawBook,
    calendar: Calendar,
    on: date,
    subject: str = "",
    office: Mapping[str, str] | None = None,
) -> Setting:
    """What one paper is composed from.

    文号, 成文日期 and entries given for all papers of the kind serve where none are for this
    subject.
    """
    own, common = case.details_of(spec.kind, subject), case.details_of(spec.kind)
    details = PaperDetails(
        spec.kind, subject, own.number or common.number, own.dated or common.dated
    )
    return Setting(
        case=case,
        law=law,
        calendar=calendar,
        on=on,
        unit=case.unit(spec.unit(case, subject)),
        details=details,
        subject=subject,
        entered=entered_for(spec, case, subject),
        office=office or {},
    )


def entered_for(spec: PaperSpec, case: Case, subject: str = "") -> Entered:
    """What was entered for a paper; own values go before common ones."""
    values = dict(case.particulars_of(spec.kind).values)
    own = case.particulars_of(spec.kind, subject).values if subject else ()
    values.update((name, value) for name, value in own if value)
    return Entered(spec.entries, values)
