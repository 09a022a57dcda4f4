"""What must exist before an event: each refusal with its two sides."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core.builders import BUREAU, LEAD, SCHOOL, make_case, with_project
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case, StageRecord
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.homecoming import LETTER, Home, standing_of
from zjbuy_desktop.core.case.preconditions import (
    BEFORE,
    OUTSIDE,
    came_another_way,
    marked,
    unmet,
)
from zjbuy_desktop.core.case.project import Mode

DAY = date(2026, 9, 10)
FINAL = datetime(2026, 9, 10, 17, 0)
K = EventKind


def paper(kind: str, unit: str, at: datetime = FINAL, *, draft: bool = False) -> MadePaper:
    return MadePaper(kind, unit, "", None, draft, (), at, "x.pdf", 1)


def asked(case: Case, kind: EventKind, unit: str = "", on: date = DAY) -> str:
    """What is said to be missing; empty when nothing is."""
    found = unmet(case, Event(kind, on, unit))
    return f"{found.told}{found.first}" if found else ""


def without(case: Case, *kinds: EventKind) -> Case:
    return replace(case, events=tuple(e for e in case.events if e.kind not in kinds))


def happened(case: Case, *kinds: EventKind, unit: str = "", on: date = DAY) -> Case:
    return replace(case, events=(*case.events, *(Event(k, on, unit) for k in kinds)))


@pytest.fixture
def lettered() -> Case:
    """The bureau's letter was made, final, on the very day."""
    bare = without(make_case(), K.SEAL_CONFIRMED)
    return replace(bare, papers=(paper("delegation_letter", BUREAU),))


LETTERS = pytest.mark.parametrize("kind", [K.LETTER_RETURNED, K.SEAL_CONFIRMED])


@LETTERS
def test_a_letter_needs_the_need_of_its_unit(lettered: Case, kind: EventKind) -> None:
    assert asked(lettered, kind, BUREAU) == ""
    needs = tuple(n for n in lettered.needs if n.unit != BUREAU)
    said = asked(replace(lettered, needs=needs), kind, BUREAU)
    assert "没有已接收的需求" in said
    assert "先在“回收与汇总”" in said


@LETTERS
def test_a_letter_must_be_made_and_no_draft(lettered: Case, kind: EventKind) -> None:
    draft = (paper("delegation_letter", BUREAU, draft=True),)
    assert "只有草稿" in asked(replace(lettered, papers=draft), kind, BUREAU)
    assert "还没有制作" in asked(replace(lettered, papers=()), kind, BUREAU)
    other = (paper("delegation_letter", SCHOOL),)
    assert "还没有制作" in asked(replace(lettered, papers=other), kind, BUREAU)
    found = unmet(replace(lettered, papers=draft), Event(kind, DAY, BUREAU))
    assert found is not None
    assert found.by_note


@LETTERS
def test_a_letter_is_made_by_the_day_it_is_recorded(lettered: Case, kind: EventKind) -> None:
    assert asked(lettered, kind, BUREAU, date(2026, 9, 10)) == ""
    assert "2026-09-10 才制作" in asked(lettered, kind, BUREAU, date(2026, 9, 9))
    newer = (*lettered.papers, paper("delegation_letter", BUREAU, datetime(2026, 9, 20)))
    assert asked(replace(lettered, papers=newer), kind, BUREAU, date(2026, 9, 10)) == ""


@LETTERS
def test_the_lead_and_units_that_left_hand_in_no_letter(lettered: Case, kind: EventKind) -> None:
    assert "不用委托函" in asked(lettered, kind, LEAD)
    assert "已登记退出" in asked(happened(lettered, K.WITHDRAWN, unit=BUREAU), kind, BUREAU)


def test_a_seal_is_looked_at_after_the_letter_came_back(lettered: Case) -> None:
    back = happened(lettered, K.LETTER_RETURNED, unit=BUREAU, on=date(2026, 9, 11))
    assert asked(back, K.SEAL_CONFIRMED, BUREAU, date(2026, 9, 11)) == ""
    assert "晚于核章的 2026-09-10" in asked(back, K.SEAL_CONFIRMED, BUREAU, DAY)


def test_funds_are_those_of_a_need() -> None:
    case = make_case()
    assert asked(case, K.FUNDS_SECURED, BUREAU) == ""
    assert "没有已接收的需求" in asked(replace(case, needs=()), K.FUNDS_SECURED, BUREAU)


