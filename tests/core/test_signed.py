"""已签合同与采购结果：一致、差一分、另一家供应商，两边都看。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import (
    BUREAU,
    LEAD,
    OTHER_SUPPLIER,
    SCHOOL,
    SUPPLIER,
    make_case,
    with_project,
)
from tests.core.ruling import ADVISE, BLOCK, WARN, and_events, at, found, holds, one
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.contracts import Contract, contracts
from zjbuy_desktop.core.case.entering import Entered, settle
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.signed import (
    Match,
    comparison,
    not_entered,
    wholly_signed,
    without_award,
)
from zjbuy_desktop.core.rules.signed import (
    signed_contract_follows_award,
    signing_day_agrees_with_contract,
)

CASE = make_case()
DAY = date(2026, 9, 10)


def exact(contract: Contract, day: date = DAY) -> SignedContract:
    """What a contract says that follows the award in everything."""
    share, award = contract.share, contract.award
    return SignedContract(
        share.unit,
        share.lot,
        CASE.details_of("contract", contract.key).number,
        day,
        share.contract_fen,
        award.supplier,
        award.supplier_uscc,
        share.quantity,
        share.unit_price_fen,
        "合同签订后30日内，本单位",
    )


ALL = tuple(exact(c) for c in contracts(CASE))
(SCHOOLS,) = (s for s in ALL if s.unit == SCHOOL)


def signed(*entered: SignedContract):
    return replace(CASE, signed=entered)


def changed(**values: object) -> SignedContract:
    return replace(SCHOOLS, **values)


def test_exact_contracts_agree_in_every_field():
    rows = comparison(signed(*ALL))
    assert {r.match for r in rows} == {Match.SAME}
    assert len({(r.unit, r.lot) for r in rows}) == len(ALL) == 4
    assert [r.field for r in rows if r.unit == SCHOOL] == [
        "供应商", "供应商信用代码", "数量", "合同单价（元）", "合同金额（元）", "合同编号",
        "交付时间、地点",
    ]  # fmt: skip
    assert holds(signed_contract_follows_award, signed(*ALL))
    assert not not_entered(signed(*ALL))


def test_nothing_entered_is_nothing_to_object_to():
    assert holds(signed_contract_follows_award, CASE)
    assert len(not_entered(CASE)) == 4


@pytest.mark.parametrize("off", [-1, 1])
def test_one_fen_off_blocks_and_says_both_amounts(off: int):
    finding = one(signed_contract_follows_award, signed(changed(amount_fen=69_720_00 + off)))
    assert (finding.severity, finding.subject) == (BLOCK, SCHOOL)
    assert "应为“69,720.00”" in finding.message
    assert ("69,719.99" if off < 0 else "69,720.01") in finding.message


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"supplier": OTHER_SUPPLIER}, "供应商"),
        ({"supplier_uscc": "91110000101623741K"}, "供应商信用代码"),
        ({"quantity": 14_001}, "数量"),
        ({"quantity": 13_999}, "数量"),
        ({"unit_price_fen": 498_001}, "合同单价（元）"),
    ],
)
def test_what_the_award_fixes_blocks(values: dict[str, object], field: str):
    case = signed(changed(**values))
    assert one(signed_contract_follows_award, case).severity is BLOCK
    assert [r.field for r in comparison(case) if r.match is Match.DIFFERENT] == [field]


@pytest.mark.parametrize("values", [{"number": "别的编号"}, {"delivery": "随时"}])
def test_other_words_are_only_pointed_out(values: dict[str, object]):
    assert one(signed_contract_follows_award, signed(changed(**values))).severity is ADVISE


def test_how_a_name_is_typed_is_no_difference():
    typed = changed(supplier=f" {SUPPLIER[:4]} {SUPPLIER[4:]}", supplier_uscc="91350100m000100y43")
    assert holds(signed_contract_follows_award, signed(typed))


def test_what_is_not_given_is_said_to_be_blank_and_blocks_nothing():
    bare = changed(supplier="", quantity=None, unit_price_fen=None, delivery="")
    rows = {r.field: r.match for r in comparison(signed(bare))}
    blank = {"供应商", "数量", "合同单价（元）", "交付时间、地点"}
    assert {f for f, m in rows.items() if m is Match.BLANK} == blank
    assert holds(signed_contract_follows_award, signed(bare))


def test_a_lump_sum_without_an_exact_price_fixes_no_price():
    (lump,) = (s for s in ALL if s.lot == "标项二")
    assert lump.unit_price_fen is None
    assert holds(signed_contract_follows_award, signed(replace(lump, unit_price_fen=741_667)))
    finding = one(signed_contract_follows_award, signed(replace(lump, amount_fen=8_900_004)))
    assert "89,000.04" in finding.message


def test_a_contract_without_its_award_blocks():
    case = replace(signed(*ALL), awards=CASE.awards[:1])
    assert [s.lot for s in without_award(case)] == ["标项二"]
    assert "采购结果里没有这份合同" in one(signed_contract_follows_award, case).message


def test_a_unit_has_signed_when_its_last_contract_is_entered():
    first, second = (s for s in ALL if s.unit == BUREAU)
    assert wholly_signed(CASE, [first]) == {}
    later = replace(second, signed_on=date(2026, 9, 12))
    assert wholly_signed(CASE, [first, later]) == {BUREAU: date(2026, 9, 12)}


def test_signing_together_the_lead_s_contract_counts_for_every_unit():
    case = with_project(CASE, mode=Mode.SIGN_TOGETHER)
    entered = [exact(c) for c in contracts(case)]
    assert {c.unit for c in entered} == {LEAD}
    assert wholly_signed(case, entered) == dict.fromkeys((LEAD, BUREAU, SCHOOL), DAY)
    assert wholly_signed(case, entered[:1]) == dict.fromkeys((LEAD, SCHOOL), DAY)


@pytest.mark.parametrize(("recorded", "fine"), [("2026-09-10", True), ("2026-09-11", False)])
def test_the_recorded_day_is_the_contract_s(recorded: str, fine: bool):
    case = and_events(signed(SCHOOLS), at(EventKind.CONTRACT_SIGNED, recorded, SCHOOL))
    assert [f.severity for f in found(signing_day_agrees_with_contract, case)] == (
        [] if fine else [WARN]
    )


# 录入


def entered(**values: object) -> Entered:
    return Entered(changed(**values), {"unit": "清单 A2", "lot": "清单 B2", "signed_on": "清单 D2"})


def test_the_only_lot_need_not_be_named_and_names_are_settled():
    kept, problems = settle(CASE, [entered(lot="", unit=f" {SCHOOL} ")], DAY)
    assert (kept, problems) == ((SCHOOLS,), [])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"unit": "别的单位"}, "清单 A2 “别的单位”没有要签的合同"),
        ({"unit": BUREAU, "lot": ""}, "清单 B2 之江市教育局有 2 份合同"),
        ({"lot": "标项二"}, "清单 B2"),
        ({"signed_on": date(2026, 9, 11)}, "清单 D2 签订日期 2026-09-11 晚于今天"),
        ({"amount_fen": 0}, "清单 A2 合同金额应大于 0"),
    ],
)
def test_a_problem_names_its_cell(values: dict[str, object], said: str):
    _, (problem,) = settle(CASE, [entered(**values)], DAY)
    assert problem.startswith(said)


def test_the_same_contract_twice_is_told():
    _, (problem,) = settle(CASE, [entered(), entered()], DAY)
    assert "写了两次" in problem
