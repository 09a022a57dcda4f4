"""Scans that came in: batches, pages and where they were filed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.documents import PaperMove
from zjbuy_desktop.core.case.scans import Fate, FiledBy, PageFiling, ScanPage
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, insert_one, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def add_batch(
    work: Work, project_id: int, pages: Iterable[ScanPage], originals: Mapping[str, Path]
) -> int:
    """Keep an import: originals first and durably, then its pages; returns the batch's number.

    Args:
        work: the transaction.
        project_id: the project.
        pages: in the order read.
        originals: SHA-256 → file, of every file with a page.

    Raises:
        UserError: a file changed while it was read; disk full.
    """
    listed = list(pages)
    work.originals.put_all(dict(originals))
    names = {page.sha256: page.name for page in reversed(listed)}
    rows = [
        (sha256, path.stat().st_size, names.get(sha256, path.name), work.at.isoformat())
        for sha256, path in originals.items()
    ]
    if rows:
        work.db.exec_driver_sql(
            "INSERT INTO original (sha256, size, first_name, received_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (sha256) DO NOTHING",
            rows,
        )
    batch = {"project_id": project_id, "at": work.at, "undone_at": None}
    number = insert_one(work.db, t.scan_batch, batch)
    insert_all(work.db, t.scan_page, (_row(project_id, number, n, p) for n, p in enumerate(listed)))
    return number


def load_pages(view: View, project_id: int) -> tuple[ScanPage, ...]:
    """Every page of imports that were not taken back, in the order they came."""
    page, batch = t.scan_page, t.scan_batch
    query = (
        select(page, batch.c.at)
        .join(batch, batch.c.id == page.c.batch_id)
        .where(page.c.project_id == project_id, batch.c.undone_at.is_(None))
        .order_by(page.c.batch_id, page.c.position)
    )
    return tuple(_page(row) for row in view.db.execute(query).mappings())


def other_projects(view: View, project_id: int) -> tuple[int, ...]:
    """Ids of all projects but this one."""
    query = select(t.project.c.id).where(t.project.c.id != project_id)
    return tuple(view.db.execute(query).scalars())


def set_filing(work: Work, page_id: int, filing: PageFiling) -> None:
    """File a page anew."""
    p = t.scan_page.c
    work.db.execute(update(t.scan_page).where(p.id == page_id).values(**_filed(filing)))


def undo_batch(work: Work, project_id: int, batch: int) -> None:
    """Take an import back; its originals stay.

    Raises:
        UserError: there is no such import, or it was taken back already.
    """
    b = t.scan_batch.c
    same = (b.id == batch, b.project_id == project_id, b.undone_at.is_(None))
    if not work.db.execute(update(t.scan_batch).where(*same).values(undone_at=work.at)).rowcount:
        raise UserError(f"没有可以撤销的第 {batch} 批扫描件。", "刷新后再看。")


def remove_move(work: Work, project_id: int, move: PaperMove) -> None:
    """Take one entry of the register back."""
    m = t.paper_move.c
    query = (
        select(m.id)
        .where(
            m.project_id == project_id,
            m.kind == move.kind,
            m.subject == move.subject,
            m.what == move.what.value,
            m.note == move.note,
        )
        .order_by(m.id.desc())
        .limit(1)
    )
    found = work.db.execute(query).scalar()
    if found is not None:
        work.db.execute(delete(t.paper_move).where(m.id == found))


def _row(project_id: int, batch: int, position: int, page: ScanPage) -> dict[str, Any]:
    return {
        "batch_id": batch,
        "project_id": project_id,
        "position": position,
        **values_of(page, "id", "batch", "at", "filing"),
        **_filed(page.filing),
    }


def _filed(filing: PageFiling) -> dict[str, Any]:
    said = values_of(filing, "fate", "filed_by")
    return {**said, "fate": filing.fate.value, "filed_by": filing.filed_by.value}


def _page(row: Mapping[Any, Any]) -> ScanPage:
    at: datetime = row["at"]
    filing = PageFiling(
        Fate(row["fate"]),
        row["kind"],
        row["subject"],
        row["edition"],
        row["page"],
        row["pages"],
        FiledBy(row["filed_by"]),
        row["note"],
    )
    return ScanPage(
        row["name"], row["sha256"], row["file_page"], row["turned"], filing,
        row["id"], row["batch_id"], at,
    )  # fmt: skip
