"""Every rule: a Chinese statement, an article that exists, and never a complaint without help."""

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module

import pytest

from tests.core.builders import (
    BUREAU,
    LEAD,
    SCHOOL,
    make_case,
    make_events,
    make_needs,
    make_project,
    make_units,
    with_project,
)
from tests.core.ruling import and_events, at, law, letter, without
from zjbuy_desktop.core import rules
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.awards import PerformanceStep, SignedContract, StepKind, Supplement
from zjbuy_desktop.core.case.case import Case, OpenReturn, StageRecord
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.disputes import Assistance, Dispute, DisputeKind, Outcome
from zjbuy_desktop.core.case.documents import Particulars
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Funds
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.project import Kind, Lot, Mode
from zjbuy_desktop.core.case.tender import Clarification, Tender
from zjbuy_desktop.core.case.units import Level, Recommendation, Role
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.rules import Rule
from zjbuy_desktop.core.stages.book import STAGES

RULES = [rule for stage in STAGES for rule in stage.rules]
TODAY = date(2026, 11, 20)
QUOTED_ONLY = {"intention_notice"}
"""Texts nobody here has read in full: no article of them is named."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
GUIDELINE = re.compile(r"第[一二三四五六七八九]条|第十[一二三四]?条")


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_states_in_chinese_what_should_be_true(rule: Rule):
    assert CHINESE.search(rule.statement)
    assert rule.statement.endswith("。")
    assert not re.search("[A-Za-z]{2,}", rule.statement)
    assert re.fullmatch("[a-z_]+", rule.id)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_cites_a_text_of_the_law_book_under_its_own_name(rule: Rule):
    if rule.basis is None:
        return
    assert rule.basis.article or rule.basis.text in QUOTED_ONLY
    assert rule.basis.label == law().cite(rule.basis.text, rule.basis.article).label
    if rule.basis.text == "guideline":
        assert GUIDELINE.match(rule.basis.article)


@pytest.mark.parametrize("stage", STAGES, ids=lambda s: s.id)
def test_what_a_stage_and_its_checklist_cite_is_in_the_law_book(stage):
    for basis in (stage.section, *(item.basis for item in stage.checklist)):
        assert basis.label == law().cite(basis.text, basis.article).label


def test_every_rule_written_is_checked_at_exactly_one_stage():
    written = [
        value
        for module in pkgutil.iter_modules(rules.__path__)
        for value in vars(import_module(f"{rules.__name__}.{module.name}")).values()
        if isinstance(value, Rule)
    ]
    assert sorted(r.id for r in written) == sorted(r.id for r in RULES)
    assert len({r.id for r in RULES}) == len(RULES)


def test_rule_and_clock_agree_on_the_periods_they_share():
    shared = {
        "D-01": "intention_days",
        "D-15": "signing_days",
        "D-16": "contract_announce_workdays",
        "D-17": "contract_file_workdays",
        "D-20": "sme_payment_days",
    }
    for deadline, number in shared.items():
        assert law().deadline(deadline).days == law().number(number, TODAY).value


def awkward() -> Iterator[Case]:
    """Cases in which, taken together, every rule is broken at least once."""
    case = make_case()
    lead, bureau, school = make_units()
    yield make_case(
        units=(replace(bureau, role=Role.PARTICIPANT, uscc="1"),), needs=(), recommendations=(),
        agency=None, awards=(), plans=(), filing=PlanFiling("", "一般采购"), events=(),
        project=make_project(
            lots=(), kind=Kind.SERVICES, method=Method.INQUIRY, suitability="",
            mode=Mode.SIGN_TOGETHER, call_deadline=None,
        ),
    )  # fmt: skip
    yield make_case(
        units=(replace(lead, level=Level.COUNTY), replace(bureau, level=Level.PROVINCE), school),
        recommendations=(Recommendation(SCHOOL, BUREAU),),
        project=make_project(
            evaluation="综合评分法", category_code="B01010100", in_central_catalogue=False,
            lots=(Lot("标项一", "别的"), Lot("标项一", "")),
        ),
        agency=Agency("某公司", "91350100M000100Y43", False),
        created_at=datetime.fromisoformat("2025-03-01T09:00:00"),
    )  # fmt: skip
    yield replace(
        with_project(case, category_code="A02010108"),
        agency=Agency("某公司", "9135", False),
        open_returns=(OpenReturn("某表.xlsx", (BUREAU,), 2),),
        needs=(*make_needs()[:3], replace(make_needs()[3], funds=Funds.NOT_SECURED)),
        units=(*make_units(), replace(school, name="未报单位", uscc="X", order=3)),
        papers=(letter(BUREAU, "1.00", "2026-08-20"),),
        awards=tuple(
            replace(a, unit_price_fen=900000, total_fen=None, supplier_uscc="9")
            for a in case.awards
        ),
        plans=(
            *(PlanEntry(PlanKind.FORMAL, name, "正1", "", 1) for name in (BUREAU, "外单位")),
            *(PlanEntry(PlanKind.PROVISIONAL, name, "临1", "", 1) for name in (BUREAU, "外单位")),
        ),
        supplements=(Supplement(BUREAU, "标项一", 10**9),),
    )
    yield replace(case, awards=(replace(case.awards[0], supplier_uscc=case.units[1].uscc),))
    yield replace(case, events=(), units=())
    line = replace(make_needs()[0], price_fen=1, quantity=10**9)
    peers = tuple(replace(make_needs()[0], unit=f"单位{n}") for n in range(3))
    boxes = replace(line, measure="箱")
    yield replace(case, needs=(line, line, boxes, *peers))
    yield replace(case, needs=(replace(line, measure=""),))
    for most in (1, 10**9):
        yield with_project(
            case, lots=tuple(replace(lot, ceiling_fen=most) for lot in case.project.lots)
        )
    yield replace(
        with_project(
            case, lots=tuple(replace(lot, ceiling_fen=10**9) for lot in case.project.lots)
        ),
        stages=(StageRecord("collection", date(2026, 8, 20)),),
    )
    day = date(2026, 9, 10)
    signed = tuple(SignedContract(c.share.unit, c.share.lot, "1", day, 1) for c in contracts(case))
    signing = at(EventKind.CONTRACT_SIGNED, "2026-09-11", SCHOOL)
    yield and_events(replace(case, signed=signed), signing)
    yield without(case, EventKind.AWARD_NOTICE_ISSUED)
    yield and_events(
        replace(case, particulars=()),
        at(EventKind.INTENTION_PUBLISHED, "2026-08-20"),
        at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-08-30"),
    )
    yield and_events(case, at(EventKind.INTENTION_WAIVED, "2026-08-20"))
    for method in Method:
        yield tendered(method)
    yield from drafted()
    yield from disputed()
    yield performed()
    yield without(replace(case, signed=()), EventKind.CONTRACT_SIGNED)
    yield and_events(
        replace(case, events=make_events(award_notice=date(2026, 10, 9)), plans=()),
        at(EventKind.PROCUREMENT_AGREEMENT_SIGNED, "2026-10-01"),
        at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-09-30"),
        at(EventKind.WITHDRAWN, "2026-10-01", SCHOOL),
        at(EventKind.CONTRACT_SIGNED, "2026-10-01", LEAD),
        at(EventKind.CONTRACT_ANNOUNCED, "2026-09-30", LEAD),
        at(EventKind.CONTRACT_SIGNED, "2026-10-20", BUREAU),
        at(EventKind.SIGNING_NOTICE_SENT, "2026-11-01", BUREAU),
    )


def disputed() -> Iterator[Case]:
    """Nothing answered in time, in writing or by anybody; then signing stopped for good."""
    day = date(2026, 9, 8)
    kinds = (DisputeKind.ENQUIRY, DisputeKind.CHALLENGE)
    told = [Dispute(k, k.value, "甲公司", day, affects=True) for k in kinds]
    told.append(
        Dispute(
            DisputeKind.CHALLENGE, "二", "甲公司", day, known_day=date(2026, 1, 5), answered=day,
            outcome=Outcome.FOUNDED,
        )
    )  # fmt: skip
    asked = (Assistance("质疑", BUREAU, day, "说明", day),)
    yield replace(make_case(), disputes=tuple(told), assistance=asked, papers=())
    stopped = and_events(make_case(), at(EventKind.SIGNING_SUSPENDED, "2026-09-09"))
    yield replace(stopped, disputes=tuple(told[2:]))


def drafted() -> Iterator[Case]:
    """No survey, nothing written; then a survey too late and a review of one's own work."""
    case = make_case()
    yield replace(case, particulars=(), details=(), papers=())
    results = (("1", "", "不通过", "改"), ("2", "", "", ""))
    late = {
        "survey_report": (("survey_to", "2026-08-30"), ("respondents", (("甲公司",),))),
        "requirement_document": (("drafters", (("张三", "", "", ""),)),),
        "review_opinion": (
            ("review_kind", "一般性审查"), ("results", results), ("survey_waiver", "有"),
            ("earlier_survey_on", "2020-01-01"), ("reviewers", (("采购", "", "张三", ""),)),
        ),
    }  # fmt: skip
    entered = tuple(Particulars(kind, "", values) for kind, values in late.items())
    yield and_events(
        replace(case, particulars=entered, papers=()),
        at(EventKind.REVIEW_PASSED, "2026-08-01"),
        at(EventKind.REVIEW_FAILED, "2026-08-02"),
        at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-08-01"),
    )
    yield replace(case, particulars=entered, details=())


