"""生成归档文件夹：各卷、目录、清单、校验值、核对页一次写好，封存登记在审计链里。"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from zjbuy_desktop import __version__
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import archiving
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.progress import unit_records
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.store import seals, trail
from zjbuy_desktop.usecases import papers, summaries
from zjbuy_desktop.usecases.archive_pieces import (
    Contents,
    Piece,
    contents,
    paper_writer,
    render_paper,
)
from zjbuy_desktop.usecases.archive_writing import (
    Filed,
    Progress,
    Writing,
    by_volume,
    folder_name,
    refuse_failed,
    volume,
)
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.whole_folders import free_name, whole_folder

CATALOGUE_FILE, LIST_FILE = "0-档案目录.pdf", "归档清单.json"
_ALL_EVENTS = 10_000_000


@dataclass(frozen=True, slots=True)
class Sealed:
    """A folder that was written.

    Attributes:
        folder: where it is.
        sha256: of its SHA256SUMS, as recorded.
        files: how many files are listed there.
        volumes: (卷, 件数) pairs.
        lacking: what of the legal list is neither there nor explained.
        lost: files that ought to be there and aren't, with why.
        drafts: papers left out because there is only a draft.
    """

    folder: Path
    sha256: str
    files: int
    volumes: tuple[tuple[str, int], ...]
    lacking: tuple[str, ...]
    lost: tuple[str, ...]
    drafts: tuple[str, ...]


def seal(desk: Desk, project_id: int, out: Path, progress: Progress | None = None) -> Sealed:
    """Write 归档_项目名_日期 into ``out`` and record its checksum.

    ``progress`` may raise to break it off: then nothing is left, nor recorded.

    Raises:
        UserError: the folder can't be written, or an original is damaged.
    """
    tell = progress or (lambda done, total, what: None)
    tell(0, 0, "清点材料")
    found = contents(desk, project_id)
    if not found.pieces:
        raise UserError("这个项目还没有可以归档的材料。", "先办理前面的环节。")
    target = free_name(out.absolute(), folder_name("归档", found.case.project.name, desk.today))
    with whole_folder(target) as going, TemporaryDirectory() as scratch:
        writing = Writing(going.path)
        ordered = sorted(found.pieces, key=lambda p: volume(p.group))
        pieces = [_catalogue(desk, found.case), *ordered]
        pieces += _exports(desk, found, Path(scratch))
        total = len(pieces)
        filed = [writing.put(pieces[0], "")]
        filed += writing.put_all(pieces[1:], tell, 1, total)
        tell(total, total, "登记封存")
        writing.add(LIST_FILE, _list(desk, found, filed))
        sha256 = writing.close()
        summary = f"生成归档文件夹“{target.name}”，{len(writing.sums)} 个文件"
        with desk.store.begin(seals.SEALED, summary, desk.now(), project_id=project_id) as work:
            work.payload.update(
                folder=target.name, place=str(target.parent), sha256=sha256,
                files=len(writing.sums), data_seq=found.seq,
            )  # fmt: skip
            going.place()
    return _told(found, target, sha256, len(writing.sums), filed)


def _told(found: Contents, target: Path, sha256: str, files: int, filed: list[Filed]) -> Sealed:
    drafts = dict.fromkeys(
        PAPERS[p.kind].title + (f"：{p.unit}" if p.unit else "")
        for p in found.case.papers
        if p.draft and p.kind != archiving.CATALOGUE and not _has_final(found.case, p.kind, p.unit)
    )
    return Sealed(
        target, sha256, files, tuple(by_volume(filed[1:]).items()),
        tuple(x.name for x in archiving.required(found.case) if x.lacking),
        found.lost, tuple(drafts),
    )  # fmt: skip


def _has_final(case: Case, kind: str, subject: str) -> bool:
    return any((p.kind, p.unit, p.draft) == (kind, subject, False) for p in case.papers)


# What is in it


def _catalogue(desk: Desk, case: Case) -> Piece:
    """The catalogue as it was made if it is still true, else set anew as of now."""
    made = archiving.final_paper(case, archiving.CATALOGUE)
    now = papers.composed(desk, case, archiving.CATALOGUE, "").paper
    write = (
        paper_writer(desk, case, made, shared=False) if made and made.facts == now.facts else None
    )
    title = PAPERS[archiving.CATALOGUE].title
    again = partial(render_paper, desk, now)
    return Piece(None, CATALOGUE_FILE, title, "本程序制作", write or again, "", desk.today)


def _exports(desk: Desk, found: Contents, scratch: Path) -> Iterator[Piece]:
    """统计、需求汇总表、操作记录 as workbooks."""
    from zjbuy_desktop.excel import archive_books

    case, project_id = found.case, found.case.id
    project, lead, on = case.project.name, case.project.lead_unit, desk.today
    lots, units = lot_results(case), unit_records(case)
    statistics = partial(
        archive_books.write_statistics, project=project, lead=lead, on=on, lots=lots, units=units
    )
    yield _export(desk, "统计.xlsx", "统计表（电子表格）", statistics)
    if case.needs:
        yield _export(
            desk, "需求汇总表.xlsx", "需求汇总表", partial(_summary, desk, project_id, scratch)
        )
    trail_book = partial(_trail, desk, project_id, project)
    yield _export(desk, "操作记录.xlsx", "操作记录", trail_book)


def _export(desk: Desk, name: str, title: str, write: Any) -> Piece:
    return Piece(None, name, title, "本程序导出", write, "", desk.today)


def _summary(desk: Desk, project_id: int, scratch: Path, target: Path) -> None:
    parts = frozenset({summaries.Part.TOTAL})
    written = summaries.write_summaries(desk, project_id, scratch, parts=parts)
    refuse_failed(written.failed)
    target.write_bytes(written.files[0].read_bytes())


def _trail(desk: Desk, project_id: int, project: str, target: Path) -> None:
    from zjbuy_desktop.excel.archive_books import write_trail

    with desk.store.read() as view:
        events = trail.list_audit(view, project_id, _ALL_EVENTS)
        hashes = trail.hashes(view, project_id)
    rows = (
        (e.seq, e.at.strftime("%Y-%m-%d %H:%M:%S"), e.actor, e.summary, hashes[e.seq])
        for e in reversed(events)
    )
    write_trail(target, project, rows)


def _list(desk: Desk, found: Contents, filed: list[Filed]) -> bytes:
    """The same for machines: what the archive is, every file, what is missing and why."""
    case, ended = found.case, archiving.ended_on(found.case)
    years = desk.law.number("archive_years", desk.today).value
    until = archiving.kept_until(ended, years)
    wanted = archiving.required(case)
    said = {
        "format": 1,
        "program": f"zjbuy_desktop {__version__}",
        "project": case.project.name,
        "project_number": case.project.project_number,
        "lead_unit": case.project.lead_unit,
        "sealed_at": desk.now().isoformat(timespec="seconds"),
        "data_seq": found.seq,
        "ended": ended.isoformat() if ended else None,
        "keep_years": years,
        "keep_until": until.isoformat() if until else None,
        "volumes": [
            {"folder": name, "files": count} for name, count in by_volume(filed[1:]).items()
        ],
        "files": [_file(one) for one in filed],
        "lacking": [x.name for x in wanted if x.lacking],
        "explained": [{"name": x.name, "reason": x.reason} for x in wanted if x.reason],
        "lost": list(found.lost),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _file(one: Filed) -> dict[str, Any]:
    piece = one.piece
    return {
        "path": one.path,
        "title": piece.title,
        "unit": piece.unit,
        "day": piece.day.isoformat() if piece.day else None,
        "origin": piece.origin,
        "bytes": one.size,
        "sha256": one.sha256,
    }


# How it stands


@dataclass(frozen=True, slots=True)
class Standing:
    """When it was last sealed, and what was done since.

    Attributes:
        last: the last sealed folder; ``None`` while there is none.
        since: what was done afterwards, the last first.
    """

    last: seals.Seal | None
    since: tuple[str, ...]

    @property
    def checksum_words(self) -> str:
        """The checksum that proves it, whole; empty while there is none."""
        return f"封存校验值：{self.last.sha256}" if self.last else ""

    @property
    def words(self) -> str:
        """One sentence."""
        if self.last is None:
            return "还没有生成过归档文件夹。"
        at = self.last.at
        said = f"上次封存：{at:%Y-%m-%d %H:%M}，{self.last.actor}，“{self.last.folder}”"
        said += f"（{self.last.files} 个文件）。"
        if not self.since:
            return said + "此后数据没有变动。"
        return f"{said}此后有 {len(self.since)} 次改动，最近一次：{self.since[0]}。"


def standing(desk: Desk, project_id: int) -> Standing:
    """When a project was last sealed and whether its data changed since."""
    with desk.store.read() as view:
        last = next(iter(seals.list_seals(view, project_id)), None)
        since = seals.changes_since(view, project_id, last.data_seq) if last else ()
    return Standing(last, since)
