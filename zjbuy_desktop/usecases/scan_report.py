"""扫描件导入的结果：每个文件、每一页、每一份文件怎样了。"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zjbuy_desktop.core.case.scans import Fate, Gathered, ScanPage
from zjbuy_desktop.core.papers.book import PAPERS


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file that was handed in.

    Attributes:
        name: its name.
        pages: how many pages were read.
        problem: why it was not read, in Chinese; empty when it was.
        known: whether it was received before, byte for byte.
    """

    name: str
    pages: int = 0
    problem: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What became of every page: 读到 = 已归入 + 重复 + 旧稿 + 别的项目 + 未识别.

    Attributes:
        files: one per file, in name order.
        pages: one per page, in the order read.
        returned: papers whose pages are all there now, (kind, subject).
        incomplete: papers of which pages are still missing.
        batch: number of the import; ``None`` when there was nothing to keep.
    """

    files: tuple[FileReport, ...]
    pages: tuple[ScanPage, ...]
    returned: tuple[tuple[str, str], ...] = ()
    incomplete: tuple[Gathered, ...] = ()
    batch: int | None = None

    def count(self, fate: Fate) -> int:
        """How many pages had that fate."""
        return sum(page.filing.fate is fate for page in self.pages)

    @property
    def sum_words(self) -> str:
        """共 12 页 ＝ 已归入 9 ＋ 重复 1 ＋ 未识别 2: every page is accounted for."""
        parts = [f"{fate.value} {self.count(fate)}" for fate in Fate if self.count(fate)]
        return f"共 {len(self.pages)} 页" + (" ＝ " + " ＋ ".join(parts) if parts else "")


def paper_words(kind: str, subject: str) -> str:
    """《参与带量集中采购委托函》之江市教育局."""
    title = PAPERS[kind].title if kind in PAPERS else kind
    return f"《{title}》{subject}"


def page_words(page: ScanPage) -> str:
    """What a page was recognised as, in one line."""
    filing = page.filing
    place = f"第 {filing.page} 页，共 {filing.pages} 页" if filing.page else ""
    paper = paper_words(filing.kind, filing.subject) if filing.kind else ""
    return "　".join(part for part in (filing.fate.value, paper, place, filing.note) if part)


def missing_words(pages: Sequence[int]) -> str:
    """缺第2、3页."""
    return f"缺第{'、'.join(map(str, pages))}页" if pages else ""


def as_json(report: ScanReport) -> dict[str, Any]:
    """The JSON of ``scans import``."""
    return {
        "batch": report.batch,
        "files": [
            {"file": f.name, "pages": f.pages, "known": f.known, "problem": f.problem}
            for f in report.files
        ],
        "pages": [page_json(page) for page in report.pages],
        "returned": [{"kind": kind, "subject": subject} for kind, subject in report.returned],
        "incomplete": [
            {"kind": g.kind, "subject": g.subject, "missing": list(g.missing)}
            for g in report.incomplete
        ],
        "counts": {fate.name.lower(): report.count(fate) for fate in Fate},
    }


def page_json(page: ScanPage) -> dict[str, Any]:
    """One page of ``scans import`` and ``scans list``."""
    filing = page.filing
    return {
        "id": page.id,
        "batch": page.batch,
        "file": page.name,
        "file_page": page.file_page,
        "turned": page.turned,
        "fate": filing.fate.name.lower(),
        "kind": filing.kind,
        "subject": filing.subject,
        "edition": filing.edition,
        "page": filing.page,
        "pages": filing.pages,
        "filed_by": filing.filed_by.value,
        "note": filing.note,
    }
