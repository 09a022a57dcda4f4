"""签订合同通知书：三个日期一句话，每家单位自己的数量、金额和大写。"""

from datetime import date

import pytest

from tests.core.builders import (
    BUREAU,
    LEAD,
    SCHOOL,
    TODAY,
    calendar,
    composed,
    entering,
    law,
    make_case,
    make_events,
    paper_text,
    with_project,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import allocations_of, lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.papers.blocks import Annex, TableBlock, plain_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import compose
from zjbuy_desktop.core.papers.spec import setting_for


def notice(case: Case, unit: str = BUREAU) -> str:
    return plain_text(composed("signing_notice", case, unit).paper)


@pytest.mark.parametrize(
    ("issued", "sentence"),
    [
        (
            date(2026, 9, 3),
            "请于2026年9月30日前签订；法定期限为中标通知书发出之日起30日内"
            "（2026年10月3日，遇法定休假日顺延至2026年10月8日）。",
        ),
        (
            date(2026, 1, 16),
            "请于2026年2月14日前签订；法定期限为中标通知书发出之日起30日内"
            "（2026年2月15日，遇法定休假日顺延至2026年2月24日）。",
        ),
        (
            # 10月10日是周六，但调休上班：不顺延。
            date(2026, 9, 10),
            "请于2026年10月10日前签订；法定期限为中标通知书发出之日起30日内（2026年10月10日）。",
        ),
    ],
)
def test_three_dates_in_one_sentence(issued: date, sentence: str) -> None:
    assert f"　　{sentence}\n" in notice(make_case(events=make_events(issued)))


def test_an_unpublished_year_is_said_on_the_paper() -> None:
    told = "暂按周末推算，以公布后的安排为准"
    assert told in notice(make_case(events=make_events(date(2026, 12, 10))))
    assert told not in notice(make_case())


def test_the_days_are_those_of_the_law_book() -> None:
    text = notice(make_case())
    assert law().number("signing_days", date(2026, 9, 4)).value == law().deadline("D-15").days
    for number in ("contract_announce_workdays", "contract_file_workdays"):
        assert f"{law().number(number, date(2026, 9, 4)).value}个工作日内" in text


def test_every_unit_gets_its_own_amount_and_nobody_elses() -> None:
    case = make_case()
    for unit in (LEAD, BUREAU, SCHOOL):
        amount = sum(a.contract_fen for a in allocations_of(case, unit))
        text = notice(case, unit)
        assert f"合同金额合计{money.yuan(amount)}元（大写：{money.in_words(amount)}）" in text
        assert not any(other in text for other in (BUREAU, SCHOOL) if other != unit)


def test_the_notices_together_come_to_the_awards() -> None:
    case = make_case()
    totals = []
    for unit in (LEAD, BUREAU, SCHOOL):
        blocks = composed("signing_notice", case, unit).paper.blocks
        (table,) = (b for b in blocks if isinstance(b, TableBlock))
        totals.append(money.fen(table.foot[-1].replace(",", "")))
        rows = sum(money.fen(row[-1].replace(",", "")) for row in table.rows)
        assert rows == totals[-1]
    assert sum(totals) == sum(r.award_fen for r in lot_results(case))


def test_the_notice_links_plan_copies_and_prohibitions() -> None:
    paper = composed("signing_notice", make_case(), BUREAU).paper
    text = plain_text(paper)
    assert "与类型为“受委托采购”的临时采购计划（编号：受托[2026]0009号）关联" in text
    assert paper.copies_to[-1] == "之江市政府采购中心"
    assert len(paper.copies_to) == 3
    assert "不按采购合同约定组织验收，不按时支付合同款" in text
    assert paper.to == BUREAU


def test_the_receipt_is_the_one_page_that_comes_back() -> None:
    paper = composed("signing_notice", make_case(), BUREAU).paper
    annex = paper.blocks[-1]
    assert isinstance(annex, Annex)
    assert (annex.title, paper.returns, paper.receipt) == ("签订合同情况回执", True, True)
    text = plain_text(paper)
    assert "正式计划编号：正[2026]0002号" in text
    assert "标项一｜之江市云帆信息技术有限公司｜478,080.00｜｜｜｜" in text
    assert "请在合同签订后3个工作日内填写回执" in text
    later = entering(make_case(), "signing_notice", feedback_days="5")
    assert "请在合同签订后5个工作日内填写回执" in notice(later)


def test_a_text_without_receipt_asks_for_nothing_back() -> None:
    spec, case = PAPERS["signing_notice"], make_case()
    text = paper_text("signing_notice").split("#附件3")[0]
    done = compose(spec, text, setting_for(spec, case, law(), calendar(), TODAY, BUREAU)).paper
    assert (done.returns, done.receipt) == (False, False)


def test_signing_together_the_notice_says_who_signs() -> None:
    together = with_project(make_case(), mode=Mode.SIGN_TOGETHER)
    told = f"合同由{LEAD}与中标供应商统一签订，贵单位按照合同分配的数量和金额组织验收、支付价款。"
    assert told in notice(together)
    assert told not in notice(make_case())