def tendered(method: Method) -> Case:
    """A procurement in which nothing was done right, by that method."""
    panel = (("panel_size", "4"), ("representatives", (("张三",), ("李四",))))
    document = (("version", ""), ("checksum", "a" * 64))
    entered = (
        Particulars("representative_authorisation", "", panel),
        Particulars("document_confirmation", "", document),
    )
    tender = Tender(
        due=date(2026, 9, 2), leader="张三", bidders=("甲公司",), released_file="发出.pdf",
        released_sha256="b" * 64, clarifications=(Clarification(date(2026, 9, 2), "改了参数"),),
    )  # fmt: skip
    base = replace(make_case(), particulars=entered, tender=tender)
    return and_events(
        with_project(base, method=method),
        at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-09-01"),
        at(EventKind.DOCUMENT_CONFIRMED, "2026-09-01"),
    )


def performed() -> Case:
    """Contracts signed; too much accepted, billed and held back, and paid too late."""
    signed = at(EventKind.CONTRACT_SIGNED, "2026-09-10", BUREAU)
    day = date(2026, 9, 15)
    found = (
        PerformanceStep(StepKind.ACCEPTANCE, BUREAU, "标项一", day, quantity=10**9),
        PerformanceStep(StepKind.INVOICE, BUREAU, "标项一", day, 10**10, due_on=date(2026, 12, 1)),
        PerformanceStep(StepKind.INVOICE, BUREAU, "标项二", day, 100, due_on=date(2026, 9, 16)),
        PerformanceStep(StepKind.DEPOSIT, BUREAU, "标项一", day, 10**9),
    )
    return and_events(replace(make_case(), steps=found), signed)


