"""文件：列出、预览、制作、过期提示。"""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import Composed, changes, compose
from zjbuy_desktop.core.papers.spec import PaperSpec, setting_for
from zjbuy_desktop.store import records as stored
from zjbuy_desktop.usecases import office_texts
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.results import Failed, PaperRow, Run

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


def kinds() -> tuple[str, ...]:
    """Every kind of paper, in working order."""
    return tuple(PAPERS)


def paper_spec(kind: str) -> PaperSpec:
    """The paper of that kind.

    Raises:
        UserError: when there is none.
    """
    if kind not in PAPERS:
        known = "、".join(f"{k}（{s.title}）" for k, s in PAPERS.items())
        raise UserError(f"没有“{kind}”这种文件。", f"可以制作：{known}")
    return PAPERS[kind]


def composed(desk: Desk, case: Case, kind: str, subject: str) -> Composed:
    """Compose one paper from the facts of this moment."""
    spec = paper_spec(kind)
    office = office_texts.supplied(desk, spec.uses)
    setting = setting_for(spec, case, desk.law, desk.calendar, desk.today, subject, office)
    return compose(spec, office_texts.text_of(desk, spec.text_key(case)), setting)


def list_papers(desk: Desk, case: Case, kinds: Sequence[str] = ()) -> list[PaperRow]:
    """Every paper that can be made now, with its state; ``kinds`` narrows the list."""
    rows = []
    for kind in kinds or PAPERS:
        for subject in paper_spec(kind).subjects(case):
            rows.append(_row(desk, case, kind, subject))
    return rows


def _row(desk: Desk, case: Case, kind: str, subject: str) -> PaperRow:
    spec, now = paper_spec(kind), composed(desk, case, kind, subject)
    made = case.made_of(kind, subject)
    state = "未制作"
    changed: tuple[str, ...] = ()
    if made:
        changed = tuple(
            changes(made.facts, now.paper.facts, by_hand=spec.returns, label_of=spec.label)
        )
        state = "已过期" if changed else "草稿" if made.draft else "已制作"
    details = case.details_of(kind, subject)
    return PaperRow(
        kind, spec.title, subject, details.number, details.dated, state, changed,
        made.file if made else "", tuple(f.message for f in now.findings),
    )  # fmt: skip


def make(
    desk: Desk,
    project_id: int,
    kinds: Sequence[str],
    out: Path,
    *,
    subject: str = "",
    only: Collection[str] | None = None,
    one_file: bool = False,
    folder_each: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Run:
    """Make papers as PDFs into ``out``; one bad paper does not stop the rest.

    Args:
        subject: only for this unit (or supplier); all when empty.
        only: only for these of them; ``None`` for all.
        one_file: one PDF per kind for the printer, instead of one each.
        folder_each: each into a folder of its own, named like its unit.

    Raises:
        UserError: when a kind has nobody to be made for.
    """
    from zjbuy_desktop.usecases.rendering import render

    case = desk.case(project_id)
    chosen = only if only is not None else [subject] if subject else None
    jobs, failed = _jobs(desk, case, kinds, chosen)
    if not jobs and not failed:
        raise UserError("没有可制作的文件。", "先完成前面的环节，或核对单位名称。")
    if folder_each:
        jobs = [(paper, f"{file_name(paper.unit, '')}/{name}") for paper, name in jobs]
    for folder in {(out / name).parent for _, name in jobs} | {out}:
        folder.mkdir(parents=True, exist_ok=True)
    common = _common_name(case, kinds) if one_file else ""
    made, broken, notes = render(desk, jobs, out, common, progress, cancelled)
    if made:
        kinds_made = "、".join(dict.fromkeys(paper_spec(m.kind).title for m in made))
        summary = f"制作文件 {len(made)} 份：{kinds_made}"
        with desk.store.begin("papers_made", summary, desk.now(), project_id=project_id) as work:
            stored.add_made_papers(work, project_id, made)
            work.payload["files"] = [m.file for m in made]
    return Run(tuple(made), (*failed, *broken), tuple(notes))


def _common_name(case: Case, kinds: Sequence[str]) -> str:
    titles = "、".join(paper_spec(k).title for k in kinds[:3]) + ("等" if len(kinds) > 3 else "")
    return file_name(case.project.name, titles, "合并打印", ".pdf")


def _jobs(
    desk: Desk, case: Case, kinds: Sequence[str], only: Collection[str] | None
) -> tuple[list[tuple[Paper, str]], tuple[Failed, ...]]:
    jobs: list[tuple[Paper, str]] = []
    failed: list[Failed] = []
    for kind in kinds:
        spec = paper_spec(kind)
        for who in spec.subjects(case):
            if who and only is not None and not {who, spec.unit(case, who)} & set(only):
                continue
            try:
                paper = composed(desk, case, kind, who).paper
            except UserError as error:
                failed.append(Failed(kind, who, (str(error),)))
                continue
            jobs.append((paper, file_name(who or case.project.name, spec.title, ".pdf")))
    return jobs, tuple(failed)


def preview(
    desk: Desk, project_id: int, kind: str, subject: str, dpi: int = 110
) -> Iterator[tuple[int, int, bytes]]:
    """Page pictures of one paper as it would print now; nothing is kept."""
    yield from pictures(composed(desk, desk.case(project_id), kind, subject).paper, dpi)


def pictures(paper: Paper, dpi: int) -> list[tuple[int, int, bytes]]:
    """Page pictures of a paper: width, height and bytes of each."""
    from zjbuy_desktop.pdf.preview import page_images
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.rendering import font_book

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "preview.pdf"
        render(paper, target, font_book())
        return list(page_images(target, dpi))


def lacking(desk: Desk, case: Case, kind: str, subject: str) -> tuple[Finding, ...]:
    """What keeps one paper a draft."""
    return composed(desk, case, kind, subject).findings


def as_json(run: Run) -> dict[str, Any]:
    """The JSON of ``papers make``."""
    return {
        "made": [
            {"kind": m.kind, "unit": m.unit, "file": m.file, "pages": m.pages, "draft": m.draft}
            for m in run.made
        ],
        "failed": [
            {"kind": f.kind, "unit": f.subject, "findings": list(f.findings)} for f in run.failed
        ],
        "substitutions": list(run.substitutions),
    }
