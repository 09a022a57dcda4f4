"""离群的数：界限两边各试一次；离群是建议，差十倍以上请注意，都指到单元格。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import ADVANCED, BASIC, make_case, need, with_project
from tests.core.ruling import ADVISE, found, holds, one
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case, StageRecord
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.rules.outliers import (
    needs_within_ceilings,
    prices_are_alike,
    quantities_are_alike,
    rows_stand_once,
)


def case_of(price: str = "5000.00", count: str = "10", units: int = 4, item: str = BASIC) -> Case:
    """Alike units and one more whose figures are given."""
    peers = [need(f"单位{n}", BASIC, "10", "5000.00") for n in range(units - 1)]
    return replace(make_case(), needs=(*peers, need("另一家", item, count, price)))


@pytest.mark.parametrize("price", ["10000.00", "2500.00"])
def test_price_at_the_limit_is_left_alone(price: str) -> None:
    assert holds(prices_are_alike, case_of(price))


@pytest.mark.parametrize(
    ("price", "said"), [("10000.01", "约为中位数的 2 倍"), ("2499.99", "中位数约是它的 2 倍")]
)
def test_price_beyond_the_limit_is_pointed_out(price: str, said: str) -> None:
    finding = one(prices_are_alike, case_of(price))
    assert (finding.severity, finding.subject) == (ADVISE, "另一家")
    assert said in finding.message
    assert price.replace("10000", "10,000")[-6:] in finding.message
    assert "另一家.xlsx" in finding.fix
    assert "填报表" in finding.fix


@pytest.mark.parametrize(
    ("price", "severity", "said"),
    [
        ("49999.99", ADVISE, "9.9 倍"),
        ("50000.00", Severity.WARN, "10 倍"),
        ("500.00", Severity.WARN, "10 倍"),
        ("500.01", ADVISE, "9.9 倍"),
    ],
)
def test_a_price_ten_times_off_has_to_be_looked_at(
    price: str, severity: Severity, said: str
) -> None:
    finding = one(prices_are_alike, case_of(price))
    assert finding.severity is severity
    assert said in finding.message


def test_three_units_have_no_telling_median() -> None:
    assert holds(prices_are_alike, case_of("10000.01", units=3))


def test_another_item_is_not_compared() -> None:
    assert holds(prices_are_alike, case_of("10000.01", item=ADVANCED))


@pytest.mark.parametrize(
    ("price", "slip"), [("0.50", "10000"), ("5.00", "1000"), ("50000000.00", "10000")]
)
def test_a_wrong_unit_of_money_is_named(price: str, slip: str) -> None:
    assert f"约 {slip} 倍" in one(prices_are_alike, case_of(price)).message


def test_a_price_of_one_cent_needs_no_peers() -> None:
    assert "占位" in one(prices_are_alike, case_of("0.01", units=1)).message
    assert holds(prices_are_alike, case_of("0.02", units=1))


def test_quantity_far_above_the_peers() -> None:
    assert holds(quantities_are_alike, case_of(count="200"))
    finding = one(quantities_are_alike, case_of(count="201"))
    assert "20.1 倍" in finding.message
    assert finding.subject == "另一家"
    assert "E4" in finding.fix


def test_a_price_above_the_ceiling_of_its_lot() -> None:
    lots = (Lot("标项一", BASIC, ceiling_fen=500_000),)
    assert holds(needs_within_ceilings, with_project(case_of(), lots=lots))
    finding = one(needs_within_ceilings, with_project(case_of("5000.01"), lots=lots))
    assert finding.subject == "另一家"
    assert "5,000.00" in finding.message
    closed = (StageRecord("collection", completed_on=date(2026, 8, 20)),)
    later = replace(with_project(case_of("5000.01"), lots=lots), stages=closed)
    assert holds(needs_within_ceilings, later), "a ceiling set after the collection judges none"


def test_identical_rows_of_one_return() -> None:
    case = case_of(units=1)
    (line,) = case.needs
    assert len(found(rows_stand_once, replace(case, needs=(line, line)))) == 1
    elsewhere = replace(line, source=replace(line.source, sha256="1" * 64))
    assert holds(rows_stand_once, replace(case, needs=(line, elsewhere)))
    assert holds(rows_stand_once, replace(case, needs=(line, replace(line, note="二期"))))
