"""改采购结果与已签合同：改动碰到的合同一份不漏，改回与合同一致的不算。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import BUREAU, LEAD, SCHOOL, SUPPLIER, make_case, with_project
from tests.core.ruling import ADVISE, BLOCK, and_events, at, found, holds, one
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contradicting import contradictions
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.rules import signed as rules

CASE = make_case()
DAY = date(2026, 9, 10)


def contract(unit: str, lot: str, yuan: str, price: str = "") -> SignedContract:
    unit_price = money.fen(price) if price else None
    return SignedContract(
        unit, lot, "HT-1", DAY, money.fen(yuan), SUPPLIER, unit_price_fen=unit_price
    )


def awarded(case: Case, price: str = "4980", total: str = "89000.05", **more: str) -> Case:
    first, second = case.awards
    first = replace(first, unit_price_fen=money.fen(price), **more)
    return replace(case, awards=(first, replace(second, total_fen=money.fen(total))))


ENTERED = replace(CASE, signed=(contract(SCHOOL, "标项一", "69720", "4980"),))


def test_the_same_result_again_contradicts_nothing():
    assert contradictions(ENTERED, awarded(ENTERED)) == ()


def test_a_change_of_one_fen_names_the_contract_and_its_terms():
    (one_found,) = contradictions(ENTERED, awarded(ENTERED, "4980.01"))
    assert (one_found.unit, one_found.lot, one_found.entered) == (SCHOOL, "标项一", True)
    assert one_found.text == (
        f"{SCHOOL}（标项一，编号 HT-1）"
        "合同单价（元）合同是 4,980.00，改后应为 4,980.01、"
        "合同金额（元）合同是 69,720.00，改后应为 69,720.14"
    )


def test_a_change_of_another_lot_touches_no_contract():
    assert contradictions(ENTERED, awarded(ENTERED, total="1.00")) == ()


def test_a_result_corrected_to_what_was_signed_is_no_contradiction():
    wrong = awarded(ENTERED, "4980.01")
    assert contradictions(wrong, ENTERED) == ()


def test_another_supplier_contradicts_though_the_amount_stays():
    (one_found,) = contradictions(ENTERED, awarded(ENTERED, supplier="另一家公司"))
    assert "供应商合同是" in one_found.told


def test_a_result_taken_away_leaves_the_contract_alone():
    gone = replace(ENTERED, awards=ENTERED.awards[1:])
    (one_found,) = contradictions(ENTERED, gone)
    assert one_found.told == "改后没有这份合同"


def test_a_contract_of_which_only_the_signing_is_known_is_named_too():
    case = and_events(CASE, at(EventKind.CONTRACT_SIGNED, "2026-09-10", BUREAU))
    both = contradictions(case, awarded(case, "4980.01", "89000.06"))
    assert [(c.unit, c.lot, c.entered) for c in both] == [
        (BUREAU, "标项一", False),
        (BUREAU, "标项二", False),
    ]
    assert both[1].told.startswith("原为 浙江数智办公设备有限公司 89,000.05 元，改后 ")


@pytest.mark.parametrize("unit", [LEAD, SCHOOL])
def test_of_a_joint_contract_any_unit_s_record_counts(unit: str):
    joint = with_project(CASE, mode=Mode.SIGN_TOGETHER)
    case = and_events(joint, at(EventKind.CONTRACT_SIGNED, "2026-09-10", unit))
    (one_found,) = contradictions(case, awarded(case, "4980.01"))
    assert (one_found.unit, one_found.lot) == (LEAD, "标项一")


def test_what_was_changed_all_the_same_is_found_by_the_rule_that_blocks():
    findings = found(rules.signed_contract_follows_award, awarded(ENTERED, "4980.01"))
    must = [f for f in findings if f.severity is BLOCK]
    assert [f.subject for f in must] == [SCHOOL, SCHOOL]


def test_signed_contracts_not_entered_are_asked_for_once():
    case = and_events(
        CASE,
        at(EventKind.CONTRACT_SIGNED, "2026-09-10", BUREAU),
        at(EventKind.CONTRACT_SIGNED, "2026-09-10", SCHOOL),
    )
    finding = one(rules.signed_contract_is_entered, case)
    assert (finding.severity, finding.subject) == (ADVISE, "")
    assert finding.message == f"{BUREAU}（标项一）等 3 份合同已登记签订，内容还没有录入核对。"
    entered = tuple(
        contract(u, lot, "1")
        for u, lot in ((BUREAU, "标项一"), (BUREAU, "标项二"), (SCHOOL, "标项一"))
    )
    assert holds(rules.signed_contract_is_entered, replace(case, signed=entered))
    assert holds(rules.signed_contract_is_entered, CASE), "what isn't signed need not be entered"
