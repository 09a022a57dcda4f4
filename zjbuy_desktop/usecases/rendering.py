"""把排好内容的文件变成 PDF，一批一批地交出来，做好一批就能记下一批。"""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.host import resources
from zjbuy_desktop.host.paths import office_font_folders
from zjbuy_desktop.pdf.fonts import FontBook, Substitution
from zjbuy_desktop.pdf.layout import RenderOptions
from zjbuy_desktop.pdf.render import (
    Rendered,
    RenderFailure,
    render_batches,
    render_many,
    render_one_file,
)
from zjbuy_desktop.usecases.desk import Desk
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
class Notes:
    """Characters set in another face, collected over a whole run."""

    replaced: dict[str, set[str]] = field(default_factory=dict)
    unprintable: dict[str, None] = field(default_factory=dict)

    def add(self, paper: Paper, found: Sequence[Substitution]) -> None:
        """Note those of one paper."""
        for s in found:
            if s.font:
                self.replaced.setdefault(s.character, set()).add(f"{paper.kind}|{paper.unit}")
            else:
                self.unprintable[_unprintable(paper, s)] = None

    def sentences(self) -> tuple[str, ...]:
        """What to tell; what cannot be printed comes first, the rest needs nothing done."""
        if not self.replaced:
            return tuple(self.unprintable)
        papers = len(set().union(*self.replaced.values()))
        listed = "".join(f"“{c}”" for c in self.replaced)
        rest = f"{listed}主字体没有，已用备用字体排出（{papers} 份文件），无需处理。"
        return (*self.unprintable, rest)


@dataclass(slots=True)
class Rendering:
    """Renders jobs one batch after another.

    Attributes:
        desk: gives the moment.
        options: red head, codes, front sides.
        notes: what is to be told of characters, filled on the way.
    """

    desk: Desk
    options: RenderOptions
    notes: Notes = field(default_factory=Notes)

    def each(
        self, jobs: Sequence[Job], cancelled: Cancelled
    ) -> Iterator[tuple[list[MadePaper], list[Failed]]]:
        """One file each; a batch is on the disk when it is given."""
        done = 0
        for batch in render_batches(
            jobs,
            _folder(),
            self.options,
            workers=2 if len(jobs) >= _WORTH_TWO_PROCESSES else 1,
            cancelled=cancelled,
            office_folders=office_font_folders(),
        ):
            papers = [paper for paper, _ in jobs[done : done + len(batch)]]
            done += len(batch)
            yield self._sorted(papers, batch)

    def together(
        self, papers: Sequence[Paper], out: Path, progress: Progress, cancelled: Cancelled
    ) -> tuple[list[MadePaper], list[Failed]]:
        """All in one file for the printer, bad ones left out; nothing when cancelled."""
        try:
            made = render_one_file(papers, out, font_book(), self.options, progress, cancelled)
        except UserError:
            raise  # the file cannot be written: no paper is to blame
        except Exception:  # one bad paper must not cost the file: find and leave it out
            good, failed = self._without_bad(papers)
            if not failed:
                raise
            made = render_one_file(good, out, font_book(), self.options, None, cancelled)
            return self._sorted(good, made)[0], failed
        return self._sorted(papers, made)

    def _without_bad(self, papers: Sequence[Paper]) -> tuple[list[Paper], list[Failed]]:
        """Try each alone, to know which of them cannot be set."""
        with tempfile.TemporaryDirectory() as folder:
            jobs = [(paper, Path(folder) / f"{n}.pdf") for n, paper in enumerate(papers)]
            tried = render_many(jobs, _folder(), self.options, office_folders=office_font_folders())
        good = [p for p, r in zip(papers, tried, strict=True) if isinstance(r, Rendered)]
        return good, self._sorted(papers, tried)[1]

    def _sorted(
        self, papers: Sequence[Paper], results: Sequence[Rendered | RenderFailure]
    ) -> tuple[list[MadePaper], list[Failed]]:
        made: list[MadePaper] = []
        failed: list[Failed] = []
        sums: dict[Path, str] = {}
        for paper, result in zip(papers, results, strict=False):
            if isinstance(result, RenderFailure):
                if result.detail:
                    _LOG.error("%s %s\n%s", paper.kind, paper.unit, result.detail)
                failed.append(Failed(paper.kind, paper.unit, (result.message,)))
                continue
            if result.path not in sums:
                sums[result.path] = file_sum(result.path)
            made.append(self._made(paper, result, sums[result.path]))
            self.notes.add(paper, result.substitutions)
        return made, failed

    def _made(self, paper: Paper, result: Rendered, sha256: str) -> MadePaper:
        return MadePaper(
            kind=paper.kind,
            unit=paper.unit,
            number=paper.number,
            dated=paper.printed_on,
            draft=paper.draft,
            facts=paper.facts,
            made_at=self.desk.now(),
            file=str(result.path),
            pages=result.pages,
            sha256=sha256,
        )


def file_sum(file: Path) -> str:
    """SHA-256 of a file; empty when it is not there or cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _unprintable(paper: Paper, substitution: Substitution) -> str:
    title = paper.title.replace("\n", "")
    missing = f"“{substitution.character}”所有字体都没有，印成了〓"
    return f"《{title}》{paper.unit}：{missing}，请改用别的字或手写补上。"
