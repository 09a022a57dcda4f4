"""采购实施的规则：先确认后公告、确认的就是发出的、时间留足、评审小组合法，两侧的界限都试。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import make_case, with_project
from tests.core.ruling import BLOCK, WARN, and_events, at, found, holds, law, one, without
from zjbuy_desktop.core.case import tendering
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Particulars, Value
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tender import Clarification, Tender
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.rules import tendering as rules

DOCUMENT, PANEL = "document_confirmation", "representative_authorisation"
SUM = "a1" * 32
CASE = without(make_case(), EventKind.DOCUMENT_CONFIRMED, EventKind.ANNOUNCEMENT_PUBLISHED,
               EventKind.BIDS_OPENED)  # fmt: skip


def entered(case: Case, kind: str, **values: Value) -> Case:
    """The case with these entries of a paper, in place of those it had."""
    others = tuple(p for p in case.particulars if p.kind != kind)
    return replace(case, particulars=(*others, Particulars(kind, "", tuple(values.items()))))


def by(method: Method, **tender: object) -> Case:
    """Bought that way, announced on 2026-09-15."""
    case = and_events(with_project(CASE, method=method), announced("2026-09-15"))
    return replace(case, tender=Tender(**tender))  # type: ignore[arg-type]


def announced(day: str):
    return at(EventKind.ANNOUNCEMENT_PUBLISHED, day)


# 采购文件


def test_a_confirmed_document_is_named_by_version_pages_and_checksum() -> None:
    rule = rules.confirmed_document_is_identified
    bare = entered(CASE, DOCUMENT, version="送审稿第三版")
    assert holds(rule, bare), "nothing is confirmed yet"
    case = and_events(bare, at(EventKind.DOCUMENT_CONFIRMED, "2026-09-14"))
    said = one(rule, case)
    assert "没有写页数、校验值" in said.message
    assert said.severity is WARN
    whole = {"version": "送审稿第三版", "pages": "86", "checksum": SUM.upper()}
    assert holds(rule, entered(case, DOCUMENT, **whole))
    assert tendering.confirmed(entered(case, DOCUMENT, **whole)).sha256 == SUM


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [("2026-09-14", ""), ("2026-09-15", "与公告同一天"), ("2026-09-16", "晚于公告")],
)
def test_the_document_is_confirmed_first_and_announced_then(confirmed: str, said: str) -> None:
    case = and_events(CASE, announced("2026-09-15"), at(EventKind.DOCUMENT_CONFIRMED, confirmed))
    complaints = found(rules.document_is_confirmed_before_announcement, case)
    assert [said in f.message for f in complaints] == [True] * bool(said)


def test_another_file_than_the_confirmed_one_is_found_out() -> None:
    rule = rules.released_document_is_the_confirmed_one
    known = entered(CASE, DOCUMENT, checksum=SUM)
    assert holds(rule, known), "no file was compared"
    same = replace(known, tender=Tender(released_file="发.pdf", released_sha256=SUM))
    assert holds(rule, same)
    other = replace(known, tender=Tender(released_file="发.pdf", released_sha256="b" * 64))
    assert "“发.pdf”与确认的不是同一份" in one(rule, other).message


# 时间

TIMES = [
    # 九月十五日发出：招标二十日遇国庆顺延；磋商十日遇中秋顺延；谈判、询价三个工作日
    (rules.bidders_have_their_time, Method.OPEN_TENDER, "2026-10-07", "2026-10-08"),
    (rules.bidders_have_their_time, Method.INVITED_TENDER, "2026-10-07", "2026-10-08"),
    (rules.consulted_suppliers_have_their_time, Method.CONSULTATION, "2026-09-27", "2026-09-28"),
    (rules.asked_suppliers_have_their_time, Method.NEGOTIATION, "2026-09-17", "2026-09-18"),
    (rules.asked_suppliers_have_their_time, Method.INQUIRY, "2026-09-17", "2026-09-18"),
]


@pytest.mark.parametrize(("rule", "method", "short", "enough"), TIMES)
def test_offers_have_their_time(rule, method: Method, short: str, enough: str) -> None:
    earliest = tendering.earliest_opening(by(method), law())
    assert earliest == date.fromisoformat(enough)
    said = one(rule, by(method, due=date.fromisoformat(short)))
    assert f"最早应在 {enough}" in said.message
    assert said.severity is BLOCK
    assert "推迟到" in said.fix
    assert holds(rule, by(method, due=date.fromisoformat(enough)))
    assert holds(rule, by(method)), "no day is set yet"
    opened = and_events(by(method), at(EventKind.BIDS_OPENED, short))
    assert one(rule, opened).severity is WARN, "what happened can only be explained"
    early = by(method, due=date.fromisoformat(short), issued=date(2026, 9, 1))
    assert holds(rule, early), "the document was out before the announcement"


def test_a_rule_of_one_method_is_silent_for_another() -> None:
    short = by(Method.CONSULTATION, due=date(2026, 9, 16))
    assert holds(rules.bidders_have_their_time, short)
    assert holds(rules.asked_suppliers_have_their_time, short)
    assert tendering.earliest_opening(by(Method.SINGLE_SOURCE), law()) is None


@pytest.mark.parametrize(
    ("method", "due", "late", "intime"),
    [
        (Method.OPEN_TENDER, "2026-10-20", "2026-10-06", "2026-10-05"),  # 十五日
        (Method.CONSULTATION, "2026-10-20", "2026-10-16", "2026-10-15"),  # 五日
        (Method.INQUIRY, "2026-10-20", "2026-10-16", "2026-10-15"),  # 三个工作日
    ],
)
def test_a_change_that_matters_leaves_time(
    method: Method, due: str, late: str, intime: str
) -> None:
    def told(day: str, *, affects: bool = True) -> Case:
        change = Clarification(date.fromisoformat(day), "增加一项参数", affects)
        return by(method, due=date.fromisoformat(due), clarifications=(change,))

    rule = rules.clarification_leaves_time
    assert holds(rule, told(intime))
    assert holds(rule, told(late, affects=False))
    said = one(rule, told(late))
    assert f"{late} 的澄清、修改（增加一项参数）影响编制，离截止（{due}）不足" in said.message
    assert said.subject == late


@pytest.mark.parametrize(("count", "method", "wrong"), [
    (0, Method.OPEN_TENDER, False), (2, Method.OPEN_TENDER, True), (3, Method.OPEN_TENDER, False),
    (2, Method.CONSULTATION, False),
])  # fmt: skip
def test_two_bids_are_not_opened(count: int, method: Method, wrong: bool) -> None:
    case = by(method, bidders=tuple(f"公司{n}" for n in range(count)))
    assert holds(rules.enough_bidders_to_open, case) is not wrong


# 评审小组


def panelled(method: Method, size: int, representatives: int, budget_yuan: int = 100_000) -> Case:
    """A panel with that many people, for a budget."""
    people = tuple((f"代表{n}", "3301") for n in range(representatives))
    case = entered(with_project(CASE, method=method), PANEL,
                   panel_size=str(size), representatives=people)  # fmt: skip
    return replace(case, needs=(budgeted(case.needs[0], budget_yuan),))


def budgeted(line: NeedLine, yuan: int) -> NeedLine:
    return replace(line, quantity=1000, price_fen=yuan * 100, amount_fen=yuan * 100)


TENDER, TALKS = rules.tender_panel_is_lawful, rules.talks_panel_is_lawful
CONSULTED = rules.consultation_panel_is_lawful


@pytest.mark.parametrize(
    ("rule", "method", "size", "told", "budget", "said"),
    [
        (TENDER, Method.OPEN_TENDER, 5, 1, 9_999_999, ""),
        (TENDER, Method.OPEN_TENDER, 5, 1, 10_000_000, "不应少于 7 人"),
        (TENDER, Method.OPEN_TENDER, 7, 2, 10_000_000, ""),
        (TENDER, Method.OPEN_TENDER, 5, 2, 100_000, "采购人代表至多 1 人，登记了 2 人"),
        (TENDER, Method.OPEN_TENDER, 6, 2, 100_000, "应当是单数"),
        (TENDER, Method.INVITED_TENDER, 3, 1, 100_000, "不应少于 5 人"),
        (TALKS, Method.INQUIRY, 3, 1, 3_999_999, ""),
        (TALKS, Method.NEGOTIATION, 3, 1, 4_000_000, "不应少于 5 人"),
        (TALKS, Method.NEGOTIATION, 3, 2, 100_000, "至多 1 人"),
        (CONSULTED, Method.CONSULTATION, 3, 1, 20_000_000, ""),
        (CONSULTED, Method.CONSULTATION, 4, 1, 100_000, "应当是单数"),
        (TENDER, Method.CONSULTATION, 4, 4, 100_000, ""),
    ],
)
def test_a_panel_is_odd_large_enough_and_not_the_buyers(
    rule, method: Method, size: int, told: int, budget: int, said: str
) -> None:  # fmt: skip
    complaints = found(rule, panelled(method, size, told, budget))
    assert [said in f.message for f in complaints] == [True] * bool(said)
    assert all(f.severity is BLOCK for f in complaints)


def test_the_buyer_does_not_lead_the_panel() -> None:
    rule = rules.panel_is_led_by_an_expert
    case = panelled(Method.OPEN_TENDER, 5, 1)
    assert holds(rule, replace(case, tender=Tender(leader="专家甲")))
    led = replace(case, tender=Tender(leader="代表0"))
    assert one(rule, led).severity is BLOCK
    talked = replace(with_project(led, method=Method.INQUIRY))
    said = one(rule, talked)
    assert said.severity is WARN
    assert "法规库没有收录同样的条文" in said.fix


def test_names_of_bidders_are_secret_until_the_result_is_announced() -> None:
    hidden = without(CASE, EventKind.RESULT_ANNOUNCED)
    assert not tendering.may_name_bidders(hidden)
    assert tendering.may_name_bidders(
        and_events(hidden, at(EventKind.RESULT_ANNOUNCED, "2026-10-20"))
    )