def test_a_plan_holds_included_needs() -> None:
    case = make_case()
    assert asked(case, K.PROVISIONAL_PLAN_FILED) == ""
    nobody = replace(case, needs=())
    assert "纳入计划" in asked(nobody, K.PROVISIONAL_PLAN_FILED)


@pytest.mark.parametrize("kind", [K.AGENCY_AGREEMENT_SIGNED, K.PLAN_ENTRUSTED])
def test_an_agency_is_chosen_first(kind: EventKind) -> None:
    assert asked(make_case(), kind) == ""
    assert "还没有登记采购代理机构" in asked(make_case(agency=None), kind)


def test_an_announcement_has_needs_behind_it() -> None:
    assert asked(make_case(), K.ANNOUNCEMENT_PUBLISHED) == ""
    assert "还没有读入任何单位的需求" in asked(make_case(needs=()), K.ANNOUNCEMENT_PUBLISHED)


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (K.BIDS_OPENED, K.ANNOUNCEMENT_PUBLISHED),
        (K.EVALUATION_FINISHED, K.ANNOUNCEMENT_PUBLISHED),
        (K.EVALUATION_REPORT_RECEIVED, K.ANNOUNCEMENT_PUBLISHED),
        (K.RESULT_CONFIRMED, K.EVALUATION_REPORT_RECEIVED),
        (K.AWARD_NOTICE_ISSUED, K.RESULT_CONFIRMED),
        (K.RESULT_ANNOUNCED, K.RESULT_CONFIRMED),
    ],
)
def test_one_event_follows_another(kind: EventKind, first: EventKind) -> None:
    bare = without(make_case(), first)
    assert asked(bare, kind) == f"还没有登记“{first.label}”。先登记“{first.label}”。"
    assert asked(happened(bare, first), kind) == ""


@pytest.mark.parametrize(
    "kind",
    [K.CONTRACT_ANNOUNCED, K.CONTRACT_FILED, K.ACCEPTANCE_DONE, K.INVOICE_RECEIVED, K.PAID],
)
def test_what_follows_a_contract_follows_that_of_the_unit(kind: EventKind) -> None:
    signed = happened(make_case(), K.CONTRACT_SIGNED, unit=BUREAU)
    assert asked(signed, kind, BUREAU) == ""
    assert f"{SCHOOL}还没有登记“合同已签订”" in asked(signed, kind, SCHOOL)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        (K.PROCUREMENT_AGREEMENT_SIGNED, ""),
        (K.CONTRACT_SIGNED, BUREAU),
        (K.SIGNING_NOTICE_SENT, BUREAU),
    ],
)
def test_there_is_an_award_first(kind: EventKind, unit: str) -> None:
    case = make_case(papers=(paper("signing_notice", BUREAU),))
    assert asked(case, kind, unit) == ""
    assert "还没有登记采购结果" in asked(replace(case, awards=()), kind, unit)


@pytest.mark.parametrize("kind", [K.CONTRACT_SIGNED, K.SIGNING_NOTICE_SENT])
def test_a_contract_is_the_share_of_its_unit(kind: EventKind) -> None:
    case = make_case(papers=(paper("signing_notice", BUREAU),))
    assert asked(case, kind, BUREAU) == ""
    left_out = tuple(n for n in case.needs if n.unit != BUREAU)
    assert f"采购结果里没有{BUREAU}" in asked(replace(case, needs=left_out), kind, BUREAU)


def test_a_notice_is_made_before_it_is_sent_and_none_goes_to_the_lead() -> None:
    case = make_case()
    found = unmet(case, Event(K.SIGNING_NOTICE_SENT, DAY, BUREAU))
    assert found is not None
    assert found.by_note
    assert "还没有制作" in found.told
    assert "不用给自己发" in asked(case, K.SIGNING_NOTICE_SENT, LEAD)


@pytest.mark.parametrize(
    ("stage", "kind", "unit"),
    [
        ("collection", K.ANNOUNCEMENT_PUBLISHED, ""),
        ("delegation", K.PROVISIONAL_PLAN_FILED, ""),
        ("award", K.CONTRACT_SIGNED, BUREAU),
        ("tender", K.RESULT_CONFIRMED, ""),
    ],
)
def test_what_was_done_elsewhere_is_not_asked_for(stage: str, kind: EventKind, unit: str) -> None:
    bare = make_case(needs=(), awards=(), events=())
    assert asked(bare, kind, unit)
    over = replace(bare, stages=(StageRecord(stage, DAY, taken_over=True),))
    assert asked(over, kind, unit) == ""


