"""成批写表：要么都在，要么一份也没有；一份写不成不拦住其余的；份数多时分给两个进程。"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from zjbuy_desktop.usecases.whole_files import unwritable, why_unwritable

if TYPE_CHECKING:
    from zjbuy_desktop.excel.writing_pool import Answer, Writers

_log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Book:
    """One file to be written.

    Attributes:
        name: file name.
        write: writes it and gives notes about characters that couldn't be kept.
        shared: one of many of its kind; ``write`` can be handed to another process.
    """

    name: str
    write: Callable[[Path], Sequence[str]]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, in the order asked for.

    Attributes:
        files: the files.
        notes: remarks about characters that couldn't be kept.
        failed: what could not be written, with the reason; the others are there.
    """

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def write_all(
    out: Path,
    books: Sequence[Book],
    progress: Progress | None = None,
    writers: "Writers | None" = None,
) -> Written:
    """Write files into ``out``: all of them, or nothing when it is broken off.

    Args:
        out: folder, made when missing.
        books: what is to be written.
        progress: called before each; raising breaks off.
        writers: processes for those that are shared; ``None`` writes all here.

    Raises:
        UserError: the folder can't be written to.
    """
    answers: dict[int, Answer] = {}

    def report(name: str = "") -> None:
        if progress:
            progress(len(answers), len(books), name)

    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".未写完-", dir=out) as folder:
            for number, answer in _answers(Path(folder), books, report, writers):
                answers[number] = answer
            report()
            written = _told(out, books, answers)
            for file in written.files:
                (Path(folder) / file.name).replace(file)
    except OSError as error:
        raise unwritable(out, error) from error
    return written


def _answers(
    folder: Path,
    books: Sequence[Book],
    report: Callable[[str], None],
    writers: "Writers | None",
) -> Iterator[tuple[int, "Answer"]]:
    """What came of each; what is not shared is written here while the processes start."""
    from zjbuy_desktop.excel.writing_pool import attempt

    handed = [n for n, book in enumerate(books) if writers and book.shared]
    for number in sorted(set(range(len(books))) - set(handed)):
        report(books[number].name)
        yield number, attempt(folder / books[number].name, books[number].write)
    if writers:
        jobs = ((folder / books[n].name, books[n].write) for n in handed)
        found = writers.run(jobs, lambda place: report(books[handed[place]].name))
        yield from ((handed[place], answer) for place, answer in found)


def _told(out: Path, books: Sequence[Book], answers: dict[int, "Answer"]) -> Written:
    files: list[Path] = []
    notes: list[str] = []
    failed: list[str] = []
    for number, book in enumerate(books):
        answer = answers[number]
        if isinstance(answer, Exception):
            _log.error("没有写成：%s", book.name, exc_info=answer)
            failed.append(f"{book.name}：{_reason(answer)}")
        else:
            files.append(out / book.name)
            notes += answer
    return Written(tuple(files), tuple(notes), tuple(failed))


def _reason(error: Exception) -> str:
    return why_unwritable(error) if isinstance(error, OSError) else "内容写不成表格，详情已记入日志"
