"""文件：列出、预览、制作、过期提示。"""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import Composed, compose
from zjbuy_desktop.core.papers.spec import PaperSpec, Setting, setting_for
from zjbuy_desktop.core.papers.staleness import changed_since
from zjbuy_desktop.usecases import office_texts
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.results import PaperRow, Run

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


def kind_named(name: str) -> str:
    """The kind whose Chinese name this is; anything else as it is."""
    return next((kind for kind, spec in PAPERS.items() if spec.title == name), name)


def composed(desk: Desk, case: Case, kind: str, subject: str) -> Composed:
    """Compose one paper from the facts of this moment."""
    spec = paper_spec(kind)
    setting = setting_of(desk, case, spec, subject)
    return compose(spec, office_texts.text_of(desk, spec.text_key(case)), setting)


def setting_of(desk: Desk, case: Case, spec: PaperSpec, subject: str) -> Setting:
    """What a paper is composed from, with what only other parts of the program know."""
    office = office_texts.supplied(desk, spec.uses)
    setting = setting_for(spec, case, desk.law, desk.calendar, desk.today, subject, office)
    if not spec.tells_rules:
        return setting
    from zjbuy_desktop.usecases import red_lines

    on = setting.entered.day("checked_on")
    return replace(setting, red_lines=red_lines.check(desk, case, on=on))


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
        changed = tuple(changed_since(case, made, now.paper.facts))
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
    """Make papers of whole kinds as PDFs into ``out``, as one run.

    Args:
        subject: only for this unit (or supplier); all when empty.
        only: only for these of them; ``None`` for all.
        one_file: one PDF for the printer, instead of one each.
        folder_each: each into a folder of its own, named like its unit.

    Raises:
        UserError: when a kind has nobody to be made for.
    """
    from zjbuy_desktop.usecases import paper_making, paper_runs

    chosen = only if only is not None else [subject] if subject else None
    wanted = wanted_papers(desk.case(project_id), kinds, chosen)
    order = paper_making.Order(wanted, out, one_file, folder_each)
    return paper_runs.start(desk, project_id, order, progress, cancelled)


def wanted_papers(
    case: Case, kinds: Sequence[str], only: Collection[str] | None = None
) -> tuple[tuple[str, str], ...]:
    """(kind, subject) pairs of these kinds; ``only`` for these units or subjects."""
    names = set(only or ())
    return tuple(
        (kind, who)
        for kind in kinds
        for spec in [paper_spec(kind)]
        for who in spec.subjects(case)
        if not who or only is None or {who, spec.unit(case, who)} & names
    )


def preview(
    desk: Desk, project_id: int, kind: str, subject: str, dpi: int = 110
) -> Iterator[tuple[int, int, bytes]]:
    """Page pictures of one paper as it would print now; nothing is kept."""
    yield from pictures(desk, composed(desk, desk.case(project_id), kind, subject).paper, dpi)


def pictures(desk: Desk, paper: Paper, dpi: int) -> list[tuple[int, int, bytes]]:
    """Page pictures of a paper as the office prints it: width, height and bytes of each."""
    from zjbuy_desktop.pdf.preview import page_images
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.paper_settings import render_options
    from zjbuy_desktop.usecases.rendering import font_book

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "preview.pdf"
        render(paper, target, font_book(), render_options(desk))
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
        "run": run.id,
        "left": run.left,
    }
