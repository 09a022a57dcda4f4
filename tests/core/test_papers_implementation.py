"""采购实施计划：时间够不够法定期限，数字在不在法规的范围内，情形要求的内容有没有写。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import (
    BASIC,
    BUREAU,
    calendar,
    composed,
    entering,
    law,
    make_case,
    need,
    with_project,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Kind, Lot
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.blocks import TableBlock, plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.entries import Entry
from zjbuy_desktop.core.papers.implementation_entries import SHARE, WHOLE
from zjbuy_desktop.core.papers.implementation_schedule import minimum_step, schedule_gaps
from zjbuy_desktop.core.papers.spec import Setting, setting_for

KIND = "implementation_plan"
ON = date(2026, 9, 4)
OPEN_TENDER_LIMIT = 400_000_000
RESERVE_LIMIT = 200_000_000


def gaps(case: Case) -> list[str]:
    told = (f.message for f in composed(KIND, case).findings)
    return [m.removeprefix("《采购实施计划》缺少").removesuffix("，只能出草稿。") for m in told]


def text(case: Case) -> str:
    return plain_text(composed(KIND, case).paper)


def setting(case: Case) -> Setting:
    return setting_for(PAPERS[KIND], case, law(), calendar(), ON)


def worth(fen: int, **project: object) -> Case:
    """A case whose included budget is exactly that."""
    line = replace(need(BUREAU, BASIC, "1", "1"), price_fen=fen, amount_fen=fen)
    return with_project(make_case(needs=(line,)), **project)


@pytest.mark.parametrize("entry", [e for e in PAPERS[KIND].entries if e.required and not e.default])
def test_both_halves_of_the_plan_are_asked_for(entry: Entry) -> None:
    name = entry.name
    fields = [f.field for f in composed(KIND, entering(make_case(), KIND, **{name: ""})).findings]
    assert fields[0] == name


@pytest.mark.parametrize(
    ("method", "announced", "first"),
    [
        # 国庆假期内届满，顺延到节后第一个工作日。
        (Method.OPEN_TENDER, date(2026, 9, 15), date(2026, 10, 8)),
        (Method.OPEN_TENDER, date(2026, 9, 9), date(2026, 9, 29)),
        # 第10日是周六，次日周日调休上班。
        (Method.CONSULTATION, date(2026, 9, 9), date(2026, 9, 20)),
        (Method.INQUIRY, date(2026, 9, 9), date(2026, 9, 14)),
    ],
)
def test_suppliers_are_given_their_lawful_time(
    method: Method, announced: date, first: date
) -> None:
    case = with_project(make_case(), method=method)

    def planned(opening: date) -> list[str]:
        days = {"plan_announcement": announced.isoformat(), "plan_opening": opening.isoformat()}
        return [g for g in gaps(entering(case, KIND, **days)) if "开标（响应截止）日期" in g]

    assert planned(first) == []
    (told,) = planned(first - timedelta(days=1))
    assert f"{first.year}年{first.month}月{first.day}日" in told


@given(st.dates(date(2026, 1, 5), date(2026, 11, 20)), st.sampled_from(list(Method)))
def test_the_first_lawful_day_is_the_boundary(announced: date, method: Method) -> None:
    case = with_project(make_case(), method=method)
    begun = entering(case, KIND, plan_announcement=announced.isoformat())
    least = minimum_step(setting(begun))
    first = least.last if least and least.last else announced + timedelta(days=1)
    for opening, lawful in ((first, True), (first - timedelta(days=1), False)):
        planned = entering(begun, KIND, plan_opening=opening.isoformat())
        assert (list(schedule_gaps(setting(planned))) == []) is lawful


def schedule(case: Case) -> dict[str, tuple[str, ...]]:
    blocks = composed(KIND, case).paper.blocks
    (table,) = (b for b in blocks if isinstance(b, TableBlock) and b.columns[1].title == "采购步骤")
    return {row[1]: row[2:] for row in table.rows}


def test_each_step_is_counted_from_the_one_before() -> None:
    rows = schedule(make_case())
    assert rows["收到评审报告"][0] == "2026年10月9日"  # 国庆假期后第2个工作日
    assert rows["确定中标供应商"][0] == "2026年10月15日"  # 10月10日周六上班
    assert rows["发出中标通知书、公告结果"][0] == "2026年10月19日"
    assert rows["签订采购协议和政府采购合同"][0] == "2026年11月18日"
    # 公告、备案都从签订起算。
    assert rows["公告合同"][0] == "2026年11月20日"
    assert rows["合同副本备案"][0] == "2026年11月27日"
    assert rows["开标"][1:] == ("公告发布后不少于20日", "《政府采购法》第三十五条")


def test_an_intention_already_published_is_said_and_its_distance_judged() -> None:
    def told(published: date) -> tuple[str, ...]:
        case = make_case()
        event = Event(EventKind.INTENTION_PUBLISHED, published)
        return schedule(replace(case, events=(*case.events, event)))["公开采购意向"]

    assert schedule(make_case())["公开采购意向"][0] == "2026年8月10日"
    assert told(date(2026, 8, 10))[:2] == (
        "2026年8月10日（已公开）", "原则上不晚于采购活动开始前30日",
    )  # fmt: skip
    assert told(date(2026, 8, 11))[1].endswith("（本项目不足，应当留存说明）")


def test_dates_in_a_year_without_schedule_are_said_to_be_provisional() -> None:
    late = entering(make_case(), KIND, plan_opening="2026-12-20")
    assert "暂按周末推算" in text(late)
    assert "暂按周末推算" not in text(make_case())


@pytest.mark.parametrize(
    ("fen", "approval", "asked"),
    [
        (OPEN_TENDER_LIMIT, "", True),
        (OPEN_TENDER_LIMIT - 1, "", False),
        (OPEN_TENDER_LIMIT, "之财采〔2026〕3号", False),
    ],
)
def test_another_method_above_the_tender_threshold_needs_approval(
    fen: int, approval: str, asked: bool
) -> None:
    assert law().number("goods_open_tender_threshold", ON).value == OPEN_TENDER_LIMIT
    case = entering(worth(fen, method=Method.INQUIRY), KIND, approval=approval)
    assert any("变更采购方式的批准文件" in g for g in gaps(case)) is asked
    assert not any("变更采购方式" in g for g in gaps(worth(fen)))


def test_the_method_of_evaluation_needs_its_reason_unless_the_law_gives_it() -> None:
    inquiry = with_project(make_case(), method=Method.INQUIRY)
    assert "采用最低评标价法的适用理由" in gaps(inquiry)
    assert gaps(entering(inquiry, KIND, evaluation_reason="规格统一。")) == []
    assert "第三十四条，技术、服务等标准统一的货物和服务项目应当采用最低评标价法" in text(
        make_case()
    )


@pytest.mark.parametrize(
    ("method", "kind", "weight", "good"),
    [
        (Method.OPEN_TENDER, Kind.GOODS, "30", True),
        (Method.OPEN_TENDER, Kind.GOODS, "29", False),
        (Method.OPEN_TENDER, Kind.GOODS, "90", True),
        (Method.OPEN_TENDER, Kind.SERVICES, "10", True),
        (Method.OPEN_TENDER, Kind.SERVICES, "9", False),
        (Method.CONSULTATION, Kind.GOODS, "60", True),
        (Method.CONSULTATION, Kind.GOODS, "61", False),
        (Method.CONSULTATION, Kind.SERVICES, "30", True),
        (Method.CONSULTATION, Kind.SERVICES, "31", False),
        (Method.OPEN_TENDER, Kind.GOODS, "", False),
    ],
)
def test_the_price_has_its_lawful_weight(
    method: Method, kind: Kind, weight: str, good: bool
) -> None:
    project = {"evaluation": "综合评分法", "evaluation_reason": "需要比较服务"}
    case = with_project(make_case(), method=method, kind=kind, **project)
    found = gaps(entering(case, KIND, price_weight=weight))
    assert any(g.startswith("价格分值的比重") for g in found) is not good


@pytest.mark.parametrize(
    ("percent", "good"), [("10", True), ("20", True), ("9", False), ("21", False)]
)
def test_the_deduction_lies_within_its_band(percent: str, good: bool) -> None:
    assert bool(gaps(entering(make_case(), KIND, deduction=percent))) is not good


def test_a_whole_reservation_needs_no_deduction() -> None:
    whole = entering(make_case(), KIND, sme_way=WHOLE, deduction="")
    assert gaps(whole) == []
    assert "用扣除后的价格参加评审" not in text(entering(whole, KIND, deduction="10"))
    assert gaps(entering(make_case(), KIND, sme_way=SHARE, deduction="")) != []


@pytest.mark.parametrize(
    ("fen", "said"),
    [(RESERVE_LIMIT, "预算金额不超过200万元"), (RESERVE_LIMIT + 1, "预算金额超过200万元")],
)
def test_the_reservation_follows_the_budget(fen: int, said: str) -> None:
    assert law().number("sme_whole_reserve_threshold", ON).value == RESERVE_LIMIT
    assert said in text(worth(fen))


@pytest.mark.parametrize(
    ("field", "value", "good"),
    [("bond", "10", True), ("bond", "11", False), ("track_records", "2", True),
     ("track_records", "3", False)],
)  # fmt: skip
def test_bond_and_track_records_stay_within_the_law(field: str, value: str, good: bool) -> None:
    assert (gaps(entering(make_case(), KIND, **{field: value})) == []) is good


def test_more_track_records_need_a_reason() -> None:
    case = entering(make_case(), KIND, track_records="3", track_reason="安装环境复杂。")
    assert gaps(case) == []
    assert "提供同类业务合同3个（规定一般不超过2个）。安装环境复杂。" in text(case)


def test_projects_that_must_be_surveyed_need_counsel_and_a_risk_plan() -> None:
    bare = entering(make_case(), KIND, counsel="", risks=())
    assert [g.partition("（")[0] for g in gaps(bare)] == [
        "法律顾问审定合同文本的情况", "风险管控措施",
    ]  # fmt: skip
    assert gaps(with_project(bare, public_attention=False)) == []


def test_a_risk_is_thought_through_to_its_alternative() -> None:
    row = ("采购失败", "采购", "低", "高", "代理机构", "重新组织", "")
    assert "“风险管控措施”第1行没有填的格子" in gaps(entering(make_case(), KIND, risks=(row,)))[0]


def test_the_terms_of_the_contract_are_those_of_the_requirement() -> None:
    paying = "分两次付清"
    case = entering(make_case(), "requirement_document", payment_terms=paying)
    assert f"付款进度和支付方式｜{paying}" in text(case)
    empty = entering(case, "requirement_document", payment_terms="")
    assert any(g.startswith("合同文本的主要条款") for g in gaps(empty))


def test_intellectual_property_is_a_term_only_where_there_is_some() -> None:
    assert "｜知识产权｜" not in text(make_case())
    case = entering(make_case(), KIND, intellectual="定制软件的著作权归采购单位。")
    assert "8｜知识产权｜定制软件的著作权归采购单位" in text(case)
    assert "9｜违约责任｜" in text(case)


def test_drafters_are_taken_over_from_the_requirement() -> None:
    assert "1｜陈赟｜" in text(make_case())
    own = entering(make_case(), KIND, plan_drafters=(("魏青", "采购处", "本单位人员", "编制"),))
    assert "1｜魏青｜" in text(own)
    assert "1｜陈赟｜" not in text(own)
    nobody = entering(make_case(), "requirement_document", drafters=())
    assert any(g.startswith("采购实施计划编制人员") for g in gaps(nobody))


def test_the_agency_is_named_once_it_is_known() -> None:
    """What was reviewed stays as it was: the catalogue decides before the agency is chosen."""
    unknown = replace(make_case(), agency=None)
    for case in (make_case(), unknown):
        assert "政府集中采购，委托集中采购机构采购" in text(case)
    named = with_project(make_case(), in_central_catalogue=False)
    assert "委托之江市政府采购中心采购" in text(named)
    outside = with_project(unknown, in_central_catalogue=False)
    assert "委托代理安排" in gaps(outside)
    assert gaps(entering(outside, KIND, agency_plan="委托某招标公司采购")) == []


def test_one_lot_is_not_divided() -> None:
    case = with_project(make_case(), lots=(Lot("标项一", BASIC),))
    assert f"采购标的为{BASIC}，不划分采购包" in text(case)


def test_subcontracting_says_what_may_be_given_away() -> None:
    allowed = entering(make_case(), KIND, subcontract="是")
    assert gaps(allowed) == ["合同分包的内容和要求"]
    assert gaps(entering(allowed, KIND, subcontract_note="可以分包安装调试。")) == []
