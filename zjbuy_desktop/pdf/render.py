"""Papers into PDF files: one, many, or all in one file for the printer."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.pdf.fonts import FontBook, Substitution
from zjbuy_desktop.pdf.layout import Layout, RenderOptions, lay_out
from zjbuy_desktop.pdf.painter import Painter, pools_for
from zjbuy_desktop.pdf.typesetter import Typesetter

Job = tuple[Paper, Path]
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_T = TypeVar("_T")
_BATCH = 64
"""Papers that share their subsets; laid out together, so it bounds the memory."""
_WORTH_PROCESSES = 100
"""Fewer papers are done before another process has started."""
_DEFAULTS = RenderOptions()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper that was made: where, how long, and which characters were substituted."""

    path: Path
    pages: int
    substitutions: tuple[Substitution, ...]


@dataclass(frozen=True, slots=True)
class RenderFailure:
    """A paper that could not be made.

    Attributes:
        path: where it should have gone.
        message: 一句中文。
        detail: traceback for the log; empty when it is no bug.
    """

    path: Path
    message: str
    detail: str = ""


def render(
    paper: Paper, out: Path, fonts: FontBook, options: RenderOptions = _DEFAULTS
) -> Rendered:
    """Make one PDF.

    Raises:
        UserError: when the file cannot be written.
    """
    layout = lay_out(paper, Typesetter(fonts), options)
    painter = Painter(pools_for([layout]), paper.title)
    painter.add(layout)
    _save(painter, out)
    return Rendered(out, len(layout.pages), layout.substitutions)


def render_one_file(
    papers: Sequence[Paper],
    out: Path,
    fonts: FontBook,
    options: RenderOptions = _DEFAULTS,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Rendered]:
    """Make one PDF of many papers, each with its own page numbers; nothing when cancelled.

    Raises:
        UserError: when the file cannot be written.
    """
    setter = Typesetter(fonts)
    layouts: list[Layout] = []
    for paper in papers:
        if cancelled and cancelled():
            return []
        layouts.append(lay_out(paper, setter, options))
        if progress:
            progress(len(layouts), len(papers))
    painter = Painter(pools_for(layouts), papers[0].title if papers else "")
    for layout in layouts:
        painter.add(layout)
        if options.duplex and len(layout.pages) % 2:
            painter.add_blank()
    _save(painter, out)
    return [Rendered(out, len(layout.pages), layout.substitutions) for layout in layouts]


def render_many(
    jobs: Sequence[Job],
    fonts_folder: Path,
    options: RenderOptions = _DEFAULTS,
    workers: int = 1,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    office_folders: Sequence[Path] = (),
) -> list[Rendered | RenderFailure]:
    """Make one PDF per paper, in order; a paper that fails does not stop the others.

    Papers not reached when ``cancelled`` turns true come back as failures “已取消”. With two
    workers a long run (100 and more) is shared between two processes of their own.
    """
    results: list[Rendered | RenderFailure] = []
    for made in render_batches(jobs, fonts_folder, options, workers, cancelled, office_folders):
        results += made
        if progress:
            progress(len(results), len(jobs))
    results += [RenderFailure(path, "已取消") for _, path in jobs[len(results) :]]
    return results


