"""每份合同核对到哪一步，差多少；不一致的项排在最前，各说怎么办。"""

from dataclasses import replace
from datetime import date

from tests.core.builders import BUREAU, SCHOOL, make_case
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contract_standing import (
    MAY,
    MUST,
    Checked,
    ContractStanding,
    contract_standings,
    fix_of,
)

DAY = date(2026, 9, 10)


def of(case: Case, unit: str, lot: str) -> ContractStanding:
    (found,) = [s for s in contract_standings(case) if (s.unit, s.lot) == (unit, lot)]
    return found


def entered(unit: str, lot: str, yuan: str, **more: str) -> Case:
    number = more.get("number", "ZJS-2026-0801-HT-04")
    signed = SignedContract(unit, lot, number, DAY, money.fen(yuan), more.get("supplier", ""))
    return replace(make_case(), signed=(signed,))


def test_each_contract_stands_in_exactly_one_state():
    case = entered(SCHOOL, "标项一", "69720")
    states = {(s.unit, s.lot): s.checked for s in contract_standings(case)}
    assert states[SCHOOL, "标项一"] is Checked.SAME
    assert states[BUREAU, "标项二"] is Checked.NOT_ENTERED
    assert len(states) == 4
    same = of(case, SCHOOL, "标项一")
    assert (same.gap_fen, same.differing, same.blocks) == (0, 0, False)


def test_one_fen_more_blocks_and_says_what_to_do():
    at = of(entered(SCHOOL, "标项一", "69720.01"), SCHOOL, "标项一")
    assert (at.checked, at.gap_fen, at.differing, at.blocks) == (Checked.DIFFERENT, 1, 1, True)
    assert at.rows[0].field == "合同金额（元）"
    assert fix_of(at.rows[0]) == MUST
    assert {fix_of(r) for r in at.rows[1:]} == {""}


def test_another_number_is_shown_and_blocks_nothing():
    at = of(entered(SCHOOL, "标项一", "69720", number="X-1"), SCHOOL, "标项一")
    assert (at.checked, at.blocks) == (Checked.DIFFERENT, False)
    assert (at.rows[0].field, fix_of(at.rows[0])) == ("合同编号", MAY)


def test_a_contract_no_award_stands_behind_is_listed_last_and_blocks():
    last = contract_standings(entered(SCHOOL, "标项二", "1"))[-1]
    assert (last.unit, last.lot, last.checked, last.blocks) == (
        SCHOOL,
        "标项二",
        Checked.NO_AWARD,
        True,
    )
    assert (last.awarded_fen, last.signed_fen, last.gap_fen) == (None, 100, None)
