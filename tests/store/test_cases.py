"""Everything that goes into the database comes out of it again, as it went in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.store.conftest import NOW, UNITS, accepted, make_project, make_units
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.awards import LotAward, Supplement
from zjbuy_desktop.core.case.case import Override, StageRecord
from zjbuy_desktop.core.case.documents import MadePaper, PaperDetails
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.case.units import Recommendation
from zjbuy_desktop.store import awards, peek, plans, projects, records, snapshots
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.store import Store

A, B, C = UNITS
DAY = date(2026, 12, 1)


def test_a_new_project(store: Store, project: int) -> None:
    with store.read() as view:
        case = load_case(view, project)
    assert case.project == make_project()
    assert case.units == make_units()
    assert (case.id, case.created_at) == (project, NOW)


def test_every_fact_comes_back(store: Store, project: int) -> None:
    recommendations = (Recommendation(C, A, "级次最高"), Recommendation(B, "之江市财政局上级", ""))
    events = (
        Event(EventKind.CALL_SENT, DAY, note="浙采〔2026〕1号"),
        Event(EventKind.SEAL_CONFIRMED, DAY, B),
    )
    entries = (
        PlanEntry(PlanKind.PROVISIONAL, A, "0001-2026", "A02010108", 123, "计划.xlsx!E2"),
        PlanEntry(PlanKind.PROVISIONAL, "名册外单位", "0002", "A02010108", 5),
    )
    agency = Agency("之江市公共资源交易中心", "12330100000000000X", True, fee="不收取")
    results = (
        LotAward("标项二", "乙公司", "91330100000000000X", total_fen=1_000_000),
        LotAward("标项一", "甲公司", "91330100000000001X", unit_price_fen=499_900),
    )
    supplement = Supplement(B, "标项一", 1_000, "补1")
    details = PaperDetails("call_notice", "", "之采〔2026〕3号", DAY)
    paper = MadePaper(
        "contract", B, "合1", None, True, (("金额", "1"), ("甲方", B)), NOW, "合同.pdf", 7
    )
    stage = StageRecord("setup", DAY, stale=True, taken_over=True, note="接手")
    override = Override("at_least_four_million", "", "领导批示")
    with store.begin("all", "全部", NOW, project) as work:
        projects.set_recommendations(work, project, recommendations)
        records.add_events(work, project, events)
        plans.set_plans(work, project, PlanKind.PROVISIONAL, entries)
        plans.set_filing(work, project, PlanFiling("LS-1"))
        plans.set_agency(work, project, agency)
        awards.set_awards(work, project, results)
        awards.add_supplement(work, project, supplement)
        records.set_details(work, project, details)
        records.add_made_papers(work, project, [paper])
        records.set_stage(work, project, stage)
        records.add_override(work, project, override)
    with store.read() as view:
        case = load_case(view, project)
    assert case.recommendations == recommendations
    assert case.events == events
    assert case.plans == entries
    assert case.filing == PlanFiling("LS-1")
    assert case.agency == agency
    assert case.awards == results
    assert case.supplements == (supplement,)
    assert case.details == (details,)
    assert case.papers == (replace(paper, id=case.papers[0].id),)
    assert case.stages == (stage,)
    assert case.overrides == (override,)
    assert peek.projects(store.data_dir)[0].stage_hint == "setup"


def test_what_is_written_anew_replaces_what_was(store: Store, project: int) -> None:
    entry = PlanEntry(PlanKind.FORMAL, A, "1", "A", 1)
    kinds = (PlanKind.FORMAL, PlanKind.PROVISIONAL, PlanKind.FORMAL)
    with store.begin("x", "x", NOW, project) as work:
        for number, kind in enumerate(kinds):
            plans.set_plans(work, project, kind, [replace(entry, kind=kind, amount_fen=number)])
            plans.set_filing(work, project, PlanFiling(str(number)))
            records.set_stage(work, project, StageRecord("call", None, note=str(number)))
            records.set_details(work, project, PaperDetails("call_notice", "", str(number)))
        plans.set_agency(work, project, Agency("甲", "", False))
        plans.set_agency(work, project, None)
    with store.read() as view:
        case = load_case(view, project)
    assert [(p.kind.value, p.amount_fen) for p in case.plans] == [("provisional", 1), ("formal", 2)]
    assert (case.filing.number, case.stage("call").note) == ("2", "2")
    assert (case.details_of("call_notice").number, case.agency) == ("2", None)


def test_an_event_can_be_taken_back(store: Store, project: int) -> None:
    whole, unit = Event(EventKind.CALL_SENT, DAY), Event(EventKind.SEAL_CONFIRMED, DAY, A)
    with store.begin("x", "x", NOW, project) as work:
        records.add_events(work, project, [whole, unit, whole])
        assert records.remove_event(work, project, whole)
        assert records.remove_event(work, project, unit)
        assert not records.remove_event(work, project, unit)
    with store.read() as view:
        assert load_case(view, project).events == (whole,)


def test_the_card_and_the_roster_can_change(store: Store, project: int) -> None:
    card = replace(
        make_project(), name="新名", lots=(Lot("标项一", "平板电脑"),), call_deadline=None
    )
    roster = make_units((C, "之江市水利局"))
    with store.begin("x", "x", NOW, project) as work:
        projects.update_project(work, project, card)
        projects.replace_units(work, project, roster)
    with store.read() as view:
        case = load_case(view, project)
    assert (case.project, case.units) == (card, roster)


def test_a_unit_in_use_stays_and_a_renamed_one_is_followed(
    store: Store, project: int, receive: object
) -> None:
    assert callable(receive)
    receive((accepted("甲.xlsx", b"1", B), b"1"))
    with (
        pytest.raises(UserError, match=f"不能从名册中删去：{B}"),
        store.begin("x", "x", NOW) as work,
    ):
        projects.replace_units(work, project, make_units((A, C)))
    with store.begin("x", "x", NOW, project) as work:
        records.add_event(work, project, Event(EventKind.SEAL_CONFIRMED, DAY, B))
        projects.rename_unit(work, project, B, "之江市财政局（新）")
    with store.read() as view:
        case = load_case(view, project)
    assert {line.unit for line in case.needs} == {"之江市财政局（新）"}
    assert case.happened(EventKind.SEAL_CONFIRMED, "之江市财政局（新）") == DAY


def test_a_unit_keeps_its_name_while_its_needs_are_sealed(
    store: Store, project: int, receive: Callable[..., int]
) -> None:
    receive((accepted("甲.xlsx", b"1", B), b"1"))
    with store.begin("x", "x", NOW, project) as work:
        snapshots.seal(work, project, "汇总", "张三")
    with pytest.raises(UserError, match="封存为“汇总”"), store.begin("x", "x", NOW) as work:
        projects.rename_unit(work, project, B, "新名")


def test_no_such_project(store: Store) -> None:
    with pytest.raises(UserError, match="没有编号为 9 的项目"), store.read() as view:
        load_case(view, 9)
