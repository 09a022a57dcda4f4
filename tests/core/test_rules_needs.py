"""征集、汇总、委托的规则：送达、回收、品目、规模、纳入、委托函、退出。"""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.core.builders import (
    ADVANCED,
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    make_case,
    make_units,
    need,
    with_project,
)
from tests.core.builders import make_needs as default_needs
from tests.core.ruling import (
    ADVISE,
    BLOCK,
    WARN,
    and_events,
    at,
    found,
    holds,
    letter,
    one,
    subjects,
    without,
)
from zjbuy_desktop.core.case.case import Case, OpenReturn
from zjbuy_desktop.core.case.documents import MoveKind, PaperMove
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Funds
from zjbuy_desktop.core.case.tally import Answer, answers
from zjbuy_desktop.core.rules import calling, delegation
from zjbuy_desktop.core.rules import needs as rules

CASE = make_case()
ANNOUNCED = at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-09-01")


# 征集


def test_a_call_has_a_deadline():
    assert holds(calling.call_deadline_is_set, CASE)
    finding = one(calling.call_deadline_is_set, with_project(CASE, call_deadline=None))
    assert "指引没有规定填报期限" in finding.fix
    assert finding.basis is None


def test_each_participant_got_the_form_or_has_answered_or_left():
    silent = make_case(needs=(), plans=())
    assert subjects(found(calling.every_unit_got_the_form, silent)) == [BUREAU, SCHOOL]
    told = and_events(silent, at(EventKind.FORM_DELIVERED, "2026-08-03", BUREAU))
    assert subjects(found(calling.every_unit_got_the_form, told)) == [SCHOOL]
    gone = and_events(told, at(EventKind.WITHDRAWN, "2026-08-04", SCHOOL))
    assert holds(calling.every_unit_got_the_form, gone)
    assert holds(calling.every_unit_got_the_form, CASE)


# 回收


def test_a_refused_file_is_open_until_settled():
    refused = make_case(open_returns=(OpenReturn("某表.xlsx", (), 3),))
    finding = one(rules.every_return_is_settled, refused)
    assert finding.severity is WARN
    assert finding.message == "“某表.xlsx”（单位不明）还有 3 处待改。"
    assert holds(rules.every_return_is_settled, CASE)


def test_each_participant_answers_or_leaves_and_the_lead_need_not():
    lead_silent = make_case(needs=default_needs()[1:])
    assert holds(rules.every_unit_answered, lead_silent)
    silent = make_case(needs=default_needs()[:3])
    assert one(rules.every_unit_answered, silent).subject == SCHOOL
    gone = and_events(silent, at(EventKind.WITHDRAWN, "2026-08-21", SCHOOL))
    assert holds(rules.every_unit_answered, gone)


def test_a_unit_that_took_its_need_back_is_in_a_state_of_its_own():
    silent = make_case(needs=default_needs()[:3])
    assert answers(silent)[SCHOOL] is Answer.MISSING
    back = replace(silent, withdrawn=((SCHOOL, "8月22日来函"),))
    assert answers(back)[SCHOOL] is Answer.TAKEN_BACK
    assert not Answer.TAKEN_BACK.received
    assert one(rules.every_unit_answered, back).message == f"{SCHOOL}撤回了需求，还没有重报。"
    waiting = replace(back, open_returns=(OpenReturn("某表.xlsx", (SCHOOL,), 1),))
    assert answers(waiting)[SCHOOL] is Answer.PROBLEM
    gone = and_events(waiting, at(EventKind.WITHDRAWN, "2026-08-21", SCHOOL))
    assert answers(gone)[SCHOOL] is Answer.LEFT
    assert holds(rules.every_unit_answered, gone)


def test_needs_come_from_two_units_that_are_still_in():
    two = make_case(needs=default_needs()[:2])
    assert holds(rules.needs_of_two_units, two)
    gone = and_events(two, at(EventKind.WITHDRAWN, "2026-08-21", BUREAU))
    assert "1 家，不足 2 家" in one(rules.needs_of_two_units, gone).message


@pytest.mark.parametrize(
    ("code", "fine"),
    [("A02010105", True), ("", True), ("ａ0201 0105", True), ("A02010108", False)],
)
def test_needs_are_of_the_project_s_item(code: str, fine: bool):
    case = make_case(
        needs=(*default_needs()[:1], need(BUREAU, BASIC, "1", "1", category_code=code))
    )
    findings = found(rules.needs_are_of_one_item, case)
    assert (not findings) is fine
    assert all(f.severity is BLOCK and f.subject == BUREAU for f in findings)


