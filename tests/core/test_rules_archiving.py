"""归档的规则：每一件有、没有、说明了理由，统计到哪一天，采购何时结束。"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core.builders import BUREAU, SCHOOL, entering, law, make_case
from tests.core.ruling import WARN, and_events, at, found, holds, one, subjects
from zjbuy_desktop.core.case import archiving
from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.core.case.archiving import PAPER_OF, SIGNED, kept_until, required, unit_holdings
from zjbuy_desktop.core.case.case import Case, Override
from zjbuy_desktop.core.case.contracts import contract_key, contracts
from zjbuy_desktop.core.case.documents import MadePaper, MoveKind, PaperMove
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.papers.archive_holdings import kept
from zjbuy_desktop.core.papers.archive_places import PLACES
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.rules import archiving as rules
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.archive import SPEC

KIND, WHEN = "archive_catalogue", datetime(2026, 9, 4, 10, 0)
SHA = "ab" * 32
SCHOOLS = contract_key(SCHOOL, "标项一")


def made(kind: str, subject: str = "", **more: object) -> MadePaper:
    paper = MadePaper(kind, subject, "文1号", date(2026, 9, 3), False, (), WHEN, "x.pdf", 2)
    return replace(paper, **more)  # type: ignore[arg-type]


def with_papers(case: Case, *papers: MadePaper) -> Case:
    return replace(case, papers=papers)


@pytest.fixture
def bare() -> Case:
    """Nothing is held, but that there is no challenge."""
    case = entering(make_case(), KIND, others=())
    kept = tuple(p for p in case.particulars if p.kind != "challenge_reply")
    return replace(case, particulars=kept)


def of(case: Case) -> Mapping[str, str]:
    return {one.name: one.where for one in required(case)}


def test_the_law_book_of_the_case_and_the_papers_say_the_same() -> None:
    for spec, _, material in PLACES:
        if material is None:
            assert spec.kind not in PAPER_OF.values()
        else:
            assert PAPER_OF[material] == spec.kind
            assert (material in SIGNED) == spec.returns
            wanted = [x.subject for x in required(make_case()) if x.material is material]
            assert wanted == list(spec.subjects(make_case()))


def test_everything_of_the_list_is_wanted_and_nothing_else(bare: Case) -> None:
    wanted = {x.material for x in required(bare)}
    assert wanted == set(Material) - {Material.REPLY, Material.COMPLAINT}
    heard = and_events(bare, at(EventKind.COMPLAINT_RECEIVED, "2026-09-20"))
    assert {x.material for x in required(heard)} - wanted == {Material.COMPLAINT}
    assert "投诉处理决定" in subjects(found(rules.archive_is_complete, heard))


def test_terminated_without_a_result_nothing_is_wanted_that_follows_one(bare: Case) -> None:
    after = {Material.AWARD, Material.CONTRACT, Material.ACCEPTANCE}
    open_ = replace(bare, awards=())
    assert after <= {x.material for x in required(open_)}
    over = and_events(open_, at(EventKind.PROCUREMENT_TERMINATED, "2026-09-03"))
    assert not after & {x.material for x in required(over)}
    part = and_events(bare, at(EventKind.PROCUREMENT_TERMINATED, "2026-09-03"))
    assert after <= {x.material for x in required(part)}, "a lot that was awarded is performed"


def test_the_sample_has_all_it_needs() -> None:
    assert all(x.where == archiving.LISTED for x in required(make_case()))
    assert holds(rules.archive_is_complete, make_case())


def test_each_missing_thing_is_told_apart(bare: Case) -> None:
    said = subjects(found(rules.archive_is_complete, bare))
    assert "采购活动记录" not in said, "a rule of its own asks for it"
    assert said == [x.name for x in required(bare) if x.material is not Material.RECORD]
    assert f"合同文本：{SCHOOLS}" in said
    assert f"验收证明：{SCHOOLS}" in said


def test_a_reason_counts_for_the_thing_it_was_given_for(bare: Case) -> None:
    why = Override("archive_is_complete", "投标文件", "平台留存，代理机构另行保管")
    case = replace(bare, overrides=(why,))
    (offer,) = [x for x in required(case) if x.material is Material.OFFER]
    assert (offer.where, offer.reason, offer.lacking) == ("", why.reason, False)
    assert all(x.lacking for x in required(case) if x.material is not Material.OFFER)
    every = replace(bare, overrides=(replace(why, subject=""),))
    assert [x.name for x in required(every) if x.lacking] == ["采购活动记录"]


def test_a_contract_counts_with_its_seals_only(bare: Case) -> None:
    case = with_papers(bare, made("contract", SCHOOLS))
    assert not of(case)[f"合同文本：{SCHOOLS}"]
    for what, there in ((MoveKind.SCANNED, False), (MoveKind.CONFIRMED, True)):
        move = PaperMove("contract", SCHOOLS, what, date(2026, 9, 4), "", 1, "", WHEN)
        moved = replace(case, moves=(move,))
        assert bool(of(moved)[f"合同文本：{SCHOOLS}"]) is there
    draft = with_papers(bare, made("contract", SCHOOLS, draft=True))
    assert not of(replace(draft, moves=moved.moves))[f"合同文本：{SCHOOLS}"]


def test_a_row_of_one_unit_counts_for_that_unit_alone(bare: Case) -> None:
    row = ("合同文本", "", "", SCHOOL, "2026-09-20", "8", "纸质")
    there = of(entering(bare, KIND, others=(row,)))
    contracts_there = {x: where for x, where in there.items() if x.startswith("合同文本")}
    assert [x for x, where in contracts_there.items() if where] == [f"合同文本：{SCHOOLS}"]
    for_all = of(entering(bare, KIND, others=((*row[:3], "各单位", *row[4:]),)))
    assert all(where for x, where in for_all.items() if x.startswith("合同文本"))


@pytest.mark.parametrize(
    ("kind", "unit", "name"),
    [
        (EventKind.EVALUATION_REPORT_RECEIVED, "", "评审报告"),
        (EventKind.CONTRACT_SIGNED, SCHOOL, f"合同文本：{SCHOOLS}"),
        (EventKind.ACCEPTANCE_DONE, SCHOOL, f"验收证明：{SCHOOLS}"),
    ],
)
def test_a_milestone_with_its_proof_holds_the_thing(
    bare: Case, kind: EventKind, unit: str, name: str
) -> None:
    plain = Event(kind, date(2026, 9, 20), unit)
    assert not of(and_events(bare, plain))[name]
    proved = and_events(bare, replace(plain, evidence="扫描.pdf", sha256=SHA))
    assert of(proved)[name] == f"登记“{kind.label}”所附"
    assert [n for n, where in of(proved).items() if where] == [name], "nobody else's"
    lines = [h for h in kept(proved) if h.materials]
    assert [h.day for h in lines] == [date(2026, 9, 20)], "and it stands in the catalogue"


def test_the_document_that_was_sent_out_is_held_with_its_criteria(bare: Case) -> None:
    case = replace(bare, tender=replace(bare.tender, released_sha256=SHA))
    assert [n for n, where in of(case).items() if where] == ["招标文件", "评审标准"]
    assert any(h.title == "招标文件" for h in kept(case))


def test_the_record_is_made_and_no_draft(bare: Case) -> None:
    assert not holds(rules.activity_record_is_made, bare)
    draft = made("activity_record", draft=True)
    assert not holds(rules.activity_record_is_made, with_papers(bare, draft))
    assert holds(rules.activity_record_is_made, with_papers(bare, made("activity_record")))


def test_the_statistics_reach_to_the_end(bare: Case) -> None:
    assert "还没有制作" in one(rules.statistics_are_made, bare).message
    case = entering(with_papers(bare, made("statistics")), "statistics", as_of="2026-09-30")
    on_the_day = and_events(case, at(EventKind.PROCUREMENT_ENDED, "2026-09-30"))
    assert holds(rules.statistics_are_made, on_the_day)
    later = and_events(case, at(EventKind.PROCUREMENT_ENDED, "2026-10-01"))
    assert "2026-10-01 才结束" in one(rules.statistics_are_made, later).message


def test_the_catalogue_is_made_last(bare: Case) -> None:
    assert not holds(rules.archive_catalogue_is_made, bare)
    assert not holds(rules.archive_catalogue_is_made, with_papers(bare, made(KIND, draft=True)))
    assert holds(rules.archive_catalogue_is_made, with_papers(bare, made(KIND)))


def test_the_folder_is_sealed_or_there_is_a_reason(bare: Case) -> None:
    said = one(rules.sealed_folder_is_made, bare)
    assert (said.severity, said.basis) == (WARN, rules.archive_is_complete.basis)
    assert "只存纸质案卷的，写明理由" in said.fix
    assert holds(rules.sealed_folder_is_made, replace(bare, sealed_on=date(2026, 12, 1)))
    why = Override(said.rule, "", "只存纸质案卷")
    for case, asked in ((bare, True), (replace(bare, overrides=(why,)), False)):
        left = [f.rule for f in flow.stage_findings(case, SPEC, law(), date(2026, 12, 1))]
        assert (said.rule in left) is asked


def test_nothing_ends_before_its_result_is_announced(bare: Case) -> None:
    announced = bare.happened(EventKind.RESULT_ANNOUNCED)
    assert announced == date(2026, 9, 3)
    for day, right in (("2026-09-02", False), ("2026-09-03", True)):
        case = and_events(bare, at(EventKind.PROCUREMENT_ENDED, day))
        assert holds(rules.procurement_ends_after_its_result, case) is right


def test_the_milestone_goes_before_what_was_entered(bare: Case) -> None:
    assert archiving.ended_on(bare) == date(2026, 9, 4), "as entered for the catalogue"
    case = and_events(bare, at(EventKind.PROCUREMENT_ENDED, "2026-12-01"))
    assert archiving.ended_on(case) == date(2026, 12, 1)
    assert archiving.ended_on(entering(bare, KIND, ended="")) is None


@pytest.mark.parametrize("day", [date(2026, 9, 4), date(2028, 2, 28), date(2028, 2, 29)])
def test_the_years_are_those_of_the_deadline(day: date) -> None:
    years = law().number("archive_years", day).value
    assert kept_until(day, years) == law().period("D-29", day).last_day
    assert kept_until(None, years) is None


def test_a_unit_is_told_what_is_there_of_it(bare: Case) -> None:
    assert [u.unit for u in unit_holdings(bare)] == [
        u.name for u in bare.units if any(n.unit == u.name for n in bare.needs)
    ]
    (school,) = [u for u in unit_holdings(bare) if u.unit == SCHOOL]
    assert (school.letter, school.notice, school.contracts) == (True, False, (0, 1))
    (bureau,) = [u for u in unit_holdings(bare) if u.unit == BUREAU]
    assert bureau.acceptances == (0, 2)
    case = with_papers(bare, made("signing_notice", SCHOOL))
    assert next(u for u in unit_holdings(case) if u.unit == SCHOOL).notice
    gone = and_events(bare, at(EventKind.WITHDRAWN, "2026-09-20", SCHOOL, "撤销了"))
    assert SCHOOL not in [u.unit for u in unit_holdings(gone)]


def test_the_stage_holds_every_rule_and_paper_of_the_archive() -> None:
    assert {p.kind for p in SPEC.papers} == {
        "statistics", "activity_record", "red_line_report", KIND,
    }  # fmt: skip
    assert {p.kind for p in SPEC.papers} <= set(PAPERS)
    assert not SPEC.begun(make_case())
    assert SPEC.begun(and_events(make_case(), at(EventKind.PROCUREMENT_ENDED, "2026-12-01")))
    assert len(contracts(make_case())) == 4
