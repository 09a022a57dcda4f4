"""评审前后的三份函：采购人代表授权、采购文件确认、采购结果确认。"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.core.builders import (
    ADVANCED,
    BASIC,
    LEAD,
    OTHER_SUPPLIER,
    SUPPLIER,
    composed,
    entering,
    make_case,
    need,
    with_project,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Value
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.blocks import Annex, Attachments, TableBlock, plain_text
from zjbuy_desktop.core.papers.document_confirmation import ITEMS

AUTHORISATION = "representative_authorisation"
DOCUMENT, RESULT = "document_confirmation", "result_confirmation"


def gaps(kind: str, case: Case) -> list[str]:
    """What keeps the paper a draft, without the frame of the sentence."""
    found = composed(kind, case).findings
    return [f.message.partition("缺少")[2].removesuffix("，只能出草稿。") for f in found]


def people(count: int, **overrides: Any) -> tuple[tuple[str, ...], ...]:
    numbers = ("339900198503121227", "339900199007161048", "339900198809250013")
    return tuple((f"代表{n}", "科长", numbers[n], LEAD, "0571-88000100") for n in range(count))


def authorised(count: int, size: int, **project: Any) -> list[str]:
    case = entering(make_case(), AUTHORISATION, representatives=people(count), panel_size=str(size))
    return gaps(AUTHORISATION, with_project(case, **project))


@pytest.mark.parametrize(
    ("count", "size", "most"),
    [(1, 5, None), (2, 5, 1), (2, 7, None), (3, 7, 2), (3, 9, None)],
)
def test_representatives_are_a_third_of_the_panel_at_most(
    count: int, size: int, most: int | None
) -> None:
    told = authorised(count, size)
    if most is None:
        assert told == []
    else:
        assert told == [
            f"符合人数比例的采购人代表名单（评标委员会{size}人，评审专家不少于三分之二，"
            f"采购人代表至多{most}人，填写了{count}人）"
        ]


def test_a_panel_is_odd() -> None:
    assert authorised(1, 6) == ["为单数的评标委员会人数（填写的是6人）"]


@pytest.mark.parametrize(
    ("method", "price", "size", "least"),
    [
        (Method.OPEN_TENDER, "9999999.99", 5, None),
        (Method.OPEN_TENDER, "9999999.99", 3, 5),
        (Method.OPEN_TENDER, "10000000", 5, 7),
        (Method.OPEN_TENDER, "10000000", 7, None),
        (Method.INQUIRY, "3999999.99", 3, None),
        (Method.INQUIRY, "4000000", 3, 5),
        (Method.NEGOTIATION, "4000000", 5, None),
        (Method.CONSULTATION, "20000000", 3, None),
        (Method.CONSULTATION, "20000000", 1, 3),
    ],
)
def test_the_least_panel_follows_method_and_budget(
    method: Method, price: str, size: int, least: int | None
) -> None:
    case = with_project(make_case(needs=(need(LEAD, BASIC, "1", price),)), method=method)
    told = gaps(AUTHORISATION, entering(case, AUTHORISATION, representatives=people(1),
                                        panel_size=str(size)))  # fmt: skip
    lacking = [t for t in told if t.startswith("不少于")]
    panel = {Method.INQUIRY: "询价小组", Method.CONSULTATION: "磋商小组"}.get(method, "评标委员会")
    wanted = f"不少于{least}人的{panel}人数（填写的是{size}人）"
    assert lacking == ([wanted] if least else [])


def test_nobody_counts_a_panel_where_the_law_has_none() -> None:
    assert authorised(3, 4, method=Method.SINGLE_SOURCE) == []
    case = with_project(make_case(), method=Method.SINGLE_SOURCE)
    text = plain_text(composed(AUTHORISATION, case).paper)
    assert "具有相关经验的专业人员" in text
    assert "评审专家" not in text


def test_every_representative_is_told_in_full() -> None:
    row = people(1)[0]
    case = entering(make_case(), AUTHORISATION, representatives=(("", *row[1:4], ""),))
    assert gaps(AUTHORISATION, case) == [
        "第1位采购人代表的姓名",
        "第1位采购人代表的联系电话",
    ]


def test_an_identity_number_is_true_and_nobody_elses() -> None:
    one, other = people(2)
    wrong = (*one[:2], "339900198503121228", *one[3:])
    case = entering(make_case(), AUTHORISATION, representatives=(wrong,))
    assert gaps(AUTHORISATION, case) == [
        "采购人代表代表0正确的身份证件号码（校验位对不上，请核对全号）"
    ]
    twice = (one, (*other[:2], one[2], *other[3:]))
    case = entering(make_case(), AUTHORISATION, representatives=twice)
    assert gaps(AUTHORISATION, case) == ["采购人代表代表1本人的身份证件号码（与另一位代表相同）"]


def test_the_number_is_printed_but_not_kept_among_the_facts() -> None:
    paper = composed(AUTHORISATION, make_case()).paper
    (table,) = (b for b in paper.blocks if isinstance(b, TableBlock))
    number = table.rows[0][2]
    assert number in plain_text(paper)
    said = " ".join(value for _, value in paper.facts)
    assert number not in said
    assert number[:6] in said


def test_the_letter_says_who_leads_and_what_is_forbidden() -> None:
    text = plain_text(composed(AUTHORISATION, make_case()).paper)
    assert "确定中标供应商前由我单位履行采购人职责" in text
    assert (
        "评标委员会共7人，其中采购人代表2人、评审专家5人，评审专家不少于成员总数的三分之二" in text
    )
    assert "采购人代表不得担任评标委员会组长" in text
    assert "应当主动回避" in text
    assert "保守评审秘密" in text


def test_without_an_agency_there_is_nobody_to_write_to() -> None:
    case = replace(make_case(), agency=None)
    assert gaps(AUTHORISATION, case) == ["采购代理机构"]


def confirming(case: Case | None = None, **values: Value) -> list[str]:
    return gaps(DOCUMENT, entering(case or make_case(), DOCUMENT, **values))


def items(**opinions: str) -> tuple[tuple[str, ...], ...]:
    return tuple((name, "第二章", opinions.get(name, "予以确认")) for name in ITEMS)


AMENDMENT = ("第五章第12条", "及时付款", "按期付款", "期限应当明确")


def announced(on: date) -> Case:
    event = Event(EventKind.ANNOUNCEMENT_PUBLISHED, on)
    return replace(make_case(), events=(*make_case().events, event))


def test_a_document_is_confirmed_before_it_is_announced() -> None:
    assert confirming(announced(date(2026, 9, 1))) == []
    assert confirming(announced(date(2026, 8, 31))) == [
        "早于招标公告发布的确认日期（2026年8月31日发布，成文日期是2026年8月31日）"
    ]


def test_every_item_gets_an_opinion_of_its_own() -> None:
    assert confirming(items=items(合同文本="")) == ["“合同文本”的确认意见"]
    assert confirming(items=items()[:-1]) == ["“政府采购政策”的确认意见"]
    assert confirming(items="") == [f"“{name}”的确认意见" for name in ITEMS]
    more = (*items(), ("样品", "第二章", ""), ("", "第三章", "予以确认"))
    assert confirming(items=more) == ["“样品”的确认意见", "逐项确认第8行的确认事项"]


def test_changes_go_with_the_opinion() -> None:
    assert confirming(opinion="同意", amendments="") == []
    assert confirming(opinion="同意", amendments=(AMENDMENT,)) == [
        "前后一致的确认意见（选了“同意”，又填写了修改意见）"
    ]
    assert confirming(opinion="修改后同意", amendments=(AMENDMENT,)) == []
    assert confirming(opinion="修改后同意", amendments="") == ["修改意见（选了“修改后同意”）"]
    assert confirming(amendments=(("", *AMENDMENT[1:]),)) == ["修改意见第1行的条款或修改内容"]


def test_the_list_of_changes_is_an_annex_only_where_there_are_changes() -> None:
    with_changes = composed(DOCUMENT, make_case()).paper
    assert isinstance(with_changes.blocks[-1], Annex)
    assert "修改后的定稿送我单位核对一致后" in plain_text(with_changes)
    agreed = entering(make_case(), DOCUMENT, opinion="同意", amendments="")
    paper = composed(DOCUMENT, agreed).paper
    assert not any(isinstance(b, Annex | Attachments) for b in paper.blocks)
    assert "发布的文件应当与上述校验值一致" in plain_text(paper)


@pytest.mark.parametrize("checksum", ["a" * 64, "A" * 64, " ".join(["a1b2c3d4"] * 8)])
def test_a_checksum_is_read_as_people_write_it(checksum: str) -> None:
    assert confirming(checksum=checksum) == []
    shown = plain_text(composed(DOCUMENT, entering(make_case(), DOCUMENT, checksum=checksum)).paper)
    assert " ".join([checksum.replace(" ", "").lower()[:8]]) in shown


@pytest.mark.parametrize(("checksum", "length"), [("a" * 63, 63), ("a" * 65, 65), ("g" * 64, 64)])
def test_what_is_no_checksum(checksum: str, length: int) -> None:
    assert confirming(checksum=checksum) == [
        f"64位的电子文件校验值（SHA-256，现为{length}位或含有其他字符）"
    ]


def test_a_document_has_pages() -> None:
    assert confirming(pages="0") == ["大于零的页数"]
    assert confirming(pages="1") == []


@pytest.mark.parametrize(
    ("method", "basis"),
    [
        (Method.NEGOTIATION, "《政府采购非招标采购方式管理办法》（财政部令第74号）第十条"),
        (Method.INQUIRY, "《政府采购非招标采购方式管理办法》（财政部令第74号）第十条"),
        (
            Method.CONSULTATION,
            "《政府采购竞争性磋商采购方式管理暂行办法》（财库〔2014〕214号）第八条",
        ),
        (Method.OPEN_TENDER, ""),
        (Method.SINGLE_SOURCE, ""),
    ],
)
def test_written_consent_where_the_law_asks_for_it(method: Method, basis: str) -> None:
    text = plain_text(composed(DOCUMENT, with_project(make_case(), method=method)).paper)
    assert ("作出的书面同意" in text) is bool(basis)
    assert f"依据{basis}对" in text or not basis


def test_what_the_program_knows_of_the_document_is_not_asked() -> None:
    text = plain_text(composed(DOCUMENT, make_case()).paper)
    assert f"{BASIC}170台" in text
    assert "预算金额975,339.38元；不另设最高限价" in text
    assert "最低评标价法" in text
    lots = (Lot("标项一", BASIC, 530_000), Lot("标项二", ADVANCED))
    limited = plain_text(composed(DOCUMENT, with_project(make_case(), lots=lots)).paper)
    assert "最高限价：标项一单价5,300.00元" in limited
    both = (replace(lots[0], ceiling_total_fen=88_000_000), lots[1])
    limited = plain_text(composed(DOCUMENT, with_project(make_case(), lots=both)).paper)
    assert "最高限价：标项一单价5,300.00元，标项一总价880,000.00元" in limited


def confirmed(case: Case | None = None, **values: Value) -> list[str]:
    return gaps(RESULT, entering(case or make_case(), RESULT, **values))


def ranked(*rows: tuple[str, str, str, str]) -> Value:
    """标项一 as given, 标项二 as the case has it."""
    return (*(("标项一", *row) for row in rows), ("标项二", "1", OTHER_SUPPLIER, "89000.05", "1"))


def dated(on: date, *, confirmed_on: date | None = None) -> Case:
    """The letter of another day; the event follows it unless told otherwise."""
    case = make_case()
    details = tuple(replace(d, dated=on) if d.kind == RESULT else d for d in case.details)
    events = tuple(
        replace(e, on=confirmed_on or on) if e.kind is EventKind.RESULT_CONFIRMED else e
        for e in case.events
    )
    return replace(case, details=details, events=events)


def test_the_first_candidate_or_a_reason() -> None:
    first = ranked(("1", SUPPLIER, "4980", "4482"), ("2", OTHER_SUPPLIER, "5050", "5050"))
    second = ranked(("2", SUPPLIER, "4980", "4482"), ("1", OTHER_SUPPLIER, "5050", "4400"))
    assert confirmed(candidates=first) == []
    assert confirmed(candidates=second) == ["没有选定排名第一的中标候选人的理由"]
    assert confirmed(candidates=second, reason="第一名书面放弃。") == []
    assert confirmed(candidates=first, reason="第一名书面放弃。") == [
        "前后一致的理由（确定的都是排名第一的候选人，不应填写未选定的理由）"
    ]
    case = entering(make_case(), RESULT, candidates=second, reason="第一名书面放弃。")
    text = plain_text(composed(RESULT, case).paper)
    assert "没有选定排名第一的中标候选人的理由：第一名书面放弃。" in text
    assert "确定排名第一" not in text


def test_the_winner_must_have_been_recommended() -> None:
    assert confirmed(candidates=ranked(("1", "某公司", "4980", "4980"))) == [
        f"标项一一致的结果（登记的是“{SUPPLIER}”，不在候选人之列）",
        "没有选定排名第一的中标候选人的理由",
    ]
    missing = (("标项一", "1", SUPPLIER, "4980", "4980"),)
    assert "标项二的候选人" in confirmed(candidates=missing)


@pytest.mark.parametrize("ranks", [("2",), ("1", "1"), ("1", "3")])
def test_ranks_run_from_one(ranks: tuple[str, ...]) -> None:
    rows = [
        (rank, SUPPLIER if n == 0 else "某公司", "4980", "4980") for n, rank in enumerate(ranks)
    ]
    assert "标项一从第1名起不重不漏的排名" in confirmed(candidates=ranked(*rows))


def test_a_row_is_told_by_its_place() -> None:
    strange = (("标项九", "一", "", "约五千", ""), *ranked(("1", SUPPLIER, "4980", "4980")))
    assert confirmed(candidates=strange) == [
        "候选人第1行的标项（项目没有“标项九”）",
        "候选人第1行的排名（应为1、2、3）",
        "候选人第1行的全称",
        "候选人第1行的报价",
        "候选人第1行的评审价",
    ]


@pytest.mark.parametrize(("value", "told"), [("0", 0), ("100", 0), ("100.01", 1), ("九十", 1)])
def test_a_score_is_a_number_up_to_a_hundred(value: str, told: int) -> None:
    case = with_project(make_case(), evaluation="综合评分法")
    rows = (
        ("标项一", "1", SUPPLIER, "4980", "93.27"),
        ("标项二", "1", OTHER_SUPPLIER, "89000.05", value),
    )
    assert confirmed(case, candidates=rows) == ["候选人第2行的得分（应为0到100的数）"] * told
    text = plain_text(composed(RESULT, entering(case, RESULT, candidates=rows)).paper)
    assert "报价（元）｜评审得分" in text
    assert f"{SUPPLIER}｜4,980.00｜93.27" in text


def test_the_evaluation_price_is_never_the_contract_price() -> None:
    """A price after 扣除 was registered as the award."""
    case = make_case()
    wrong = replace(case.awards[0], unit_price_fen=448_200)
    case = replace(case, awards=(wrong, case.awards[1]))
    assert confirmed(case) == ["标项一的中标金额（登记的是扣除后的评审价，应为报价）"]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 9, 1), "不早于收到评审报告（2026年9月2日）的成文日期"),
        (date(2026, 9, 2), None),
        (date(2026, 9, 9), None),
        (date(2026, 9, 10), "超过期限（2026年9月9日）确认的理由"),
    ],
)
def test_five_working_days_from_the_report(on: date, told: str | None) -> None:
    """Received on Wednesday 2 September: Thursday is the first day, next Wednesday the fifth."""
    assert confirmed(dated(on)) == ([told] if told else [])


def test_a_late_confirmation_says_why() -> None:
    late = dated(date(2026, 9, 10))
    assert confirmed(late, late_reason="等待财政部门处理投诉。") == []
    case = entering(late, RESULT, late_reason="等待财政部门处理投诉。")
    assert "超过期限确认的理由：等待财政部门处理投诉。" in plain_text(composed(RESULT, case).paper)


def test_the_letter_and_the_record_name_one_day() -> None:
    assert confirmed(dated(date(2026, 9, 3), confirmed_on=date(2026, 9, 2))) == [
        "一致的确认日期（登记为2026年9月2日确认，成文日期是2026年9月3日）"
    ]


def test_without_a_report_there_is_nothing_to_confirm() -> None:
    case = make_case()
    kept = tuple(e for e in case.events if e.kind is not EventKind.EVALUATION_REPORT_RECEIVED)
    assert confirmed(replace(case, events=kept)) == ["收到评审报告日期", "确定供应商的最后日"]


def test_every_lot_and_supplier_is_told_in_full() -> None:
    case = make_case()
    assert confirmed(replace(case, awards=case.awards[:1])) == [
        "标项二的采购结果（在“定标”里登记）"
    ]
    nameless = replace(case.awards[0], supplier_uscc="")
    assert confirmed(replace(case, awards=(nameless, case.awards[1]))) == [
        "标项一供应商的统一社会信用代码"
    ]


def test_amounts_stand_in_figures_and_words() -> None:
    text = plain_text(composed(RESULT, make_case()).paper)
    assert (
        f"标项一（{BASIC}，170台）：中标供应商为{SUPPLIER}（统一社会信用代码：91350100M000100Y43），"
        "中标单价4,980.00元，中标金额846,600.00元（大写：人民币捌拾肆万陆仟陆佰元整）。"
    ) in text
    assert "91110000101623741K），中标金额89,000.05元（大写：人民币捌万玖仟元零伍分）。" in text
    assert "935,600.05元（大写：人民币玖拾叁万伍仟陆佰元零伍分）" in text
    assert "5个工作日内（至迟2026年9月9日）" in text
    assert "2个工作日内（至迟2026年9月4日）发出中标通知书" in text


def test_a_year_without_a_schedule_is_said_on_the_letter() -> None:
    told = "暂按周末推算，以公布后的安排为准"
    assert told not in plain_text(composed(RESULT, make_case()).paper)
    case = dated(date(2026, 12, 29))
    events = tuple(
        replace(e, on=date(2026, 12, 28)) if e.kind is EventKind.EVALUATION_REPORT_RECEIVED else e
        for e in case.events
    )
    assert told in plain_text(composed(RESULT, replace(case, events=events)).paper)
