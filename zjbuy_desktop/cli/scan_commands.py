"""扫描件的命令：导入、列出、核章、催还、撤销。"""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from zjbuy_desktop.cli.answers import Answer, Command, desk_of


def _import(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import scan_report, scanning

    with desk_of(options) as desk:
        report = scanning.import_scans(desk, options.project, [Path(p) for p in options.paths])
    lines = [f"{f.name}：{f.problem}" for f in report.files if f.problem]
    lines += [
        f"{page.name} 第 {page.file_page} 页：{scan_report.page_words(page)}"
        for page in report.pages
    ]
    lines += [f"收齐：{scan_report.paper_words(*key)}" for key in report.returned]
    lines += [scanning.incomplete_words(found) for found in report.incomplete]
    bad = any(f.problem and not f.known for f in report.files)
    return Answer(scan_report.as_json(report), [*lines, report.sum_words], int(bad))


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import scan_report, scanning, seals

    with desk_of(options) as desk:
        pages = scanning.list_pages(desk, options.project)
        papers = seals.at_home(desk.case(options.project), pages)
    lines = [
        f"第 {p.batch} 批　{p.name} 第 {p.file_page} 页：{scan_report.page_words(p)}" for p in pages
    ]
    lines += [
        f"{home.standing.home.value}　{scan_report.paper_words(*home.key)}　"
        f"{scan_report.missing_words(home.paper.missing)}".rstrip()
        for home in papers
    ]
    data = {
        "pages": [scan_report.page_json(page) for page in pages],
        "papers": [
            {
                "kind": home.paper.kind,
                "subject": home.paper.subject,
                "state": home.standing.home.value,
                "missing": list(home.paper.missing),
            }
            for home in papers
        ],
    }
    return Answer(data, lines or ["还没有导入过扫描件。"])


def _confirm(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import papers, scan_report, seals

    key = (papers.paper_spec(options.kind).kind, options.unit)
    accepted = not options.refuse
    with desk_of(options) as desk:
        seals.confirm_seals(desk, options.project, [key], accepted=accepted, reason=options.note)
    word = "已核章" if accepted else "章不合格，已退回"
    data = {"kind": key[0], "subject": key[1], "accepted": accepted}
    return Answer(data, [f"{word}：{scan_report.paper_words(*key)}"])


def _chase(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import chasing

    with desk_of(options) as desk:
        rows = chasing.chase_list(desk, options.project, options.kind)
        together = chasing.group_reminder(desk.case(options.project), rows) if rows else ""
        if options.out:
            chasing.write_chase_list(desk, options.project, options.out, options.kind)
    lines = [
        f"《{r.title}》{r.subject}　{r.state}　{r.since} 起 {r.days} 天　"
        f"{r.contact} {r.phone}".rstrip()
        for r in rows
    ]
    if options.out:
        lines.append(f"名单在 {options.out}。")
    data = {"papers": [asdict(row) for row in rows], "reminder": together}
    return Answer(data, [*lines, "", together] if rows else ["没有要催的：登记发出的都已交回。"])


def _undo(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import scanning

    with desk_of(options) as desk:
        scanning.undo(desk, options.project, options.batch)
    return Answer({"batch": options.batch}, [f"已撤销第 {options.batch} 批扫描件。"])


COMMANDS: dict[str, Command] = {
    "scans import": _import,
    "scans list": _list,
    "scans confirm": _confirm,
    "scans chase": _chase,
    "scans undo": _undo,
}
