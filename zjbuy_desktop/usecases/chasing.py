"""催还：哪些文件发出去还没有交回，找谁，怎么说。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MoveKind, PaperMove
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.homecoming import Home, standing_of
from zjbuy_desktop.core.case.scans import Gathered, ScanPage, gathered
from zjbuy_desktop.core.case.tally import standing
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.filing import PaperKey
from zjbuy_desktop.core.papers.staleness import SIGNED_AT, changes
from zjbuy_desktop.usecases import scanning
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.papers import paper_spec
from zjbuy_desktop.usecases.scan_report import missing_words

_COLUMNS = (
    ("文件", 26), ("对象", 32), ("情况", 26), ("制作日期", 14), ("发出日期", 14), ("已过天数", 10),
    ("联系人", 12), ("电话", 18), ("催还的话", 80),
)  # fmt: skip

_GIVEN = {
    "delegation_letter": EventKind.FORM_DELIVERED,
    "lead_recommendation": EventKind.FORM_DELIVERED,
    "signing_notice": EventKind.SIGNING_NOTICE_SENT,
}
"""Milestones of a unit that say that it was given its paper."""
_RENEWED = "新稿未交回"
_ONLY_SENT = ("contract", "supplementary_contract", "acceptance_record")
"""Papers signed when their time has come: printing them asks nobody for anything yet."""


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One paper that has not come back as it should.

    Attributes:
        kind: paper kind.
        title: 名称.
        subject: for whom.
        unit: the unit to be asked; empty for a supplier.
        state: 未交回, 缺第2页, 章不合格 …, 新稿未交回.
        made_on: the day it was last made.
        sent_on: the day it was last given out; ``None`` if pages came back without an entry.
        sent_how: what was noted when it was sent.
        days: days since it was given out.
        contact: 联系人.
        phone: 电话.
        reminder: the words to send.
    """

    kind: str
    title: str
    subject: str
    unit: str
    state: str
    made_on: date
    sent_on: date | None
    sent_how: str
    days: int
    contact: str
    phone: str
    reminder: str

    @property
    def since(self) -> date:
        """The day it left the house, as far as is known."""
        return self.sent_on or self.made_on


def chase_list(desk: Desk, project_id: int, kind: str = "") -> tuple[ChaseRow, ...]:
    """Papers given out and not yet back, the longest out first; ``kind`` narrows the list."""
    case = desk.case(project_id)
    return chased(case, scanning.list_pages(desk, project_id), desk.today, kind)


def chased(
    case: Case, pages: Sequence[ScanPage], today: date, kind: str = ""
) -> tuple[ChaseRow, ...]:
    """The same from facts already read."""
    kinds = [paper_spec(kind).kind] if kind else [k for k, s in PAPERS.items() if s.returns]
    home = gathered(pages)
    rows = [
        row
        for k in kinds
        for subject in PAPERS[k].subjects(case)
        if (row := _row(case, k, subject, home.get((k, subject)), today)) is not None
    ]
    return tuple(sorted(rows, key=lambda r: -r.days))


def _row(
    case: Case, kind: str, subject: str, home: Gathered | None, today: date
) -> ChaseRow | None:
    made, spec = case.made_of(kind, subject), PAPERS[kind]
    state = _state(case, kind, subject, home)
    name = spec.unit(case, subject)
    if made is None or made.draft or not state or _left_out(case, name):
        return None
    sent, given = _given_out(case, kind, subject, renewed=state == _RENEWED)
    came = home is not None or standing_of(case, kind, subject).home is Home.REFUSED
    if given is None and (state == _RENEWED or not came):
        return None
    unit = case.unit(name)
    made_on = made.made_at.date()
    return ChaseRow(
        kind, spec.title, subject, name, state, made_on, given,
        sent.note if sent else "", max(0, (today - (given or made_on)).days),
        unit.contact if unit else "", unit.phone if unit else "",
        _reminder(case, (kind, subject), state, _left(given, made_on)),
    )  # fmt: skip


def _left_out(case: Case, unit: str) -> bool:
    """Whether the unit left, or is left out with a reason the clerk wrote down."""
    if not unit:
        return False
    if case.happened(EventKind.WITHDRAWN, unit) is not None:
        return True
    explained = any(
        o.rule == "every_need_is_entrusted" and o.subject in ("", unit) for o in case.overrides
    )
    return explained and standing(case, unit).reason is not None


