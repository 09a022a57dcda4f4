"""把排好内容的文件变成 PDF，字体只装一次。"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.host import resources
from zjbuy_desktop.host.paths import office_font_folders
from zjbuy_desktop.pdf.fonts import FontBook, Substitution
from zjbuy_desktop.pdf.render import Rendered, RenderFailure, render_many, render_one_file
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.results import Failed

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Job = tuple[Paper, str]
_WORTH_TWO_PROCESSES = 150


@cache
def font_book() -> FontBook:
    """The office's own fonts first, the bundled ones behind them."""
    return FontBook.load(_folder(), office_font_folders())


def _folder() -> Path:
    return resources.resource_dir() / "fonts"


def render(
    desk: Desk,
    jobs: Sequence[Job],
    out: Path,
    one_file: str,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> tuple[list[MadePaper], list[Failed], list[str]]:
    """Render jobs; returns what was made, what failed, and the characters set in another face.

    Args:
        one_file: name of the common file for the printer; empty for one file each.
    """

    def told(done: int, total: int) -> None:
        if progress:
            progress(done, total, jobs[min(done, total - 1)][1])

    if one_file:
        target = out / one_file
        papers = [paper for paper, _ in jobs]
        results: Sequence[Rendered | RenderFailure] = render_one_file(
            papers, target, font_book(), progress=told, cancelled=cancelled
        )
    else:
        results = render_many(
            [(paper, out / name) for paper, name in jobs],
            _folder(),
            workers=2 if len(jobs) >= _WORTH_TWO_PROCESSES else 1,
            progress=told,
            cancelled=cancelled,
            office_folders=office_font_folders(),
        )
    made, failed, notes = [], [], []
    for (paper, _), result in zip(jobs, results, strict=False):
        if isinstance(result, RenderFailure):
            failed.append(Failed(paper.kind, paper.unit, (result.message,)))
            continue
        made.append(_made(desk, paper, result))
        notes += [_note(paper, s) for s in result.substitutions]
    return made, failed, list(dict.fromkeys(notes))


def _made(desk: Desk, paper: Paper, result: Rendered) -> MadePaper:
    return MadePaper(
        kind=paper.kind,
        unit=paper.unit,
        number=paper.number,
        dated=paper.printed_on,
        draft=paper.draft,
        facts=paper.facts,
        made_at=desk.now(),
        file=str(result.path),
        pages=result.pages,
    )


def _note(paper: Paper, substitution: Substitution) -> str:
    return f"《{paper.title}》{paper.unit}：“{substitution.character}”用{_face(substitution)}排出"


def _face(substitution: Substitution) -> str:
    return "备用字体" if substitution.font else "〓（所有字体都没有这个字）"