def test_a_need_outside_the_lots_is_told_once_per_unit():
    stray = [need(BUREAU, "打印机", "1", "900"), need(BUREAU, "打印机", "2", "900")]
    case = make_case(needs=(*default_needs(), *stray))
    assert "“打印机”不在任何标项中" in one(rules.needs_are_of_one_item, case).message


def of_amount(yuan: str) -> Case:
    first = need(BUREAU, BASIC, "1", "3000000")
    rest = need(SCHOOL, BASIC, "1", yuan)
    return make_case(needs=(first, rest))


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ("1000000.00", "汇总预算 4,000,000.00 元，达到 400 万元（含）"),
        ("1000000.01", "汇总预算 4,000,000.01 元，达到 400 万元（含）"),
        ("999999.99", "汇总预算 3,999,999.99 元，未达到 400 万元"),
    ],
)
def test_four_million_included_is_encouraged_and_less_is_not_forbidden(rest: str, says: str):
    finding = one(rules.volume_is_encouraged, of_amount(rest))
    assert finding.message.startswith(says)
    assert finding.severity is ADVISE
    assert finding.basis is not None
    assert finding.basis.label == "浙财采监〔2025〕6号 第三条"


def test_volume_is_no_topic_without_public_attention():
    quiet = with_project(of_amount("1000000"), public_attention=False)
    assert holds(rules.volume_is_encouraged, quiet)


def test_who_left_does_not_count_towards_the_volume():
    gone = and_events(of_amount("1000000"), at(EventKind.WITHDRAWN, "2026-08-21", SCHOOL))
    assert "3,000,000.00 元，未达到" in one(rules.volume_is_encouraged, gone).message


# 委托


def test_complete_and_entrusted_needs_pass():
    assert holds(delegation.every_need_is_entrusted, CASE)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"funds": Funds.NOT_SECURED}, "资金未落实"),
        ({"funds": Funds.UNKNOWN}, "待补：资金已落实"),
        ({"funding": "", "delivery": ""}, "待补：资金来源、交付时间地点"),
    ],
)
def test_what_keeps_a_unit_out_of_the_plan_is_told_with_its_amount(
    change: dict[str, object], says: str
):
    changed = need(SCHOOL, BASIC, "14", "5000.00", **change)
    case = make_case(needs=(*default_needs()[:3], changed))
    finding = one(delegation.every_need_is_entrusted, case)
    assert finding.message == f"{SCHOOL}{says}，70,000.00 元暂不纳入计划。"
    assert finding.severity is WARN


def test_funds_confirmed_later_bring_the_unit_in():
    denied = need(SCHOOL, BASIC, "14", "5000.00", funds=Funds.NOT_SECURED)
    case = make_case(needs=(*default_needs()[:3], denied))
    assert not holds(delegation.every_need_is_entrusted, case)
    secured = and_events(case, at(EventKind.FUNDS_SECURED, "2026-08-27", SCHOOL))
    assert holds(delegation.every_need_is_entrusted, secured)


def test_a_letter_without_confirmed_seal_does_not_count():
    case = and_events(
        without(CASE, EventKind.SEAL_CONFIRMED),
        at(EventKind.LETTER_RETURNED, "2026-08-25", BUREAU),
        at(EventKind.SEAL_CONFIRMED, "2026-08-26", SCHOOL),
    )
    finding = one(delegation.every_need_is_entrusted, case)
    assert finding.subject == BUREAU
    assert "委托函尚未核章" in finding.message


def test_the_lead_needs_no_letter_and_who_left_no_reason_here():
    case = and_events(
        without(CASE, EventKind.SEAL_CONFIRMED),
        at(EventKind.WITHDRAWN, "2026-08-25", BUREAU),
        at(EventKind.WITHDRAWN, "2026-08-25", SCHOOL),
    )
    assert holds(delegation.every_need_is_entrusted, case)
    finding = one(delegation.two_units_are_included, case)
    assert finding.severity is BLOCK
    assert "1 家，不足 2 家" in finding.message


def test_two_included_units_are_enough():
    one_out = without(CASE, EventKind.SEAL_CONFIRMED)
    case = and_events(one_out, at(EventKind.SEAL_CONFIRMED, "2026-08-26", SCHOOL))
    assert holds(delegation.two_units_are_included, case)


def test_a_lead_that_buys_nothing_is_no_included_unit():
    others = make_case(needs=default_needs()[1:])
    assert holds(delegation.two_units_are_included, others)
    alone = make_case(needs=default_needs()[1:3])
    assert not holds(delegation.two_units_are_included, alone)


# 委托函与需求


AMOUNT = "591,006.00"  # 96 × 5200.00 + 12 × 7650.50


