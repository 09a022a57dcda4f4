"""采购实施：选定确认的采购文件，核对发出的是不是那一份，登记公告、评审和澄清修改。"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import tendering
from zjbuy_desktop.core.case.documents import Particulars
from zjbuy_desktop.core.case.tender import Clarification, Tender
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.entries import check_all
from zjbuy_desktop.store import papers as stored_papers
from zjbuy_desktop.store import records
from zjbuy_desktop.store import tendering as stored
from zjbuy_desktop.store.originals import hash_file
from zjbuy_desktop.store.proofs import keep_evidence
from zjbuy_desktop.usecases.desk import Desk


class Compared(NamedTuple):
    """What the file that was sent out came to.

    Attributes:
        sha256: its SHA-256.
        same: it is the confirmed one.
    """

    sha256: str
    same: bool


def confirm_file(
    desk: Desk, project_id: int, file: Path, version: str, pages: int | None = None
) -> tendering.Confirmed:
    """选定要确认的采购文件: its checksum, version and pages, the file itself kept.

    They are entries of 采购文件确认函, whatever else was entered there stays.

    Args:
        pages: 页数; counted where it is a PDF and none is given.

    Raises:
        UserError: no such file, no version, or the pages can't be counted.
    """
    if not version.strip():
        raise UserError("没有写采购文件的版本。", "例：送审稿第三版。")
    number = pages or pages_of(file)
    if not number:
        raise UserError(
            f"数不出“{file.name}”的页数。", "填写页数（含封面、目录和附件）后再选一次。"
        )
    kind = tendering.CONFIRMATION
    given = dict(desk.case(project_id).particulars_of(kind).values)
    summary = f"选定要确认的采购文件“{file.name}”（{version.strip()}，{number} 页）"
    action = "document_chosen"
    with desk.store.begin(action, summary, desk.now(), project_id=project_id) as work:
        sha256 = keep_evidence(work, file)
        given |= {"version": version.strip(), "pages": str(number), "checksum": sha256}
        entered = check_all(PAPERS[kind].entries, given)
        stored_papers.set_particulars(work, project_id, Particulars(kind, "", entered))
        work.payload.update(file=file.name, sha256=sha256, pages=number)
    return tendering.confirmed(desk.case(project_id))


def pages_of(file: Path) -> int | None:
    """How many pages a PDF has; ``None`` for anything else."""
    if file.suffix.lower() != ".pdf":
        return None
    from zjbuy_desktop.pdf.preview import page_count

    return page_count(file)


def compare_file(desk: Desk, project_id: int, file: Path) -> Compared:
    """核对发出的采购文件: whether the file the agency sent out is the confirmed one.

    Raises:
        UserError: no such file, or no document was confirmed with its checksum yet.
    """
    case = desk.case(project_id)
    known = tendering.confirmed(case).sha256
    if not known:
        raise UserError("还没有选定确认的采购文件，没有可以对照的。", "先选择确认的文件。")
    if not file.is_file():
        raise UserError(f"找不到文件“{file.name}”。", "核对文件的位置后再选一次。")
    same = hash_file(file) == known
    said = "与确认的是同一份" if same else "与确认的不是同一份"
    summary = f"核对发出的采购文件“{file.name}”：{said}"
    action = "document_compared"
    with desk.store.begin(action, summary, desk.now(), project_id=project_id) as work:
        sha256 = keep_evidence(work, file)
        tender = replace(case.tender, released_file=file.name, released_sha256=sha256)
        stored.set_tender(work, project_id, tender)
        work.payload.update(file=file.name, sha256=sha256, same=same)
    return Compared(sha256, same)


def set_tender(desk: Desk, project_id: int, tender: Tender) -> None:
    """登记公告、截止日、组长、投标人、澄清修改; the file compared stays as it is.

    The record of actions holds how many bidders there are, never who: they are secret.

    Raises:
        UserError: a clarification lies in the future or says nothing, a bidder stands twice.
    """
    case = desk.case(project_id)
    tender = replace(
        tender,
        released_file=case.tender.released_file,
        released_sha256=case.tender.released_sha256,
        bidders=_bidders(tender.bidders),
        clarifications=tuple(_clarified(desk, c) for c in tender.clarifications),
    )
    summary = "登记采购实施的内容：" + ("、".join(_told(tender)) or "（空）")
    with desk.store.begin("tender_set", summary, desk.now(), project_id=project_id) as work:
        stored.set_tender(work, project_id, tender)
        gone, new = tendering.clarified_events(case, tender)
        for event in gone:
            records.remove_event(work, project_id, event)
        records.add_events(work, project_id, new)
        work.payload.update(
            number=tender.number,
            link=tender.link,
            due=tender.due.isoformat() if tender.due else "",
            leader=tender.leader,
            bidders=len(tender.bidders),
            clarifications=[[c.on.isoformat(), c.what, c.affects] for c in tender.clarifications],
        )


def _bidders(names: Sequence[str]) -> tuple[str, ...]:
    told = tuple(name.strip() for name in names if name.strip())
    twice = next((name for at, name in enumerate(told) if name in told[:at]), "")
    if twice:
        raise UserError(f"投标人“{twice}”写了两次。", "每家写一次。")
    return told


def _clarified(desk: Desk, given: Clarification) -> Clarification:
    if not given.what.strip():
        raise UserError(f"{given.on} 的澄清、修改没有写内容。", "写一句改了什么。")
    if given.on > desk.today:
        raise UserError(
            f"澄清、修改的日期 {given.on} 晚于今天 {desk.today}。", "改成实际发出的日期。"
        )
    return replace(given, what=given.what.strip())


def _told(tender: Tender) -> list[str]:
    there = (
        (tender.number, f"公告编号 {tender.number}"),
        (tender.due, f"截止日 {tender.due}"),
        (tender.leader, f"组长 {tender.leader}"),
        (tender.bidders, f"投标人 {len(tender.bidders)} 家"),
        (tender.clarifications, f"澄清修改 {len(tender.clarifications)} 次"),
    )
    return [words for value, words in there if value]
