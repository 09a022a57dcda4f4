"""采购结果确认函 (指引 八（五）; 实施条例 四十三): in order of rank, within five working days."""

from collections.abc import Iterator

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.candidates import (
    CANDIDATE_COLUMNS,
    candidate_gaps,
    candidates_table,
    first_ranked,
    read_candidates,
    results_passage,
)
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting

_ENTRIES = (
    Entry(
        "candidates",
        "评审报告推荐的候选人",
        EntryKind.TABLE,
        columns=CANDIDATE_COLUMNS,
        hint="按评审报告逐行抄录，每个标项从第 1 名起；最低评标价法填扣除后的评审价，"
        "没有价格扣除的（如专门面向中小企业的标项）填得和报价一样；综合评分法填得分。",
    ),
    Entry(
        "reason",
        "没有选定排名第一候选人的理由",
        EntryKind.LONG,
        required=False,
        hint="按顺序确定的不填。例：排名第一的候选人书面放弃，附放弃函。",
    ),
    Entry(
        "late_reason",
        "超过期限确认的理由",
        EntryKind.LONG,
        required=False,
        hint="在期限内确认的不填。",
    ),
)
_DEADLINES = {"confirm_days": "D-11", "notice_days": "D-12"}


def _fill(setting: Setting) -> Content:
    case = setting.case
    candidates = read_candidates(setting.entered.rows("candidates"))
    results = lot_results(case)
    agency = case.agency
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            **facts.deadline_facts(setting, _DEADLINES),
            **_days(setting),
            **facts.amount_facts(sum(r.award_fen for r in results)),
            "agency": agency.name if agency else "",
            "evaluation": case.project.evaluation,
            "evaluation_date": facts.day(case.happened(EventKind.EVALUATION_FINISHED)),
            "in_order": facts.yes(bool(results) and first_ranked(case, candidates)),
        },
        blocks={
            "candidates": candidates_table(case, candidates),
            "results": results_passage(case, results),
            "sign_off": facts.lead_sign_off(setting),
        },
        gaps=(
            *_award_gaps(case, results),
            *candidate_gaps(case, candidates),
            *_reason_gaps(setting, bool(results) and not first_ranked(case, candidates)),
            *_date_gaps(setting),
        ),
    )


def _days(setting: Setting) -> facts.Facts:
    """收到评审报告, 确认 and the two clocks that follow (D-11, D-12)."""
    received = setting.case.happened(EventKind.EVALUATION_REPORT_RECEIVED)
    confirmed = setting.details.dated
    last = setting.law.deadline("D-11").count(received, setting.calendar) if received else None
    notice = setting.law.deadline("D-12").count(confirmed, setting.calendar) if confirmed else None
    unsure = any(r.provisional for r in (last, notice) if r)
    return {
        "report_date": facts.day(received),
        "confirm_last": facts.day(last.last_day if last else None),
        "confirmed_on": facts.day(confirmed),
        "notice_last": facts.day(notice.last_day if notice else None),
        "provisional_note": facts.UNSURE if unsure else "",
    }


def _award_gaps(case: Case, results: tuple[LotResult, ...]) -> Iterator[str]:
    """Every lot somebody needs is awarded, to a supplier with name and code."""
    needed = {line.item for line in included_lines(case)}
    awarded = {r.award.lot: r for r in results}
    for lot in case.project.lots:
        if lot.item in needed and lot.name not in awarded:
            yield f"{lot.name}的采购结果（在“定标”里登记）"
    for name, result in awarded.items():
        if not result.award.supplier:
            yield f"{name}的供应商全称"
        if not result.award.supplier_uscc:
            yield f"{name}供应商的统一社会信用代码"


def _reason_gaps(setting: Setting, out_of_order: bool) -> Iterator[str]:
    reason = setting.entered.text("reason")
    won = words_for(setting.case.project.method).won
    if out_of_order and not reason:
        yield f"没有选定排名第一的{won}候选人的理由"
    if reason and not out_of_order:
        yield "前后一致的理由（确定的都是排名第一的候选人，不应填写未选定的理由）"


def _date_gaps(setting: Setting) -> Iterator[str]:
    """确认 is the letter's own date: after the report, within D-11 or with a reason."""
    case, confirmed = setting.case, setting.details.dated
    received = case.happened(EventKind.EVALUATION_REPORT_RECEIVED)
    recorded = case.happened(EventKind.RESULT_CONFIRMED)
    if confirmed is None:
        return
    if recorded and recorded != confirmed:
        yield (
            f"一致的确认日期（登记为{facts.day(recorded)}确认，成文日期是{facts.day(confirmed)}）"
        )
    if received is None:
        return
    last = setting.law.deadline("D-11").count(received, setting.calendar).last_day
    if confirmed < received:
        yield f"不早于收到评审报告（{facts.day(received)}）的成文日期"
    if confirmed > last and not setting.entered.text("late_reason"):
        yield f"超过期限（{facts.day(last)}）确认的理由"


SPEC = PaperSpec(
    kind="result_confirmation",
    title="采购结果确认函",
    style=Style.LETTER,
    basis=guideline("第八条（五）"),
    fill=_fill,
    entries=_ENTRIES,
)
