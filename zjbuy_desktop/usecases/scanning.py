"""扫回：导入签章后的扫描件，每一页归到它的文件；认不出的手工归入；可整批撤销。"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MoveKind, PaperMove
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.homecoming import LETTER, Home, standing_of
from zjbuy_desktop.core.case.scans import (
    Fate,
    FiledBy,
    Gathered,
    PageFiling,
    ScanPage,
    gathered,
)
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.codes import read_number
from zjbuy_desktop.core.papers.filing import (
    PaperKey,
    Read,
    file_pages,
    out_of_date,
    papers_by_code,
)
from zjbuy_desktop.store import cases, records, scans
from zjbuy_desktop.store import papers as register
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.scan_report import FileReport, ScanReport, missing_words, paper_words

if TYPE_CHECKING:
    from zjbuy_desktop.scan.pool import ScannedFile

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
_KNOWN = "已接收过，未重复导入。"


def import_scans(
    desk: Desk,
    project_id: int,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ScanReport:
    """Read scans and file every page: one transaction, one batch, one audit event.

    A file received before is left alone; one that cannot be read is told and the rest goes on.
    A paper whose pages are all there becomes 已扫回，待核章; 委托函 also 已收回.

    Raises:
        UserError: nothing is there, a file changed while it was read, disk full.
    """
    from zjbuy_desktop.scan.files import gather
    from zjbuy_desktop.scan.pool import read_scans

    present = list_pages(desk, project_id)
    received = {page.sha256 for page in present}
    files = read_scans(
        gather(paths), skip=received.__contains__, progress=progress, cancelled=cancelled
    )
    reports, read, originals = _sorted(files, received)
    case = desk.case(project_id)
    pages = file_pages(
        read, papers_by_code(case), _judge(desk, case), present, _elsewhere(desk, case, read)
    )
    if not pages:
        return ScanReport(reports, ())
    report = ScanReport(reports, tuple(pages))
    summary = f"导入扫描件 {len(originals)} 个文件，{report.sum_words}"
    with desk.store.begin("scans_imported", summary, desk.now(), project_id=project_id) as work:
        batch = scans.add_batch(work, project_id, pages, originals)
        kept = scans.load_pages(work, project_id)
        touched = {page.paper for page in pages if page.filing.fate is Fate.FILED}
        returned = _come_home(desk, work, case, gathered(kept), touched, batch)
        work.payload.update(batch=batch, counts={f.value: report.count(f) for f in Fate})
    home = gathered(kept)
    return replace(
        report,
        pages=tuple(page for page in kept if page.batch == batch),
        returned=tuple(returned),
        incomplete=tuple(home[key] for key in sorted(touched) if not home[key].complete),
        batch=batch,
    )


def sorted_out(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Of files and folders dropped: those that look like scans, and the rest."""
    from zjbuy_desktop.scan.files import holds_scans

    found = [path for path in paths if holds_scans(path)]
    return found, [path for path in paths if path not in found]


def list_pages(desk: Desk, project_id: int) -> tuple[ScanPage, ...]:
    """Every page of imports that were not taken back, in the order they came."""
    with desk.store.read() as view:
        return scans.load_pages(view, project_id)


def file_by_hand(
    desk: Desk, project_id: int, page_id: int, key: PaperKey, page: int, pages: int = 0
) -> None:
    """The clerk says which page of which paper a scanned page is; it takes the other's place.

    Args:
        key: (kind, subject).
        page: number of the page in its paper, from 1.
        pages: how many the paper has; 0 to go by how it was made.

    Raises:
        UserError: no such paper or page, or the paper's seal was confirmed already.
    """
    case, kept = desk.case(project_id), list_pages(desk, project_id)
    chosen = _page(kept, page_id)
    total = _total(case, kept, key, page, pages)
    _refuse_sealed(case, [p for p in (key, chosen.paper) if p[0]])
    filing = PageFiling(Fate.FILED, *key, "", page, total, FiledBy.HAND)
    summary = f"手工归入：“{chosen.name}”第 {chosen.file_page} 页是{paper_words(*key)}第 {page} 页"
    with desk.store.begin("scan_filed", summary, desk.now(), project_id=project_id) as work:
        for other in kept:
            same = other.paper == key and other.filing.page == page
            if same and other.filing.fate is Fate.FILED and other.id != page_id:
                note = f"已改用“{chosen.name}”第 {chosen.file_page} 页。"
                scans.set_filing(
                    work, other.id, replace(other.filing, fate=Fate.DUPLICATE, note=note)
                )
        scans.set_filing(work, page_id, filing)
        _settle(desk, work, case, {key, chosen.paper}, chosen.batch)
        work.payload.update(page=page_id, kind=key[0], subject=key[1], number=page)


