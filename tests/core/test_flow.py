"""环节：完成、重开、复核、接手、说明理由、下一步；重开什么也不删。"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import BUREAU, SCHOOL, make_case, make_project
from tests.core.ruling import ADVISE, BLOCK, WARN, and_events, at, law, without
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Finding, Findings
from zjbuy_desktop.core.case.case import Case, Override, StageRecord
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PlanFiling
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import STAGES, stage
from zjbuy_desktop.core.stages.flow import State

TODAY = date(2026, 9, 4)
IDS = [s.id for s in STAGES]
MIXED = make_case(recommendations=(), project=make_project(suitability=""))
"""立项 with one thing that blocks, one warning, and (at 汇总) one piece of advice."""

BARE = make_case(
    needs=(),
    events=(),
    plans=(),
    filing=PlanFiling(),
    agency=None,
    awards=(),
    supplements=(),
    particulars=(),
)
"""Only 立项 has facts."""


def done(case: Case, *ids: str, **more: object) -> Case:
    """The case with these stages completed."""
    records = tuple(StageRecord(i, completed_on=TODAY, **more) for i in ids)
    return replace(case, stages=(*(s for s in case.stages if s.stage not in ids), *records))


def stored(case: Case, records: Iterable[StageRecord]) -> Case:
    """The case after these records were stored, as the use-cases do."""
    new = {r.stage: r for r in records}
    return replace(case, stages=tuple({**{s.stage: s for s in case.stages}, **new}.values()))


def states(case: Case) -> list[State]:
    return [flow.state(case, s) for s in flow.stages_of(case)]


def rules_of(found: Iterable[Finding]) -> set[str]:
    return {f.rule for f in found}


# 名单


def test_the_book_has_the_stages_in_working_order():
    assert IDS == [
        "setup", "call", "collection", "delegation", "intention", "requirement", "review", "plan",
        "agency", "tender", "award", "signing", "disputes", "performance",
        "archive",
    ]  # fmt: skip
    assert stage("plan").title == "临时采购计划"


def test_an_unknown_stage_is_refused_with_the_known_ones():
    with pytest.raises(UserError) as refused:
        stage("archive2")
    assert "setup" in refused.value.hint


def test_every_stage_tells_its_purpose_and_its_button():
    for spec in STAGES:
        assert spec.purpose.endswith("。")
        assert spec.action.startswith("登记" if spec.along else "完成")
        assert len({item.event for item in spec.checklist}) == len(spec.checklist)


# 状态


def test_at_first_only_the_first_stage_is_in_hand():
    assert states(make_case()) == [State.CURRENT, *[State.OPEN] * (len(STAGES) - 1)]
    assert flow.current(make_case()) is STAGES[0]


def test_completing_moves_on():
    case = make_case()
    record = flow.after_completing(case, STAGES[0], TODAY)
    assert record == StageRecord("setup", completed_on=TODAY)
    case = stored(case, [record])
    assert states(case)[:3] == [State.DONE, State.CURRENT, State.OPEN]


def test_all_done_leaves_nothing_in_hand():
    case = done(make_case(), *IDS)
    assert {flow.state(case, s) for s in flow.in_turn(case)} == {State.DONE}
    assert flow.current(case) is None
    assert flow.next_step(case, law(), TODAY).stage is None


def test_every_state_has_a_mark_of_its_own():
    assert len({s.mark for s in State}) == len(State)


# 重开与复核


def test_reopening_marks_the_later_finished_ones_and_deletes_nothing():
    upto = IDS.index("plan") + 1
    case = done(make_case(), *IDS[:upto])
    records = flow.after_reopening(case, stage("collection"))
    after = stored(case, records)
    assert states(after) == [
        State.DONE, State.DONE, State.CURRENT, *[State.STALE] * (upto - 3),
        *[State.OPEN] * (len(IDS) - upto),
    ]  # fmt: skip
    assert {s.stage for s in after.stages} == set(IDS[:upto])
    assert after.stage("plan").completed_on == TODAY
    assert replace(after, stages=()) == replace(case, stages=())


def test_after_completing_again_the_later_ones_are_looked_at_one_by_one():
    upto = IDS.index("plan") + 1
    before = done(make_case(), *IDS[:upto])
    case = stored(before, flow.after_reopening(before, stage("collection")))
    order = []
    while (now := flow.current(case)) is not None and now.id != "agency":
        order.append(now.id)
        case = stored(case, [flow.after_completing(case, now, date(2026, 9, 5))])
    assert order == IDS[2:upto]
    left = len(IDS) - upto - 1
    assert states(case) == [*[State.DONE] * upto, State.CURRENT, *[State.OPEN] * left]
    assert case.stage("setup").completed_on == TODAY
    assert case.stage("plan").completed_on == date(2026, 9, 5)


def test_changed_data_marks_the_stage_and_the_later_finished_ones():
    case = done(make_case(), *IDS[:4])
    assert [r.stage for r in flow.after_touching(case, stage("call"))] == IDS[1:4]
    touched = stored(case, flow.after_touching(case, stage("call")))
    assert states(touched)[:4] == [State.DONE, *[State.STALE] * 3]
    assert flow.current(touched) is stage("call")
    assert flow.after_touching(touched, stage("call")) == []
    assert flow.after_touching(make_case(), stage("setup")) == []


# 接手


def test_a_taken_over_project_starts_in_the_middle():
    case = make_case()
    records = flow.taken_over(case, stage("award"), TODAY, "前期由原牵头单位办理")
    case = stored(case, records)
    assert [r.stage for r in records] == IDS[: IDS.index("award")]
    assert all(r.taken_over and r.note and r.completed_on == TODAY for r in records)
    assert flow.current(case) is stage("award")


def test_taking_over_keeps_what_was_completed_here():
    case = done(make_case(), "setup")
    records = flow.taken_over(case, stage("collection"), TODAY, "接手")
    assert [r.stage for r in records] == ["call"]


def test_findings_of_a_stage_done_elsewhere_do_not_block():
    bare = replace(MIXED, events=())
    case = stored(bare, flow.taken_over(bare, stage("collection"), TODAY, "接手"))
    found = flow.findings(case, law(), TODAY)
    elsewhere = [
        f for f in found if f.rule in ("standard_requirement_explained", "call_sent_is_recorded")
    ]
    assert [f.severity for f in elsewhere] == [ADVISE, ADVISE]


def test_a_taken_over_stage_that_is_reopened_and_completed_is_done_here():
    case = stored(make_case(), flow.taken_over(make_case(), stage("plan"), TODAY, "接手"))
    case = stored(case, flow.after_reopening(case, stage("setup")))
    case = stored(case, [flow.after_completing(case, stage("setup"), TODAY)])
    assert not case.stage("setup").taken_over
    assert case.stage("setup").note == "接手"
    assert case.stage("call").taken_over


# 检查


def test_what_blocks_comes_before_what_warns():
    severities = [f.severity for f in flow.stage_findings(MIXED, stage("setup"), law(), TODAY)]
    assert severities == [BLOCK, WARN]


def test_a_warning_needs_a_reason_and_a_block_takes_none():
    setup = stage("setup")
    explained = replace(MIXED, overrides=(
        Override("lead_is_recommended", "", "会议商定"),
        Override("standard_requirement_explained", "", "不想写"),
    ))  # fmt: skip
    found = flow.stage_findings(explained, setup, law(), TODAY)
    assert rules_of(found) == {"standard_requirement_explained"}
    assert not flow.may_complete(found)
    written = replace(explained, project=make_project())
    assert flow.may_complete(flow.stage_findings(written, setup, law(), TODAY))
    unexplained = replace(written, overrides=())
    assert not flow.may_complete(flow.stage_findings(unexplained, setup, law(), TODAY))


def test_a_reason_covers_its_own_unit_or_with_none_named_all():
    case = make_case(needs=())
    call = stage("call")

    def left(*overrides: Override) -> set[str]:
        found = flow.stage_findings(replace(case, overrides=overrides), call, law(), TODAY)
        return {f.subject for f in found}

    rule = "every_unit_got_the_form"
    assert left() == {BUREAU, SCHOOL}
    assert left(Override(rule, BUREAU, "当面交")) == {SCHOOL}
    assert left(Override(rule, "", "主管部门转发")) == set()
    assert left(Override("call_deadline_is_set", BUREAU, "别的")) == {BUREAU, SCHOOL}


def test_advice_never_blocks():
    advice = Finding("x", ADVISE, "建议。", guideline("第三条"), "可不办。")
    assert flow.may_complete(Findings((advice,)))
    for severity in (WARN, BLOCK):
        assert not flow.may_complete(Findings((advice, replace(advice, severity=severity))))
    collection = flow.stage_findings(make_case(), stage("collection"), law(), TODAY)
    assert rules_of(collection) == {"volume_is_encouraged"}
    assert flow.may_complete(collection)


def test_an_unrecorded_milestone_blocks_unless_it_is_optional():
    tender = stage("tender")
    found = flow.stage_findings(make_case(), tender, law(), TODAY)
    missing = {f.rule: f.severity for f in found if f.rule.endswith("_is_recorded")}
    assert missing["announcement_published_is_recorded"] is BLOCK
    assert "bids_opened_is_recorded" not in missing
    case = and_events(make_case(), at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-08-31"))
    assert "announcement_published_is_recorded" not in rules_of(
        flow.stage_findings(case, tender, law(), TODAY)
    )


# 红线：到了哪里就查到哪里


def test_a_new_project_is_checked_for_its_first_stage_only():
    assert [s.id for s in flow.reached(BARE)] == ["setup"]


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({"events": (at(EventKind.FORM_DELIVERED, "2026-08-03", BUREAU),)}, "call"),
        ({"needs": make_case().needs}, "collection"),
        ({"events": (at(EventKind.SEAL_CONFIRMED, "2026-08-26", BUREAU),)}, "delegation"),
        ({"filing": PlanFiling("临1")}, "plan"),
        ({"agency": make_case().agency}, "agency"),
        ({"awards": make_case().awards}, "award"),
        ({"events": (at(EventKind.RESULT_ANNOUNCED, "2026-09-03"),)}, "award"),
        ({"events": (at(EventKind.AWARD_NOTICE_ISSUED, "2026-09-03"),)}, "signing"),
        ({"stages": (StageRecord("plan", completed_on=TODAY),)}, "plan"),
    ],
)
def test_facts_that_came_early_are_checked_although_earlier_stages_are_open(
    facts: dict[str, object], last: str
):
    case = replace(BARE, **facts)
    assert flow.reached(case)[-1].id == last
    assert flow.current(case) is STAGES[0]


def test_an_award_over_budget_is_told_though_no_stage_was_completed():
    dear = make_case(awards=(replace(make_case().awards[0], unit_price_fen=10**6),))
    assert "award_within_budget" in rules_of(flow.findings(dear, law(), TODAY))


# 下一步


def test_the_next_step_is_the_gravest_finding_with_its_basis():
    step = flow.next_step(MIXED, law(), TODAY)
    assert step.stage is STAGES[0]
    assert step.text == "用一两句话说明需求客观、明确，规格、标准统一，另有 1 项待办"
    assert step.why == "没有写明为什么适用带量集中采购。依据：浙财采监〔2025〕6号 第三条"


def test_the_next_step_says_when_the_program_itself_asks():
    case = done(make_case(project=make_project(call_deadline=None)), "setup")
    step = flow.next_step(case, law(), TODAY)
    assert step.text == "由牵头单位确定一个日期（指引没有规定填报期限）"
    assert step.why == "还没有填报截止日。这是本程序自己的检查"


def test_with_nothing_left_the_next_step_is_the_button():
    step = flow.next_step(make_case(), law(), TODAY)
    assert (step.text, step.why) == ("完成立项，去征集需求", "立项与名册的检查都已通过")


def test_advice_is_no_next_step():
    case = done(make_case(), "setup", "call")
    assert flow.next_step(case, law(), TODAY).text == "完成汇总，去办理委托函"


def test_a_stage_to_be_looked_at_again_comes_first():
    case = done(make_case(), *IDS)
    case = stored(case, flow.after_touching(case, stage("plan")))
    assert flow.next_step(case, law(), TODAY).stage is stage("plan")
    unsealed = without(case, EventKind.PROVISIONAL_PLAN_FILED)
    assert (
        flow.next_step(unsealed, law(), TODAY).text
        == "办结后登记日期（系统里办结的那一天；编号另外登记）"
    )
