"""R-01 … R-55：指引逐条对下来的要求，每一项在程序里都有着落；丢了哪一样都看得出来。

python -m tests.core.test_requirements    prints the table
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.core import covering
from tests.core.covering import (
    Reference,
    article,
    deadline,
    duty,
    event,
    field,
    lost,
    module,
    number,
    paper,
    printed,
    rule,
    said,
    stage,
)
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.disputes import Assistance, Dispute
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import NeedLine, UnitFacts
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling
from zjbuy_desktop.core.case.project import Project
from zjbuy_desktop.core.case.tender import Tender
from zjbuy_desktop.core.case.units import Recommendation, Unit
from zjbuy_desktop.core.stages.book import STAGES

TITLES = {
    "R-01": "目的，写进各文件的依据", "R-02": "两家以上、同一品目、委托同一单位，货物或服务",
    "R-03": "统采分签：资金落实、分别签约付款", "R-04": "统采统签",
    "R-05": "需求客观、明确，规格、标准统一", "R-06": "四百万元以上鼓励",
    "R-07": "目录内委托集中采购机构", "R-08": "社会关注度高的鼓励委托集中采购机构",
    "R-09": "牵头单位、参与单位两类", "R-10": "自愿推荐牵头单位",
    "R-11": "级次不同由最高级次或其指定单位牵头", "R-12": "指导填报需求意向",
    "R-13": "汇总需求意向", "R-14": "受托集中公开采购意向", "R-15": "需求调查",
    "R-16": "编制采购需求", "R-17": "编制采购实施计划", "R-18": "审查需求和实施计划",
    "R-19": "汇总办理临时采购计划", "R-20": "确定采购代理机构", "R-21": "签订委托协议",
    "R-22": "确认采购文件", "R-23": "委派采购人代表", "R-24": "确认采购结果",
    "R-25": "签订采购协议", "R-26": "组织参与单位签约", "R-27": "信息公开", "R-28": "数据统计",
    "R-29": "档案保存", "R-30": "参与单位填报数量和预算", "R-31": "出具委托函",
    "R-32": "自行公开意向或委托", "R-33": "参与单位配合调查和编制", "R-34": "参与单位编采购计划",
    "R-35": "参与单位签订合同", "R-36": "参与单位验收", "R-37": "参与单位支付",
    "R-38": "参与单位公开、统计、归档", "R-39": "操作在预算一体化系统和云平台进行",
    "R-40": "类型选择“受委托采购”", "R-41": "云平台委托临时采购计划",
    "R-42": "编制文件、公告、评审", "R-43": "正式计划关联临时采购计划",
    "R-44": "公告后签订、公告合同", "R-45": "及时通知三十日内签约", "R-46": "答复询问、质疑",
    "R-47": "参与单位协助答复", "R-48": "补充合同不超过百分之十", "R-49": "公告后不得无故退出",
    "R-50": "按采购文件签约", "R-51": "组织验收、按时付款", "R-52": "其他违法行为",
    "R-53": "其他事项按政府采购法规", "R-54": "2025 年 7 月 1 日起施行",
    "R-55": "意向可自行公开或委托",
}  # fmt: skip

TABLE: dict[str, tuple[Reference, ...]] = {
    "R-01": (article("一"), said("带量集中采购工作指引（试行）")),
    "R-02": (
        rule("at_least_two_units"), rule("needs_of_two_units"), rule("two_units_are_included"),
        rule("needs_are_of_one_item"), rule("item_is_goods_or_services"), number("min_units"),
    ),
    "R-03": (
        field(Project, "mode"), field(NeedLine, "funding"), field(NeedLine, "budget_item"),
        field(NeedLine, "funds"), field(UnitFacts, "evidence"), event(EventKind.FUNDS_SECURED),
        paper("contract"), rule("every_contract_is_signed"),
    ),
    "R-04": (field(Project, "mode"), field(Project, "sign_together_note"),
             rule("joint_signing_explained")),
    "R-05": (field(Project, "suitability"), rule("standard_requirement_explained"),
             rule("lowest_price_unless_explained")),
    "R-06": (rule("volume_is_encouraged"), number("volume_advice_threshold"),
             field(Project, "public_attention")),
    "R-07": (rule("catalogue_item_goes_to_central_agency"), field(Project, "in_central_catalogue"),
             field(Agency, "is_central")),
    "R-08": (rule("public_interest_item_may_go_to_central_agency"),),
    "R-09": (rule("exactly_one_lead"), field(Unit, "role")),
    "R-10": (rule("lead_is_recommended"), field(Recommendation, "by_unit"),
             field(Recommendation, "recommended"), paper("lead_recommendation"),
             said("牵头单位推荐票数相同怎么办")),
    "R-11": (rule("lead_is_highest_or_designated"), field(Project, "designation"),
             field(Unit, "level")),
    "R-12": (stage("call"), paper("call_notice"), rule("every_unit_got_the_form"),
             event(EventKind.CALL_SENT), module("excel/forms"), said("填报期限")),
    "R-13": (stage("collection"), module("usecases/collecting"), module("usecases/summaries"),
             rule("every_return_is_settled"), rule("every_unit_answered"), rule("prices_are_alike"),
             rule("rows_stand_once")),
    "R-14": (stage("intention"), paper("intention_notice"), rule("every_unit_is_covered_once"),
             event(EventKind.INTENTION_PUBLISHED), deadline("D-01")),
    "R-15": (
        stage("requirement"), paper("survey_report"), rule("needed_survey_is_made"),
        rule("earlier_survey_is_recent"), rule("enough_suppliers_are_asked"),
        rule("survey_report_is_made"), number("survey_threshold"), number("survey_respondents"),
        number("survey_valid_years"),
    ),
    "R-16": (stage("requirement"), paper("requirement_document"), rule("requirement_is_written"),
             rule("survey_precedes_requirement"), rule("drafters_are_named")),
    "R-17": (stage("requirement"), paper("implementation_plan"), rule("plan_is_written")),
    "R-18": (
        stage("review"), paper("review_opinion"), event(EventKind.REVIEW_PASSED),
        event(EventKind.REVIEW_FAILED), rule("needed_review_is_thorough"),
        rule("passed_review_has_no_open_item"), rule("failed_review_is_repeated"),
        rule("review_precedes_announcement"), rule("reviewers_are_independent"),
    ),
    "R-19": (stage("plan"), paper("provisional_plan"), rule("plan_equals_included"),
             field(PlanFiling, "number"), event(EventKind.PROVISIONAL_PLAN_FILED)),
    "R-20": (rule("agency_is_chosen"), field(Agency, "reason")),
    "R-21": (paper("agency_agreement"), event(EventKind.AGENCY_AGREEMENT_SIGNED),
             said("代理费用怎样分担")),
    "R-22": (
        stage("tender"), paper("document_confirmation"), event(EventKind.DOCUMENT_CONFIRMED),
        rule("confirmed_document_is_identified"), rule("released_document_is_the_confirmed_one"),
        rule("document_is_confirmed_before_announcement"),
    ),
    "R-23": (
        paper("representative_authorisation"), rule("tender_panel_is_lawful"),
        rule("talks_panel_is_lawful"), rule("consultation_panel_is_lawful"),
        rule("panel_is_led_by_an_expert"), number("panel_representative_share"),
        said("参与单位的人员能不能担任采购人代表"),
    ),
    "R-24": (paper("result_confirmation"), event(EventKind.RESULT_CONFIRMED), deadline("D-11"),
             rule("every_lot_is_awarded")),
    "R-25": (paper("procurement_agreement"), rule("agreement_after_announcement"),
             rule("allocation_equals_award"), event(EventKind.PROCUREMENT_AGREEMENT_SIGNED),
             said("采购协议的性质")),
    "R-26": (stage("signing"), rule("every_contract_is_signed"), rule("every_unit_is_notified"),
             deadline("D-15")),
    "R-27": (module("core/stages/disclosing"), module("gui/pages/disclosures"),
             module("excel/disclosures")),
    "R-28": (stage("archive"), paper("statistics"), rule("statistics_are_made"),
             module("excel/archive_books")),
    "R-29": (stage("archive"), paper("archive_catalogue"), paper("activity_record"),
             rule("archive_is_complete"), rule("activity_record_is_made"),
             rule("archive_catalogue_is_made"), rule("sealed_folder_is_made"),
             rule("procurement_ends_after_its_result"),
             event(EventKind.PROCUREMENT_ENDED), deadline("D-29"), number("archive_years"),
             module("usecases/sealing"), module("usecases/archive_check")),
    "R-30": (field(NeedLine, "quantity"), field(NeedLine, "amount_fen"),
             rule("measures_are_stated")),
    "R-31": (paper("delegation_letter"), rule("every_need_is_entrusted"),
             rule("letter_states_the_need"), event(EventKind.SEAL_CONFIRMED),
             said("委托函的格式")),
    "R-32": (field(NeedLine, "intention"), event(EventKind.OWN_INTENTION_PUBLISHED)),
    "R-33": (article("七（三）"), said("配合做好采购需求调查、采购需求编制"),
             event(EventKind.REQUIREMENT_ANSWERED), rule("every_unit_answered_requirement")),
    "R-34": (field(PlanEntry, "number"), rule("plan_is_numbered"),
             rule("plan_number_is_its_own")),
    "R-35": (paper("contract"), event(EventKind.CONTRACT_SIGNED), rule("contract_signed_in_time")),
    "R-36": (stage("performance"), paper("acceptance_record"), rule("contract_is_accepted"),
             rule("acceptance_within_contract"),),
    "R-37": (rule("payment_made_in_time"), rule("contract_is_paid"),
             deadline("D-20"), deadline("D-21"), duty("D-22")),
    "R-38": (deadline("D-16"), deadline("D-17"), deadline("D-29"),
             event(EventKind.CONTRACT_ANNOUNCED), event(EventKind.CONTRACT_FILED),
             module("usecases/archive_packs")),
    "R-39": (article("八"), said("程序不代替平台"), field(Project, "project_number")),
    "R-40": (rule("plan_type_is_entrusted"), said("受委托采购")),
    "R-41": (event(EventKind.PLAN_ENTRUSTED),),
    "R-42": (
        stage("tender"), rule("bidders_have_their_time"), rule("clarification_leaves_time"),
        field(Tender, "number"), field(Tender, "due"),
        event(EventKind.ANNOUNCEMENT_PUBLISHED), event(EventKind.BIDS_OPENED),
             event(EventKind.EVALUATION_FINISHED), event(EventKind.EVALUATION_REPORT_RECEIVED),
             deadline("D-06"), deadline("D-10")),
    "R-43": (rule("formal_plan_is_linked"), field(PlanEntry, "linked"),
             module("core/case/pairing")),
    "R-44": (rule("contract_after_announcement"), rule("contract_announced_in_time"),
             deadline("D-16")),
    "R-45": (paper("signing_notice"), number("signing_days"),
             number("signing_notice_prompt_workdays"),
             event(EventKind.SIGNING_NOTICE_SENT), said("“及时”通知签约是几天")),
    "R-46": (stage("disputes"), paper("challenge_reply"), field(Dispute, "answered"),
             deadline("D-23"), deadline("D-25"),
             rule("enquiry_answered_in_time"), rule("challenge_answered_in_time"),
             rule("challenge_is_answered_in_writing"), rule("risky_dispute_suspends_signing")),
    "R-47": (article("十"), said("各参与单位予以协助"), field(Assistance, "replied"),
             rule("assistance_is_given")),
    "R-48": (rule("supplements_within_limit"), paper("supplementary_contract"), duty("D-18"),
             field(Supplement, "amount_fen")),
    "R-49": (article("十二（一）"), rule("no_unexplained_withdrawal"), event(EventKind.WITHDRAWN),
             said("采购公告发布前退出"), said("后来要求加入的单位")),
    "R-50": (rule("signed_contract_follows_award"), rule("signed_contract_is_entered"),
             module("usecases/signed_contracts")),
    "R-51": (rule("contract_is_accepted"), rule("payment_made_in_time"),
             article("十二（三）"), deadline("D-20"), deadline("D-21")),
    "R-52": (article("十二（四）"),),
    "R-53": (article("十三"), module("usecases/red_lines"), module("usecases/articles")),
    "R-54": (article("十四"), rule("guideline_in_force")),
    "R-55": (field(NeedLine, "intention"), rule("every_unit_is_covered_once")),
}  # fmt: skip


def test_every_requirement_of_the_guideline_has_its_place() -> None:
    assert list(TABLE) == list(TITLES) == [f"R-{n:02}" for n in range(1, 56)]
    assert all(TABLE.values())
    assert lost(TABLE) == []


RULES = sorted({ref.name for refs in TABLE.values() for ref in refs if ref.word == "规则"})


@pytest.mark.parametrize("name", RULES)
def test_a_rule_taken_out_of_the_stages_is_missed(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    left = tuple(replace(s, rules=tuple(r for r in s.rules if r.id != name)) for s in STAGES)
    monkeypatch.setattr(covering, "STAGES", left)
    assert lost(TABLE) == [
        f"{key}: {r}"
        for key, refs in TABLE.items()
        for r in refs
        if (r.word, r.name) == ("规则", name)
    ]
    assert lost(TABLE)


def test_a_paper_taken_out_of_the_stages_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "STAGES", tuple(replace(s, papers=()) for s in STAGES))
    papers = [r for refs in TABLE.values() for r in refs if r.word == "文件"]
    assert len(lost(TABLE)) == len(papers) > 15


@pytest.mark.parametrize(
    "made",
    [rule, paper, deadline, duty, number, stage, article, module, said],
    ids=lambda m: m.__name__,
)
def test_what_is_not_there_is_not_found(made: Callable[[str], Reference]) -> None:
    assert not made("甲".join("乙丙丁")).found()


def test_the_table_tells_each_requirement_and_what_serves_it() -> None:
    told = printed(TABLE, TITLES)
    assert told.count("\n") == 2 * len(TABLE) - 1
    assert "R-48　补充合同不超过百分之十\n      规则 supplements_within_limit；" in told


if __name__ == "__main__":
    print(printed(TABLE, TITLES))