def test_who_has_signed_leaves_no_more_and_who_left_signs_nothing() -> None:
    case = without(make_case(), K.CONTRACT_SIGNED)
    assert asked(case, K.WITHDRAWN, BUREAU) == ""
    recorded = happened(case, K.CONTRACT_SIGNED, unit=BUREAU)
    entered = replace(case, signed=(SignedContract(BUREAU, "标项一", "1", DAY, 1),))
    for signed in (recorded, entered):
        assert "合同已经签订" in asked(signed, K.WITHDRAWN, BUREAU)
        assert asked(signed, K.WITHDRAWN, SCHOOL) == ""
    assert "已登记退出" in asked(
        happened(case, K.WITHDRAWN, unit=BUREAU), K.CONTRACT_SIGNED, BUREAU
    )


def test_the_lead_signs_for_every_unit_of_a_joint_contract() -> None:
    case = happened(without(make_case(), K.CONTRACT_SIGNED), K.CONTRACT_SIGNED, unit=LEAD)
    assert asked(case, K.WITHDRAWN, BUREAU) == ""
    joint = with_project(case, mode=Mode.SIGN_TOGETHER)
    assert "合同已经签订" in asked(joint, K.WITHDRAWN, BUREAU)


def test_every_later_event_says_what_it_needs() -> None:
    free = {
        K.CALL_SENT,
        K.FORM_DELIVERED,
        K.INTENTION_PUBLISHED,
        K.REQUIREMENT_ANSWERED,
        K.REVIEW_FAILED,
        K.REVIEW_PASSED,
        K.INTENTION_WAIVED,
    }
    outside = {
        K.PREQUALIFICATION_ANNOUNCED, K.NOTICE_SUBMITTED, K.EXPERTS_DRAWN, K.EXPERTS_RATED,
        K.PROCUREMENT_TERMINATED, K.PROCUREMENT_ENDED, K.AGENCY_RATED, K.ENQUIRY_RECEIVED,
        K.CHALLENGE_RECEIVED, K.COMPLAINT_RECEIVED, K.SIGNING_SUSPENDED, K.PROCUREMENT_SUSPENDED,
    }  # fmt: skip
    assert set(K) - set(BEFORE) == free | {K.DOCUMENT_CONFIRMED} | outside


def test_what_is_resumed_or_answered_has_begun_before() -> None:
    case = make_case()
    assert "还没有登记“已暂停签订、履行合同”" in asked(case, K.SIGNING_RESUMED, "")
    stopped = happened(case, K.SIGNING_SUSPENDED)
    assert asked(stopped, K.SIGNING_RESUMED, "") == ""


def test_the_mark_stands_once_and_is_recognised() -> None:
    once = marked("8月初已交纸质函")
    assert once == f"{OUTSIDE}：8月初已交纸质函"
    assert marked(once) == once
    assert came_another_way(Event(K.SEAL_CONFIRMED, DAY, BUREAU, once))
    assert not came_another_way(Event(K.SEAL_CONFIRMED, DAY, BUREAU, "8月初已交纸质函"))
    assert not came_another_way(None)


def test_a_seal_is_not_that_of_a_letter_made_later(lettered: Case) -> None:
    """A later letter with other figures is out; the same again is the one that was sealed."""
    sealed = happened(lettered, K.SEAL_CONFIRMED, unit=BUREAU)
    assert standing_of(sealed, LETTER, BUREAU).home is Home.SEALED
    later = datetime(2026, 9, 20)
    same = replace(lettered.papers[0], made_at=later)
    other = replace(same, facts=(("amount", "1.00"),))
    again = replace(sealed, papers=(*sealed.papers, same))
    assert standing_of(again, LETTER, BUREAU).home is Home.SEALED
    for papers in ((same,), (*sealed.papers, other)):
        assert standing_of(replace(sealed, papers=papers), LETTER, BUREAU).home is Home.OUT
    note = marked("纸质函")
    outside = replace(lettered, events=(Event(K.SEAL_CONFIRMED, DAY, BUREAU, note),))
    assert standing_of(replace(outside, papers=(other,)), LETTER, BUREAU).home is Home.SEALED
