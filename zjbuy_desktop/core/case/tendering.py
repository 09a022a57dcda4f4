"""采购实施里由几处登记合起来才知道的事：确认的是哪一份、评审小组几人、最早哪天开标。"""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.case.tender import Tender
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.book import LawBook

CONFIRMATION, AUTHORISATION = "document_confirmation", "representative_authorisation"
"""The papers whose entries hold the confirmed document, and the panel."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """确认的采购文件, as entered for 采购文件确认函.

    Attributes:
        version: 版本.
        pages: 页数; 0 while not entered.
        sha256: 电子文件校验值, in small letters.
    """

    version: str
    pages: int
    sha256: str

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known of it."""
        there = (("版本", self.version), ("页数", self.pages), ("校验值", self.sha256))
        return tuple(word for word, value in there if not value)


@dataclass(frozen=True, slots=True)
class Panel:
    """评审小组.

    Attributes:
        size: 总人数; 0 while not entered.
        representatives: 采购人代表, by name.
        least: 最少人数 by method and amount.
        most: 采购人代表至多几人 in a panel of that size.
    """

    size: int
    representatives: tuple[str, ...]
    least: int
    most: int


def confirmed(case: Case) -> Confirmed:
    """The document that was confirmed; blanks for what was not entered."""
    entered = _entered(case, CONFIRMATION)
    pages = _text(entered.get("pages", ""))
    return Confirmed(
        _text(entered.get("version", "")),
        int(pages) if pages.isdecimal() else 0,
        normalise_code(_text(entered.get("checksum", ""))).lower(),
    )


def panel(case: Case, law: LawBook, on: date) -> Panel:
    """The panel as entered, with what the law asks of one for this method and budget."""
    entered = _entered(case, AUTHORISATION)
    size = _text(entered.get("panel_size", ""))
    people = entered.get("representatives", ())
    names = tuple(row[0] for row in people if row and row[0]) if not isinstance(people, str) else ()
    number = int(size) if size.isdecimal() else 0
    parts = law.number("panel_representative_share", on).value
    return Panel(number, names, least_panel(case, law, on), number // parts)


def least_panel(case: Case, law: LawBook, on: date) -> int:
    """最少人数 (87号令 四十七; 74号令 七; 214号 十四), by method and budget."""

    def number(name: str) -> int:
        return law.number(name, on).value

    method = case.project.method
    budget = sum(line.amount_fen for line in included_lines(case))
    if method.is_tender:
        large = budget >= number("large_tender_threshold")
        return number("large_tender_panel_size" if large else "tender_panel_size")
    if method is Method.CONSULTATION:
        return number("consultation_panel_size")
    large = budget >= number("goods_open_tender_threshold")
    return number("large_non_tender_panel_size" if large else "non_tender_panel_size")


BY_ROWS = "按澄清修改登记"
"""The note of the milestone that follows from the rows; another note is a link, which stays."""


def clarified_events(case: Case, tender: Tender) -> tuple[list[Event], list[Event]]:
    """(to take back, to add) so that 已澄清修改 is the day of the last change that matters.

    The clocks of 澄清 (条例 三十一) and 信息公开台账 read the milestone; the rows make it.
    """
    days = [c.on for c in tender.clarifications if c.affects]
    known = case.event(EventKind.DOCUMENT_CLARIFIED)
    own = known is not None and known.note == BY_ROWS
    if not days:
        return ([known] if own and known else []), []
    if known is not None and known.on == max(days):
        return [], []
    note = BY_ROWS if known is None or own else known.note
    return ([known] if known else []), [Event(EventKind.DOCUMENT_CLARIFIED, max(days), "", note)]


def has_panel(case: Case) -> bool:
    """单一来源采购 is negotiated by people with experience; the law counts no panel for it."""
    return case.project.method is not Method.SINGLE_SOURCE


PERIODS = {
    Method.OPEN_TENDER: "D-06",
    Method.INVITED_TENDER: "D-06",
    Method.CONSULTATION: "D-07",
    Method.NEGOTIATION: "D-08",
    Method.INQUIRY: "D-08",
}
"""The period of the law book that bidders must be given, by method; 单一来源 has none."""


def issued(case: Case) -> date | None:
    """采购文件开始发出日: as entered, else the day of the announcement."""
    return case.tender.issued or case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)


def opening(case: Case) -> date | None:
    """The day offers are opened: as it happened, else as it was announced."""
    return case.happened(EventKind.BIDS_OPENED) or case.tender.due


def earliest_opening(case: Case, law: LawBook) -> date | None:
    """最早可以开标的日子; ``None`` before the document is out, or where the law sets no period."""
    start, period = issued(case), PERIODS.get(case.project.method)
    return law.period(period, start).last_day if start and period else None


def may_name_bidders(case: Case) -> bool:
    """Whether the names of those who made offers are no secret any more."""
    return case.happened(EventKind.RESULT_ANNOUNCED) is not None


def _entered(case: Case, kind: str) -> dict[str, Value]:
    return dict(case.particulars_of(kind).values)


def _text(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""
