"""The form of a backup: one zip with the database, every original, and a list of both.

``manifest.json`` names the revision, the totals and each file's SHA-256; nothing else is
accepted when one is read, so that a strange file cannot write outside the data folder.
"""

import hashlib
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import database, guarding, keys, open_keys, original_bytes

FORMAT = 1
DATABASE = "zjbuy.db"
MANIFEST = "manifest.json"
_ORIGINAL = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{62})")
_CHUNK = 1 << 20
MOST_LIST = 64 << 20
"""Bytes of the manifest; one that claims more is not ours."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says it holds.

    Attributes:
        format: form of the backup.
        made_at: ISO time.
        revision: database revision.
        database_sha256: SHA-256 of the database file.
        counts: rows per table.
        totals: project id → [rows, quantity, amount_fen] of its current need lines.
        originals: SHA-256 of every original in it.
        missing: SHA-256 of originals that were missing or damaged when it was made.
    """

    format: int
    made_at: str
    revision: str
    database_sha256: str
    counts: dict[str, int]
    totals: dict[str, list[int]]
    originals: list[str]
    missing: list[str]

    def to_json(self) -> str:
        """As stored."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def damaged(reason: str) -> UserError:
    """The refusal of a backup that is not whole."""
    return UserError(f"这个备份文件不能用：{reason}。", "请换一个备份文件；现有数据没有改动。")


@contextmanager
def opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """A backup, open for reading.

    Raises:
        UserError: it is missing, no backup of ours, or damaged.
    """
    if not file.is_file():
        raise UserError(f"找不到备份文件“{file}”。", "核对文件夹和文件名。")
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise damaged("不是备份文件，或已损坏、不完整") from error


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, after making sure that the archive holds what it lists and nothing else."""
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise damaged("文件被加密过")
    if any(e.file_size > MOST_LIST for e in archive.infolist() if e.filename == MANIFEST):
        raise damaged("清单大得不正常")
    try:
        raw: dict[str, Any] = json.loads(_opened_bytes(archive, archive.read(MANIFEST)))
        manifest = Manifest(**raw)
    except KeyError as error:
        raise damaged("不是备份文件，缺少清单") from error
    except (ValueError, TypeError) as error:
        raise damaged("清单读不懂") from error
    if manifest.format != FORMAT:
        raise UserError("这个备份由更新的程序版本制作。", "请安装新版程序后再恢复。")
    names = archive.namelist()
    own = {keys.MEMBER} if keys.MEMBER in names else set()
    expected = {MANIFEST, DATABASE, *own, *(original_name(sha256) for sha256 in manifest.originals)}
    if len(names) != len(set(names)) or set(names) != expected:
        raise damaged("里面的文件与清单不符")
    if not all(_ORIGINAL.fullmatch(original_name(sha256)) for sha256 in manifest.originals):
        raise damaged("清单里有不认识的文件名")
    return manifest


def key_of(archive: zipfile.ZipFile) -> bytes | None:
    """The key a backup is under; ``None`` for one that is not encrypted.

    Raises:
        LockedDataError: it is not known yet.
    """
    if keys.MEMBER not in archive.namelist():
        return None
    return keys.key_of(keys.read_member(archive.read(keys.MEMBER)), "这个备份")


def _opened_bytes(archive: zipfile.ZipFile, content: bytes) -> bytes:
    key = key_of(archive)
    if key is None:
        return content
    from zjbuy_desktop.store import sealing_bytes

    return sealing_bytes.unseal(key, content)


def original(archive: zipfile.ZipFile, sha256: str) -> bytes | None:
    """The bytes of an original in a backup; ``None`` when they are not what was received."""
    found = archive.read(original_name(sha256))
    return original_bytes.content_of(found, sha256, key_of(archive))


def original_name(sha256: str) -> str:
    """Name of an original inside a backup."""
    return f"files/{sha256[:2]}/{sha256[2:]}"


def copy_checked(source: IO[bytes], target: IO[bytes] | None, sha256: str) -> bool:
    """Copy a stream (or only read it) and say whether its hash is the expected one."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest() == sha256


def extract_database(archive: zipfile.ZipFile, manifest: Manifest, target: Path) -> None:
    """Write the database out and make sure that it is sound and says what the manifest says.

    It ends up under the key of the folder it is written into, or plain where that has none.
    """
    key = key_of(archive)
    with archive.open(DATABASE) as source, guarding.begin(target).open("wb") as copy:
        whole = copy_checked(source, copy, manifest.database_sha256)
    if not whole:
        raise damaged("数据库与清单不符")
    with closing(database.connect_as(target, key)) as db:
        problem = unsound(db)
        if problem:
            raise damaged(problem)
        try:
            found = (revision(db), counts(db), totals(db))
        except sqlite3.Error as error:
            raise damaged("里面不是本程序的数据库") from error
    if found != (manifest.revision, manifest.counts, manifest.totals):
        raise damaged("数据库里的合计与清单不符")
    database.recrypt(target, key, open_keys.key_for(target))


def unsound(db: sqlite3.Connection) -> str:
    """What SQLite's own checks say, in Chinese; empty when all is well."""
    try:
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "数据库已损坏（完整性检查未通过）"
        if db.execute("PRAGMA foreign_key_check").fetchall():
            return "数据库里有失去归属的记录"
    except sqlite3.DatabaseError:
        return "数据库已损坏，读不出来"
    return ""


def revision(db: sqlite3.Connection) -> str:
    """The database's revision."""
    return str(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Rows per table."""
    names = [
        name
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    ]
    return {
        name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(names)
    }


def totals(db: sqlite3.Connection) -> dict[str, list[int]]:
    """Control totals of each project's current need lines."""
    rows = db.execute(
        "SELECT p.id, count(l.id), coalesce(sum(l.quantity), 0), coalesce(sum(l.amount_fen), 0)"
        " FROM project p LEFT JOIN need_line l ON l.project_id = p.id AND l.current = 1"
        " GROUP BY p.id"
    )
    return {str(row[0]): list(row[1:]) for row in rows}
