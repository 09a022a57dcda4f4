"""命令 check：按规则检查，红线自查，写成报告。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.red_lines import RedLine, Standing, counted
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


COMMANDS: dict[str, Command] = {"check": _check}
