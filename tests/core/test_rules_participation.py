"""立项的规则：两家、一个牵头、级次、品目、方式、代码，各在边界两侧。"""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.core.builders import (
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    make_case,
    make_project,
    make_unit,
    make_units,
    with_project,
)
from tests.core.ruling import ADVISE, BLOCK, WARN, and_events, at, found, holds, one
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Kind, Lot, Mode
from zjbuy_desktop.core.case.units import Level, Recommendation, Role
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.rules import participation as rules

CASE = make_case()


def with_levels(lead: Level, other: Level) -> Case:
    first, second, third = make_units()
    return make_case(
        units=(
            replace(first, level=lead),
            replace(second, level=other),
            replace(third, level=Level.TOWNSHIP),
        )
    )


# 两家单位


def test_two_units_are_enough():
    assert holds(rules.at_least_two_units, make_case(units=make_units()[:2]))


def test_one_unit_is_not_enough():
    finding = one(rules.at_least_two_units, make_case(units=make_units()[:1]))
    assert finding.severity is BLOCK
    assert "1 家单位，不足 2 家" in finding.message


# 牵头单位


def test_one_lead_that_the_project_names():
    assert holds(rules.exactly_one_lead, CASE)


def test_no_lead_and_two_leads_are_named():
    lead, bureau, school = make_units()
    none = make_case(units=(replace(lead, role=Role.PARTICIPANT), bureau, school))
    assert "名册上没有牵头单位。" in one(rules.exactly_one_lead, none).message
    two = make_case(units=(lead, replace(bureau, role=Role.LEAD), school))
    assert one(rules.exactly_one_lead, two).message == (
        f"名册上有 2 家牵头单位：{LEAD}、{BUREAU}。"
    )


def test_the_lead_of_the_roster_is_the_one_of_the_project():
    finding = one(rules.exactly_one_lead, with_project(CASE, lead_unit=BUREAU))
    assert (finding.field, finding.severity) == ("lead_unit", BLOCK)


@pytest.mark.parametrize(
    ("lead", "other", "fine"),
    [
        (Level.PROVINCE, Level.CITY, True),
        (Level.CITY, Level.CITY, True),
        (Level.COUNTY, Level.CITY, False),
        (Level.CITY, Level.CENTRAL, False),
    ],
)
def test_the_lead_is_of_the_highest_level(lead: Level, other: Level, fine: bool):
    case = with_levels(lead, other)
    assert holds(rules.lead_is_highest_or_designated, case) is fine
    designated = with_project(case, designation="之政办函〔2026〕3号指定")
    assert holds(rules.lead_is_highest_or_designated, designated)


def test_a_lower_lead_is_a_warning_because_the_guideline_says_in_principle():
    finding = one(rules.lead_is_highest_or_designated, with_levels(Level.COUNTY, Level.CITY))
    assert finding.severity is WARN
    assert f"{LEAD}为县级，名册上有设区市级的{BUREAU}。" == finding.message
    assert finding.basis is not None
    assert finding.basis.label == "浙财采监〔2025〕6号 第五条"


def recommended(*names: str) -> Case:
    voters = (BUREAU, SCHOOL, LEAD)
    pairs = zip(voters, names, strict=False)
    return make_case(recommendations=tuple(Recommendation(v, n) for v, n in pairs))


def test_the_recommended_unit_leads():
    assert holds(rules.lead_is_recommended, recommended(LEAD, LEAD, BUREAU))


def test_nobody_recommended_yet():
    finding = one(rules.lead_is_recommended, make_case(recommendations=()))
    assert finding.severity is WARN
    assert "尚未登记" in finding.message


def test_most_recommended_somebody_else():
    finding = one(rules.lead_is_recommended, recommended(BUREAU, BUREAU, LEAD))
    assert finding.message == f"推荐最多的是{BUREAU}（2 份），{LEAD}有 1 份。"


@pytest.mark.parametrize("order", [(LEAD, BUREAU), (BUREAU, LEAD)])
def test_a_tie_is_told_whichever_vote_was_entered_first(order: tuple[str, str]):
    finding = one(rules.lead_is_recommended, recommended(*order))
    assert finding.message == f"{BUREAU}与{LEAD}得到的推荐同为 1 份。"


# 品目与类别


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        ("A02010105", Kind.GOODS, None),
        (" ａ02010105", Kind.GOODS, None),
        ("C21040000", Kind.SERVICES, None),
        ("A0201010", Kind.GOODS, "不是一位字母加八位数字"),
        ("", Kind.GOODS, "不是一位字母加八位数字"),
        ("B01010100", Kind.GOODS, "属于工程"),
        ("C21040000", Kind.GOODS, "与标的类别“货物”不符"),
        ("A02010105", Kind.SERVICES, "与标的类别“服务”不符"),
    ],
)
def test_the_item_is_goods_or_services(code: str, kind: Kind, says: str | None):
    findings = found(
        rules.item_is_goods_or_services, with_project(CASE, category_code=code, kind=kind)
    )
    assert [says in f.message for f in findings if says] == ([True] if says else [])
    assert all(f.severity is BLOCK for f in findings)


