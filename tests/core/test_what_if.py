"""如果……会怎样: thresholds, sums, exact splits, findings and clocks before and after."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import (
    ADVANCED,
    AWARD_NOTICE,
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    TODAY,
    calendar,
    law,
    make_case,
    need,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.supposing import (
    DateMoves,
    QuantityChanges,
    Supposition,
    UnitLeaves,
)
from zjbuy_desktop.core.stages.what_if import Change, WhatIf, what_if


def asked(case: Case, supposition: Supposition) -> WhatIf:
    return what_if(case, supposition, law(), calendar(), TODAY)


def row(found: WhatIf, group: str, start: str) -> Change:
    return next(c for c in found.changes if c.group == group and c.what.startswith(start))


def test_a_unit_that_leaves_takes_its_share_to_the_fen() -> None:
    case = make_case()
    found = asked(case, UnitLeaves(BUREAU, TODAY))
    gone = [c for c in found.differing if c.group == "分配和合同" and c.what.startswith(BUREAU)]
    assert [c.after for c in gone] == ["没有", "没有"]
    assert gone[0].note == f"少 {money.yuan(money.fen('4980') * 96)} 元"
    later = UnitLeaves(BUREAU, TODAY).applied(case)
    first = lot_results(later)[0]
    lot = row(found, "分配和合同", "标项一")
    assert lot.after == f"{money.yuan(first.award_fen)} 元＝Σ各单位"
    assert row(found, "门槛", "采购单位").after == "2 家"
    assert row(found, "合计和标项", "标项二").after == "0，0.00 元"
    assert any("撤销采购结果" in note for note in found.notes)


def test_a_lump_sum_is_split_anew_and_still_whole() -> None:
    needs = (*make_case().needs, need(SCHOOL, ADVANCED, "7", "7650.50"))
    case = make_case(needs=needs)
    found = asked(case, QuantityChanges(SCHOOL, ADVANCED, 5_000))
    whole = row(found, "分配和合同", "标项二")
    assert whole.before == whole.after == "89,000.05 元＝Σ各单位"
    old, new = (
        lot_results(case)[1],
        lot_results(QuantityChanges(SCHOOL, ADVANCED, 5_000).applied(case))[1],
    )
    assert row(found, "分配和合同", f"{BUREAU}　标项二").after.endswith(
        f"{money.yuan(new.allocations[0].contract_fen)} 元"
    )
    assert sum(a.contract_fen for a in new.allocations) == new.award_fen == old.award_fen


@pytest.mark.parametrize(("count", "after"), [(702, "达到"), (701, "未达到")])
def test_the_advice_threshold_is_crossed_to_the_fen(count: int, after: str) -> None:
    """4,000,000.00 元 is within it: the other two lines make 350,000.00 元."""
    needs = (need(LEAD, BASIC, "1", "350000.00"), need(BUREAU, BASIC, "10", "5200.00"))
    case = make_case(needs=needs, awards=(), supplements=(), plans=())
    found = asked(case, QuantityChanges(BUREAU, BASIC, count * 1_000))
    assert (count * 520_000 + 35_000_000 >= 400_000_000) is (after == "达到")
    change = row(found, "门槛", "鼓励")
    assert (change.before, change.after) == ("未达到", after)
    assert "400 万元（含）" in change.note
    assert "第三条" in change.note
    assert row(found, "门槛", "公开招标").after == after
    assert row(found, "门槛", "应当开展需求调查").after == "未达到"


def test_exactly_the_threshold_counts() -> None:
    needs = (need(LEAD, BASIC, "1", "2000000.00"), need(BUREAU, BASIC, "3", "1000000.00"))
    case = make_case(needs=needs, awards=(), supplements=(), plans=())
    found = asked(case, QuantityChanges(BUREAU, BASIC, 2_000))
    assert row(found, "门槛", "鼓励").after == "达到"
    found = asked(case, QuantityChanges(BUREAU, BASIC, 1_999))
    assert row(found, "门槛", "鼓励").after == "未达到"


def test_findings_come_and_go() -> None:
    announced = Event(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 8, 31))
    two = tuple(n for n in make_case().needs if n.unit != SCHOOL)
    case = make_case(needs=two, awards=(), supplements=(), plans=())
    case = replace(case, events=(*case.events, announced))
    found = asked(case, UnitLeaves(BUREAU, TODAY))
    new = [c for c in found.differing if c.group == "检查" and c.before == "没有"]
    assert any("不足 2 家" in c.what or "1 家" in c.what for c in new)
    assert any("第十二条" in note for note in found.notes)
    told = make_case(agency=None)
    found = asked(told, DateMoves(EventKind.AGENCY_AGREEMENT_SIGNED, TODAY))
    gone = [c for c in found.differing if c.group == "检查" and c.after == "不再有"]
    assert "还没有登记“委托代理协议已签订”。" in [c.what for c in gone]


def test_clocks_move_with_the_day_they_start() -> None:
    found = asked(make_case(), DateMoves(EventKind.AWARD_NOTICE_ISSUED, date(2026, 9, 10)))
    change = next(c for c in found.differing if c.group == "期限" and BUREAU in c.what)
    assert "2026-10-08" in change.before  # 9月3日 + 30 日，遇国庆顺延
    assert "2026-10-10" in change.after  # 调休上班的周六，不顺延
    assert found.on == date(2026, 9, 10)


def test_a_signed_contract_that_would_change_is_named() -> None:
    signed = Event(EventKind.CONTRACT_SIGNED, AWARD_NOTICE, SCHOOL)
    case = make_case()
    plain = asked(case, QuantityChanges(SCHOOL, BASIC, 20_000))
    assert not [c for c in plain.changes if c.what.startswith("合同　")]
    case = replace(case, events=(*case.events, signed))
    found = asked(case, QuantityChanges(SCHOOL, BASIC, 20_000))
    change = row(found, "分配和合同", f"合同　{SCHOOL}")
    assert change.before == f"已签 {money.yuan(498_000 * 14)} 元"
    assert change.after == f"应为 {money.yuan(498_000 * 20)} 元"
    assert (
        row(asked(case, UnitLeaves(SCHOOL, TODAY)), "分配和合同", "合同").after == "不再有这份合同"
    )


def test_the_case_itself_stays_as_it_was() -> None:
    case, same = make_case(), make_case()
    for one in (UnitLeaves(BUREAU, TODAY), QuantityChanges(BUREAU, ADVANCED, 1_000)):
        asked(case, one)
    assert case == same


@pytest.mark.parametrize(
    ("supposition", "said"),
    [
        (UnitLeaves("没有的单位", TODAY), "名册上没有"),
        (UnitLeaves(LEAD, TODAY), "牵头单位不能退出"),
        (QuantityChanges(BUREAU, "没有的标的", 1_000), "没有“没有的标的”的需求"),
        (QuantityChanges(BUREAU, BASIC, 0), "大于零"),
        (QuantityChanges(BUREAU, BASIC, 1_000, row=2), "哪一行"),
        (DateMoves(EventKind.CONTRACT_SIGNED, TODAY), "名册上没有"),
        (DateMoves(EventKind.CALL_SENT, TODAY, BUREAU), "整个项目"),
        (DateMoves(EventKind.WITHDRAWN, TODAY, BUREAU), "单位退出"),
    ],
)
def test_what_does_not_fit_is_said(supposition: Supposition, said: str) -> None:
    with pytest.raises(UserError, match=said):
        asked(make_case(), supposition)


def test_of_several_lines_one_is_named() -> None:
    needs = (*make_case().needs, need(BUREAU, BASIC, "4", "5000.00"))
    case = make_case(needs=needs)
    with pytest.raises(UserError) as told:
        asked(case, QuantityChanges(BUREAU, BASIC, 1_000))
    assert "第 2 行 4台" in told.value.hint
    later = QuantityChanges(BUREAU, BASIC, 6_000, row=2).applied(case)
    assert [n.quantity for n in later.needs if n.unit == BUREAU] == [96_000, 12_000, 6_000]
    assert later.needs[-1].amount_fen == 3_000_000
