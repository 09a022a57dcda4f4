"""采购实施现在的样子：一项一句；投标人的名称在结果公告前不说。"""

from datetime import date
from typing import Any, NamedTuple

from zjbuy_desktop.core.case import tendering
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.usecases.desk import Desk


class TenderView(NamedTuple):
    """What is told of the procurement.

    Attributes:
        lines: (word, value) pairs.
        data: the same for ``--json``.
    """

    lines: tuple[tuple[str, str], ...]
    data: dict[str, Any]


def of(desk: Desk, project_id: int) -> TenderView:
    """As it stands today."""
    case = desk.case(project_id)
    known, tender = tendering.confirmed(case), case.tender
    earliest = tendering.earliest_opening(case, desk.law)
    open_names = tendering.may_name_bidders(case)
    lines = (
        ("确认的采购文件", confirmed_words(case)),
        ("发出的采购文件", released_words(case)),
        ("公告编号", tender.number or "没有登记"),
        ("公告链接", tender.link or "没有登记"),
        ("截止（开启）", _day(tender.due)),
        ("最早可以开启", _day(earliest)),
        ("评审小组", panel_words(case, desk.law, desk.today)),
        ("组长", tender.leader or "没有登记"),
        ("投标人", bidder_words(case)),
        *((f"{c.on} 澄清修改", c.what + _minor(c.affects)) for c in tender.clarifications),
    )
    data = {
        "confirmed": {"version": known.version, "pages": known.pages, "sha256": known.sha256},
        "released": {"file": tender.released_file, "sha256": tender.released_sha256},
        "number": tender.number,
        "link": tender.link,
        "due": tender.due.isoformat() if tender.due else "",
        "earliest": earliest.isoformat() if earliest else "",
        "leader": tender.leader,
        "bidders": list(tender.bidders) if open_names else [],
        "clarifications": [
            {"on": c.on.isoformat(), "what": c.what, "affects": c.affects}
            for c in tender.clarifications
        ],
    }
    return TenderView(lines, data)


def confirmed_words(case: Case) -> str:
    """The confirmed document, its checksum shortened."""
    known = tendering.confirmed(case)
    if not known.sha256:
        return "还没有选定"
    return f"{known.version}，{known.pages} 页，校验值 {short(known.sha256)}"


def released_words(case: Case) -> str:
    """Whether the file that was sent out is the confirmed one."""
    tender, known = case.tender, tendering.confirmed(case)
    if not tender.released_sha256:
        return "还没有核对"
    same = tender.released_sha256 == known.sha256
    told = "与确认的是同一份 ✓" if same else "与确认的不是同一份 ✗"
    return f"{tender.released_file}：{told}"


def panel_words(case: Case, law: LawBook, on: date) -> str:
    """The panel against what the law asks of it."""
    name = words_for(case.project.method).panel
    if not tendering.has_panel(case):
        return "单一来源采购由有经验的人员协商，法律没有规定人数"
    found = tendering.panel(case, law, on)
    asked = f"应为单数，至少 {found.least} 人"
    if not found.size:
        return f"{name}还没有填写（{asked}，采购人代表至多三分之一）"
    people = "、".join(found.representatives) or "没有"
    return f"{name} {found.size} 人，采购人代表 {people}（{asked}，代表至多 {found.most} 人）"


def earliest_words(case: Case, law: LawBook) -> str:
    """From which day on offers may be opened, and by what."""
    period = tendering.PERIODS.get(case.project.method)
    if period is None:
        return f"{case.project.method}没有法定的最短响应时间。"
    rule = law.deadline(period)
    offer = words_for(case.project.method).offer
    asked = f"{offer}截止：采购文件发出后不少于 {rule.days} {rule.kind}（{rule.basis}）"
    earliest = tendering.earliest_opening(case, law)
    return f"{asked}，最早 {earliest}。" if earliest else f"{asked}。"


def bidder_words(case: Case) -> str:
    """How many made offers; before the result is announced not even that is told."""
    if not case.tender.bidders:
        return "没有登记"
    if not tendering.may_name_bidders(case):
        return "已登记，结果公告前保密"
    return "、".join(case.tender.bidders)


def short(sha256: str) -> str:
    """The first and last eight characters: enough to compare by eye."""
    return f"{sha256[:8]}…{sha256[-8:]}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "没有登记"


def _minor(affects: bool) -> str:
    return "" if affects else "（不影响编制）"
