"""先看一眼：在可以死掉的进程里读出各张表的前几行和列的猜想，给人指明各列时看。"""

import multiprocessing
import pickle
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from zjbuy_desktop.core.case.mapping_need import MappingNeed
from zjbuy_desktop.excel import problems, worker
from zjbuy_desktop.excel.asking import asked
from zjbuy_desktop.excel.by_content import header_by_content, settled
from zjbuy_desktop.excel.grid import Grid, letters, read_grids
from zjbuy_desktop.excel.headers import find_header
from zjbuy_desktop.excel.kinds import sniff
from zjbuy_desktop.excel.marks import UNCACHED
from zjbuy_desktop.excel.mending_marks import without_mending_sheet
from zjbuy_desktop.excel.pool import FILE_SECONDS, START_SECONDS
from zjbuy_desktop.excel.precheck import MAX_FILE_BYTES
from zjbuy_desktop.excel.roster import Roster, RosterBook

MOST_ROWS = 40
MOST_COLUMNS = 60
"""What is shown of a sheet; nobody assigns more columns than this."""


@dataclass(frozen=True, slots=True)
class SheetPeek:
    """One sheet as far as it is shown.

    Attributes:
        sheet: 工作表名.
        hidden: 隐藏的工作表.
        letters: the letters of the columns shown.
        rows: the first rows, all equally long, as people see them.
        row_count: how many rows the sheet has.
        column_count: how many columns it has.
        proposal: what its columns might be; ``None`` if it holds nothing like a table.
    """

    sheet: str
    hidden: bool
    letters: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    column_count: int
    proposal: MappingNeed | None


def peek(path: Path, roster: Roster) -> tuple[SheetPeek, ...] | str:
    """The sheets of a file, or in Chinese why they can't be shown; read in a child process."""
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, str(path), roster), daemon=True)
    process.start()
    theirs.close()
    try:
        if not pipe.poll(START_SECONDS + FILE_SECONDS):
            return "读了很久还没有读完，文件可能过大或已损坏"
        found: tuple[SheetPeek, ...] | str = pickle.loads(pipe.recv_bytes())
        return found
    except (EOFError, OSError):
        return "读到一半，读表程序异常终止，文件的内部结构有问题"
    finally:
        pipe.close()
        process.kill()
        process.join()
        process.close()


def serve(pipe: Connection, path: str, roster: Roster) -> None:
    """Read one file and answer; runs in the child."""
    worker.shut_in()
    try:
        pipe.send_bytes(pickle.dumps(sheets_of(Path(path), RosterBook(roster))))
    except problems.FileRefused as refused:
        first = refused.problems[0]
        pipe.send_bytes(pickle.dumps(f"{first.found}；{first.hint}"))
    except MemoryError:
        pipe.send_bytes(pickle.dumps("文件内容过多，读取时内存不够"))
    except OSError:
        pipe.send_bytes(pickle.dumps("文件读不出来，请关闭正在打开它的程序"))


def sheets_of(path: Path, book: RosterBook) -> tuple[SheetPeek, ...]:
    """The sheets of a file.

    Raises:
        FileRefused: it can't be read at all.
        OSError: it can't be opened.
    """
    if path.stat().st_size > MAX_FILE_BYTES:
        raise problems.whole_file("文件过大", "不太大的需求表", "请删去图片和无关的工作表")
    data = path.read_bytes()
    grids = without_mending_sheet(read_grids(data, sniff(data)))
    return tuple(_peek(grid, book) for grid in grids)


def _peek(grid: Grid, book: RosterBook) -> SheetPeek:
    columns = max((len(line) for line in grid.rows), default=0)
    shown = min(columns, MOST_COLUMNS)
    header = find_header(grid) or header_by_content(grid, book)
    return SheetPeek(
        grid.sheet,
        grid.hidden,
        tuple(letters(column) for column in range(shown)),
        tuple(
            tuple(_shown(grid, row, column) for column in range(shown))
            for row in range(min(len(grid.rows), MOST_ROWS))
        ),
        len(grid.rows),
        columns,
        asked(grid, settled(grid, header, book) if header else None, book),
    )


def _shown(grid: Grid, row: int, column: int) -> str:
    mark = grid.marks.get((row, column))
    value = grid.at(row, column)
    if mark:
        return "（公式没有结果）" if mark == UNCACHED else mark
    return "" if value == "" else problems.shown(value)
