"""扫描件: what was read on each page that came in, and which paper it was filed to."""

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
