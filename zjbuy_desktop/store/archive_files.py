"""补进档案的文件."""

from sqlalchemy import delete

from zjbuy_desktop.core.case.archive_files import ArchiveFile
from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_one, record_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def add_file(work: Work, project_id: int, file: ArchiveFile) -> int:
    """Write one file, whose bytes are kept already; returns its number."""
    row = {"project_id": project_id, **values_of(file, "id")}
    return insert_one(work.db, t.archive_file, row)


def drop_file(work: Work, project_id: int, number: int) -> None:
    """Take one out; its bytes stay among the originals."""
    files = t.archive_file.c
    same = (files.project_id == project_id, files.id == number)
    work.db.execute(delete(t.archive_file).where(*same))


def load_files(view: View, project_id: int) -> tuple[ArchiveFile, ...]:
    """Every file, in order of entry."""
    rows = rows_of(view.db, t.archive_file, project_id, "id")
    return tuple(record_of(ArchiveFile, r, material=Material(r["material"])) for r in rows)
