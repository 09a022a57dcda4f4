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
    made, failed = [], []
    replaced: dict[str, set[str]] = {}
    unprintable: list[str] = []
    for (paper, _), result in zip(jobs, results, strict=False):
        if isinstance(result, RenderFailure):
            failed.append(Failed(paper.kind, paper.unit, (result.message,)))
            continue
        made.append(_made(desk, paper, result))
        for s in result.substitutions:
            if s.font:
                replaced.setdefault(s.character, set()).add(f"{paper.kind}|{paper.unit}")
            else:
                unprintable.append(_unprintable(paper, s))
    return made, failed, [*dict.fromkeys(unprintable), *_replaced(replaced)]


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


def _replaced(characters: dict[str, set[str]]) -> list[str]:
    """One sentence for all rare characters set in a fallback face; nothing is to be done."""
    if not characters:
        return []
    papers = len(set().union(*characters.values()))
    listed = "".join(f"“{c}”" for c in characters)
    return [f"{listed}主字体没有，已用备用字体排出（{papers} 份文件），无需处理。"]


def _unprintable(paper: Paper, substitution: Substitution) -> str:
    title = paper.title.replace("\n", "")
    missing = f"“{substitution.character}”所有字体都没有，印成了〓"
    return f"《{title}》{paper.unit}：{missing}，请改用别的字或手写补上。"
