"""七种文件的文字：逐字对照，名称齐全，用词随采购方式和隶属关系而变。"""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.core.builders import (
    BUREAU,
    LEAD,
    OTHER_SUPPLIER,
    RESOURCES,
    SCHOOL,
    SUPPLIER,
    composed,
    make_case,
    paper_text,
    subject_of,
    with_project,
)
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.project import Lot, Mode
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.blocks import Style, plain_text
from zjbuy_desktop.core.papers.book import PAPERS, paper
from zjbuy_desktop.core.papers.labels import label
from zjbuy_desktop.core.papers.template import block_names, placeholders

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def text_of(kind: str, case: Case, subject: str | None = None) -> str:
    who = subject_of(kind, case) if subject is None else subject
    return plain_text(composed(kind, case, who).paper)


@pytest.mark.parametrize("kind", PAPERS)
def test_golden_text(kind: str, golden: Callable[[str, str], None]) -> None:
    golden(f"papers/{kind}.txt", text_of(kind, make_case()))


def test_every_text_belongs_to_a_paper_and_every_paper_has_one() -> None:
    keys = {key for spec in PAPERS.values() for key in spec.text_keys}
    assert {f.stem for f in (RESOURCES / "texts").glob("*.txt")} == keys


@pytest.mark.parametrize("kind", PAPERS)
def test_everything_a_text_names_has_a_chinese_label(kind: str) -> None:
    for key in PAPERS[kind].text_keys:
        text = paper_text(key)
        for name in placeholders(text) | block_names(text):
            assert PAPERS[kind].label(name) != label("no such fact"), f"{key}: no label for {name}"


@pytest.mark.parametrize("kind", PAPERS)
def test_every_fact_and_table_on_offer_has_a_chinese_label(kind: str) -> None:
    for name, _ in composed(kind, make_case(), subject_of(kind, make_case())).paper.facts:
        assert PAPERS[kind].label(name) != label("no such fact"), f"{kind}: no label for {name}"


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("method", list(Method))
def test_words_follow_the_method(kind: str, method: Method) -> None:
    text = text_of(kind, with_project(make_case(), method=method))
    # 财库〔2021〕22号的固定说法，说的是别的项目，不随本项目的采购方式变化。
    text = text.replace("历史成交信息", "")
    tender = method in (Method.OPEN_TENDER, Method.INVITED_TENDER)
    assert ("成交" if tender else "中标") not in text
    assert ("磋商文件" if tender else "招标文件") not in text


def test_consultation_says_deal_where_tender_says_won() -> None:
    text = text_of("signing_notice", with_project(make_case(), method=Method.CONSULTATION))
    assert "成交通知书已于2026年9月3日发出" in text
    assert "法定期限为成交通知书发出之日起30日内" in text
    agreement = text_of(
        "procurement_agreement", with_project(make_case(), method=Method.CONSULTATION)
    )
    assert "本协议依据磋商文件、乙方响应文件和成交通知书订立" in agreement


@pytest.mark.parametrize("kind", ["call_notice", "signing_notice"])
def test_a_superior_notifies_and_an_equal_writes(kind: str) -> None:
    subject = subject_of(kind, make_case())
    above = composed(kind, with_project(make_case(), lead_ranks_above=True), subject).paper
    equal = composed(kind, make_case(), subject).paper
    assert (above.style, equal.style) == (Style.OFFICIAL, Style.LETTER)
    assert above.title.endswith("的通知")
    assert equal.title.endswith("的函")
    assert "特此通知。" in plain_text(above)
    assert "贵单位" not in plain_text(above)
    assert "特此函告。" in plain_text(equal)
    assert "你单位" not in plain_text(equal)


@pytest.mark.parametrize("kind", PAPERS)
def test_the_agreement_is_never_called_a_framework(kind: str) -> None:
    assert "框架" not in text_of(kind, make_case())


@pytest.mark.parametrize("kind", PAPERS)
def test_texts_hold_no_number_of_the_law(kind: str) -> None:
    """30日、2个工作日、10% come from the law book, so none may stand in a text."""
    assert not re.search(r"\d+\s*(日|个工作日|%|年[^版])", paper_text(kind))