def render_batches(
    jobs: Sequence[Job],
    fonts_folder: Path,
    options: RenderOptions = _DEFAULTS,
    workers: int = 1,
    cancelled: Cancelled | None = None,
    office_folders: Sequence[Path] = (),
) -> Iterator[list[Rendered | RenderFailure]]:
    """Like ``render_many``, a batch at a time, so that each can be recorded once it is made.

    Once ``cancelled`` turns true no further batch is begun; those under way in another process
    are still finished and given, as their files are written.
    """
    workers = workers if len(jobs) >= _WORTH_PROCESSES else 1
    batches = _batches(jobs, max(1, min(_BATCH, len(jobs) // workers)))
    stop = cancelled or _never
    return _made(batches, fonts_folder, options, workers, stop, office_folders)


def _never() -> bool:
    return False


def _batches(jobs: Sequence[Job], size: int) -> list[Sequence[Job]]:
    return [jobs[at : at + size] for at in range(0, len(jobs), size)]


def _made(
    batches: list[Sequence[Job]],
    fonts_folder: Path,
    options: RenderOptions,
    workers: int,
    stop: Cancelled,
    office_folders: Sequence[Path],
) -> Iterator[list[Rendered | RenderFailure]]:
    """The results of each batch in order; in this process if there is but one worker."""
    done = 0
    if workers > 1 and len(batches) > 1:
        try:
            for made in _in_processes(
                batches, fonts_folder, options, workers, stop, office_folders
            ):
                yield made
                done += 1
            return
        except BrokenExecutor:
            pass  # a worker died (memory, antivirus): the rest is made here
    if done < len(batches):
        fonts = FontBook.load(fonts_folder, office_folders)
        for batch in batches[done:]:
            yield render_batch(batch, fonts, options)
            if stop():
                return


def _in_processes(
    batches: list[Sequence[Job]],
    fonts_folder: Path,
    options: RenderOptions,
    workers: int,
    stop: Cancelled,
    office_folders: Sequence[Path],
) -> Iterator[list[Rendered | RenderFailure]]:
    """Keep each process one batch ahead, so that cancelling has little to wait for."""
    pool = ProcessPoolExecutor(
        workers, get_context("spawn"), _open_fonts, (fonts_folder, tuple(office_folders))
    )
    try:
        waiting = iter(batches)
        queue: list[Future[list[Rendered | RenderFailure]]] = [
            pool.submit(_batch_in_process, tuple(batch), options)
            for batch in islice(waiting, workers * 2)
        ]
        while queue:
            yield queue.pop(0).result()
            if stop():
                queue = [future for future in queue if not future.cancel()]
                waiting = iter(())
            queue += [
                pool.submit(_batch_in_process, tuple(batch), options)
                for batch in islice(waiting, 1)
            ]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_process_fonts: list[FontBook] = []


def _open_fonts(folder: Path, office_folders: Sequence[Path]) -> None:
    _process_fonts[:] = [FontBook.load(folder, office_folders)]


def _batch_in_process(
    batch: Sequence[Job], options: RenderOptions
) -> list[Rendered | RenderFailure]:
    return render_batch(batch, _process_fonts[0], options)


def render_batch(
    batch: Sequence[Job], fonts: FontBook, options: RenderOptions
) -> list[Rendered | RenderFailure]:
    """Make the papers of one batch; their font subsets are cut once."""
    setter = Typesetter(fonts)
    laid: list[Layout | RenderFailure] = [
        _guarded(path, lambda paper=paper: lay_out(paper, setter, options))  # type: ignore[misc]
        for paper, path in batch
    ]
    pools = pools_for([layout for layout in laid if isinstance(layout, Layout)])
    results: list[Rendered | RenderFailure] = []
    for (_, path), layout in zip(batch, laid, strict=True):
        if isinstance(layout, RenderFailure):
            results.append(layout)
            continue

        def paint(layout: Layout = layout, path: Path = path) -> Rendered:
            painter = Painter(pools, layout.paper.title)
            painter.add(layout)
            _save(painter, path)
            return Rendered(path, len(layout.pages), layout.substitutions)

        results.append(_guarded(path, paint))
    return results


def _guarded(path: Path, make: Callable[[], _T]) -> _T | RenderFailure:
    try:
        return make()
    except UserError as error:
        return RenderFailure(path, str(error))
    except Exception:  # noqa: BLE001  one bad paper must not stop the rest; the traceback goes to the log
        return RenderFailure(path, "这份文件排版时出错，其余文件不受影响。", traceback.format_exc())


def _save(painter: Painter, out: Path) -> None:
    try:
        painter.save(out)
    except PermissionError as error:
        hint = "请先关闭正在打开它的程序，再试一次。"
        raise UserError(f"无法写入文件：{out.name}", hint) from error
    except OSError as error:
        raise UserError(f"无法写入文件：{out}", "请检查文件夹是否存在、磁盘是否已满。") from error
