"""看原件：一张表在某一格前后的内容，在子进程里读，读表程序死了也不连累本程序。"""

import multiprocessing
import pickle
from dataclasses import dataclass
from multiprocessing.connection import Connection

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.excel.grid import Grid, Merge, letters, position, read_grids
from zjbuy_desktop.excel.kinds import sniff
from zjbuy_desktop.excel.marks import UNCACHED
from zjbuy_desktop.excel.problems import FileRefused, shown

SECONDS = 60.0
"""A return is read in milliseconds; most of this is for a slow start of the process."""
ROWS_AROUND = 150
"""Rows shown above and below the cell."""
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class SheetView:
    """Part of one sheet, as text.

    Attributes:
        sheet: 工作表名.
        first_row: number of the first row shown, as the sheet counts.
        columns: letters of the columns shown.
        rows: the texts, equally long; what is empty is empty.
        merges: merged ranges inside what is shown, by place in ``rows``.
        all_rows: how many rows the sheet has.
    """

    sheet: str
    first_row: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    all_rows: int


def look(data: bytes, sheet: str, cell: str) -> SheetView:
    """One sheet of an original around a cell, read in a child process.

    Args:
        data: the bytes of the original, their hash already compared.
        sheet: 工作表名.
        cell: address; empty for the top of the sheet.

    Raises:
        UserError: it can't be read, or has no such sheet.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=serve, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send_bytes(pickle.dumps((data, sheet, cell)))
        if not ours.poll(SECONDS):
            raise UserError("原件读了很久还没有读完。", _INSTEAD)
        answer = pickle.loads(ours.recv_bytes())
    except (EOFError, OSError) as error:
        raise UserError("读原件时，读表程序异常终止。", _INSTEAD) from error
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()
    if isinstance(answer, str):
        raise UserError(answer, _INSTEAD)
    assert isinstance(answer, SheetView)
    return answer


_INSTEAD = "请用“在表格软件里打开”看它的副本。"


def serve(pipe: Connection) -> None:
    """The child's side: one question, one answer (a view, or words that say why not)."""
    try:
        data, sheet, cell = pickle.loads(pipe.recv_bytes())
        pipe.send_bytes(pickle.dumps(_answer(data, sheet, cell)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # 主进程不再需要我们


def _answer(data: bytes, sheet: str, cell: str) -> SheetView | str:
    try:
        grids = read_grids(data, sniff(data))
    except FileRefused as refused:
        return f"原件打不开：{refused.problems[0].found}。"
    except MemoryError:
        return "原件太大，内存不够。"
    found = next((grid for grid in grids if grid.sheet == sheet), None)
    return f"原件里没有工作表“{sheet}”。" if found is None else view(found, cell)


def view(grid: Grid, cell: str) -> SheetView:
    """The part of a sheet around a cell."""
    row, column = position(cell) if cell else (0, 0)
    first = max(0, row - ROWS_AROUND)
    rows = grid.rows[first : row + ROWS_AROUND + 1]
    width = min(MOST_COLUMNS, max([len(r) for r in rows] + [column + 1]))
    texts = [_texts(grid, first + n, width) for n in range(max(len(rows), row - first + 1))]
    last = first + len(texts) - 1
    merges = tuple(
        ((top - first, left), (min(bottom, last) - first, min(right, width - 1)))
        for (top, left), (bottom, right) in grid.merges
        if first <= top <= last and left < width
    )
    return SheetView(
        grid.sheet,
        first + 1,
        tuple(letters(n) for n in range(width)),
        tuple(texts),
        merges,
        len(grid.rows),
    )


def _texts(grid: Grid, row: int, width: int) -> tuple[str, ...]:
    return tuple(_text(grid, row, column) for column in range(width))


def _text(grid: Grid, row: int, column: int) -> str:
    mark = grid.marks.get((row, column), "")
    if mark:
        return "（公式没有结果）" if mark == UNCACHED else mark
    value = grid.at(row, column)
    return "" if value == "" else shown(value)
