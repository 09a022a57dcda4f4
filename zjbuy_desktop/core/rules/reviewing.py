"""需求审查：该重点审的重点审，没通过的改后再审，编制的人不审（指引 六（三））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import Citation, guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case import reviewing
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.drafting import PLAN, REQUIREMENT, drafted_on
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.review_items import KEY
from zjbuy_desktop.core.case.reviewing import FAILED, OPINION
from zjbuy_desktop.core.case.surveying import triggers
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


def _measures(article: str) -> Citation:
    return statute("requirement_measures", "政府采购需求管理办法", article)


@rule(_measures("第三十三条"))
def needed_review_is_thorough(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """应当开展需求调查的项目，开展了重点审查。"""
    chosen = reviewing.chosen_kind(case)
    if chosen and chosen != KEY and triggers(case, law, on):
        yield Breach(
            f"审查类型选的是“{chosen}”，本项目应当开展重点审查。",
            f"在审查意见书里改选“{KEY}”，或者不选，由程序判断。",
            field="review_kind",
        )


@rule(_measures("第二十九条"))
def passed_review_has_no_open_item(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """登记审查通过的，审查意见书里没有不通过的项目，也没有漏审的项目。"""
    passed = case.happened(EventKind.REVIEW_PASSED)
    said = reviewing.verdicts(case, reviewing.is_key(case, bool(triggers(case, law, on))))
    if not passed or not any(v.said for v in said):
        return
    failed = [str(v.item.number) for v in said if v.said == FAILED]
    missed = [str(v.item.number) for v in said if not v.said]
    if failed or reviewing.conclusion(case) == FAILED:
        which = f"第{'、'.join(failed)}项" if failed else "审查结论"
        yield Breach(
            f"登记了审查已通过（{passed}），审查意见书里{which}是不通过。",
            "核对审查意见书；确实没有通过的，撤销登记，修改后重新审查。",
            field=OPINION,
        )
    if missed:
        yield Breach(
            f"登记了审查已通过（{passed}），第{'、'.join(missed)}项还没有审查结论。",
            "在本页补写每一项的结论。",
            field="verdicts",
        )


@rule(_measures("第二十九条"))
def failed_review_is_repeated(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """没有通过审查的，修改后重新审查。"""
    failed = reviewing.open_failure(case)
    if failed:
        yield Breach(
            f"{failed.on} 的审查没有通过（{failed.note}），还没有重新审查。",
            "修改采购需求和采购实施计划，审查轮次加一重新审查，通过后登记日期。",
            field=EventKind.REVIEW_PASSED.value,
        )


@rule(_measures("第二十九条"), Severity.WARN)
def review_precedes_announcement(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """需求审查在采购活动开始前完成。"""
    passed = case.happened(EventKind.REVIEW_PASSED)
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if passed and announced and passed >= announced:
        when = "与采购公告同一天" if passed == announced else "晚于采购公告"
        yield Breach(
            f"需求审查 {passed} 通过，{when}（{announced}）。",
            "核对两个日期；应当先审查、后公告，确实如此的写明原因后继续。",
            field=EventKind.REVIEW_PASSED.value,
        )


@rule(_measures("第二十九条"), Severity.WARN)
def review_follows_its_documents(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """审查的是成文的采购需求书和采购实施计划。"""
    passed = case.happened(EventKind.REVIEW_PASSED)
    titles = {REQUIREMENT: "采购需求书", PLAN: "采购实施计划"}
    for kind, title in titles.items() if passed else ():
        dated = drafted_on(case, kind)
        if dated and passed and passed < dated:
            yield Breach(
                f"需求审查 {passed} 通过，{title} {dated} 才成文。",
                f"核对两个日期；{title}审查后又改过的，改后的要重新审查。",
                subject=title,
                field=EventKind.REVIEW_PASSED.value,
            )


@rule(_measures("第三十二条"))
def reviewers_are_independent(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """参与编制采购需求和采购实施计划的人员不参加审查。"""
    for name in reviewing.not_independent(case):
        yield Breach(
            f"{name}参与了采购需求或采购实施计划的编制，又在审查人员里。",
            "更换审查人员；编制人员名单写错了的，在采购需求书里改正。",
            subject=name,
            field="reviewers",
        )


@rule(_measures("第三十二条"), Severity.WARN)
def every_department_reviews(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购、财务、业务、监督机构都参加审查。"""
    absent = reviewing.absent_departments(case)
    if reviewing.reviewers(case) and absent:
        yield Breach(
            f"审查人员里没有{'、'.join(absent)}机构的人员。",
            "在审查意见书里补上；单位没有这个机构的，写明由谁承担后继续。",
            field="reviewers",
        )


@rule(guideline("第六条（三）"), Severity.WARN)
def opinion_is_written(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """审查通过的，有审查意见书。"""
    passed = case.happened(EventKind.REVIEW_PASSED)
    if passed and case.made_of(OPINION) is None:
        yield Breach(
            f"登记了审查已通过（{passed}），还没有制作审查意见书。",
            "填全后制作审查意见书，各机构签名；另外做了书面意见的，写明存放在哪里后继续。",
            field=OPINION,
        )
