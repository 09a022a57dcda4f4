"""统计表：全部由登记的事实算出，合计＝Σ各单位，除数为零不出错。"""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import (
    ADVANCED,
    AWARD_NOTICE,
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    composed,
    entering,
    make_case,
    make_needs,
    need,
    with_project,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import LotAward, Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.progress import percent, unit_records
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.papers.blocks import FieldTable, TableBlock

KIND = "statistics"


def gaps(case: Case) -> list[str]:
    found = composed(KIND, case).findings
    return [f.message.partition("缺少")[2].removesuffix("，只能出草稿。") for f in found]


def fields(case: Case) -> dict[str, str]:
    blocks = composed(KIND, case).paper.blocks
    return {k: v for b in blocks if isinstance(b, FieldTable) for k, v in b.pairs}


def tables(case: Case) -> dict[str, TableBlock]:
    blocks = composed(KIND, case).paper.blocks
    return {b.caption: b for b in blocks if isinstance(b, TableBlock)}


def fen(cell: str) -> int:
    return money.fen(cell.replace(",", ""))


def happening(*events: tuple[EventKind, date, str]) -> Case:
    case = make_case()
    return replace(case, events=(*case.events, *(Event(k, on, u) for k, on, u in events)))


def signed(*days: tuple[str, int]) -> Case:
    """Units that signed so many days after the notice."""
    return happening(
        *((EventKind.CONTRACT_SIGNED, AWARD_NOTICE + timedelta(n), unit) for unit, n in days)
    )


def test_the_totals_of_the_case_are_those_of_the_table() -> None:
    said = fields(make_case())
    assert said["预算金额合计（元）"] == "975,339.38"
    assert said["中标金额合计（元）"] == "935,600.05"
    assert said["节约额（元）"] == "39,739.33"
    assert said["节约率"] == "4.07%"
    assert said["采购单位"] == "共3家（设区市级2家、县级1家）"
    assert said["补充合同（元）"] == "9,960.00，占1.06%"
    assert said["质疑"] == "1件"
    assert said["中小企业占比"] == "9.51%"


prices = st.integers(1, 9_000_00)


@given(st.lists(st.tuples(st.integers(1, 500), prices), min_size=3, max_size=3), prices, prices)
def test_the_total_is_the_sum_of_all_units(
    wants: list[tuple[int, int]], unit_price: int, lump: int
) -> None:
    needs = tuple(
        need(unit, item, str(count), f"{Fraction(price, 100)!s}")
        if price % 100 == 0
        else need(unit, item, str(count), f"{price // 100}.{price % 100:02d}")
        for unit, item, (count, price) in zip(
            (LEAD, BUREAU, SCHOOL), (BASIC, ADVANCED, BASIC), wants, strict=True
        )
    )
    awards = (
        LotAward("标项一", "甲公司", "91350100M000100Y43", unit_price_fen=unit_price),
        LotAward("标项二", "乙公司", "91350100M000100Y43", total_fen=lump),
    )
    case = make_case(needs=needs, awards=awards)
    table = tables(case)["各单位采购金额"]
    for column in (3, 4, 5):
        assert sum(fen(row[column]) for row in table.rows) == fen(table.foot[column])
    assert fen(table.foot[4]) == sum(r.award_fen for r in lot_results(case))
    lots = tables(case)["各标项采购结果"]
    for column in (3, 4, 5):
        assert fen(lots.foot[column]) == fen(table.foot[column])


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 0, "—"),
        (0, 0, "—"),
        (0, 7, "0.00%"),
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (1, 20_000, "0.01%"),
        (1, 20_001, "0.00%"),
        (-1, 20_000, "-0.01%"),
        (-1, 100_000, "0.00%"),
        (-5, 100, "-5.00%"),
        (3, 2, "150.00%"),
    ],
)
def test_percentages_are_exact_and_never_divide_by_zero(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


def test_an_empty_project_is_a_draft_without_an_error() -> None:
    empty = make_case(needs=(), awards=(), supplements=(), plans=())
    assert "纳入采购的单位" in gaps(empty)
    said = fields(empty)
    assert said["节约率"] == "—"
    assert said["签约率"] == "0/0家，—"
    assert said["最高限价合计（元）"] == "未设定"


def test_rates_count_units() -> None:
    case = happening(
        (EventKind.CONTRACT_SIGNED, date(2026, 9, 10), BUREAU),
        (EventKind.CONTRACT_SIGNED, date(2026, 9, 11), LEAD),
        (EventKind.CONTRACT_ANNOUNCED, date(2026, 9, 14), BUREAU),
        (EventKind.ACCEPTANCE_DONE, date(2026, 10, 8), BUREAU),
        (EventKind.PAID, date(2026, 10, 20), BUREAU),
    )
    said = fields(case)
    assert said["签约率"] == "2/3家，66.67%"
    assert said["合同公告率"] == "1/3家，33.33%"
    assert said["合同备案率"] == "0/3家，0.00%"
    assert said["验收率"] == said["支付率"] == "1/3家，33.33%"
    table = tables(case)["各单位合同进度"]
    assert table.rows[1] == (
        "2", BUREAU, "ZJS-2026-0801-HT-02；ZJS-2026-0801-HT-03",
        "2026-09-10", "7", "2026-09-14", "", "2026-10-08", "2026-10-20",
    )  # fmt: skip
    assert table.foot == ("", "合计", "", "2家", "", "1家", "0家", "1家", "1家")


def test_what_happened_after_the_day_does_not_count() -> None:
    case = happening(
        (EventKind.CONTRACT_SIGNED, date(2026, 10, 20), BUREAU),
        (EventKind.CONTRACT_SIGNED, date(2026, 10, 21), LEAD),
        (EventKind.WITHDRAWN, date(2026, 10, 21), "之江市水利局"),
    )
    assert fields(case)["签约率"] == "1/3家，33.33%"
    later = entering(case, KIND, as_of="2026-10-21")
    assert fields(later)["签约率"] == "2/3家，66.67%"
    early = entering(case, KIND, as_of="2026-08-31")
    assert fields(early)["质疑"] == "0件"
    assert fields(early)["中标通知书发出"] == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((7,), "平均7日，最长7日"),
        ((7, 8), "平均7.5日，最长8日"),
        ((1, 1, 2), "平均1.3日，最长2日"),
        ((0, 0, 2), "平均0.7日，最长2日"),
        ((), "—"),
    ],
)
def test_days_from_notice_to_signing(days: tuple[int, ...], said: str) -> None:
    units = (LEAD, BUREAU, SCHOOL)
    assert fields(signed(*zip(units, days, strict=False)))["通知书发出至签订"] == said


