"""归档文件夹里放什么：一件一个来处，放进哪一卷、叫什么名字；不在了的说清楚。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.archive_kinds import GROUP_OF, Group
from zjbuy_desktop.core.case.archiving import EVIDENCE_OF, required
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contract_of
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.scans import Fate, ScanPage
from zjbuy_desktop.core.case.tendering import confirmed
from zjbuy_desktop.core.papers.archive_places import PLACES
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.staleness import changed_since
from zjbuy_desktop.store import cases, runs, scans, seals
from zjbuy_desktop.store.returns import ReturnRecord, list_returns
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.made_files import is_kept
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.rendering import file_sum

Write = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an archive.

    Attributes:
        group: its volume; ``None`` for what the program exports.
        name: file name.
        title: 题名.
        origin: 从哪里来.
        write: writes it.
        unit: whose it is; empty for the project's.
        day: 日期.
        shared: units it is also of: a form of two schools, a contract signed for all.
    """

    group: Group | None
    name: str
    title: str
    origin: str
    write: Write
    unit: str = ""
    day: date | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What of a project is put into an archive, read at one moment.

    Attributes:
        case: the facts.
        pieces: the files, by volume.
        lost: 题名 with why it isn't there, for files that ought to be.
        seq: last event of the trail.
    """

    case: Case
    pieces: tuple[Piece, ...]
    lost: tuple[str, ...]
    seq: int


def contents(desk: Desk, project_id: int) -> Contents:
    """Every paper, return, scan and proof of a project."""
    with desk.store.read() as view:
        case = cases.load_case(view, project_id)
        returned = list_returns(view, project_id)
        pages = scans.load_pages(view, project_id)
        names, seq = seals.original_names(view), runs.last_seq(view)
    lost: list[str] = []
    kept = _Originals(desk, names, lost)
    found = [
        *_papers(desk, case, lost),
        *_returns(kept, returned),
        *_scans(kept, case, pages),
        *_proofs(kept, case),
        *_added(kept, case),
        *_documents(kept, case),
    ]
    return Contents(case, tuple(found), tuple(lost), seq)


# Papers


def _papers(desk: Desk, case: Case, lost: list[str]) -> Iterator[Piece]:
    final = {(p.kind, p.unit): p for p in case.papers if not p.draft}
    files = [p.file for p in final.values()]
    common = {file for file in files if files.count(file) > 1}
    for spec, group, _ in PLACES:
        for subject in spec.subjects(case):
            made = final.get((spec.kind, subject))
            if made is None:
                continue
            title = f"{spec.title}：{subject}" if subject else spec.title
            write = paper_writer(desk, case, made, shared=made.file in common)
            if write is None:
                lost.append(f"{title}：制作的文件不在原处或被改动过，数据也已变动，要重新制作")
                continue
            name = file_name(spec.title, subject, ".pdf")
            unit, day = spec.unit(case, subject), made.dated or made.made_at.date()
            contract = contract_of(case, subject) if spec.kind == "contract" else None
            parts = tuple(share.unit for share in contract.parts) if contract else ()
            yield Piece(group, name, title, "本程序制作", write, unit, day, parts)


def paper_writer(desk: Desk, case: Case, made: MadePaper, *, shared: bool) -> Write | None:
    """How to come by a paper as it was made: its file, or the same facts set once more.

    ``None`` where neither can be had. A file for the printer holds many papers (``shared``).
    """
    if not shared and made.sha256 and file_sum(Path(made.file)) == made.sha256:
        return partial(_copy, Path(made.file), made.sha256)
    if not shared and is_kept(desk, made):
        return lambda target: target.write_bytes(desk.store.originals.read(made.sha256))
    try:
        now = papers.composed(desk, case, made.kind, made.unit)
    except UserError:
        return None
    if changed_since(case, made, now.paper.facts):
        return None
    return partial(render_paper, desk, now.paper)


def render_paper(desk: Desk, paper: Paper, target: Path) -> None:
    """Set a paper as the office prints it."""
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.paper_settings import render_options
    from zjbuy_desktop.usecases.rendering import font_book

    render(paper, target, font_book(), render_options(desk))


def _copy(source: Path, sha256: str, target: Path) -> None:
    content = source.read_bytes()
    target.write_bytes(content)
    if file_sum(target) != sha256:
        raise UserError(f"“{source.name}”在封存时被改动了。", "关闭打开它的程序，再做一次。")


# Originals


class _Originals:
    """Files kept under their SHA-256; each is put in once, what is lost is told."""

    def __init__(self, desk: Desk, names: dict[str, str], lost: list[str]) -> None:
        self._store, self._names, self._lost = desk.store.originals, names, lost
        self._used: set[str] = set()

    def suffix(self, sha256: str) -> str:
        """Ending of the name under which it came."""
        return Path(self._names.get(sha256, "")).suffix.lower()

    def writer(self, sha256: str, title: str) -> Write | None:
        """Writes it; ``None`` if it is in already or gone."""
        if sha256 in self._used or sha256 not in self._names:
            return None
        self._used.add(sha256)
        if not self._store.path(sha256).is_file():
            self._lost.append(f"{title}：原件缺失，用“恢复备份”找回")
            return None
        return lambda target: target.write_bytes(self._store.read(sha256))


def _returns(kept: _Originals, returned: tuple[ReturnRecord, ...]) -> Iterator[Piece]:
    """Those that count first: the same file sent twice is put in once."""
    for record in sorted(returned, key=lambda r: not r.current_units):
        if record.undone or not record.sha256:
            continue
        counts = bool(record.current_units) and record.outcome is Outcome.ACCEPTED
        units = record.current_units or record.units
        what = "采购需求意向填报表" if counts else "未采用的填报表"
        title = f"{what}：{'、'.join(units) or record.file}"
        write = kept.writer(record.sha256, title)
        if write:
            stem = units[0] if len(units) == 1 else Path(record.file).stem
            name = file_name(what, stem, kept.suffix(record.sha256))
            unit = units[0] if counts and len(units) == 1 else ""
            at, origin = record.received_at.date(), f"收到的原件 {record.file}"
            shared = record.current_units if counts else ()
            yield Piece(Group.INITIATION, name, title, origin, write, unit, at, shared)


def _scans(kept: _Originals, case: Case, pages: tuple[ScanPage, ...]) -> Iterator[Piece]:
    """Scanned files with a page filed to a paper; a file of several papers is put in once."""
    places = {spec.kind: (spec, group) for spec, group, _ in PLACES}
    held: dict[str, list[ScanPage]] = {}
    for page in pages:
        if page.filing.fate is Fate.FILED and page.filing.kind in places:
            held.setdefault(page.sha256, []).append(page)
    for sha256, found in held.items():
        spec, group = places[found[0].filing.kind]
        subjects = list(dict.fromkeys(p.filing.subject for p in found))
        whose = subjects[0] + (f"等{len(subjects)}份" if len(subjects) > 1 else "")
        title = f"{spec.title}（扫描件）" + (f"：{whose}" if whose else "")
        write = kept.writer(sha256, title)
        if write:
            name = file_name(f"{spec.title}（扫描件）", whose, kept.suffix(sha256))
            unit = spec.unit(case, subjects[0]) if len(subjects) == 1 else ""
            at = found[0].at
            origin = f"扫描件 {found[0].name}"
            yield Piece(group, name, title, origin, write, unit, at.date() if at else None)


def _proofs(kept: _Originals, case: Case) -> Iterator[Piece]:
    """证明材料 of what was recorded."""
    for event in case.events:
        title = f"{event.kind.label}的证明材料" + (f"：{event.unit}" if event.unit else "")
        write = kept.writer(event.sha256, title) if event.sha256 else None
        if write:
            material = EVIDENCE_OF.get(event.kind)
            group = GROUP_OF[material] if material else Group.PROCUREMENT
            name = file_name(
                f"证明材料（{event.kind.label}）", event.unit, kept.suffix(event.sha256)
            )
            yield Piece(
                group, name, title, f"登记所附 {event.evidence}", write, event.unit, event.on
            )


def _added(kept: _Originals, case: Case) -> Iterator[Piece]:
    """What was put into the archive as a file."""
    units = {x.subject: x.unit for x in required(case) if x.subject}
    for file in case.archive_files:
        title = f"{file.title}：{file.subject}" if file.subject else file.title
        write = kept.writer(file.sha256, title)
        if write:
            name = file_name(file.title, file.subject, kept.suffix(file.sha256))
            unit = units.get(file.subject, "")
            origin = f"补进的文件 {file.name}"
            yield Piece(GROUP_OF[file.material], name, title, origin, write, unit, file.on)


def _documents(kept: _Originals, case: Case) -> Iterator[Piece]:
    """采购文件: what was sent out, and what was confirmed if that is another file."""
    for sha256, what in (
        (case.tender.released_sha256, "采购文件（发出）"),
        (confirmed(case).sha256, "采购文件（确认）"),
    ):
        write = kept.writer(sha256, what) if sha256 else None
        if write:
            name = file_name(what, case.tender.number, kept.suffix(sha256))
            yield Piece(Group.PROCUREMENT, name, what, "采购实施存下的文件", write)
