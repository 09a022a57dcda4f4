"""扫描件: what was read on each page that came in, and which paper it was filed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """What became of a scanned page; every page has exactly one."""

    FILED = "已归入"
    DUPLICATE = "重复"
    OLD = "旧稿"
    FOREIGN = "别的项目"
    UNKNOWN = "未识别"
    SKIPPED = "不归档"
    REFUSED = "已退回"


class FiledBy(StrEnum):
    """Who said which paper a page belongs to."""

    NOBODY = ""
    CODE = "code"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class PageFiling:
    """Where a page goes.

    Attributes:
        fate: what becomes of it.
        kind: paper kind; empty while unknown.
        subject: for whom; empty for the project.
        edition: which printed facts; empty when filed by hand.
        page: number of the page in its paper; 0 while unknown.
        pages: how many the paper has; 0 while unknown.
        filed_by: who decided.
        note: 一句中文: why it isn't simply filed.
    """

    fate: Fate
    kind: str = ""
    subject: str = ""
    edition: str = ""
    page: int = 0
    pages: int = 0
    filed_by: FiledBy = FiledBy.NOBODY
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScanPage:
    """One page of a scanned file.

    Attributes:
        name: file it came in.
        sha256: of that file.
        file_page: which page of the file, from 1.
        turned: degrees it has to be turned clockwise to stand upright (0, 90, 180, 270).
        filing: where it went.
        id: key in the store; 0 before it is kept.
        batch: the import it came with.
        at: when it came in; ``None`` before it is kept.
    """

    name: str
    sha256: str
    file_page: int
    turned: int
    filing: PageFiling
    id: int = 0
    batch: int = 0
    at: datetime | None = None

    @property
    def paper(self) -> tuple[str, str]:
        """(kind, subject)."""
        return self.filing.kind, self.filing.subject


@dataclass(frozen=True, slots=True)
class Gathered:
    """How much of one paper has come home.

    Attributes:
        kind: paper kind.
        subject: for whom.
        edition: the edition most of its pages are of; empty if all were filed by hand.
        pages: how many pages the paper has; 0 while unknown.
        sheets: its pages as they count now, in page order.
    """

    kind: str
    subject: str
    edition: str
    pages: int
    sheets: tuple[ScanPage, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Pages that have not come."""
        have = {sheet.filing.page for sheet in self.sheets}
        return tuple(n for n in range(1, self.pages + 1) if n not in have)

    @property
    def complete(self) -> bool:
        """Whether all pages are there."""
        return self.pages > 0 and not self.missing


def gathered(pages: Iterable[ScanPage]) -> dict[tuple[str, str], Gathered]:
    """What has come home of each paper, by (kind, subject).

    Pages of different editions never make up one paper; those filed by hand go with any. Of
    several editions the fullest counts, of equally full ones the last to come.
    """
    papers: dict[tuple[str, str], list[ScanPage]] = {}
    for page in pages:
        if page.filing.fate is Fate.FILED:
            papers.setdefault(page.paper, []).append(page)
    return {paper: _gather(paper, sheets) for paper, sheets in papers.items()}


def _gather(paper: tuple[str, str], sheets: list[ScanPage]) -> Gathered:
    editions = list(dict.fromkeys(s.filing.edition for s in sheets if s.filing.edition)) or [""]
    found = []
    for edition in editions:
        own = {s.filing.page: s for s in sheets if s.filing.edition in ("", edition)}
        pages = max(s.filing.pages for s in own.values())
        ordered = tuple(own[n] for n in sorted(own))
        found.append(Gathered(*paper, edition, pages, ordered))
    return max(reversed(found), key=lambda g: (g.complete, len(g.sheets)))
