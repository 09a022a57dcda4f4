"""文件记得印过的每一项：任何一项事实变了，都知道过期，并说出变了什么。"""

from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from tests.core.builders import BUREAU, SCHOOL, composed, make_case, make_needs, subject_of
from tests.core.varying import varied_cases
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper, MoveKind, PaperMove
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.units import Recommendation
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.labels import label
from zjbuy_desktop.core.papers.staleness import changed_since, changes

KIND = "delegation_letter"
MADE_AT = datetime(2026, 8, 21, 9)
LATER = datetime(2026, 8, 24, 9)


@cache
def others() -> tuple[tuple[str, Case], ...]:
    return tuple(varied_cases(make_case()))


def printed(paper: Paper) -> tuple[object, ...]:
    """All that reaches the page, seen without the paper's own memory of it."""
    return (paper.issuer, paper.number, paper.title, paper.to, paper.copies_to, paper.blocks)


@pytest.mark.parametrize("kind", PAPERS)
def test_whatever_changes_on_a_page_makes_the_paper_stale_and_is_named(kind: str) -> None:
    spec, case = PAPERS[kind], make_case()
    subject = subject_of(kind, case)
    before = composed(kind, case, subject).paper
    seen = 0
    for where, other in others():
        try:
            now = composed(kind, other, subject).paper
        except UserError:  # the paper's subject is gone
            continue
        told = changes(before.facts, now.facts, label_of=spec.label)
        if printed(now) == printed(before):
            continue
        seen += 1
        assert told, f"{where}: {kind} changed in silence"
        assert told != ["文字有变化"], f"{where}: what changed in {kind} has no name"
        assert not any(line.startswith(label("no such fact")) for line in told), f"{where}: {told}"
        assert now.edition != before.edition, f"{where}: {kind} keeps its edition"
    assert seen >= 5, seen


# A letter made with blanks: the unit fills them in, or the office learns them first


def blank(line: NeedLine) -> NeedLine:
    return replace(line, funding="", budget_item="", delivery="", intention="")


def before_and_after() -> tuple[Case, Case]:
    """The bureau's particulars unknown, and known."""
    needs = tuple(blank(n) if n.unit == BUREAU else n for n in make_needs())
    return make_case(needs=needs, events=()), make_case(events=())


def made_letter(case: Case) -> MadePaper:
    facts = composed(KIND, case, BUREAU).paper.facts
    return MadePaper(KIND, BUREAU, "", None, False, facts, MADE_AT, "x.pdf", 2)


def test_facts_learnt_after_a_letter_was_made_make_it_stale() -> None:
    before, after = before_and_after()
    made = made_letter(before)
    now = composed(KIND, after, BUREAU).paper
    assert changed_since(replace(after, papers=(made,)), made, now.facts) == [
        "委托公开采购意向的勾选：☐ → ☑",
        "资金、交付等事项（交付时间、地点）：（空） → 合同签订后30日内，本单位",
        "资金、交付等事项（资金来源）：（空） → 一般公共预算",
        "资金、交付等事项（采购意向公开方式）：☐委托牵头单位汇总公开　☐本单位自行公开"
        " → 委托牵头单位公开",
        "资金、交付等事项（预算项目）：（空） → 办公设备购置",
    ]
    assert made.edition != now.edition


def move(what: MoveKind, edition: str, at: datetime) -> PaperMove:
    return PaperMove(KIND, BUREAU, what, at.date(), edition, 1, "", at)


@pytest.mark.parametrize("what", [MoveKind.SCANNED, MoveKind.CONFIRMED])
def test_blanks_of_a_letter_that_came_home_were_filled_in_by_hand(what: MoveKind) -> None:
    before, after = before_and_after()
    made = made_letter(before)
    now = composed(KIND, after, BUREAU).paper.facts

    def told(*moves: PaperMove) -> list[str]:
        return changed_since(replace(after, papers=(made,), moves=moves), made, now)

    assert told(move(what, made.edition, LATER)) == []
    assert told(move(what, "", LATER)) == [], "filed by hand: no edition is known"
    assert told(move(what, "0000", LATER)) != [], "another edition came home"
    assert told(move(what, "", datetime(2026, 8, 20))) != [], "it was made afterwards"
    assert told(move(what, made.edition, LATER), move(MoveKind.REFUSED, made.edition, LATER)) != []
    dearer = replace(after, needs=tuple(replace(n, amount_fen=1) for n in after.needs))
    other = composed(KIND, dearer, BUREAU).paper.facts
    came_home = replace(after, papers=(made,), moves=(move(what, made.edition, LATER),))
    assert any("金额" in line for line in changed_since(came_home, made, other))


def test_a_recommendation_is_no_change_of_the_sheet_it_was_written_on() -> None:
    kind, before = "lead_recommendation", make_case(recommendations=())
    facts = composed(kind, before, SCHOOL).paper.facts
    made = MadePaper(kind, SCHOOL, "", None, False, facts, MADE_AT, "x.pdf", 1)

    def told(case: Case) -> list[str]:
        return changed_since(case, made, composed(kind, case, SCHOOL).paper.facts)

    given = (Recommendation(SCHOOL, BUREAU, "采购经验多"),)
    assert told(replace(before, recommendations=given)) == []
    assert told(replace(before, recommendations=(replace(given[0], by_unit=BUREAU),))) == []
    card = replace(before.project, name="另一个项目")
    renamed = replace(before, recommendations=given, project=card)
    assert any(line.startswith("项目名称") or "另一个项目" in line for line in told(renamed))


def test_the_order_of_rows_is_remembered_without_counting_them_twice() -> None:
    case = make_case()
    before = composed("requirement_document", case).paper.facts
    lead, *rest = case.units
    turned = replace(case, units=(replace(lead, order=9), *rest))
    now = composed("requirement_document", turned).paper.facts
    assert changes(before, now) == ["参与单位数量分配表的各行次序有变化"]
    one_less = replace(case, needs=tuple(n for n in case.needs if n.unit != SCHOOL))
    fewer = composed("requirement_document", one_less).paper.facts
    assert not any("次序" in line for line in changes(before, fewer))


def test_a_condition_that_turns_is_told_as_yes_and_no() -> None:
    before = (("joint", ""), ("unit", "甲"), ("whole_text", "a"))
    after = (("joint", "是"), ("unit", ""), ("whole_text", "b"))
    assert changes(before, after) == ["统采统签的合同：否 → 是", "单位名称：甲 → （空）"]
