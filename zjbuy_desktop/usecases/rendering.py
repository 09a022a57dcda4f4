"""把排好内容的文件变成 PDF，做好一份交出一份，好随做随记。"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.host import resources
from zjbuy_desktop.host.paths import office_font_folders
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.layout import RenderOptions
from zjbuy_desktop.pdf.render import RenderFailure, Result, render_each, render_one_file
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.glyph_notes import Notes
from zjbuy_desktop.usecases.results import Failed

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Job = tuple[Paper, Path]
_WORTH_TWO_PROCESSES = 150
_LOG = logging.getLogger(__name__)


@cache
def font_book() -> FontBook:
    """The office's own fonts first, the bundled ones behind them."""
    return FontBook.load(_folder(), office_font_folders())


def _folder() -> Path:
    return resources.resource_dir() / "fonts"


@dataclass(slots=True)
class Rendering:
    """Renders papers and says of each what became of it.

    Attributes:
        desk: gives the moment.
        options: red head, codes, front sides.
        notes: what is to be told of characters, filled on the way.
        mark: 记录号 of the data the papers are made from.
    """

    desk: Desk
    options: RenderOptions
    notes: Notes = field(default_factory=Notes)
    mark: str = ""

    def each(
        self, jobs: Iterable[Job], total: int, cancelled: Cancelled
    ) -> Iterator[MadePaper | Failed]:
        """One file each, given as each is on the disk; a job is asked for when its turn comes."""
        waiting: dict[int, Paper] = {}

        def asked() -> Iterator[Job]:
            for number, (paper, path) in enumerate(jobs):
                waiting[number] = paper
                yield self._marked(paper), path

        workers = 2 if total >= _WORTH_TWO_PROCESSES else 1
        for number, result in render_each(
            asked(), total, _folder(), self.options, workers, cancelled, office_font_folders()
        ):
            yield self._told(waiting.pop(number), result)

    def together(
        self, papers: Sequence[Paper], out: Path, progress: Progress, cancelled: Cancelled
    ) -> list[MadePaper | Failed]:
        """All in one file for the printer, bad ones left out; nothing when cancelled."""
        marked = [self._marked(paper) for paper in papers]
        results = render_one_file(marked, out, font_book(), self.options, progress, cancelled)
        whole = file_sum(out) if results else ""
        return [self._told(p, r, whole) for p, r in zip(papers, results, strict=False)]

    def _marked(self, paper: Paper) -> Paper:
        """Papers that come back sealed bear the number of the data they rest on."""
        return replace(paper, mark=self.mark) if paper.returns else paper

    def _told(self, paper: Paper, result: Result, whole: str = "") -> MadePaper | Failed:
        if isinstance(result, RenderFailure):
            if result.detail:
                _LOG.error("%s %s\n%s", paper.kind, paper.unit, result.detail)
            return Failed(paper.kind, paper.unit, (result.message,))
        self.notes.add(paper, result.substitutions)
        return MadePaper(
            paper.kind, paper.unit, paper.number, paper.printed_on, paper.draft, paper.facts,
            self.desk.now(), str(result.path), result.pages, sha256=result.sha256 or whole,
        )  # fmt: skip


def file_sum(file: Path) -> str:
    """SHA-256 of a file; empty when it is not there or cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
