"""异常清单：还要改的、数与别家相差很大的、没有纳入的、没有需求的；已经改好的不再列。"""

from collections.abc import Iterator

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import UnitStanding
from zjbuy_desktop.core.rules import outliers
from zjbuy_desktop.excel.summary_data import SummaryIssue
from zjbuy_desktop.store import returns
from zjbuy_desktop.usecases import collecting
from zjbuy_desktop.usecases.desk import Desk


def issues(desk: Desk, case: Case, found: tuple[UnitStanding, ...]) -> tuple[SummaryIssue, ...]:
    """Every line of the sheet, what still has to be done first."""
    return (
        *_unmended(desk, case),
        *_standing_out(case),
        *_left_out(case, found),
        *_absent(case, found),
    )


def _unmended(desk: Desk, case: Case) -> Iterator[SummaryIssue]:
    """待修改 and 已搁置, problem by problem; what was mended or sent anew is no issue any more."""
    kept = collecting.list_returns(desk, case.id)
    waiting = {r.id for r in returns.waiting(kept)}
    for r in kept:
        if r.outcome is not Outcome.REJECTED or r.undone or not (r.id in waiting or r.settled):
            continue
        for p in r.problems:
            yield SummaryIssue(
                "待修改" if r.id in waiting else "已搁置",
                "、".join(r.units) or r.file,
                f"实际是“{p.found}”，应当：{p.expected}",
                p.hint if r.id in waiting else r.settled,
                f"{r.file} {p.sheet or ''} {p.cell or ''}".strip(),
            )


def _standing_out(case: Case) -> Iterator[SummaryIssue]:
    for remark in outliers.remarks(case):
        source = remark.line.source
        yield SummaryIssue(
            "请核实",
            remark.line.unit,
            f"“{remark.line.item}”{remark.said}",
            "向单位核实；确实如此的，无需处理",
            f"{source.file} {source.sheet} {remark.place}".strip(),
        )


def _left_out(case: Case, found: tuple[UnitStanding, ...]) -> Iterator[SummaryIssue]:
    reasons = {(o.rule, o.subject): o.reason for o in case.overrides}
    for s in found:
        if s.reason is not None:
            why = reasons.get(("every_need_is_entrusted", s.unit), "")
            yield SummaryIssue("未纳入", s.unit, s.reason.value, why or "见参与委托")


def _absent(case: Case, found: tuple[UnitStanding, ...]) -> Iterator[SummaryIssue]:
    """Units without a need, and why they have none."""
    known, back = {s.unit for s in found}, dict(case.withdrawn)
    for unit in (u.name for u in case.units if u.name not in known):
        gone = case.event(EventKind.WITHDRAWN, unit)
        if gone:
            yield SummaryIssue("已退出", unit, gone.note)
        elif unit in back:
            yield SummaryIssue("已撤回需求", unit, back[unit])
        else:
            yield SummaryIssue("未报送需求", unit, "没有可用的需求表")
