"""计量单位：立项时没写的说出来；收回来空着的，说是谁、在哪一格、怎么补。"""

from dataclasses import replace

from tests.core.builders import ADVANCED, BASIC, BUREAU, make_case, need, with_project
from tests.core.ruling import ADVISE, BLOCK, WARN, found, holds, one
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import Assignment, assigned, wording_of
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.rules.lots import lots_have_a_measure, lots_have_a_specification
from zjbuy_desktop.core.rules.needs import items_have_one_measure, measures_are_stated
from zjbuy_desktop.core.rules.outliers import prices_are_alike


def case_of(*lines: NeedLine) -> Case:
    return replace(make_case(), needs=lines)


def blank(unit: str = BUREAU, price: str = "5000.00") -> NeedLine:
    return need(unit, BASIC, "10", price, measure="")


def test_a_lot_without_a_measure_is_asked_about_at_the_beginning() -> None:
    lots = (Lot("标项一", BASIC, spec="甲", measure="台"), Lot("标项二", ADVANCED, measure=" "))
    case = with_project(make_case(), lots=lots)
    finding = one(lots_have_a_measure, case)
    assert (finding.severity, finding.subject) == (WARN, "标项二")
    assert ADVANCED in finding.message
    whole = with_project(case, lots=(lots[0],))
    assert holds(lots_have_a_measure, whole)
    assert holds(lots_have_a_specification, whole)


def test_lots_without_a_specification_are_named_once() -> None:
    lots = (Lot("标项一", BASIC, measure="台"), Lot("标项二", ADVANCED, measure="台"))
    finding = one(lots_have_a_specification, with_project(make_case(), lots=lots))
    assert finding.severity is ADVISE
    assert "标项一、标项二" in finding.message


def test_a_blank_measure_names_unit_file_and_row_and_is_no_second_measure() -> None:
    case = case_of(need("甲局", BASIC, "1", "5000.00"), blank())
    assert holds(items_have_one_measure, case)
    finding = one(measures_are_stated, case)
    assert (finding.severity, finding.subject) == (WARN, BUREAU)
    for part in (BUREAU, f"{BUREAU}.xlsx", "填报表", "E4"):
        assert part in finding.message, part
    assert "补填" in finding.fix
    assert "拆" not in finding.fix
    assert holds(measures_are_stated, case_of(need("甲局", BASIC, "1", "5000.00")))


def test_two_measures_name_who_wrote_which() -> None:
    case = case_of(
        need("甲局", BASIC, "1", "5000.00"), need("乙局", BASIC, "1", "1.00", measure="箱")
    )
    finding = one(items_have_one_measure, case)
    assert finding.severity is BLOCK
    assert "台（甲局）、箱（乙局）" in finding.message


def test_a_blank_measure_counts_as_that_of_the_lot() -> None:
    lots = (Lot("标项一", BASIC, measure="台"),)
    (line,) = assigned([blank()], (), lots)
    assert line.measure == "台"
    assert holds(measures_are_stated, case_of(line))
    (part,) = assigned([need(BUREAU, BASIC, "1.5", "5000.00", measure="")], (), lots)
    assert part.measure == "", "half a 台 can't be meant"
    (other,) = assigned([need(BUREAU, ADVANCED, "1", "1.00", measure="")], (), lots)
    assert other.measure == ""


def test_a_merge_made_while_the_measure_was_blank_stands() -> None:
    made = Assignment(None, wording_of(blank()), "统一的")
    (line,) = assigned([blank()], [made], (Lot("标项一", BASIC, measure="台"),))
    assert (line.common_item, line.measure) == ("统一的", "台")


def test_outliers_are_found_among_blank_measures() -> None:
    peers = [need(f"单位{n}", BASIC, "10", "5000.00") for n in range(3)]
    assert one(prices_are_alike, case_of(*peers, blank(price="52000.00"))).subject == BUREAU
    assert len(found(prices_are_alike, case_of(*map(_bare, peers), blank(price="52000.00")))) == 1


def _bare(line: NeedLine) -> NeedLine:
    return replace(line, measure="")
