"""政府采购合同：金额、单价、计划只来自案卷，缺项成草稿，界限两边都试；统采统签一标项一份。"""

import re
from dataclasses import replace

import pytest

from tests.core.builders import (
    ADVANCED,
    BUREAU,
    LEAD,
    OFFICE_TEXTS,
    SCHOOL,
    SUPPLIER,
    TODAY,
    before_formal_plans,
    calendar,
    composed,
    law,
    make_case,
    paper_text,
    with_project,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case import contracts
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contract_key
from zjbuy_desktop.core.case.documents import PaperDetails, Particulars, Value
from zjbuy_desktop.core.case.project import Kind, Mode
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.blocks import Annex, FieldTable, TableBlock, plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import compose
from zjbuy_desktop.core.papers.entries import check_all
from zjbuy_desktop.core.papers.spec import setting_for
from zjbuy_desktop.core.papers.staleness import changes

FIRST, SECOND = contract_key(BUREAU, "标项一"), contract_key(BUREAU, "标项二")
SERVICES: dict[str, Value] = {
    "services": (("公共区域保洁", "每日两次", "无积尘、无异味"),),
    "staff": (("保洁员", "8", "身体健康"),),
    "assessment": (("保洁质量", "100", "现场检查"),),
    "assessment_pay": "考核合格的全额支付，不合格的扣减当期服务费",
    "service_from": "2026-10-01",
    "service_to": "2027-09-30",
    "renewal": "不续签",
}


def filled(case: Case, kind: str, subject: str = "", **values: Value) -> Case:
    """The case with more entered for a kind of paper, or for one of its subjects."""
    known = dict(case.particulars_of(kind, subject).values)
    given = check_all(PAPERS[kind].entries, {**known, **values})
    others = (p for p in case.particulars if (p.kind, p.subject) != (kind, subject))
    return replace(case, particulars=(*others, Particulars(kind, subject, given)))


def contract(case: Case, key: str = FIRST, **values: Value) -> str:
    return plain_text(composed("contract", filled(case, "contract", **values), key).paper)


def gaps(case: Case, key: str = FIRST, kind: str = "contract", **values: Value) -> list[str]:
    found = composed(kind, filled(case, kind, **values), key).findings
    return [f.message.split("》缺少")[1].removesuffix("，只能出草稿。") for f in found]


def services(case: Case | None = None, **values: Value) -> Case:
    given = with_project(case or make_case(), kind=Kind.SERVICES)
    return filled(given, "contract", **{**SERVICES, **values})


def tables(case: Case, key: str, title: str) -> TableBlock:
    """The table that has a column of that title."""
    blocks = composed("contract", case, key).paper.blocks
    flat = [b for block in blocks for b in (block.blocks if isinstance(block, Annex) else (block,))]
    return next(
        b for b in flat if isinstance(b, TableBlock) and title in [c.title for c in b.columns]
    )


# 金额、单价、标的


def test_quantity_times_unit_price_is_the_amount_in_figures_and_words() -> None:
    (row,) = tables(make_case(), FIRST, "总价（元）").rows
    assert row[0] == "台式计算机（基础型）"
    assert row[5:] == ("96", "4,980.00", "478,080.00")
    assert "合同金额：478,080.00元（大写：人民币肆拾柒万捌仟零捌拾元整）" in contract(make_case())
    assert "☑固定单价" in contract(make_case()), "as the 采购实施计划 has it"


def test_a_lump_sum_has_a_unit_price_only_if_it_is_exact() -> None:
    (row,) = tables(make_case(), SECOND, "总价（元）").rows
    assert row[6:] == ("按总价", "89,000.05")
    assert "☑固定总价" in contract(make_case(), SECOND)
    even = replace(make_case().awards[1], total_fen=money.fen("89004"))
    case = make_case(awards=(make_case().awards[0], even))
    (row,) = tables(case, SECOND, "总价（元）").rows
    assert row[6:] == ("7,417.00", "89,004.00")


def test_the_contract_prints_the_product_of_its_own_lot() -> None:
    (first,) = tables(make_case(), FIRST, "品牌").rows
    (second,) = tables(make_case(), SECOND, "品牌").rows
    assert (first[2], second[2]) == ("YF-D8200", "YF-W9300")
    none: Value = (("标项二", "云帆", "YF", "浙江", "某厂", "中型企业"),)
    assert gaps(make_case(), offered=none) == [
        "标项一响应产品的品牌", "标项一响应产品的规格型号", "标项一响应产品的产地",
        "标项一响应产品的制造商类型",
    ]  # fmt: skip


def test_both_plan_numbers_agency_and_notice_come_from_the_case() -> None:
    text = contract(make_case())
    assert "采购计划编号：正[2026]0002号；临时采购计划受托[2026]0009号\n" in text
    assert "之江市机关事务管理局；之江市政府采购中心" in text
    assert "中标通知书：2026年9月3日发出" in text
    assert "履行期限、地点和方式：合同签订后30日内，本单位。" in text
    assert gaps(before_formal_plans(make_case())) == [f"{BUREAU}的正式采购计划编号"]


def test_a_contract_may_reach_the_budget_of_its_unit_and_not_pass_it() -> None:
    budget = contracts.contract_of(make_case(), SECOND)
    assert budget is not None
    at = replace(make_case().awards[1], total_fen=budget.share.budget_fen)
    over = replace(at, total_fen=budget.share.budget_fen + 1)
    assert gaps(make_case(awards=(make_case().awards[0], at)), SECOND) == []
    assert gaps(make_case(awards=(make_case().awards[0], over)), SECOND) == [
        f"不超过{BUREAU}预算的合同金额（超出0.01元）"
    ]


# 付款、保证金、期限


def test_payments_come_to_the_contract_to_the_fen() -> None:
    thirds: Value = (("一", "33.33", "甲"), ("二", "33.33", "乙"), ("三", "33.34", "丙"))
    table = tables(filled(make_case(), "contract", payments=thirds), SECOND, "付款条件")
    assert [row[2] for row in table.rows] == ["29,663.72", "29,663.71", "29,672.62"]
    assert sum(money.fen(row[2].replace(",", "")) for row in table.rows) == money.fen("89000.05")


@pytest.mark.parametrize(
    ("percents", "wrong"),
    [(("40", "60"), False), (("40%", "60%"), False), (("40", "59.99"), True),
     (("四成", "60"), True), (("150", "-50"), True)],
)  # fmt: skip
def test_payments_must_come_to_a_hundred(percents: tuple[str, str], wrong: bool) -> None:
    rows: Value = tuple((f"第{n}期", p, "验收后") for n, p in enumerate(percents, 1))
    assert gaps(make_case(), payments=rows) == (["合计为 100 的付款比例"] if wrong else [])


def test_the_time_to_pay_is_the_law_books_unless_entered_and_has_a_limit() -> None:
    usual = law().deadline("D-21").days
    assert f"乙方合法有效的发票之日起{usual}日内" in contract(make_case())
    assert "发票之日起10日内" in contract(make_case(), pay_days="10")
    limit = law().number("sme_payment_limit_days", TODAY).value
    assert gaps(make_case(), pay_days=str(limit)) == []
    assert gaps(make_case(), pay_days=str(limit + 1)) == [f"不超过 {limit} 日的付款期限"]


def test_the_bond_is_a_percentage_of_this_contract_within_the_limit() -> None:
    assert "履约保证金9,561.60元（大写：人民币玖仟伍佰陆拾壹元陆角整）" in contract(make_case())
    assert "2. 履约保证金：不收取。" in contract(make_case(), bond_percent="0")
    limit = law().number("performance_bond_limit_percent", TODAY).value
    assert gaps(make_case(), bond_percent=str(limit)) == []
    assert gaps(make_case(), bond_percent=str(limit + 1)) == [
        f"不超过合同金额 {limit}% 的履约保证金"
    ]


def test_late_payment_has_the_rate_of_the_law_unless_agreed() -> None:
    assert "逾期付款利息｜甲方逾期支付的，自逾期之日起，按照逾期未付金额每日万分之五" in contract(
        make_case()
    )
    agreed = "按照合同订立时一年期贷款市场报价利率支付利息"
    assert f"逾期付款利息｜{agreed}\n" in contract(make_case(), late_payment=agreed)


def test_disputes_go_to_a_named_place() -> None:
    nowhere = contract(make_case(), dispute_place="")
    assert "依法向有管辖权的人民法院提起诉讼" in nowhere, "of a court nobody named nothing is said"
    assert "依法向甲方所在地人民法院提起诉讼" in contract(make_case())
    assert gaps(make_case(), dispute="仲裁", dispute_place="") == ["仲裁委员会的名称"]
    named = contract(make_case(), dispute="仲裁", dispute_place="之江仲裁委员会")
    assert "提请之江仲裁委员会按照其仲裁规则仲裁" in named


# 中小企业、勾选


def test_a_reserved_contract_says_so_and_needs_a_small_maker() -> None:
    assert "本合同为中小企业预留合同。" not in contract(make_case())
    reserved = contract(make_case(), sme_reserved="是")
    assert "\n　　本合同为中小企业预留合同。\n" in reserved
    assert "中小企业预留合同：☑是　☐否" in reserved
    large: Value = tuple(("标项一", "云帆", "YF", "浙江", "某厂", k) for k in ("大型企业",))
    assert gaps(make_case(), sme_reserved="否", offered=large) == []
    assert gaps(make_case(), sme_reserved="是", offered=large) == [
        "中小企业制造的标项一货物（预留合同的制造商是大型企业）"
    ]


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("kind", list(Kind))
def test_exactly_the_method_is_ticked(method: Method, kind: Kind) -> None:
    case = with_project(services() if kind is Kind.SERVICES else make_case(), method=method)
    done = composed("contract", case, FIRST)
    assert done.findings == ()
    (line,) = re.findall(r"^采购方式：(.*)$", plain_text(done.paper), re.MULTILINE)
    assert re.findall(r"☑([^　]+)", line) == [method.value]
    tender = method in (Method.OPEN_TENDER, Method.INVITED_TENDER)
    assert ("成交" if tender else "中标") not in plain_text(done.paper)


def test_organisation_follows_catalogue_and_agency_or_has_to_be_chosen() -> None:
    assert "☑政府集中采购" in contract(make_case())
    agency = make_case().agency
    assert agency is not None
    commercial = make_case(agency=replace(agency, is_central=False))
    outside = with_project(make_case(), in_central_catalogue=False)
    for case in (commercial, outside):
        assert "采购组织形式：☐政府集中采购　☐部门集中采购　☐分散采购" in contract(case)
        assert gaps(case) == ["采购组织形式"]
        assert gaps(case, organisation="部门集中采购") == []
    assert "☑部门集中采购" in contract(outside, organisation="部门集中采购")


# 没有人填写的不印


def nothing_entered(case: Case, kind: str) -> Case:
    return replace(case, particulars=tuple(p for p in case.particulars if p.kind != kind))


@pytest.mark.parametrize("kind", list(Kind))
def test_what_nobody_entered_is_blank_and_named_never_printed_as_agreed(kind: Kind) -> None:
    """Only figures of the case and of the law stand in a contract before somebody fills it in."""
    case = with_project(nothing_entered(make_case(), "contract"), kind=kind)
    text = contract(case)
    for entry in PAPERS["contract"].entries:
        assert entry.default == "", f"{entry.title} would stand there by itself"
        assert not entry.example or entry.example == "无" or entry.example not in text, entry.title
    for box in ("小微企业评审优惠", "进口产品", "外商投资企业"):
        assert f"{box}：☐是　☐否" in text
    for said in ("不收取", "不分包", "不涉及", "提起诉讼", "一式伍份", "☑自行组织", "☑一次性"):
        assert said not in text, said
    told = gaps(case)
    assert len(told) == len(set(told)), "nothing is asked twice"
    for title in ("履约保证金比例（%）", "分包", "解决争议的方式", "验收程序", "合同份数"):
        assert title in told
    assert ("修理、更换" in told) is (kind is Kind.GOODS)
    assert ("续签" in told) is (kind is Kind.SERVICES)


@pytest.mark.parametrize(("percent", "asked"), [("0", False), ("1", True)])
def test_terms_of_the_bond_are_asked_for_only_with_a_bond(percent: str, asked: bool) -> None:
    empty = dict.fromkeys(("bond_form", "bond_forfeit", "bond_return", "bond_late"), "")
    case = filled(make_case(), "contract", bond_percent=percent, **empty)
    assert len(gaps(case)) == (4 if asked else 0)
    assert ("履约保证金退还的时间｜不收取\n" in contract(case)) is not asked


def test_a_lump_sum_is_never_said_to_be_at_unit_prices() -> None:
    """The plan says 固定单价 of all lots; 标项二 was won at a total that divides into none."""
    case = filled(make_case(), "contract", SECOND, pricing="")
    assert "☑" not in next(x for x in contract(case, SECOND).splitlines() if "定价方式" in x)
    assert gaps(case, SECOND) == ["定价方式"]
    unplanned = nothing_entered(make_case(), "implementation_plan")
    assert gaps(unplanned, FIRST) == ["定价方式"]
    assert gaps(unplanned, FIRST, pricing="固定总价") == []


def test_a_changed_tick_makes_the_contract_stale_though_it_returns_signed() -> None:
    before = composed("contract", make_case(), FIRST).paper.facts
    after = composed("contract", filled(make_case(), "contract", sme_reserved="是"), FIRST).paper
    told = changes(before, after.facts, by_hand=True, label_of=PAPERS["contract"].label)
    assert "采购政策（中小企业预留合同）：☐是　☑否 → ☑是　☐否" in told


# 通用条款、专用条款


def test_without_general_conditions_a_goods_contract_is_a_draft_and_says_why() -> None:
    spec, case = PAPERS["contract"], make_case()
    setting = setting_for(spec, case, law(), calendar(), TODAY, FIRST, {})
    (finding,) = compose(spec, paper_text("contract"), setting).findings
    assert finding.message == "《政府采购合同》缺少合同通用条款，只能出草稿。"
    assert finding.fix.startswith("请导入一次")
    plain = setting_for(spec, services(), law(), calendar(), TODAY, FIRST, {})
    assert compose(spec, paper_text("contract_services"), plain).findings == ()


def test_three_parts_in_order_with_the_offices_own_conditions_in_the_middle() -> None:
    paper = composed("contract", make_case(), FIRST).paper
    annexes = [b for b in paper.blocks if isinstance(b, Annex)]
    assert [a.label for a in annexes] == ["第二节", "第三节"]
    text = plain_text(paper)
    for line in OFFICE_TEXTS["goods_general_conditions"].splitlines():
        assert line in text
    assert text.index("第一节") < text.index("第二节\n") < text.index("第三节\n")
    assert paper.returns


def test_one_contract_may_have_special_terms_of_its_own() -> None:
    case = filled(make_case(), "contract", FIRST, warranty="整机五年")
    own, other = contract(case), contract(case, SECOND)
    assert "质量保证期｜整机五年\n" in own
    assert "质量保证期｜整机三年" in other
    # 其余仍用填给全部合同的。
    assert "货物回收｜更换的存储部件留给甲方" in own


# 编号


def test_every_contract_has_a_number_of_its_own() -> None:
    same = PaperDetails("contract", SECOND, "ZJS-2026-0801-HT-02")
    kept = tuple(d for d in make_case().details if (d.kind, d.unit) != ("contract", SECOND))
    case = make_case(details=(*kept, same))
    assert gaps(case) == ["自己的合同编号（ZJS-2026-0801-HT-02 另有合同在用）"]
    assert gaps(case, contract_key(SCHOOL, "标项一")) == []


# 统采统签


def together(**overrides: object) -> Case:
    given = with_project(
        make_case(), mode=Mode.SIGN_TOGETHER, sign_together_note="经批准探索统采统签"
    )
    details = tuple(
        PaperDetails("contract", contract_key(LEAD, lot), f"HT-{lot}")
        for lot in ("标项一", "标项二")
    )
    return replace(given, details=(*given.details, *details), **overrides)  # type: ignore[arg-type]


def test_signing_together_makes_one_contract_for_each_lot_by_the_lead() -> None:
    case = together()
    keys = (contract_key(LEAD, "标项一"), contract_key(LEAD, "标项二"))
    assert PAPERS["contract"].subjects(case) == keys
    assert gaps(case, keys[0]) == []
    text = contract(case, keys[0])
    assert "合同金额：846,600.00元" in text
    assert "甲方作为牵头单位，受附件所列各采购单位委托统一签订本合同" in text
    table = tables(case, keys[0], "采购单位")
    assert [row[1] for row in table.rows] == [LEAD, BUREAU, SCHOOL]
    assert [row[2] for row in table.rows] == ["正[2026]0001号", "正[2026]0002号", "正[2026]0003号"]
    assert sum(money.fen(r[5].replace(",", "")) for r in table.rows) == money.fen("846600")
    assert "统采统签" not in contract(make_case())


def test_signing_together_needs_every_units_plan_and_the_note() -> None:
    case = before_formal_plans(with_project(together(), sign_together_note=""))
    assert gaps(case, contract_key(LEAD, "标项一")) == [
        f"{LEAD}等 3 家单位的正式采购计划编号", "采用统采统签的说明",
    ]  # fmt: skip


def test_signing_together_each_unit_still_accepts_its_own_share() -> None:
    assert [d.key for d in contracts.deliveries(together())] == [
        d.key for d in contracts.deliveries(make_case())
    ]
    assert PAPERS["acceptance_record"].subjects(together()) == tuple(
        c.key for c in contracts.contracts(make_case())
    )


def test_signing_together_an_addition_belongs_to_the_common_contract() -> None:
    more = (Supplement(BUREAU, "标项一", 100, "1"), Supplement(SCHOOL, "标项一", 200, "2"))
    added = contracts.additions(together(supplements=more))
    assert [a.key for a in added] == [f"{LEAD}（标项一）补充1", f"{LEAD}（标项一）补充2"]
    assert contracts.added_until(together(supplements=more), added[1]) == 300


# 服务


def test_a_services_contract_prints_what_services_need() -> None:
    text = contract(services(), SECOND)
    assert "政府采购服务合同\n" in text
    assert "1｜公共区域保洁｜每日两次｜无积尘、无异味\n" in text
    assert "服务期自2026年10月1日起至2027年9月30日止。" in text
    assert f"乙方向甲方提供{ADVANCED}，数量12台" in text
    assert "第二节" not in text
    assert gaps(services(), SECOND) == []
    assert "单价4,980.00元" in contract(services(), FIRST)
    assert "），单价" not in text


@pytest.mark.parametrize("name", list(SERVICES))
def test_a_services_contract_needs_each_of_them(name: str) -> None:
    empty: Value = "" if isinstance(SERVICES[name], str) else ()
    assert len(gaps(services(**{name: empty}), SECOND)) == 1


@pytest.mark.parametrize(("last", "wrong"), [("2029-09-30", False), ("2029-10-01", True)])
def test_services_last_no_longer_than_the_law_lets_them(last: str, wrong: bool) -> None:
    years = law().number("service_contract_years", TODAY).value
    told = [f"不超过 {years} 年的服务期"] if wrong else []
    assert gaps(services(service_to=last), SECOND) == told


def test_services_do_not_end_before_they_begin() -> None:
    assert gaps(services(service_to="2026-10-01"), SECOND) == []
    assert gaps(services(service_to="2026-09-30"), SECOND) == ["不早于开始日期的服务期结束日期"]


# 案卷里没有的合同


def test_no_other_units_money_is_on_a_contract() -> None:
    text = contract(make_case(), contract_key(SCHOOL, "标项一"))
    assert "69,720.00" in text
    assert BUREAU not in text
    assert SUPPLIER in text
    fields = [
        b
        for b in composed("contract", make_case(), FIRST).paper.blocks
        if isinstance(b, FieldTable)
    ]
    assert len(fields) == 4