def _given_out(
    case: Case, kind: str, subject: str, *, renewed: bool
) -> tuple[PaperMove | None, date | None]:
    """The entry and the day it was last given out, ``None`` if it never was.

    Args:
        renewed: only the newest edition counts: an older one is back already.
    """
    made = case.made_of(kind, subject)
    own = [
        m
        for m in reversed(case.moves)
        if (m.kind, m.subject) == (kind, subject)
        and not (renewed and made and m.edition != made.edition)
    ]
    sent = next((m for m in own if m.what is MoveKind.SENT), None)
    if sent is not None or kind in _ONLY_SENT:
        return sent, sent.on if sent else None
    event, unit = _GIVEN.get(kind), PAPERS[kind].unit(case, subject)
    day = case.happened(event, unit) if event and not renewed else None
    first = min(p.made_at.date() for p in case.papers if (p.kind, p.unit) == (kind, subject))
    if day is not None and day >= first:
        return None, day
    printed = next((m for m in own if m.what is MoveKind.PRINTED), None)
    return printed, printed.on if printed else None


def _state(case: Case, kind: str, subject: str, home: Gathered | None) -> str:
    """Why it has to be asked for; empty when it is back."""
    standing = standing_of(case, kind, subject)
    if standing.home is Home.REFUSED:
        why = f"（{standing.move.note}）" if standing.move and standing.move.note else ""
        return f"章不合格{why}"
    if standing.home is Home.OUT and _recorded(case, kind, subject):
        return ""
    if standing.home is Home.OUT:
        return missing_words(home.missing) if home and home.missing else Home.OUT.value
    return _RENEWED if _outdated(case, kind, subject) else ""


def _recorded(case: Case, kind: str, subject: str) -> bool:
    """Whether what the paper is signed for was recorded on its own page: nothing is owed then."""
    if kind == "lead_recommendation":
        return any(r.by_unit == subject for r in case.recommendations)
    event = SIGNED_AT.get(kind)
    unit = PAPERS[kind].unit(case, subject)
    return event is not None and case.happened(event, unit) is not None


def _outdated(case: Case, kind: str, subject: str) -> bool:
    """Whether a newer edition was made after the one that came back."""
    move, made = standing_of(case, kind, subject).move, case.made_of(kind, subject)
    if move is None or made is None or not move.edition or move.edition == made.edition:
        return False
    old = [p for p in case.papers if (p.kind, p.unit, p.edition) == (kind, subject, move.edition)]
    return bool(old) and bool(changes(old[-1].facts, made.facts))


def _left(given: date | None, made_on: date) -> str:
    return f"{chinese_date(given)}发出" if given else f"{chinese_date(made_on)}制作"


def _reminder(case: Case, key: PaperKey, state: str, left: str) -> str:
    """The words for one unit; ``left`` says when the paper left the house."""
    kind, subject = key
    unit = case.unit(PAPERS[kind].unit(case, subject))
    name = unit.name if unit else subject
    to = f"{name}　{unit.contact}" if unit and unit.contact else name
    what = f"《{PAPERS[kind].title}》"
    about = f"（{subject}）" if subject not in ("", name) else ""
    lead = case.project.lead_unit
    if state.startswith("缺"):
        ask = f"收到的{what}{about}扫描件{state}，请补发。"
    elif state.startswith("章不合格"):
        ask = f"交回的{what}{about}{state}，请重新签字盖章后交回{lead}。"
    else:
        ask = (
            f"{what}{about}（{left}）尚未交回，请签字、盖章后"
            f"将原件送（寄）{lead}，也可先发回扫描件。"
        )
    return f"{to}：\n“{case.project.name}”{ask}\n{_caller(case)}"


def group_reminder(case: Case, rows: Sequence[ChaseRow]) -> str:
    """The words for a group chat: who still owes what, kind by kind."""
    lines = [f"“{case.project.name}”文件催还提醒："]
    for title in dict.fromkeys(row.title for row in rows):
        own = [row for row in rows if row.title == title]
        named = "、".join(_owed(row) for row in own)
        lines.append(f"《{title}》还有 {len(own)} 份没有交回：{named}。")
    lines.append(f"请签字、盖章后尽快将原件送（寄）{case.project.lead_unit}。")
    return "\n".join(lines) + f"\n{_caller(case)}"


def _owed(row: ChaseRow) -> str:
    return row.subject if row.state == Home.OUT.value else f"{row.subject}（{row.state}）"


def _caller(case: Case) -> str:
    lead = case.lead
    return f"联系人：{lead.contact}，电话：{lead.phone}。" if lead and lead.contact else ""


def write_chase_list(desk: Desk, project_id: int, path: Path, kind: str = "") -> int:
    """催还名单 as a workbook; how many rows."""
    from zjbuy_desktop.excel.tables_out import BlankColumn, write_blank

    rows = chase_list(desk, project_id, kind)
    columns = [BlankColumn(caption, width) for caption, width in _COLUMNS]
    cells = [
        (
            r.title, r.subject, r.state, r.made_on.isoformat(),
            r.sent_on.isoformat() if r.sent_on else "", str(r.days), r.contact, r.phone, r.reminder,
        )
        for r in rows
    ]  # fmt: skip
    write_blank(path, "催还名单", columns, cells)
    return len(rows)
