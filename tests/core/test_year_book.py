"""年鉴: which projects count, and that every way of adding gives the same."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core import builders
from zjbuy_desktop.core.case.documents import Particulars
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.stages.year_book import book_year, year_book


def test_a_project_counts_in_its_budget_year_else_in_the_year_of_its_name() -> None:
    case = builders.make_case(created_at=datetime(2025, 12, 31, 9))
    project = replace(case.project, name="某市2026年度项目", fiscal_year=2027)
    assert book_year(replace(case, project=project)) == 2027
    assert book_year(replace(case, project=replace(project, fiscal_year=0))) == 2026
    assert book_year(replace(case, project=replace(project, name="项目", fiscal_year=0))) == 2025


def test_everything_adds_up_to_the_same_sum() -> None:
    one = builders.make_case()
    year = book_year(one) or 2026
    one = replace(one, project=replace(one.project, fiscal_year=year))
    two = replace(one, id=2, project=replace(one.project, name="另一个", category_name="打印机"))
    other = replace(one, id=3, project=replace(one.project, fiscal_year=year + 1))
    book = year_book((one, two, other), year)
    assert {line.project_id for line in book.lines} == {one.id, 2}
    assert book.agrees
    assert book.saving.award_fen == sum(line.award_fen for line in book.lines) > 0
    assert {g.name for g in book.by_category} == {one.project.category_name, "打印机"}
    assert all(g.projects == 2 for g in book.by_method)
    assert sum(g.award_fen for g in book.by_unit) == book.saving.award_fen
    assert [g.award_fen for g in book.by_unit] == sorted(
        (g.award_fen for g in book.by_unit), reverse=True
    )


def test_a_part_that_is_lost_is_noticed() -> None:
    one = builders.make_case()
    year = book_year(one)
    book = year_book((one,), year)
    line = book.lines[0]
    assert book.agrees
    lost = replace(book, lines=(replace(line, shares=line.shares[1:]),))
    assert not lost.agrees


def test_without_results_only_needs_are_counted() -> None:
    bare = builders.make_case(awards=(), signed=())
    book = year_book((bare,), book_year(bare))
    (line,) = book.lines
    assert line.need_fen > 0
    assert (line.award_fen, line.shares, line.signing) == (0, (), 0)
    assert book.agrees
    assert (book.by_category, book.by_supplier) == ((), ())


def test_who_left_and_what_was_received_is_counted() -> None:
    case = builders.make_case(particulars=())
    unit, day = case.units[-1].name, date(2026, 9, 1)
    corrected = Event(EventKind.CHALLENGE_RECEIVED, date(2026, 9, 2))
    more = (
        Event(EventKind.WITHDRAWN, day, unit, "预算未批复"),
        Event(EventKind.CHALLENGE_RECEIVED, day),
        corrected,
        Event(EventKind.COMPLAINT_RECEIVED, day),
    )
    before = year_book((case,), book_year(case)).lines[0]
    after = year_book((replace(case, events=case.events + more),), book_year(case)).lines[0]
    assert after.withdrawn == before.withdrawn + 1
    assert (before.complaints, after.complaints) == (0, 2), "an event entered anew is corrected"
    replies = tuple(Particulars("challenge_reply", name, ()) for name in ("甲", "乙", ""))
    both = replace(case, particulars=replies, events=case.events + more)
    assert year_book((both,), book_year(case)).lines[0].complaints == 3


@pytest.mark.parametrize("year", [0, 1999])
def test_a_year_without_projects_is_empty(year: int) -> None:
    book = year_book((builders.make_case(),), year)
    assert book.lines == ()
    assert book.agrees