def leave_out(desk: Desk, project_id: int, page_ids: Sequence[int], reason: str) -> None:
    """不归档: blank backs, covers, papers of others; the original stays.

    Raises:
        UserError: without a reason.
    """
    if not reason.strip():
        raise UserError("不归档需要写明原因。", "例如：空白背面、封面、与本项目无关。")
    case, kept = desk.case(project_id), list_pages(desk, project_id)
    chosen = [_page(kept, page_id) for page_id in page_ids]
    _refuse_sealed(case, [p.paper for p in chosen if p.filing.fate is Fate.FILED])
    summary = f"{len(chosen)} 页扫描件不归档：{reason.strip()}"
    with desk.store.begin("scan_left_out", summary, desk.now(), project_id=project_id) as work:
        for page in chosen:
            filing = replace(page.filing, fate=Fate.SKIPPED, note=reason.strip())
            scans.set_filing(work, page.id, filing)
        _settle(desk, work, case, {page.paper for page in chosen}, 0)
        work.payload["pages"] = list(page_ids)


def undo(desk: Desk, project_id: int, batch: int) -> None:
    """撤销整批扫描件: what stood before stands again; originals stay.

    Raises:
        UserError: a seal of the batch was confirmed already, or there is no such batch.
    """
    case, kept = desk.case(project_id), list_pages(desk, project_id)
    gone = [page for page in kept if page.batch == batch and page.filing.fate is Fate.FILED]
    _refuse_sealed(case, [page.paper for page in gone])
    summary = f"撤销第 {batch} 批扫描件"
    with desk.store.begin("scans_undone", summary, desk.now(), project_id=project_id) as work:
        scans.undo_batch(work, project_id, batch)
        rest = [page for page in kept if page.batch != batch]
        for page in gone:
            _promote(work, page, rest)
        _settle(desk, work, case, {page.paper for page in gone}, batch)
        work.payload["batch"] = batch


def named_on_paper(case: Case, typed: str) -> tuple[PaperKey, int | None] | None:
    """The paper whose printed number was typed, and its page; ``None`` if none is."""
    read = read_number(typed)
    key = papers_by_code(case).get(read.paper) if read else None
    return (key, read.page) if read and key else None


def why_old(desk: Desk, case: Case, typed: str) -> str:
    """Why the edition whose printed number was typed is no longer the one; empty if it is."""
    read = read_number(typed)
    key = papers_by_code(case).get(read.paper) if read else None
    return _judge(desk, case)(key, read.edition) if read and read.edition and key else ""


def subjects(case: Case) -> dict[str, tuple[str, ...]]:
    """Papers that come back: kind → for whom, those made at any time included."""
    found: dict[str, list[str]] = {}
    for kind, subject in papers_by_code(case).values():
        found.setdefault(kind, []).append(subject)
    return {kind: tuple(found[kind]) for kind in PAPERS if kind in found}


def pages_of(case: Case, key: PaperKey) -> int:
    """How many pages of a paper come back, as last made; 0 if it never was."""
    made = case.made_of(*key)
    if made is None:
        return 0
    return 1 if PAPERS[key[0]].receipt else made.pages


def picture(desk: Desk, page: ScanPage, dpi: int) -> tuple[int, int, bytes]:
    """A page upright in colour: width, height, RGB lines packed.

    Raises:
        UserError: the original is missing or cannot be read.
    """
    from PIL import Image

    from zjbuy_desktop.scan.pages import open_pages

    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180,
             270: Image.Transpose.ROTATE_90}  # fmt: skip
    with (
        desk.store.originals.laid_out(page.sha256) as path,
        open_pages(path, page.name) as pages,
    ):
        image = pages.picture(page.file_page - 1, dpi, colour=True)
    if page.turned in turns:
        image = image.transpose(turns[page.turned])
    return image.width, image.height, image.tobytes()


# How it is done


def _sorted(
    files: "Sequence[ScannedFile]", received: Iterable[str]
) -> tuple[tuple[FileReport, ...], list[Read], dict[str, Path]]:
    """Files that bring something, those that were here before, those that cannot be read."""
    seen = set(received)
    reports, read = [], []
    originals: dict[str, Path] = {}
    for file in files:
        name = file.path.name
        if file.problem:
            reports.append(FileReport(name, problem=file.problem))
        elif file.sha256 in seen:
            reports.append(FileReport(name, problem=_KNOWN, known=True))
        else:
            seen.add(file.sha256)
            originals[file.sha256] = file.path
            reports.append(FileReport(name, len(file.pages)))
            for number, page in enumerate(file.pages, 1):
                read.append(Read(name, file.sha256, number, page.codes, page.turned, page.blank))
    return tuple(reports), read, originals


