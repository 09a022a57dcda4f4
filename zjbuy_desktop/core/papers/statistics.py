"""统计表 (指引 六（七）): computed from the case, but for what went to 中小企业."""

from collections.abc import Iterator, Sequence
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.progress import UnitRecord, happened_by, percent, unit_records
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.case.units import Level
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import FieldTable, Style
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.statistics_tables import (
    lots_statistics,
    money_table,
    progress_table,
)

_ENTRIES = (
    Entry(
        "as_of",
        "统计截止日期",
        EntryKind.DATE,
        hint="这一天以后登记的签约、公告、验收、支付不计入。",
    ),
    Entry(
        "sme_amount",
        "中小企业承接的金额（元）",
        EntryKind.MONEY,
        hint="按供应商的中小企业声明函统计，没有的填 0；货物由中小企业制造才计入。",
    ),
    Entry(
        "small_amount",
        "其中小微企业承接的金额（元）",
        EntryKind.MONEY,
        required=False,
        hint="没有的不填或填 0。",
    ),
)
_BLANK_DATE = "　　　年　　月　　日"


def _fill(setting: Setting) -> Content:
    case, as_of = setting.case, setting.entered.day("as_of")
    results, records = lot_results(case), unit_records(case, as_of)
    return Content(
        facts={**facts.project_facts(setting), **facts.entered_facts(setting)},
        blocks={
            "head": _head(setting),
            "totals": _totals(setting, results),
            "completion": _completion(setting, records),
            "lots": lots_statistics(case, results),
            "money": money_table(case, records),
            "progress": progress_table(case, records),
            "prepared_by": _prepared_by(),
        },
        gaps=(*_result_gaps(case, results), *_sme_gaps(setting, results)),
    )


def _head(setting: Setting) -> FieldTable:
    shared, case = facts.project_facts(setting), setting.case

    def on(kind: EventKind) -> str:
        return facts.day(happened_by(case, kind, "", setting.entered.day("as_of")))

    return FieldTable(
        (
            ("牵头单位", shared["lead_unit"]),
            ("统计截止日期", facts.day(setting.entered.day("as_of"))),
            ("项目编号", shared["project_number"]),
            ("预算年度", shared["fiscal_year"]),
            ("采购品目", shared["category"]),
            ("组织模式", shared["mode"]),
            ("采购方式", shared["method"]),
            ("评审方法", case.project.evaluation),
            ("采购代理机构", case.agency.name if case.agency else ""),
            ("采购单位", _levels(case)),
            (f"{shared['announcement']}发布", on(EventKind.ANNOUNCEMENT_PUBLISHED)),
            ("开标（首次响应截止）", on(EventKind.BIDS_OPENED)),
            (f"{shared['award_notice']}发出", on(EventKind.AWARD_NOTICE_ISSUED)),
            (f"{shared['result_announcement']}发布", on(EventKind.RESULT_ANNOUNCED)),
        ),
        per_row=2,
    )


def _levels(case: Case) -> str:
    """How many units take part, by 预算级次 from the top."""
    names = {line.unit for line in included_lines(case)}
    units = [unit for unit in case.units if unit.name in names]
    counts = {level: sum(u.level is level for u in units) for level in Level}
    parts = "、".join(f"{level.value}{count}家" for level, count in counts.items() if count)
    return f"共{len(units)}家（{parts}）" if units else ""


def _totals(setting: Setting, results: Sequence[LotResult]) -> FieldTable:
    """预算、最高限价、定标、节约、中小企业: for the whole project, in 元."""
    case = setting.case
    won = words_for(case.project.method).won
    budget, award = sum(r.budget_fen for r in results), sum(r.award_fen for r in results)
    sme, small = setting.entered.fen("sme_amount"), setting.entered.fen("small_amount") or 0
    return FieldTable(
        (
            ("预算金额合计（元）", money.yuan(budget)),
            ("最高限价合计（元）", _ceiling(case, results)),
            (f"{won}金额合计（元）", money.yuan(award)),
            ("节约额（元）", money.yuan(budget - award)),
            ("节约率", percent(budget - award, budget)),
            ("标项", f"{len(results)}个"),
            ("中小企业承接金额（元）", "" if sme is None else money.yuan(sme)),
            ("中小企业占比", "" if sme is None else percent(sme, award)),
            ("其中小微企业（元）", money.yuan(small)),
            ("小微企业占比", percent(small, award)),
        ),
        per_row=2,
    )


