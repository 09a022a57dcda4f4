"""命令 check、what-if：按规则检查，红线自查，写成报告；推演。"""

from argparse import Namespace
from datetime import date
from typing import Any

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.red_lines import RedLine, Standing, counted
from zjbuy_desktop.core.case.supposing import (
    DateMoves,
    QuantityChanges,
    Supposition,
    UnitLeaves,
)
from zjbuy_desktop.core.stages.book import STAGES


def _check(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import checking, red_line_report, red_lines

    wanted = _stage_id(options.stage)
    data: dict[str, Any] = {}
    lines: list[str] = []
    with desk_of(options) as desk:
        found = checking.check(desk, options.project)
        data["findings"] = [shown.finding_json(f) for f in found]
        if options.all or wanted:
            rules = red_lines.check(desk, desk.case(options.project), wanted)
            data["rules"] = [_json(line) for line in rules]
            lines += [*_listed(rules), counted(rules)]
        else:
            lines += shown.findings(found) or ["没有问题。"]
        if options.report:
            run = red_line_report.make_report(desk, options.project, options.report)
            data["report"] = {"file": run.made[0].file, "pages": run.made[0].pages}
            lines.append(
                f"红线自查报告：{run.made[0].file}，{run.made[0].pages} 页，已记入文件台账。"
            )
    return Answer(data, lines, int(bool(found.blocking)))


def _stage_id(name: str) -> str:
    """The stage called so, by its Chinese name or its id."""
    for spec in STAGES:
        if name in (spec.id, spec.title):
            return spec.id
    if name:
        known = "、".join(spec.title for spec in STAGES)
        raise UserError(f"没有“{name}”这个环节。", f"环节有：{known}。")
    return ""


def _listed(rules: tuple[RedLine, ...]) -> list[str]:
    lines, stage = [], ""
    for line in rules:
        if line.stage_title != stage:
            stage = line.stage_title
            lines.append(stage)
        basis = f"（{line.basis}）" if line.basis else ""
        lines.append(f"  【{line.standing.value}】{line.statement}{basis}")
        if line.standing not in (Standing.HOLDS, Standing.UNTOUCHED) or line.why:
            lines.append(f"      {line.found}{line.fix}")
        if line.seen:
            lines.append(f"      看了：{line.seen}")
        if line.reason:
            lines.append(f"      理由：{line.reason}")
    return lines


def _json(line: RedLine) -> dict[str, Any]:
    return {
        "stage": line.stage,
        "rule": line.rule,
        "statement": line.statement,
        "basis": line.basis or None,
        "standing": line.standing.value,
        "seen": line.seen,
        "found": list(line.said),
        "why": line.why,
        "fix": line.fix,
        "reasons": [
            {"subject": r.subject, "reason": r.reason, "by": r.by, "on": r.on} for r in line.reasons
        ],
    }


def _what_if(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import what_if

    with desk_of(options) as desk:
        found = what_if.suppose(desk, options.project, _supposition(options, desk.today))
    shown_changes = found.changes if options.all else found.differing
    lines = [f"{found.words}（按 {found.on} 比较，没有保存任何内容）："]
    group = ""
    for change in shown_changes:
        lines += [change.group] if change.group != group else []
        group = change.group
        note = f"（{change.note}）" if change.note else ""
        lines.append(f"  {change.what}：{change.before} → {change.after}{note}")
    if not found.differing:
        lines.append("没有变化。")
    data = {
        "supposition": found.words,
        "on": found.on,
        "changes": [
            {
                "group": c.group, "what": c.what, "before": c.before, "after": c.after,
                "note": c.note, "differs": c.differs,
            }
            for c in found.changes
        ],
        "notes": list(found.notes),
    }  # fmt: skip
    return Answer(data, [*lines, *found.notes])


def _supposition(options: Namespace, today: date) -> Supposition:
    """What was asked: exactly one of the three."""
    from zjbuy_desktop.usecases.recording import event_kind

    asked = [bool(options.leaves), bool(options.item or options.quantity), bool(options.event)]
    if sum(asked) != 1:
        raise UserError(
            "要写明一种假设。",
            "写 --unit 单位 --leaves，或 --unit 单位 --item 标的 --quantity 数量，"
            "或 --event 事项 --date 日期。",
        )
    if options.event:
        if options.date is None:
            raise UserError("没有写日期。", "加上 --date，如 --date 2026-12-01。")
        return DateMoves(event_kind(options.event), options.date, options.unit)
    if not options.unit:
        raise UserError("没有写是哪家单位。", "加上 --unit 单位名称。")
    if options.leaves:
        return UnitLeaves(options.unit, options.date or today)
    if not (options.item and options.quantity):
        raise UserError("标的和数量要一起写。", "例如 --item 台式计算机 --quantity 120。")
    try:
        count = quantity.milli(options.quantity)
    except ValueError:
        raise UserError(f"“{options.quantity}”不是数量。", "写成 120 或 1.5。") from None
    return QuantityChanges(options.unit, options.item, count, options.row)


def _back_plan(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.back_plan import back_plan, verdict

    with desk_of(options) as desk:
        case = desk.case(options.project)
        rows = back_plan(case, desk.law, desk.calendar, desk.today, options.by)
    lines = [
        f"{r.event.label}　{f'已于 {r.done} 办理' if r.done else f'最早 {r.earliest}'}，"
        f"最迟 {r.latest}{f'，差 {r.missing} 日' if r.missing and not r.done else ''}"
        f"{f'　{r.wait}' if r.wait else ''}"
        for r in rows
    ]
    steps = [
        {"event": r.event.value, "done": r.done, "earliest": r.earliest, "latest": r.latest,
         "missing_days": r.missing, "basis": r.basis.label if r.basis else ""}
        for r in rows
    ]  # fmt: skip
    late = any(r.missing and r.done is None for r in rows)
    data = {"by": options.by, "possible": not late, "steps": steps}
    return Answer(data, [verdict(rows, options.by), *lines], int(late))


COMMANDS: dict[str, Command] = {
    "back-plan": _back_plan,
    "check": _check,
    "what-if": _what_if,
}
