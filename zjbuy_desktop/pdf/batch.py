"""A batch of papers into files of their own, sharing one cut of their fonts."""

import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.pdf.faces import Pools
from zjbuy_desktop.pdf.fonts import FontBook, Substitution
from zjbuy_desktop.pdf.layout import Layout, RenderOptions, lay_out
from zjbuy_desktop.pdf.painter import Painter, learn
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
    """Make the papers of one batch, one after the other; ends early when cancelled."""
    setter = Typesetter(fonts)
    laid: list[Layout | RenderFailure] = []
    for paper, path in batch:
        if cancelled():
            return
        laid.append(lay_out_safely(paper, path, setter, options))
    pools = Pools()
    learn(pools, [layout for layout in laid if isinstance(layout, Layout)])
    for (_, path), layout in zip(batch, laid, strict=True):
        if cancelled():
            return
        if isinstance(layout, RenderFailure):
            yield layout
        else:
            yield _painted(layout, path, pools)


def lay_out_safely(
    paper: Paper, path: Path, setter: Typesetter, options: RenderOptions
) -> Layout | RenderFailure:
    """Lay a paper out; one bad paper must not stop the rest."""
    return guarded(path, lambda: lay_out(paper, setter, options))


def paint(layout: Layout, path: Path, pools: Pools) -> Rendered:
    """Write one paper into a file of its own.

    Raises:
        UserError: when the file cannot be written.
    """

    def draw(file: BinaryIO) -> str:
        painter = Painter(file, pools, layout.paper.title)
        painter.add(layout)
        return painter.finish()

    return Rendered(path, len(layout.pages), layout.substitutions, write_whole(path, draw))


def _painted(layout: Layout, path: Path, pools: Pools) -> Result:
    return guarded(path, lambda: paint(layout, path, pools))


def guarded(path: Path, make: Callable[[], _T]) -> _T | RenderFailure:
    """What ``make`` gives, or why it gave nothing."""
    try:
        return make()
    except UserError as error:
        return RenderFailure(path, str(error))
    except Exception:  # noqa: BLE001  one bad paper must not stop the rest; the traceback goes to the log
        return RenderFailure(path, "这份文件排版时出错，其余文件不受影响。", traceback.format_exc())


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