def _ceiling(case: Case, results: Sequence[LotResult]) -> str:
    """Σ of what the lots may cost at most, if every awarded lot has a ceiling."""
    lots = {lot.name: lot for lot in case.project.lots}
    found = [lots[r.award.lot].most_fen(sum(a.quantity for a in r.allocations)) for r in results]
    if not found or any(most is None for most in found):
        return "未设定" if not any(found) else "部分标项未设定"
    return money.yuan(sum(most or 0 for most in found))


def _completion(setting: Setting, records: Sequence[UnitRecord]) -> FieldTable:
    """How many units have come how far, and how long signing took."""
    whole = len(records)

    def share(days: Sequence[date | None]) -> str:
        done = sum(day is not None for day in days)
        return f"{done}/{whole}家，{percent(done, whole)}"

    days = [r.days for r in records if r.days is not None]
    added = sum(r.supplement_fen for r in records)
    contracts = sum(r.contract_fen for r in records)
    return FieldTable(
        (
            ("应签合同的单位", f"{whole}家"),
            ("签约率", share([r.signed for r in records])),
            ("合同公告率", share([r.announced for r in records])),
            ("合同备案率", share([r.filed for r in records])),
            ("验收率", share([r.accepted for r in records])),
            ("支付率", share([r.paid for r in records])),
            ("通知书发出至签订", _spread(days)),
            ("补充合同（元）", f"{money.yuan(added)}，占{percent(added, contracts)}"),
            ("质疑", f"{_challenges(setting)}件"),
            ("退出单位", f"{_withdrawn(setting)}家"),
        ),
        per_row=2,
    )


def _spread(days: Sequence[int]) -> str:
    """Mean to a tenth of a day, rounded half up, and the longest."""
    if not days:
        return "—"
    tenths = (sum(days) * 20 + len(days)) // (2 * len(days))
    mean = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
    return f"平均{mean}日，最长{max(days)}日"


def _challenges(setting: Setting) -> int:
    """质疑 received by the day."""
    as_of = setting.entered.text("as_of")
    received = [
        str(dict(p.values).get("received", ""))
        for p in setting.case.particulars
        if p.kind == "challenge_reply" and p.subject
    ]
    return sum(not as_of or day <= as_of for day in received)


def _withdrawn(setting: Setting) -> int:
    as_of = setting.entered.day("as_of")
    case = setting.case
    return sum(
        happened_by(case, EventKind.WITHDRAWN, u.name, as_of) is not None for u in case.units
    )


def _prepared_by() -> FieldTable:
    """Filled in by hand on the print."""
    return FieldTable(
        (("填表人", ""), ("审核人", ""), ("负责人", ""), ("填表日期", _BLANK_DATE)), per_row=2
    )


def _result_gaps(case: Case, results: Sequence[LotResult]) -> Iterator[str]:
    """Σ各单位 must be what was awarded, in every lot somebody needs."""
    needed = {line.item for line in included_lines(case)}
    awarded = {r.award.lot for r in results}
    if not needed:
        yield "纳入采购的单位"
    for lot in case.project.lots:
        if lot.item in needed and lot.name not in awarded:
            yield f"{lot.name}的采购结果"
    for result in results:
        if sum(a.contract_fen for a in result.allocations) != result.award_fen:
            yield f"{result.award.lot}的完整分配"


def _sme_gaps(setting: Setting, results: Sequence[LotResult]) -> Iterator[str]:
    award = sum(r.award_fen for r in results)
    won = words_for(setting.case.project.method).won
    sme, small = setting.entered.fen("sme_amount"), setting.entered.fen("small_amount")
    if sme is not None and sme > award:
        yield f"不超过{won}金额合计（{money.yuan(award)}元）的中小企业承接金额"
    if sme is not None and small is not None and small > sme:
        yield "不超过中小企业承接金额的小微企业承接金额"


SPEC = PaperSpec(
    kind="statistics",
    title="统计表",
    style=Style.FORM,
    basis=guideline("第六条（七）"),
    fill=_fill,
    entries=_ENTRIES,
    numbered=False,
    dated_by_hand=True,
)
