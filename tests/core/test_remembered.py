"""Answers that are kept are right for the case that is asked about, and worked out once for it."""

from dataclasses import replace
from time import process_time

from tests.core.builders import ADVANCED, BASIC, LEAD, composed, make_case, make_unit, need
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contract_of, contracts
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.facts import measure_of


def many(count: int) -> Case:
    """A case of so many units that all sign two contracts."""
    case = make_case()
    units = (*case.units[:1], *(make_unit(f"第{n}小学", n) for n in range(1, count)))
    needs = tuple(
        need(unit.name, item, "10", "5000.00") for unit in units for item in (BASIC, ADVANCED)
    )
    sealed = tuple(
        Event(EventKind.SEAL_CONFIRMED, case.events[0].on, unit.name) for unit in units[1:]
    )
    return replace(case, units=units, needs=needs, events=case.events + sealed, supplements=())


def test_it_is_worked_out_once_for_a_case_and_anew_for_another() -> None:
    asked: list[Case] = []

    @once_for_a_case
    def units(case: Case) -> int:
        asked.append(case)
        return len(case.units)

    case = make_case()
    fewer = replace(case, units=case.units[:2])
    assert [units(case), units(case), units(fewer), units(case)] == [3, 3, 2, 3]
    assert asked == [case, fewer, case]


def test_no_answer_of_an_older_case_is_given() -> None:
    case = make_case()
    key = contracts(case)[0].key
    assert contract_of(case, key) is not None
    assert contract_of(replace(case, awards=()), key) is None
    other = replace(case, needs=tuple(replace(n, measure="套") for n in case.needs))
    assert (measure_of(case, BASIC), measure_of(other, BASIC)) == ("台", "套")
    assert case.lead is not None
    assert case.lead.name == LEAD
    assert replace(case, units=case.units[1:]).lead is None


def test_a_paper_of_a_large_project_takes_no_longer() -> None:
    """CPU time of papers in a project of 1,600 units over one of 100: a search shows as 16×."""
    for kind in ("signing_notice", "contract", "acceptance_record"):
        taken = []
        for count in (100, 1600):
            case = many(count)
            subjects = PAPERS[kind].subjects(case)[-20:]
            composed(kind, case, subjects[0])
            start = process_time()
            for subject in subjects:
                composed(kind, case, subject)
            taken.append(process_time() - start)
        assert taken[1] < taken[0] * 4 + 0.02, kind