def _judge(desk: Desk, case: Case) -> Callable[[PaperKey, str], str]:
    """Why an edition may not be filed; each is asked for many pages, and composed once."""

    @cache
    def why(key: PaperKey, edition: str) -> str:
        kind, subject = key
        wanted = subject in PAPERS[kind].subjects(case)
        now = papers.composed(desk, case, kind, subject).paper if wanted else None
        return out_of_date(case, key, edition, now)

    return why


def _elsewhere(desk: Desk, case: Case, read: Sequence[Read]) -> Mapping[str, str]:
    """Whose the codes are that this project doesn't know; other projects are read for them."""
    known = papers_by_code(case)
    if all(code.paper in known for page in read for code in page.codes):
        return {}
    found: dict[str, str] = {}
    with desk.store.read() as view:
        for other in scans.other_projects(view, case.id):
            theirs = cases.load_case(view, other)
            found.update(dict.fromkeys(papers_by_code(theirs), theirs.project.name))
    return found


def _come_home(
    desk: Desk,
    work: Work,
    case: Case,
    home: Mapping[PaperKey, Gathered],
    touched: Iterable[PaperKey],
    batch: int,
) -> list[PaperKey]:
    """Enter every paper that is complete now and was not before; which."""
    moves, events, returned = [], [], []
    note = f"扫描件第 {batch} 批"
    for key in sorted(touched):
        found, standing = home.get(key), standing_of(case, *key)
        if found is None or not found.complete:
            continue
        known = standing.move is not None and standing.move.edition == found.edition
        if standing.home in (Home.WAITING, Home.SEALED) and known:
            continue
        moves.append(
            PaperMove(*key, MoveKind.SCANNED, desk.today, found.edition, 0, note, desk.now())
        )
        returned.append(key)
        kind, subject = key
        sealed = standing.home is Home.SEALED
        stands = sealed or case.happened(EventKind.LETTER_RETURNED, subject) is not None
        if kind == LETTER and case.unit(subject) and not stands:
            events.append(Event(EventKind.LETTER_RETURNED, desk.today, subject, note))
    register.add_moves(work, case.id, moves)
    records.add_events(work, case.id, events)
    return returned


def _settle(desk: Desk, work: Work, case: Case, touched: set[PaperKey], batch: int) -> None:
    """After pages moved: a paper that is whole now has come home, one that no longer is hasn't."""
    home = gathered(scans.load_pages(work, case.id))
    _come_home(desk, work, case, home, touched - {("", "")}, batch)
    for key in touched:
        found, standing = home.get(key), standing_of(case, *key)
        whole = found is not None and found.complete
        if whole or standing.home is not Home.WAITING or standing.move is None:
            continue
        scans.remove_move(work, case.id, standing.move)
        event = case.event(EventKind.LETTER_RETURNED, key[1]) if key[0] == LETTER else None
        if event is not None and event.note == standing.move.note:
            records.remove_event(work, case.id, event)


def _promote(work: Work, gone: ScanPage, rest: Sequence[ScanPage]) -> None:
    """A page was taken away: one that came again takes its place."""
    for page in rest:
        same = (page.paper, page.filing.edition, page.filing.page) == (
            gone.paper,
            gone.filing.edition,
            gone.filing.page,
        )
        if page.filing.fate is Fate.DUPLICATE and same:
            scans.set_filing(work, page.id, replace(page.filing, fate=Fate.FILED, note=""))
            return


def _page(pages: Iterable[ScanPage], page_id: int) -> ScanPage:
    found = next((page for page in pages if page.id == page_id), None)
    if found is None:
        raise UserError("没有这一页扫描件。", "它所在的一批可能已被撤销，刷新后再看。")
    return found


def _total(case: Case, kept: Iterable[ScanPage], key: PaperKey, page: int, pages: int) -> int:
    """How many pages the paper has: as made, as said, or as its other pages say."""
    if key not in papers_by_code(case).values():
        raise UserError(f"没有{paper_words(*key)}这份文件。", "核对文件种类和单位名称。")
    known = gathered(kept).get(key)
    total = pages or pages_of(case, key) or (known.pages if known else 0) or page
    if not 1 <= page <= total:
        raise UserError(f"{paper_words(*key)}共 {total} 页，没有第 {page} 页。", "核对页码。")
    return total


def _refuse_sealed(case: Case, keys: Iterable[PaperKey]) -> None:
    sealed = [k for k in dict.fromkeys(keys) if standing_of(case, *k).home is Home.SEALED]
    if sealed:
        named = "、".join(paper_words(*key) for key in sealed[:3])
        more = f"等 {len(sealed)} 份" if len(sealed) > 3 else ""
        raise UserError(f"{named}{more}已核章，不能改动。", "确有错误的，先判为“章不合格”再改。")


def incomplete_words(found: Gathered) -> str:
    """《…》之江市教育局　缺第2页."""
    return f"{paper_words(found.kind, found.subject)}　{missing_words(found.missing)}"
