"""文件的命令：列出、填写、制作、接着制作、台账。"""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.cli import papers_shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.errors import UserError

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.paper_runs import RunState


def _papers_list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import papers

    with desk_of(options) as desk:
        rows = papers.list_papers(desk, desk.case(options.project))
    data = {"papers": [papers_shown.paper_json(r) for r in rows]}
    return Answer(data, [line for r in rows for line in papers_shown.paper_lines(r)])


def _papers_make(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import papers

    with desk_of(options) as desk:
        kinds = list(papers.kinds()) if options.kind == "all" else [options.kind]
        run = papers.make(
            desk, options.project, kinds, options.out,
            subject=options.unit, one_file=options.one_file, folder_each=options.folder_each,
        )  # fmt: skip
    return Answer(papers.as_json(run), papers_shown.run(run, options.out), int(bool(run.failed)))


def _papers_word(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import papers, word_copies

    with desk_of(options) as desk:
        kinds = list(papers.kinds()) if options.kind == "all" else [options.kind]
        run = word_copies.word_copy(
            desk, options.project, kinds, options.out, subject=options.unit
        )  # fmt: skip
    said = list(word_copies.lines(run, options.out))
    return Answer(word_copies.as_json(run), said, int(bool(run.failed)))


def _papers_resume(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import paper_runs, papers

    with desk_of(options) as desk:
        number = options.run or _last_open(paper_runs.open_runs(desk, options.project))
        run = paper_runs.resume(desk, number)
    place = Path(run.made[0].file).parent if run.made else Path()
    return Answer(papers.as_json(run), papers_shown.run(run, place), int(bool(run.failed)))


def _last_open(runs: "tuple[RunState, ...]") -> int:
    if not runs:
        raise UserError("没有停下来的制作可以接着做。", "用 papers runs 查看有哪几次。")
    return runs[0].id


def _papers_runs(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import paper_runs

    with desk_of(options) as desk:
        runs = paper_runs.list_runs(desk, options.project)
    data = {"runs": [papers_shown.run_json(r) for r in runs]}
    return Answer(data, [papers_shown.run_line(r) for r in runs] or ["还没有制作过文件。"])


def _papers_register(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import register

    with desk_of(options) as desk:
        rows = register.register(desk, desk.case(options.project))
    files = register.file_words(rows)
    data = {
        "papers": [papers_shown.row_json(r, files.get(r.pair, "")) for r in rows],
        "totals": {standing.value: n for standing, n in register.totals(rows).items()},
        "copies": register.copies(rows),
    }
    return Answer(data, papers_shown.register_lines(rows))


def _papers_move(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import paper_moves, papers

    what = paper_moves.move_kind(options.what)
    with desk_of(options) as desk:
        case = desk.case(options.project)
        only = [options.unit] if options.unit else None
        chosen = papers.wanted_papers(case, [options.kind], only)
        if options.unit and not chosen:
            chosen = ((options.kind, options.unit),)
        events = paper_moves.record_moves(
            desk, options.project, chosen, what, options.date or desk.today,
            copies=options.copies, note=options.note,
        )  # fmt: skip
    lines = [f"已登记“{what.value}”{len(chosen)} 份。"]
    lines += [f"同时登记：{e.kind.label} {e.on} {e.unit}".rstrip() for e in events]
    data = {
        "what": what.value,
        "papers": [{"kind": kind, "unit": subject} for kind, subject in chosen],
        "events": [{"event": e.kind.value, "date": e.on, "unit": e.unit} for e in events],
    }
    return Answer(data, lines)


def _papers_number(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import papers, recording

    spec = papers.paper_spec(options.kind)
    with desk_of(options) as desk:
        recording.set_paper_details(
            desk, options.project, options.kind, options.unit, options.number, options.dated
        )
    return Answer({"kind": options.kind}, [f"已填写《{spec.title}》的文号和成文日期。"])


def _papers_fill(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import papers, particulars

    spec = papers.paper_spec(options.kind)
    with desk_of(options) as desk:
        filled = particulars.import_file(desk, options.project, options.kind, options.file)
    lines = [f"已填写《{spec.title}》{subject}的内容。" for subject in filled]
    return Answer({"kind": options.kind, "subjects": filled}, lines)


COMMANDS: dict[str, Command] = {
    "papers list": _papers_list,
    "papers make": _papers_make,
    "papers word": _papers_word,
    "papers resume": _papers_resume,
    "papers runs": _papers_runs,
    "papers register": _papers_register,
    "papers move": _papers_move,
    "papers number": _papers_number,
    "papers fill": _papers_fill,
}