@pytest.mark.parametrize("kind", PAPERS)
def test_no_line_is_left_half_written(kind: str) -> None:
    text = text_of(kind, make_case())
    assert not re.search(r"[{}]|\[\[|＿|。。|；。|，，|None", text)


def test_joint_signing_entrusts_the_contract_as_well() -> None:
    together = with_project(make_case(), mode=Mode.SIGN_TOGETHER)
    letter = text_of("delegation_letter", together)
    assert "（七）☑统一与中标供应商签订政府采购合同；" in letter
    assert "签订政府采购合同、开展履约验收、支付合同资金由我单位自行办理" not in letter
    assert "统采统签，即由牵头单位" in text_of("call_notice", together)


def test_an_agreement_for_each_supplier_with_its_own_lots() -> None:
    case = make_case()
    assert PAPERS["procurement_agreement"].subjects(case) == (SUPPLIER, OTHER_SUPPLIER)
    first = text_of("procurement_agreement", case, SUPPLIER)
    other = text_of("procurement_agreement", case, OTHER_SUPPLIER)
    assert "846,600.00元（大写：人民币捌拾肆万陆仟陆佰元整）" in first
    assert OTHER_SUPPLIER not in first
    assert "89,000.05元（大写：人民币捌万玖仟元零伍分）" in other
    assert SCHOOL not in other
    assert "甲方不因签订本协议承担付款义务" in first


def test_one_agreement_when_one_supplier_wins_all_lots() -> None:
    awards = (
        LotAward("标项一", SUPPLIER, "91350100M000100Y43", unit_price_fen=498_000),
        LotAward("标项二", SUPPLIER, "91350100M000100Y43", unit_price_fen=700_000),
    )
    case = make_case(awards=awards)
    assert PAPERS["procurement_agreement"].subjects(case) == (SUPPLIER,)
    text = text_of("procurement_agreement", case, SUPPLIER)
    assert "标项一、标项二的中标供应商" in text
    assert "中标金额合计930,600.00元" in text


def test_the_lead_entrusts_nobody_and_is_told_nothing_by_itself() -> None:
    case = make_case()
    assert PAPERS["delegation_letter"].subjects(case) == (BUREAU, SCHOOL)
    assert PAPERS["lead_recommendation"].subjects(case) == (BUREAU, SCHOOL)
    assert PAPERS["signing_notice"].subjects(case) == (BUREAU, SCHOOL)


def test_the_unit_heads_its_letter_and_leaves_number_and_date_open() -> None:
    done = composed("delegation_letter", make_case(), SCHOOL).paper
    assert (done.issuer, done.to, done.returns) == (SCHOOL, LEAD, True)
    assert "〔" in done.number
    assert "　　　　年　　月　　日" in plain_text(done)


def test_one_item_is_not_called_a_lot() -> None:
    case = with_project(make_case(), lots=(Lot("标项一", "台式计算机"),))
    assert "（二）采购标的：台式计算机。" in text_of("call_notice", case)


def test_a_name_without_the_buying_mode_gets_it_in_the_letter() -> None:
    case = with_project(make_case(), name="2026年度台式计算机采购项目")
    title = composed("delegation_letter", case, SCHOOL).paper.title
    assert title.endswith("办理2026年度台式计算机采购项目带量集中采购的函")


def test_contracts_and_forms_carry_no_red_head() -> None:
    for kind in ("agency_agreement", "procurement_agreement", "provisional_plan"):
        assert composed(kind, make_case(), subject_of(kind, make_case())).paper.issuer == ""


def test_the_agency_agreement_takes_its_number_from_the_agency() -> None:
    case = make_case()
    assert composed("agency_agreement", case).paper.number == "ZJSCG-2026-031"
    without = replace(case, agency=replace(case.agency, agreement_number=""))
    assert [f.field for f in composed("agency_agreement", without).findings] == ["number"]


def test_an_unknown_paper_is_told_in_chinese() -> None:
    assert paper("call_notice") is PAPERS["call_notice"]
    with pytest.raises(UserError, match="没有“letter”这种文件"):
        paper("letter")