def test_why_the_requirement_is_standard_must_be_written():
    assert holds(rules.standard_requirement_explained, CASE)
    assert one(rules.standard_requirement_explained, with_project(CASE, suitability=" ")).fix


# 模式、方式、评审方法


def test_signing_together_is_allowed_with_a_note():
    together = with_project(CASE, mode=Mode.SIGN_TOGETHER)
    assert one(rules.joint_signing_explained, together).severity is WARN
    noted = with_project(together, sign_together_note="县财政局同意试点")
    assert holds(rules.joint_signing_explained, noted)
    assert holds(rules.joint_signing_explained, CASE)


@pytest.mark.parametrize(
    ("method", "evaluation", "reason", "fine"),
    [
        (Method.OPEN_TENDER, "最低评标价法", "", True),
        (Method.OPEN_TENDER, "综合评分法", "", False),
        (Method.INVITED_TENDER, "综合评分法", "  ", False),
        (Method.OPEN_TENDER, "综合评分法", "含三年驻场服务，需比较方案", True),
        (Method.CONSULTATION, "综合评分法", "", True),
    ],
)
def test_scoring_a_standard_item_needs_a_reason(
    method: Method, evaluation: str, reason: str, fine: bool
):
    case = with_project(CASE, method=method, evaluation=evaluation, evaluation_reason=reason)
    findings = found(rules.lowest_price_unless_explained, case)
    assert (not findings) is fine
    assert all(f.severity is WARN for f in findings)


@pytest.mark.parametrize(
    ("method", "kind", "fine"),
    [
        (Method.INQUIRY, Kind.GOODS, True),
        (Method.INQUIRY, Kind.SERVICES, False),
        (Method.OPEN_TENDER, Kind.SERVICES, True),
    ],
)
def test_an_inquiry_buys_goods_only(method: Method, kind: Kind, fine: bool):
    assert holds(rules.inquiry_buys_goods, with_project(CASE, method=method, kind=kind)) is fine


# 施行日期


@pytest.mark.parametrize(("created", "fine"), [("2025-06-30", False), ("2025-07-01", True)])
def test_a_project_begins_after_the_guideline(created: str, fine: bool):
    case = make_case(created_at=datetime.fromisoformat(f"{created}T08:00:00"))
    assert holds(rules.guideline_in_force, case) is fine


def test_an_event_before_the_guideline_counts_as_its_beginning():
    old = and_events(CASE, at(EventKind.CALL_SENT, "2025-06-30"))
    assert "2025-06-30" in one(rules.guideline_in_force, old).message


# 单位代码与标项


def test_right_codes_pass():
    assert holds(rules.units_are_identified, CASE)


@pytest.mark.parametrize(
    ("uscc", "severity", "says"),
    [
        ("11339900D10TACMHQ", BLOCK, "现为 17 位"),
        ("11339900D10TACMHQO", BLOCK, "不用字母 I、O、S、V、Z"),
        ("11339900D10TACMHQB", WARN, "校验位"),
    ],
)
def test_a_wrong_code_blocks_and_a_doubtful_one_warns(uscc: str, severity: object, says: str):
    lead, bureau, school = make_units()
    case = make_case(units=(lead, replace(bureau, uscc=uscc), school))
    finding = one(rules.units_are_identified, case)
    assert (finding.severity, finding.subject) == (severity, BUREAU)
    assert says in finding.message


def test_one_code_for_two_units_is_doubtful():
    lead, bureau, _ = make_units()
    twice = make_case(units=(lead, bureau, make_unit("之江市教育局（本级）", 2)))
    finding = one(rules.units_are_identified, twice)
    assert finding.severity is WARN
    assert BUREAU in finding.message
    assert "相同" in finding.message


def test_lots_have_names_of_their_own():
    assert holds(rules.lots_are_named, CASE)
    lots = (Lot("标项一", BASIC), Lot("标项一", " "))
    twice = make_case(project=make_project(lots=lots))
    assert [f.message for f in found(rules.lots_are_named, twice)] == [
        "标项名称“标项一”用了 2 次。",
        "有 1 个标项没有写标的名称。",
    ]
    assert (
        "还没有标项" in one(rules.lots_are_named, make_case(project=make_project(lots=()))).message
    )


def test_what_the_guideline_only_encourages_never_blocks():
    lax = make_case(
        units=with_levels(Level.COUNTY, Level.CITY).units,
        project=make_project(mode=Mode.SIGN_TOGETHER, evaluation="综合评分法"),
        recommendations=(),
    )
    soft = (
        rules.lead_is_highest_or_designated,
        rules.lead_is_recommended,
        rules.joint_signing_explained,
        rules.lowest_price_unless_explained,
    )
    for rule in soft:
        assert one(rule, lax).severity in (WARN, ADVISE)