def test_supplements_are_measured_by_their_own_contract() -> None:
    more = (
        Supplement(BUREAU, "标项一", money.fen("9960"), "一"),
        Supplement(BUREAU, "标项一", money.fen("37848"), "二"),
        Supplement(BUREAU, "标项二", money.fen("890"), "三"),
        Supplement("之江市水利局", "标项一", money.fen("1"), "四"),
    )
    case = make_case(supplements=more)
    row = tables(case)["各单位采购金额"].rows[1]
    assert row[-2:] == ("48,698.00", "标项一10.00%；标项二1.00%")
    assert tables(case)["各单位采购金额"].rows[0][-2:] == ("", "")
    record = {r.unit.name: r for r in unit_records(case)}[BUREAU]
    assert dict(record.supplements)["标项一"] == Fraction(47_808, 478_080)


def test_every_contract_is_named_by_its_own_number() -> None:
    common = PaperDetails("contract", "", "HT-00", None)
    own = PaperDetails("contract", f"{BUREAU}（标项二）", "HT-02", None)
    kept = tuple(d for d in make_case().details if d.kind != "contract")
    case = make_case(details=(*kept, common, own))
    rows = tables(case)["各单位合同进度"].rows
    assert [row[2] for row in rows] == ["HT-00", "HT-00；HT-02", "HT-00"]


def test_small_businesses_get_no_more_than_there_was() -> None:
    assert gaps(entering(make_case(), KIND, sme_amount="935600.05", small_amount="0")) == []
    assert gaps(entering(make_case(), KIND, sme_amount="935600.06", small_amount="")) == [
        "不超过中标金额合计（935,600.05元）的中小企业承接金额"
    ]
    told = ["不超过中小企业承接金额的小微企业承接金额"]
    assert gaps(entering(make_case(), KIND, sme_amount="100", small_amount="100.01")) == told
    assert gaps(entering(make_case(), KIND, sme_amount="100", small_amount="100")) == []
    assert gaps(entering(make_case(), KIND, sme_amount="")) == ["中小企业承接的金额（元）"]


def test_a_lot_without_a_result_and_a_share_that_is_missing_keep_it_a_draft() -> None:
    case = make_case()
    assert "标项二的采购结果" in gaps(replace(case, awards=case.awards[:1]))
    nobody = tuple(n for n in make_needs() if n.item != ADVANCED)
    assert gaps(make_case(needs=nobody)) == ["标项二的完整分配"]


def test_ceilings_are_added_up_only_where_every_lot_has_one() -> None:
    def said(*ceilings: int | None) -> str:
        lots = tuple(
            Lot(name, item, ceiling)
            for name, item, ceiling in zip(
                ("标项一", "标项二"), (BASIC, ADVANCED), ceilings, strict=True
            )
        )
        return fields(with_project(make_case(), lots=lots))["最高限价合计（元）"]

    assert said(530_000, 800_000) == "997,000.00"
    assert said(530_000, None) == "部分标项未设定"
    assert said(None, None) == "未设定"
    lots = (
        Lot("标项一", BASIC, ceiling_total_fen=88_000_000),
        Lot("标项二", ADVANCED, 800_000, ceiling_total_fen=9_000_000),
    )
    of_both = fields(with_project(make_case(), lots=lots))["最高限价合计（元）"]
    assert of_both == "970,000.00", "the lower of 12 × 8000 and 90000 counts"


def test_the_unit_tables_are_turned() -> None:
    found = tables(make_case())
    assert [found[c].landscape for c in found] == [False, True, True]
