"""Columns of what came home: papers, pages as they were read, who is to be reminded."""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.homecoming import Home
from zjbuy_desktop.core.case.scans import Fate, ScanPage
from zjbuy_desktop.gui.models.columns import Column, count_column, date_column, text_column
from zjbuy_desktop.usecases.scan_report import missing_words, paper_words

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.chasing import ChaseRow
    from zjbuy_desktop.usecases.seals import AtHome

_TONES = {
    Home.SEALED: ("check", "ok"),
    Home.WAITING: ("stamp", "accent"),
    Home.REFUSED: ("stop", "stop"),
    Home.OUT: ("warn", "warn"),
}
_FATES = {
    Fate.FILED: ("check", "ok"),
    Fate.UNKNOWN: ("warn", "warn"),
    Fate.OLD: ("warn", "warn"),
    Fate.FOREIGN: ("warn", "warn"),
    Fate.REFUSED: ("stop", "stop"),
}
OPEN = (Fate.UNKNOWN, Fate.OLD, Fate.FOREIGN)
"""Pages that wait for the clerk to say what they are."""


def paper_columns() -> "tuple[Column[AtHome], ...]":
    """Papers of which something came home."""
    return (
        text_column("文件", lambda r: r.title, 190),
        text_column("对象", lambda r: r.key[1] or "整个项目", 220),
        text_column(
            "情况",
            _state,
            150,
            mark=lambda r: _TONES[_home(r)][0],
            tone=lambda r: _TONES[_home(r)][1],
        ),
        text_column("已扫回", lambda r: _counted(r), 84),
        date_column("日期", lambda r: r.standing.since, 96),
        text_column("原因", lambda r: _why(r), 200),
    )


def _home(at: "AtHome") -> Home:
    return at.standing.home


def _state(at: "AtHome") -> str:
    return missing_words(at.paper.missing) if _home(at) is Home.OUT else _home(at).value


def _counted(at: "AtHome") -> str:
    return f"{len(at.paper.sheets)} / {at.paper.pages or '？'} 页"


def _why(at: "AtHome") -> str:
    move = at.standing.move
    return move.note if move and _home(at) is Home.REFUSED else ""


def page_columns() -> tuple[Column[ScanPage], ...]:
    """Pages as they were read, file by file."""
    return (
        count_column("批", lambda p: p.batch, 48, total=False),
        text_column("扫描文件", lambda p: p.name, 200),
        count_column("页", lambda p: p.file_page, 48, total=False),
        text_column(
            "结果",
            lambda p: p.filing.fate.value,
            96,
            mark=lambda p: _FATES.get(p.filing.fate, ("info", "quiet"))[0],
            tone=lambda p: _FATES.get(p.filing.fate, ("info", "quiet"))[1],
        ),
        text_column("归到", page_place, 330),
        text_column("说明", lambda p: p.filing.note, 260),
    )


def page_place(page: ScanPage) -> str:
    """《参与带量集中采购委托函》之江市教育局 2/3."""
    filing = page.filing
    if not filing.kind:
        return ""
    by_hand = "（手工）" if filing.filed_by.value == "hand" else ""
    return f"{paper_words(filing.kind, filing.subject)} {filing.page}/{filing.pages}{by_hand}"


def chase_columns() -> "tuple[Column[ChaseRow], ...]":
    """Who has not sent back what."""
    return (
        text_column("文件", lambda r: r.title, 190),
        text_column("对象", lambda r: r.subject, 220),
        text_column("情况", lambda r: r.state, 150, mark=lambda _: "warn", tone=lambda _: "warn"),
        date_column("制作", lambda r: r.made_on, 96),
        date_column("发出", lambda r: r.sent_on, 96),
        count_column("已过天数", lambda r: r.days, 76, total=False),
        text_column("联系人", lambda r: r.contact, 76),
        text_column("电话", lambda r: r.phone, 120),
    )