@pytest.mark.parametrize(("written", "fine"), [(AMOUNT, True), ("591,006.01", False)])
def test_the_sealed_letter_states_the_need(written: str, fine: bool):
    case = make_case(papers=(letter(BUREAU, written, "2026-08-24"),))
    findings = found(delegation.letter_states_the_need, case)
    assert (not findings) is fine
    assert all(f.severity is BLOCK and f.subject == BUREAU for f in findings)


def test_a_letter_remade_after_the_seal_is_not_the_sealed_one():
    case = make_case(
        papers=(letter(BUREAU, "500,000.00", "2026-08-24"), letter(BUREAU, AMOUNT, "2026-08-28"))
    )
    assert (
        f"写的是 500,000.00 元，现在的需求是 {AMOUNT} 元"
        in one(delegation.letter_states_the_need, case).message
    )
    sealed_again = and_events(case, at(EventKind.SEAL_CONFIRMED, "2026-09-01", BUREAU))
    assert holds(delegation.letter_states_the_need, sealed_again)


def test_a_second_seal_counts_by_its_edition_and_keeps_the_first_day():
    old, new = letter(BUREAU, "500,000.00", "2026-08-24"), letter(BUREAU, AMOUNT, "2026-08-28")
    day = datetime(2026, 9, 1, 9)
    second = PaperMove(
        "delegation_letter", BUREAU, MoveKind.CONFIRMED, day.date(), new.edition, 0, "", day
    )
    assert not holds(delegation.letter_states_the_need, make_case(papers=(old, new)))
    assert holds(delegation.letter_states_the_need, make_case(papers=(old, new), moves=(second,)))


def test_a_letter_that_is_not_sealed_yet_may_be_outdated():
    case = make_case(papers=(letter(BUREAU, "1.00", "2026-08-24"),))
    assert holds(delegation.letter_states_the_need, without(case, EventKind.SEAL_CONFIRMED))


def test_the_lead_s_own_need_has_no_letter():
    assert holds(
        delegation.letter_states_the_need, make_case(papers=(letter(LEAD, "1", "2026-08-24"),))
    )


# 退出


@pytest.mark.parametrize(
    ("day", "note", "evidence", "lacks"),
    [
        ("2026-08-31", "", "", ""),
        ("2026-08-31", "预算调整", "", ""),
        ("2026-09-01", "", "之编发〔2026〕7号", "没有写明理由"),
        ("2026-09-02", "  ", " ", "没有写明理由"),
        ("2026-09-01", "机构撤并", "", "没有证明材料"),
        ("2026-09-02", "机构撤并", "  ", "没有证明材料"),
        ("2026-09-02", "机构撤并", "之编发〔2026〕7号", ""),
    ],
)
def test_leaving_after_the_announcement_needs_reason_and_evidence(
    day: str, note: str, evidence: str, lacks: str
):
    case = and_events(CASE, ANNOUNCED, at(EventKind.WITHDRAWN, day, SCHOOL, note, evidence))
    findings = found(delegation.no_unexplained_withdrawal, case)
    assert [lacks in f.message for f in findings] == ([True] if lacks else [])
    assert all(f.severity is BLOCK and f.subject == SCHOOL for f in findings)


def test_reason_and_evidence_entered_later_settle_it():
    bare = and_events(CASE, ANNOUNCED, at(EventKind.WITHDRAWN, "2026-09-02", SCHOOL))
    told = and_events(bare, at(EventKind.WITHDRAWN, "2026-09-02", SCHOOL, "机构撤并"))
    assert not holds(delegation.no_unexplained_withdrawal, told)
    proved = at(EventKind.WITHDRAWN, "2026-09-02", SCHOOL, "机构撤并", "来函.pdf")
    assert holds(delegation.no_unexplained_withdrawal, and_events(told, proved))


def test_before_any_announcement_a_unit_is_free_to_leave():
    case = and_events(CASE, at(EventKind.WITHDRAWN, "2026-09-02", SCHOOL))
    assert holds(delegation.no_unexplained_withdrawal, case)


def test_a_need_of_a_unit_off_the_roster_is_not_lost():
    case = make_case(units=make_units()[:2])
    finding = one(delegation.every_need_is_entrusted, case)
    assert finding.message.startswith(f"{SCHOOL}不在名册")


def test_both_items_of_a_unit_are_judged():
    lines = default_needs()
    assert lines[2].item == ADVANCED
    case = make_case(needs=(lines[0], lines[1], replace(lines[2], delivery="")))
    assert one(delegation.every_need_is_entrusted, case).subject == BUREAU
