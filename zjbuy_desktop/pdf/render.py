"""Papers into PDF files: one, many, or all in one file for the printer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.pdf.batch import (
    CANCELLED,
    Cancelled,
    Job,
    Rendered,
    RenderFailure,
    Result,
    in_batches,
    never,
    paint,
    render_batch,
    write_whole,
)
from zjbuy_desktop.pdf.child import Numbered
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.layout import RenderOptions, lay_out
from zjbuy_desktop.pdf.processes import CannotStart, Processes
from zjbuy_desktop.pdf.sheaf import SHEAF, Cancel, Sheaf, write_joined
from zjbuy_desktop.pdf.typesetter import Typesetter

__all__ = [
    "Job", "RenderFailure", "RenderOptions", "Rendered", "Result",
    "render", "render_batch", "render_each", "render_many", "render_one_file",
]  # fmt: skip

Progress = Callable[[int, int], None]

_WORTH_PROCESSES = 100
"""Fewer papers are done before another process has started."""
_DEFAULTS = RenderOptions()


def render(
    paper: Paper, out: Path, fonts: FontBook, options: RenderOptions = _DEFAULTS
) -> Rendered:
    """Make one PDF.

    Raises:
        UserError: when the file cannot be written.
    """
    return paint(lay_out(paper, Typesetter(fonts), options), out)


def render_one_file(
    papers: Sequence[Paper],
    out: Path,
    fonts: FontBook,
    options: RenderOptions = _DEFAULTS,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Result]:
    """Make one PDF of many papers, each with its own page numbers.

    A paper that fails is left out; nothing is written when all do, or when cancelled (the
    list is empty then).

    Raises:
        UserError: when the file cannot be written.
    """
    sheaf = Sheaf(out, fonts, options, cancelled or never)
    results: list[Result] = []
    drawn: list[bytes] = []
    try:
        for some in in_batches(papers, SHEAF):
            content, found = sheaf.draw(some, partial(_told, progress, len(results), len(papers)))
            results += found
            drawn += [content] if content else []
    except Cancel:
        return []
    if drawn:
        write_whole(out, partial(write_joined, drawn))
    return results


def _told(progress: Progress | None, before: int, total: int, done: int) -> None:
    if progress:
        progress(before + done, total)


def render_many(
    jobs: Sequence[Job],
    fonts_folder: Path,
    options: RenderOptions = _DEFAULTS,
    workers: int = 1,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    office_folders: Sequence[Path] = (),
) -> list[Result]:
    """Make one PDF per paper, in order; a paper that fails does not stop the others.

    Papers not reached when ``cancelled`` turns true come back as failures “已取消”. With two
    workers a long run (100 and more) is shared between two processes of their own.
    """
    results: list[Result] = [RenderFailure(path, CANCELLED) for _, path in jobs]
    made = render_each(jobs, len(jobs), fonts_folder, options, workers, cancelled, office_folders)
    for done, (number, result) in enumerate(made, 1):
        results[number] = result
        if progress:
            progress(done, len(jobs))
    return results


def render_each(
    jobs: Iterable[Job],
    total: int,
    fonts_folder: Path,
    options: RenderOptions = _DEFAULTS,
    workers: int = 1,
    cancelled: Cancelled | None = None,
    office_folders: Sequence[Path] = (),
) -> Iterator[tuple[int, Result]]:
    """Make papers and give (number of the job from 0, result) as each is done, in any order.

    A job is asked for only when its turn comes, so that thousands need no more memory than a
    few batches. It ends early, within a paper's time, when ``cancelled`` turns true.
    """
    asked = cancelled or never
    left: Iterable[Numbered] = enumerate(jobs)
    if workers > 1 and total >= _WORTH_PROCESSES:
        processes = Processes(left, total, (fonts_folder, tuple(office_folders), options), workers)
        try:
            yield from processes.run(asked)
        except CannotStart:
            left = processes.left()
        else:
            return
    fonts = FontBook.load(fonts_folder, office_folders)
    for batch in in_batches(left):
        made = render_batch([job for _, job in batch], fonts, options, asked)
        yield from ((number, result) for (number, _), result in zip(batch, made, strict=False))
        if asked():
            return
