"""Which paper a scanned page belongs to, by its code; what does not fit is said, not guessed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.scans import Fate, FiledBy, PageFiling, ScanPage
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.codes import PageCode
from zjbuy_desktop.core.papers.compose import paper_code
from zjbuy_desktop.core.papers.staleness import changed_since, changes

PaperKey = tuple[str, str]
"""(kind, subject)."""
_SHOWN = 3
_BY_HAND = "制作时空着的，单位如已手工填写并且一致，可以手工归入。"


class Read(NamedTuple):
    """What was read on one page: where it lies, its codes, how it has to be turned, if blank."""

    name: str
    sha256: str
    file_page: int
    codes: tuple[PageCode, ...]
    turned: int
    blank: bool = False


def papers_by_code(case: Case) -> dict[str, PaperKey]:
    """Paper id → paper, of all papers of the project that come back, made or not."""
    made = [(p.kind, p.unit) for p in case.papers]
    all_ = [
        (kind, subject)
        for kind, spec in PAPERS.items()
        if spec.returns
        for subject in spec.subjects(case)
    ]
    return {paper_code(case, *key): key for key in dict.fromkeys((*all_, *made))}


def out_of_date(case: Case, key: PaperKey, edition: str, now: Paper | None) -> str:
    """Why a page of that edition may not be filed; empty when it may.

    Args:
        case: all facts.
        key: the paper.
        edition: as the code says it.
        now: the paper as it would be composed today; ``None`` when it no longer can be.
    """
    kind, subject = key
    if now is None:
        return "这份文件现在已不需要，请核对后手工归入。"
    made = [p for p in case.papers if (p.kind, p.unit) == key and p.edition == edition]
    if not made:
        same = edition == now.edition and not now.draft
        return "" if same else "这是旧稿：不是按现在的数据制作的，请核对。"
    if made[-1].draft:
        return "这是草稿，不能作为正式文件归入。请制作正式稿重新签章。"
    changed = changed_since(case, made[-1], now.facts)
    if not changed:
        return ""
    more = f"等 {len(changed)} 处" if len(changed) > _SHOWN else ""
    told = f"这是旧稿：{'；'.join(changed[:_SHOWN])}{more}已变化。"
    filled_in = not changes(made[-1].facts, now.facts, by_hand=True)
    return f"{told}{_BY_HAND}" if filled_in else told


def file_pages(
    read: Sequence[Read],
    known: Mapping[str, PaperKey],
    why_old: Callable[[PaperKey, str], str],
    present: Iterable[ScanPage],
    elsewhere: Mapping[str, str],
) -> list[ScanPage]:
    """Where each page goes; exactly one fate for each.

    Args:
        read: the pages, in order.
        known: ``papers_by_code``.
        why_old: (paper, edition) → why it may not be filed.
        present: pages kept before.
        elsewhere: paper id → name of another project of this office.
    """
    taken = {_place(p.filing): p for p in present if p.filing.fate is Fate.FILED}
    pages = []
    for page in read:
        filing = _filing(page.codes, known, why_old, elsewhere)
        if page.blank:
            filing = PageFiling(Fate.SKIPPED, note="空白页。")
        if filing.fate is Fate.FILED:
            before = taken.get(_place(filing))
            if before is not None:
                filing = _duplicate(filing, before)
        made = ScanPage(page.name, page.sha256, page.file_page, page.turned, filing)
        if filing.fate is Fate.FILED:
            taken[_place(filing)] = made
        pages.append(made)
    return pages


def _filing(
    codes: Sequence[PageCode],
    known: Mapping[str, PaperKey],
    why_old: Callable[[PaperKey, str], str],
    elsewhere: Mapping[str, str],
) -> PageFiling:
    if not codes:
        return PageFiling(Fate.UNKNOWN, note="没有读到回收码，请手工归入。")
    if len(codes) > 1:
        note = f"这一页上有 {len(codes)} 个回收码，请分开扫描或手工归入。"
        return PageFiling(Fate.UNKNOWN, note=note)
    (code,) = codes
    if code.paper not in known:
        project = elsewhere.get(code.paper)
        note = f"这是“{project}”的文件。" if project else "回收码不是本项目的文件。"
        return PageFiling(Fate.FOREIGN, edition=code.edition, page=code.page, pages=code.pages,
                          note=note)  # fmt: skip
    key = known[code.paper]
    why = why_old(key, code.edition)
    return PageFiling(
        Fate.OLD if why else Fate.FILED, *key, code.edition, code.page, code.pages,
        FiledBy.CODE, why,
    )  # fmt: skip


def _place(filing: PageFiling) -> tuple[str, str, str, int]:
    return filing.kind, filing.subject, filing.edition, filing.page


def _duplicate(filing: PageFiling, before: ScanPage) -> PageFiling:
    note = f"与“{before.name}”第 {before.file_page} 页是同一页，已用先收到的。"
    return PageFiling(
        Fate.DUPLICATE, filing.kind, filing.subject, filing.edition, filing.page, filing.pages,
        FiledBy.CODE, note,
    )  # fmt: skip
