"""采购实施的命令。"""

from argparse import Namespace
from dataclasses import replace

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.case.tender import Clarification
from zjbuy_desktop.usecases.desk import Desk


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import tender_view

    with desk_of(options) as desk:
        view = tender_view.of(desk, options.project)
        found = _findings(desk, options.project)
    lines = [f"{word}　{value}" for word, value in view.lines]
    data = view.data | {"findings": [shown.finding_json(f) for f in found]}
    return Answer(data, lines + shown.findings(found))


def _confirm(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import tendering

    with desk_of(options) as desk:
        known = tendering.confirm_file(
            desk, options.project, options.file, options.version, options.pages
        )
    data = {"version": known.version, "pages": known.pages, "sha256": known.sha256}
    return Answer(
        data,
        [
            f"已选定要确认的采购文件：{options.file.name}，{known.version}，{known.pages} 页。",
            f"校验值（SHA-256）{known.sha256}",
            "写进了《采购文件确认函》的填写内容；盖章发出后登记“采购文件已确认”。",
        ],
    )


def _compare(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import tendering

    with desk_of(options) as desk:
        found = tendering.compare_file(desk, options.project, options.file)
    told = "发出的就是确认的那一份 ✓" if found.same else "发出的与确认的不是同一份 ✗"
    data = {"sha256": found.sha256, "same": found.same}
    return Answer(data, [f"{options.file.name}：{told}"], int(not found.same))


def _set(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import tendering

    names = ("number", "link", "leader", "issued", "due")
    given = {n: getattr(options, n) for n in names if getattr(options, n) is not None}
    if options.bidder:
        given["bidders"] = tuple(options.bidder)
    with desk_of(options) as desk:
        kept = replace(desk.case(options.project).tender, **given)
        tendering.set_tender(desk, options.project, kept)
        found = _findings(desk, options.project)
    data = {"set": sorted(given), "findings": [shown.finding_json(f) for f in found]}
    return Answer(data, ["已登记采购实施的内容。", *shown.findings(found)])


def _clarify(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import tendering

    with desk_of(options) as desk:
        tender = desk.case(options.project).tender
        told = Clarification(options.date, options.what, not options.minor)
        more = replace(tender, clarifications=(*tender.clarifications, told))
        tendering.set_tender(desk, options.project, more)
        found = _findings(desk, options.project)
    data = {
        "clarifications": len(more.clarifications),
        "findings": [shown.finding_json(f) for f in found],
    }
    said = f"已登记 {options.date} 的澄清、修改，共 {len(more.clarifications)} 次。"
    return Answer(data, [said, *shown.findings(found)])


def _findings(desk: Desk, project_id: int) -> list[Finding]:
    from zjbuy_desktop.core.stages import flow
    from zjbuy_desktop.core.stages.tender import SPEC

    case = desk.case(project_id)
    return list(flow.stage_findings(case, SPEC, desk.law, desk.today))


COMMANDS: dict[str, Command] = {
    "tender clarify": _clarify,
    "tender compare": _compare,
    "tender confirm": _confirm,
    "tender set": _set,
    "tender show": _show,
}
