"""草稿和过期：缺什么说什么，事实一变就知道变了哪一项。"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core.builders import (
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    SUPPLIER,
    composed,
    make_case,
    make_events,
    make_needs,
    need,
    with_project,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds
from zjbuy_desktop.core.case.plans import PlanFiling
from zjbuy_desktop.core.papers.blocks import plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import paper_code
from zjbuy_desktop.core.papers.staleness import changes


def missing(kind: str, case: Case, subject: str = "") -> list[str]:
    done = composed(kind, case, subject)
    assert done.paper.draft is bool(done.findings)
    return [f.message for f in done.findings]


@pytest.mark.parametrize("kind", PAPERS)
def test_a_complete_case_gives_final_papers(kind: str) -> None:
    case = make_case()
    for subject in PAPERS[kind].subjects(case):
        assert missing(kind, case, subject) == []


@pytest.mark.parametrize(
    ("kind", "subject", "fields"),
    [
        ("call_notice", "", ["number", "dated"]),
        ("signing_notice", BUREAU, ["number", "dated"]),
        ("procurement_agreement", SUPPLIER, ["number"]),
        ("delegation_letter", BUREAU, []),
        ("lead_recommendation", BUREAU, []),
        ("provisional_plan", "", []),
    ],
)
def test_number_and_date_are_asked_for_before_the_final_print(
    kind: str, subject: str, fields: list[str]
) -> None:
    found = composed(kind, make_case(details=()), subject)
    assert [f.field for f in found.findings] == fields
    assert all(f.basis is PAPERS[kind].basis and f.fix for f in found.findings)
    assert all(f.subject == subject for f in found.findings)


def test_a_unit_may_have_a_number_of_its_own() -> None:
    own = PaperDetails("signing_notice", SCHOOL, "之机管函〔2026〕24号", date(2026, 9, 5))
    case = make_case(details=(*make_case().details, own))
    assert composed("signing_notice", case, SCHOOL).paper.number == "之机管函〔2026〕24号"
    assert composed("signing_notice", case, BUREAU).paper.number == "之机管函〔2026〕23号"


def test_a_missing_fact_is_named_and_left_open() -> None:
    case = with_project(make_case(), call_deadline=None)
    assert missing("call_notice", case) == [
        "《征集采购需求意向的通知（函）》缺少填报截止日，只能出草稿。"
    ]
    assert "请于＿＿＿＿＿＿前报送" in plain_text(composed("call_notice", case).paper)


def test_a_letter_never_promises_funds_that_were_denied() -> None:
    denied = make_case(needs=(need(BUREAU, BASIC, "5", "5000", funds=Funds.NOT_SECURED),))
    assert missing("delegation_letter", denied, BUREAU) == [
        "《参与带量集中采购委托函》缺少资金落实情况，只能出草稿。"
    ]
    later = Event(EventKind.FUNDS_SECURED, date(2026, 8, 27), BUREAU)
    assert missing("delegation_letter", replace(denied, events=(later,)), BUREAU) == []


def test_what_the_form_left_open_is_filled_in_by_hand() -> None:
    blank = need(BUREAU, BASIC, "5", "5000", funding="", intention="", funds=Funds.UNKNOWN)
    case = make_case(needs=(blank,))
    assert missing("delegation_letter", case, BUREAU) == []
    text = plain_text(composed("delegation_letter", case, BUREAU).paper)
    assert "资金来源：\n" in text
    assert "☐委托牵头单位汇总公开　☐本单位自行公开" in text


def test_a_plan_without_numbers_is_a_draft() -> None:
    case = make_case()
    one = replace(case, plans=tuple(p for p in case.plans if p.unit != SCHOOL))
    assert f"缺少{SCHOOL}的采购计划编号" in missing("provisional_plan", one)[0]
    none = replace(case, plans=())
    assert f"缺少{LEAD}等3家单位的采购计划编号" in missing("provisional_plan", none)[0]


def test_the_notice_needs_the_plan_to_link_to_and_the_day_to_count_from() -> None:
    case = make_case(filing=PlanFiling())
    assert "缺少临时采购计划编号" in missing("signing_notice", case, BUREAU)[0]
    events = tuple(e for e in make_events() if e.kind is not EventKind.AWARD_NOTICE_ISSUED)
    unissued = missing("signing_notice", make_case(events=events), BUREAU)
    assert any("缺少中标（成交）通知书发出日期" in m for m in unissued)


def test_the_agreement_waits_for_the_result_announcement() -> None:
    events = tuple(e for e in make_events() if e.kind is not EventKind.RESULT_ANNOUNCED)
    case = make_case(events=events)
    assert missing("procurement_agreement", case, SUPPLIER) == [
        "《采购协议》缺少结果公告发布日期，只能出草稿。"
    ]


def test_nothing_changed_means_up_to_date() -> None:
    facts = composed("delegation_letter", make_case(), BUREAU).paper.facts
    assert changes(facts, composed("delegation_letter", make_case(), BUREAU).paper.facts) == []


def test_a_changed_quantity_is_named_in_letter_and_table() -> None:
    before = composed("delegation_letter", make_case(), SCHOOL).paper
    kept = tuple(n for n in make_needs() if n.unit != SCHOOL)
    case = make_case(needs=(*kept, need(SCHOOL, BASIC, "15", "5166.67", intention="自行公开")))
    after = composed("delegation_letter", case, SCHOOL).paper
    told = changes(before.facts, after.facts)
    assert "数量：14台 → 15台" in told
    assert "金额（元）：72,333.38 → 77,500.05" in told
    assert any(line.startswith(f"采购需求明细（{BASIC}）：") for line in told)
    other = composed("delegation_letter", case, BUREAU).paper
    assert (
        changes(composed("delegation_letter", make_case(), BUREAU).paper.facts, other.facts) == []
    )


def test_a_changed_row_of_a_table_is_named_by_its_unit() -> None:
    case = make_case()
    before = composed("procurement_agreement", case, SUPPLIER).paper
    cheaper = replace(case.awards[0], unit_price_fen=money.fen("4979"))
    after = composed("procurement_agreement", replace(case, awards=(cheaper,)), SUPPLIER).paper
    told = changes(before.facts, after.facts)
    assert any(line.startswith(f"分配表（{SCHOOL}）：") for line in told)
    assert any("69,720.00" in line and "69,706.00" in line for line in told)


def test_a_new_number_or_date_makes_a_paper_stale() -> None:
    case = make_case()
    before = composed("signing_notice", case, BUREAU).paper
    later = PaperDetails("signing_notice", "", "之机管函〔2026〕25号", date(2026, 9, 7))
    after = composed("signing_notice", replace(case, details=(later,)), BUREAU).paper
    assert changes(before.facts, after.facts) == [
        "成文日期：2026年9月4日 → 2026年9月7日",
        "文号：之机管函〔2026〕23号 → 之机管函〔2026〕25号",
    ]


def test_a_supplier_who_moved_makes_the_agreement_stale() -> None:
    case = make_case()
    before = composed("procurement_agreement", case, SUPPLIER).paper
    moved = replace(case.awards[0], address="之江市滨江路9号")
    after = composed("procurement_agreement", replace(case, awards=(moved,)), SUPPLIER).paper
    assert changes(before.facts, after.facts) == [
        "签署栏（乙方（盖章）地址）：（空） → 之江市滨江路9号"
    ]


def test_a_reworded_text_is_told_even_if_no_fact_changed() -> None:
    facts = composed("call_notice", make_case()).paper.facts
    reworded = tuple((n, "0" if n == "whole_text" else v) for n, v in facts)
    assert changes(facts, reworded) == ["文字有变化"]


def test_the_code_is_the_same_for_the_same_paper_and_no_other() -> None:
    case = make_case()
    changed = replace(case, events=(), needs=())
    first = paper_code(case, "delegation_letter", BUREAU)
    assert paper_code(changed, "delegation_letter", BUREAU) == first
    other = replace(case, created_at=datetime(2026, 6, 15, 9))  # in another data folder
    assert paper_code(other, "delegation_letter", BUREAU) != first, (
        "another data folder's project 7"
    )
    codes = {paper_code(case, kind, unit) for kind in PAPERS for unit in ("", BUREAU, SCHOOL)}
    assert len(codes) == 3 * len(PAPERS)


def test_a_blank_filled_in_by_hand_does_not_make_a_returned_letter_stale() -> None:
    before = (("amount", "1.00"), ("funding", ""), ("way", "□委托　□自行"), ("whole_text", "a"))
    after = (("amount", "1.00"), ("funding", "预算"), ("way", "委托"), ("whole_text", "b"))
    assert changes(before, after, by_hand=True) == []
    assert len(changes(before, after)) == 2
    other = (("amount", "2.00"), *after[1:])
    assert len(changes(before, other, by_hand=True)) == 1


def test_the_letter_names_both_units_and_ticks_what_is_entrusted() -> None:
    text = plain_text(composed("delegation_letter", make_case(), BUREAU).paper)
    assert (
        "（统一社会信用代码：11339900D10TACMHQA，预算单位编码：101001，预算级次：设区市级）" in text
    )
    assert "委托贵单位（统一社会信用代码：11339900LFY5WBEXYM）作为牵头单位" in text
    assert "（一）☑汇总公开采购意向" in text
    assert "附件：1. 采购资金落实证明" in text
    own = plain_text(composed("delegation_letter", make_case(), SCHOOL).paper)
    assert "（一）☐汇总公开采购意向（自行公开的不勾选）" in own
    assert own.count("☑") == text.count("☑") - 1


def test_the_recommendation_knows_the_level_and_role_of_a_unit_on_the_roster() -> None:
    known = plain_text(composed("lead_recommendation", make_case(), BUREAU).paper)
    assert "与本次采购的关系：☑参与单位　☐上级单位\n被推荐单位预算级次：设区市级" in known
    open_ = plain_text(composed("lead_recommendation", make_case(), SCHOOL).paper)
    assert "与本次采购的关系：☐参与单位　☐上级单位\n被推荐单位预算级次：\n" in open_
    above = make_case(needs=tuple(n for n in make_needs() if n.unit != LEAD))
    superior = plain_text(composed("lead_recommendation", above, BUREAU).paper)
    assert "与本次采购的关系：☐参与单位　☐上级单位\n被推荐单位预算级次：设区市级" in superior
