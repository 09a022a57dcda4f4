"""征集通知、临时计划、代理协议、采购协议：勾选、抄送、委托函、规格，各有来处。"""

from dataclasses import replace
from datetime import date

from tests.core.builders import (
    ADVANCED,
    BUREAU,
    SCHOOL,
    SUPPLIER,
    composed,
    entering,
    make_case,
    with_project,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.papers.blocks import plain_text


def text(kind: str, case: Case, subject: str = "") -> str:
    return plain_text(composed(kind, case, subject).paper)


def test_only_what_is_asked_of_the_agency_is_ticked() -> None:
    usual = text("agency_agreement", make_case())
    assert "7. ☑协助各采购单位签订政府采购合同" in usual
    assert "8. ☐协助各采购单位组织履约验收" in usual
    less = entering(make_case(), "agency_agreement", scope="抽取专家、协助验收")
    said = text("agency_agreement", less)
    assert said.count("☑") == 2
    assert "3. ☑按规定抽取评审专家" in said
    assert "8. ☑协助各采购单位组织履约验收" in said


def test_a_scope_nobody_knows_keeps_the_agreement_a_draft() -> None:
    wrong = entering(make_case(), "agency_agreement", scope="组织评审、代付款")
    (finding,) = composed("agency_agreement", wrong).findings
    assert "认得的代理事项（写的是“代付款”）" in finding.message
    assert composed("agency_agreement", make_case()).findings == ()


def test_the_agency_agreement_says_who_confirms_when_and_what_else() -> None:
    said = text("agency_agreement", entering(make_case(), "agency_agreement", special="另行约定"))
    assert "自收到招标文件之日起3个工作日内书面确认" in said
    assert "其他约定：另行约定。" in said
    assert "其他约定：" not in text("agency_agreement", make_case())


def test_the_call_goes_in_copy_and_tells_the_schedule_if_there_is_any() -> None:
    plain = composed("call_notice", make_case()).paper
    assert plain.copies_to == ()
    assert "（三）联系人：" in plain_text(plain)
    told = entering(
        make_case(), "call_notice", copies="之江市财政局、之江市审计局", schedule="九月发布公告"
    )
    more = composed("call_notice", told).paper
    assert more.copies_to == ("之江市财政局", "之江市审计局")
    assert "（三）后续时间安排：九月发布公告。\n　　（四）联系人：" in plain_text(more)
    assert "附采购资金落实证明" in plain_text(plain)


def test_the_plan_names_each_letter_by_its_number_or_the_day_of_its_seal() -> None:
    numbered = Event(EventKind.LETTER_RETURNED, date(2026, 8, 25), SCHOOL, "𬭎小函〔2026〕3号")
    remark = Event(EventKind.LETTER_RETURNED, date(2026, 8, 25), BUREAU, "派人送来")
    case = make_case()
    case = replace(case, events=(*case.events, numbered, remark))
    said = text("provisional_plan", case)
    assert "｜办公设备购置｜𬭎小函〔2026〕3号｜自行｜" in said
    assert "｜办公设备购置｜8月26日核章｜委托｜" in said
    assert "｜办公设备购置｜牵头单位｜委托｜" in said


def test_the_plan_tells_how_the_money_is_paid_once_it_is_known() -> None:
    assert "资金支付方式：\n" in text("provisional_plan", make_case())
    paid = entering(make_case(), "provisional_plan", payment_way="国库集中支付")
    assert "资金支付方式：国库集中支付\n" in text("provisional_plan", paid)
    assert "预算合计（元）：975,339.38" in text("provisional_plan", make_case())


def test_the_agreement_prints_the_specs_of_the_lots_it_covers() -> None:
    lots = tuple(
        replace(lot, spec=spec)
        for lot, spec in zip(make_case().project.lots, ("8核/16GB。", "8核/32GB"), strict=True)
    )
    said = text("procurement_agreement", with_project(make_case(), lots=lots), SUPPLIER)
    assert "3. 规格型号：标项一（台式计算机（基础型））为8核/16GB；品牌、型号" in said
    assert ADVANCED not in said
    bare = tuple(Lot(lot.name, lot.item) for lot in lots)
    assert "3. 规格型号和技术参数以招标文件和乙方投标文件为准。" in text(
        "procurement_agreement", with_project(make_case(), lots=bare), SUPPLIER
    )
