"""A batch of papers into files of their own, sharing one cut of their fonts."""

import hashlib
import io
import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

import pypdfium2

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.pdf.fonts import FontBook, Substitution
from zjbuy_desktop.pdf.layout import Layout, RenderOptions, lay_out
from zjbuy_desktop.pdf.painter import Painter
from zjbuy_desktop.pdf.typesetter import Typesetter

Job = tuple[Paper, Path]
Cancelled = Callable[[], bool]

_T = TypeVar("_T")
BATCH = 64
"""Papers laid out together: they share their subsets, and the memory is bounded by it."""
CANCELLED = "已取消"
"""Message of a paper that was not reached."""
_BUFFER = 1 << 18
_REPLACE_TRIES, _REPLACE_PAUSE = 4, 0.05


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper that was made: where, how long, and which characters were substituted.

    Attributes:
        path: the file.
        pages: number of pages.
        substitutions: characters that are not drawn in the face they should have.
        sha256: of the file as written; empty inside a common print file.
    """

    path: Path
    pages: int
    substitutions: tuple[Substitution, ...]
    sha256: str = ""


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


Result = Rendered | RenderFailure


def never() -> bool:
    """Nobody cancels."""
    return False


def in_batches(things: Iterable[_T], size: int = BATCH) -> Iterator[list[_T]]:
    """A few at a time; the rest is not asked for yet."""
    waiting = iter(things)
    while batch := list(islice(waiting, size)):
        yield batch


def render_batch(
    batch: Sequence[Job],
    fonts: FontBook,
    options: RenderOptions,
    cancelled: Cancelled = never,
) -> Iterator[Result]:
    """Make the papers of one batch, one after the other; ends early when cancelled.

    They are drawn as one file, so that the costly cutting of fonts is done once, and that is
    taken apart page by page.
    """
    setter = Typesetter(fonts)
    laid: list[Layout | RenderFailure] = []
    for paper, path in batch:
        if cancelled():
            return
        laid.append(lay_out_safely(paper, path, setter, options))
    whole = [layout for layout in laid if isinstance(layout, Layout)]
    with _sheaf_of(whole) as sheaf:
        at = 0
        for (_, path), layout in zip(batch, laid, strict=True):
            if cancelled():
                return
            if isinstance(layout, RenderFailure):
                yield layout
                continue
            pages = range(at, at + len(layout.pages))
            at = pages.stop
            yield _painted(layout, path, sheaf, pages)


@contextmanager
def _sheaf_of(layouts: Sequence[Layout]) -> Iterator[pypdfium2.PdfDocument | None]:
    """All papers of a batch in one document; none when there is but one or one can't be drawn."""
    try:
        sheaf = pypdfium2.PdfDocument(_drawn(layouts)) if len(layouts) > 1 else None
    except Exception:  # noqa: BLE001  each is then drawn by itself, and the bad one says so
        sheaf = None
    try:
        yield sheaf
    finally:
        if sheaf is not None:
            sheaf.close()


def _drawn(layouts: Sequence[Layout]) -> bytes:
    file = io.BytesIO()
    painter = Painter(file, layouts[0], layouts[0].paper.title)
    for layout in layouts:
        painter.add(layout)
    painter.finish()
    return file.getvalue()


def lay_out_safely(
    paper: Paper, path: Path, setter: Typesetter, options: RenderOptions
) -> Layout | RenderFailure:
    """Lay a paper out; one bad paper must not stop the rest."""
    return guarded(path, lambda: lay_out(paper, setter, options))


def paint(layout: Layout, path: Path) -> Rendered:
    """Write one paper into a file of its own.

    Raises:
        UserError: when the file cannot be written.
    """
    return _written(layout, path, _drawn([layout]))


def _painted(
    layout: Layout, path: Path, sheaf: pypdfium2.PdfDocument | None, pages: range
) -> Result:
    if sheaf is None:
        return guarded(path, lambda: paint(layout, path))
    return guarded(path, lambda: _written(layout, path, _taken(sheaf, pages)))


def _taken(sheaf: pypdfium2.PdfDocument, pages: range) -> bytes:
    """Some pages of the sheaf as a document, with the fonts they share."""
    file = io.BytesIO()
    part = pypdfium2.PdfDocument.new()
    try:
        part.import_pages(sheaf, list(pages))
        part.save(file)
    finally:
        part.close()
    return file.getvalue()


def _written(layout: Layout, path: Path, content: bytes) -> Rendered:
    write_whole(path, lambda file: file.write(content))
    digest = hashlib.sha256(content).hexdigest()
    return Rendered(path, len(layout.pages), layout.substitutions, digest)


def guarded(path: Path, make: Callable[[], _T]) -> _T | RenderFailure:
    """What ``make`` gives, or why it gave nothing."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001  one bad paper must not stop the rest
        return failure(path, error)


def failure(path: Path, error: Exception) -> RenderFailure:
    """Why a paper was not made; what is our fault goes to the log with its traceback."""
    if isinstance(error, UserError):
        return RenderFailure(path, str(error))
    detail = "".join(traceback.format_exception(error))
    return RenderFailure(path, "这份文件排版时出错，其余文件不受影响。", detail)


def write_whole(out: Path, draw: Callable[[BinaryIO], _T]) -> _T:
    """Write a file under another name first, so that it is there whole or not at all.

    Raises:
        UserError: when it cannot be written; a file that was there before stays as it was.
    """
    part = part_of(out, os.getpid())
    try:
        with part.open("wb", buffering=_BUFFER) as file:
            given = draw(file)
        _replace(part, out)
    except PermissionError as error:
        hint = "请先关闭正在打开它的程序，再试一次。"
        raise UserError(f"无法写入文件：{out.name}", hint) from error
    except OSError as error:
        raise UserError(f"无法写入文件：{out}", "请检查文件夹是否存在、磁盘是否已满。") from error
    finally:
        part.unlink(missing_ok=True)
    return given


def part_of(out: Path, process: int) -> Path:
    """Under which name a process writes a file before it is whole."""
    return out.with_name(f".{out.name}.{process}.part")


def _replace(part: Path, out: Path) -> None:
    """Rename; a virus scanner that looks at the new file first is waited for."""
    for _ in range(_REPLACE_TRIES):
        try:
            part.replace(out)
        except PermissionError:
            time.sleep(_REPLACE_PAUSE)
        else:
            return
    part.replace(out)
