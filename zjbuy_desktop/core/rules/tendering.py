"""采购实施：确认的就是发出的那一份，留足时间，评审小组合法（指引 六（五）、八（四））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.workdays import DayKind, reckon_back
from zjbuy_desktop.core.case import tendering
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import Method, words_for
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule

_TENDER_MEASURES = "政府采购货物和服务招标投标管理办法"
_NON_TENDER_MEASURES = "政府采购非招标采购方式管理办法"
_CONSULTATION_MEASURES = "政府采购竞争性磋商采购方式管理暂行办法"
_BY_TALKS = (Method.NEGOTIATION, Method.INQUIRY)


# 采购文件


@rule(guideline("第六条（五）"), Severity.WARN)
def confirmed_document_is_identified(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """确认的采购文件写明了版本、页数和电子文件校验值。"""
    known = tendering.confirmed(case)
    if case.happened(EventKind.DOCUMENT_CONFIRMED) and known.missing:
        yield Breach(
            f"采购文件已登记确认，但没有写{'、'.join(known.missing)}，说不清确认的是哪一份。",
            "用“选择确认的文件”选定那份电子文件；只有纸质文件的，写明理由后继续。",
            field="version",
        )


@rule(guideline("第六条（五）"), Severity.WARN)
def document_is_confirmed_before_announcement(
    case: Case, law: LawBook, on: date
) -> Iterator[Breach]:
    """采购文件在采购公告发布之前确认。"""
    confirmed = case.happened(EventKind.DOCUMENT_CONFIRMED)
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if confirmed and announced and confirmed >= announced:
        when = "与公告同一天" if confirmed == announced else "晚于公告"
        yield Breach(
            f"采购文件 {confirmed} 确认，{when}（{announced}）。",
            "核对两个日期；应当先确认、后公告，确实如此的写明原因后继续。",
            field=EventKind.DOCUMENT_CONFIRMED.value,
        )


@rule(guideline("第六条（五）"), Severity.WARN)
def released_document_is_the_confirmed_one(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """发出的采购文件就是确认的那一份。"""
    released, known = case.tender.released_sha256, tendering.confirmed(case).sha256
    if released and known and released != known:
        yield Breach(
            f"发出的采购文件“{case.tender.released_file}”与确认的不是同一份（电子文件校验值不同）。",
            "请代理机构说明改了什么；要改的，重新确认后更正公告，确实没有实质改动的写明理由。",
            field="released",
        )


# 时间


def _too_soon(case: Case, law: LawBook, methods: tuple[Method, ...]) -> Iterator[Breach]:
    earliest, opened = tendering.earliest_opening(case, law), tendering.opening(case)
    if case.project.method not in methods or not earliest or not opened or opened >= earliest:
        return
    offer = words_for(case.project.method).offer
    happened = case.happened(EventKind.BIDS_OPENED) is not None
    started = tendering.issued(case)
    yield Breach(
        f"采购文件 {started} 开始发出，{offer}截止（开启）在 {opened}，最早应在 {earliest}。",
        "核对两个日期；确实时间不足的，写明原因和怎样处理后继续。"
        if happened
        else f"把截止时间推迟到 {earliest} 或以后，并发布更正公告。",
        field=EventKind.BIDS_OPENED.value if happened else "due",
        severity=Severity.WARN if happened else None,
    )


@rule(statute("procurement_law", "政府采购法", "第三十五条"))
def bidders_have_their_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """招标的，采购文件发出到投标截止留足法定的时间。"""
    yield from _too_soon(case, law, (Method.OPEN_TENDER, Method.INVITED_TENDER))


@rule(statute("consultation_measures", _CONSULTATION_MEASURES, "第十条"))
def consulted_suppliers_have_their_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """磋商的，采购文件发出到首次响应截止留足法定的时间。"""
    yield from _too_soon(case, law, (Method.CONSULTATION,))


@rule(statute("non_tender_measures", _NON_TENDER_MEASURES, "第二十九条、第四十五条"))
def asked_suppliers_have_their_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """谈判、询价的，采购文件发出到首次响应截止留足法定的时间。"""
    yield from _too_soon(case, law, _BY_TALKS)


@rule(statute("procurement_regulation", "政府采购法实施条例", "第三十一条"), Severity.WARN)
def clarification_leaves_time(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """影响编制的澄清、修改在截止之前留足时间，不足的顺延。"""
    due = tendering.opening(case)
    if due is None or case.project.method is Method.SINGLE_SOURCE:
        return
    name, kind = _notice(case.project.method)
    days = law.number(name, on).value
    latest = reckon_back(due, days, kind, law.calendar).nominal
    for told in case.tender.clarifications:
        if told.affects and told.on > latest:
            yield Breach(
                f"{told.on} 的澄清、修改（{told.what}）影响编制，"
                f"离截止（{due}）不足 {days} {kind}。",
                "顺延截止时间并登记新的截止日；不影响编制的，把它改成不影响。",
                subject=told.on.isoformat(),
                field="clarifications",
            )


def _notice(method: Method) -> tuple[str, DayKind]:
    if method.is_tender:
        return "tender_clarification_days", DayKind.CALENDAR
    if method is Method.CONSULTATION:
        return "consultation_clarification_days", DayKind.CALENDAR
    return "non_tender_clarification_workdays", DayKind.WORKING


@rule(statute("tender_measures", _TENDER_MEASURES, "第四十一条"), Severity.WARN)
def enough_bidders_to_open(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """投标人不足法定家数的，不开标。"""
    count, least = len(case.tender.bidders), law.number("least_bidders", on).value
    if case.project.method.is_tender and 0 < count < least:
        yield Breach(
            f"登记的投标人只有 {count} 家，不足 {least} 家，不得开标。",
            "核对名单；确实不足的，由代理机构重新招标，或报批改用其他方式后写明理由。",
            field="bidders",
        )


# 评审小组


def _unlawful(case: Case, law: LawBook, on: date, methods: tuple[Method, ...]) -> Iterator[Breach]:
    """单数、不少于最少人数、采购人代表不超过三分之一."""
    found = tendering.panel(case, law, on)
    if case.project.method not in methods or not found.size:
        return
    name, told = words_for(case.project.method).panel, len(found.representatives)
    faults = (
        (found.size % 2 == 0, f"{name}{found.size} 人，应当是单数"),
        (found.size < found.least, f"{name}{found.size} 人，不应少于 {found.least} 人"),
        (
            told > found.most,
            f"{name}{found.size} 人，采购人代表至多 {found.most} 人，登记了 {told} 人",
        ),
    )
    for wrong, text in faults:
        if wrong:
            yield Breach(
                f"{text}。",
                "在“采购人代表授权函”的填写内容里改正；已经评审的，应当重新组建后再评审。",
                field="panel",
            )


@rule(statute("tender_measures", _TENDER_MEASURES, "第四十七条"))
def tender_panel_is_lawful(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """评标委员会是单数，人数够，采购人代表不超过三分之一。"""
    yield from _unlawful(case, law, on, (Method.OPEN_TENDER, Method.INVITED_TENDER))


@rule(statute("non_tender_measures", _NON_TENDER_MEASURES, "第七条"))
def talks_panel_is_lawful(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """谈判小组、询价小组是单数，人数够，采购人代表不超过三分之一。"""
    yield from _unlawful(case, law, on, _BY_TALKS)


@rule(statute("consultation_measures", _CONSULTATION_MEASURES, "第十四条"))
def consultation_panel_is_lawful(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """磋商小组是单数，人数够，采购人代表不超过三分之一。"""
    yield from _unlawful(case, law, on, (Method.CONSULTATION,))


@rule(statute("tender_measures", _TENDER_MEASURES, "第四十五条"))
def panel_is_led_by_an_expert(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购人代表不担任评审小组组长。"""
    leader = case.tender.leader
    if not leader or leader not in tendering.panel(case, law, on).representatives:
        return
    tender = case.project.method.is_tender
    silent = "" if tender else "这一条写的是招标，其他采购方式法规库没有收录同样的条文。"
    yield Breach(
        f"组长{leader}是采购人代表。",
        f"{silent}核对评审报告上的组长；确实如此的，请代理机构重新组织评审。",
        field="leader",
        severity=None if tender else Severity.WARN,
    )