def all_findings() -> list[Finding]:
    return [f for case in awkward() for rule in RULES for f in rule.check(case, law(), TODAY)]


def test_every_rule_can_be_broken():
    assert not {r.id for r in RULES} - {f.rule for f in all_findings()}


def test_every_complaint_says_in_chinese_what_is_wrong_and_what_to_do():
    for finding in all_findings():
        for text in (finding.message, finding.fix):
            assert CHINESE.search(text), finding
            assert text.endswith("。"), finding
            assert "。。" not in text, finding
            assert "None" not in text, finding
            assert not re.search("[a-z_]{4,}", text.replace(".xlsx", "")), finding


def test_a_rule_gives_the_same_answer_whatever_the_order_of_hashing():
    case = make_case(plans=tuple(
        PlanEntry(PlanKind.PROVISIONAL, f"单位{n}", "号", "A02010105", n) for n in range(20)
    ))  # fmt: skip
    (rule,) = [r for r in RULES if r.id == "plan_unit_is_on_roster"]
    strangers = [f.subject for f in rule.check(case, law(), TODAY) if f.subject.startswith("单位")]
    assert strangers == [f"单位{n}" for n in range(20)]


def test_the_law_book_counts_by_its_calendar_and_says_so_when_it_has_none():
    issued = date(2026, 9, 3)
    assert law().period("D-15", issued).last_day == date(2026, 10, 8)
    bare = replace(law(), calendar=Calendar({})).period("D-15", issued)
    assert (bare.last_day, bare.provisional) == (date(2026, 10, 5), True)
