"""意向公开：每家单位恰好公开一次、时间足够、写明预算依据（指引 六（二）；财库〔2020〕10号）。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import Citation, guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.intentions import (
    START_WORDS,
    Coverage,
    UnitIntention,
    activity_start,
    budget_basis,
    unit_intentions,
    waiver,
)
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

NOTICE = Citation("intention_notice", "", "财库〔2020〕10号")
"""Known by quotations only, so that no article of it is named."""
_TABLE = "intentions"


@rule(guideline("第六条（二）、第八条（一）"))
def every_unit_is_covered_once(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每家采购单位的采购意向恰好公开一次：自行公开，或者委托牵头单位公开。"""
    if waiver(case):
        return
    found = unit_intentions(case)
    for at in found:
        if at.coverage is Coverage.UNCLEAR:
            ways = "、".join(way or "没有填写" for way in at.ways)
            yield Breach(
                f"{at.unit}的各行需求填了不同的公开方式（{ways}）。",
                "与单位核对后，在“回收与汇总”更正它的需求表，各行只填一种。",
                subject=at.unit,
                field=_TABLE,
            )
        elif at.coverage is Coverage.TWICE:
            yield _twice(at)
        elif at.coverage is Coverage.WAITING and not at.entrusted:
            yield Breach(
                f"{at.unit}自行公开采购意向，还没有登记它公开的日期和链接。",
                "请单位公开后告知日期和链接，在本页登记；改由牵头单位公开的，更正它的需求表。",
                subject=at.unit,
                field=_TABLE,
            )
    yield from _unpublished(found)


def _twice(at: UnitIntention) -> Breach:
    own = at.own.on if at.own else ""
    return Breach(
        f"{at.unit}委托牵头单位公开，又登记为 {own} 自行公开，重复了。",
        "核对是谁公开的：由牵头单位公开的，撤销自行公开的登记；"
        "由单位自己公开的，更正它的需求表里的公开方式，牵头单位的公开文本不再包括它。",
        subject=at.unit,
        field=_TABLE,
    )


def _unpublished(found: tuple[UnitIntention, ...]) -> Iterator[Breach]:
    """The shared notice is one thing to do, however many units wait for it."""
    waiting = [a.unit for a in found if a.entrusted and a.shared is None]
    if waiting:
        named = "、".join(waiting[:3]) + ("等" if len(waiting) > 3 else "")
        yield Breach(
            f"{named} {len(waiting)} 家的采购意向由牵头单位公开，还没有登记公开的日期。",
            "制作采购意向公开文本，在浙江政府采购网公开后登记日期和链接。",
            field=EventKind.INTENTION_PUBLISHED.value,
        )


@rule(NOTICE, Severity.WARN)
def intention_is_published_early(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购意向在采购活动开始前三十日公开。"""
    start, what = activity_start(case)
    if start is None or waiver(case):
        return
    least = law.number("intention_days", on).value
    seen: set[str] = set()
    for at in unit_intentions(case):
        notice = at.notice
        if notice is None or notice.unit in seen or (start - notice.on).days >= least:
            continue
        seen.add(notice.unit)
        yield Breach(
            f"{notice.unit or '牵头单位'}的采购意向 {notice.on} 公开，"
            f"{_ahead(notice, start, what)}，不足 {least} 日。{START_WORDS}。",
            "推迟采购活动；确有原因的，写明理由后继续（“原则上不得晚于”）。",
            subject=notice.unit,
            field=_TABLE if notice.unit else "expected_on",
        )


def _ahead(notice: Event, start: date, what: str) -> str:
    days = (start - notice.on).days
    if days < 0:
        return f"晚于{what}（{start}）"
    return f"距{what}（{start}）只有 {days} 日"


@rule(NOTICE, Severity.WARN)
def published_budget_has_its_basis(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """牵头单位公开的采购意向，写明了预算金额的依据。"""
    if waiver(case) or budget_basis(case):
        return
    if any(at.entrusted for at in unit_intentions(case)):
        yield Breach(
            "没有选择预算依据。",
            "预算批复前按部门预算“二上”数，批复后按部门预算，追加预算按待批金额。",
            field="budget_basis",
        )


@rule(NOTICE)
def waived_intention_is_explained(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """不公开采购意向的，写明了急需且不可预见的理由，也没有另外公开。"""
    waived = waiver(case)
    if waived is None:
        return
    if not waived.note.strip():
        yield Breach(
            "登记了不公开采购意向，没有写明理由。",
            "撤销后重新登记，在备注里写明为什么急需、为什么不能预见。",
            field=EventKind.INTENTION_WAIVED.value,
        )
    if case.event(EventKind.INTENTION_PUBLISHED):
        yield Breach(
            "登记了不公开采购意向，又登记了已公开。",
            "核对后撤销其中一条。",
            field=EventKind.INTENTION_WAIVED.value,
        )
