"""交接文件 (.zjhand): one zip with a database, its originals, and a list of the digests of both.

``digests.txt`` names every member with its SHA-256; the SHA-256 of that list is the seal, whose
first sixteen characters are printed on the hand-over sheet (校验码). Whoever changes a member and
the list with it gets another 校验码 than the sheet has.
"""

import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, database, guarding, keys, open_keys, original_bytes, places

SUFFIX = ".zjhand"
FORMAT = 1
DATABASE, CARD, DIGESTS, KEYS = "zjbuy.db", "handover.json", "digests.txt", keys.MEMBER
MOST_LIST, MOST_FILES, MOST_SWOLLEN = 64 << 20, 200_000, 400
"""Bytes of the lists, number of members, how many times a member may be larger unpacked."""
_NAME = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{62}")
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


@dataclass(frozen=True, slots=True)
class Carried:
    """One project in a parcel.

    Attributes:
        id: its number in the parcel's database.
        name: 项目名称.
        lineage: what tells it from any other.
        turn: 第几棒 it is with this hand-over.
        born_as: its number where it began.
        units: 名册 units.
        sums: [rows, quantity, amount_fen] of its current need lines.
    """

    id: int
    name: str
    lineage: str
    turn: int
    born_as: int
    units: int
    sums: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Card:
    """What a parcel says of itself.

    Attributes:
        format: form of the file.
        made_at: ISO time.
        by: 移交人.
        to: 交给谁.
        token: tells two hand-overs of the same turn apart.
        revision: database revision.
        counts: rows per table.
        projects: what is in it.
        missing: SHA-256 of originals that were missing or damaged when it was made.
        doubts: how much in the data it was made of was not as the program had written it.
    """

    format: int
    made_at: str
    by: str
    to: str
    token: str
    revision: str
    counts: dict[str, int]
    projects: tuple[Carried, ...]
    missing: tuple[str, ...]
    doubts: int = 0

    @property
    def doubt(self) -> str:
        """中文, of the doubts; empty for none. The log of rows starts anew where it is taken."""
        if not self.doubts:
            return ""
        return (
            f"交出时，交出方的数据有 {self.doubts} 处与操作记录不符，可能被程序以外的工具改动过；"
            "请交出方核对数据并说明"
        )

    def to_json(self) -> str:
        """As stored."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel that was opened and whose list agrees with what it holds.

    Attributes:
        zip: the open file.
        card: what it says of itself.
        digests: member → SHA-256.
        seal: SHA-256 of the list.
    """

    zip: zipfile.ZipFile
    card: Card
    digests: dict[str, str]
    seal: str

    @property
    def originals(self) -> list[str]:
        """SHA-256 of the originals in it."""
        names = (name for name in self.digests if name.startswith("files/"))
        return [self.digests[name] for name in names]


def code_of(seal: str) -> str:
    """校验码: 3F2A-99AB-12CD-4F2E."""
    head = seal[:16].upper()
    return "-".join(head[at : at + 4] for at in range(0, 16, 4))


def bad(reason: str) -> UserError:
    """The refusal of a parcel that is not whole, or not ours."""
    return UserError(
        f"这个交接文件不能用：{reason}。", "请对方重新做一个交接文件；现有数据没有改动。"
    )


def digest_list(digests: dict[str, str]) -> str:
    """The list as stored: one member a line, by name."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def seal_of(listed: str) -> str:
    """The seal of a list."""
    return hashlib.sha256(listed.encode()).hexdigest()


@contextmanager
def opened(file: Path) -> Iterator[Parcel]:
    """A parcel, open for reading, after everything that needs no unpacking was checked.

    Raises:
        UserError: missing, no parcel of ours, damaged, edited, swollen, or newer.
    """
    if not file.is_file():
        raise UserError(f"找不到交接文件“{file}”。", "核对文件夹和文件名。")
    try:
        with zipfile.ZipFile(file) as archived:
            yield _checked(archived)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise bad("不是交接文件，或已损坏、不完整") from error


def _checked(archived: zipfile.ZipFile) -> Parcel:
    entries = archived.infolist()
    _refuse_hostile(entries)
    names = [entry.filename for entry in entries]
    if CARD not in names or DIGESTS not in names or DATABASE not in names:
        raise bad("缺少清单或数据库，不是本程序做的交接文件")
    listed = _text(archived, DIGESTS)
    digests = _parsed(listed)
    if set(names) != {DIGESTS, *digests}:
        raise bad("里面的文件与清单不符，有文件被添加或删去")
    told = archived.read(CARD)
    if hashlib.sha256(told).hexdigest() != digests[CARD]:
        raise bad("交接说明被改动过")
    key = key_of(archived)
    if key is not None:
        from zjbuy_desktop.store import sealing_bytes

        told = sealing_bytes.unseal(key, told)
    return Parcel(archived, _card(_decoded(told)), digests, seal_of(listed))


def key_of(archived: zipfile.ZipFile) -> bytes | None:
    """The key of a parcel under a passphrase; ``None`` for one without.

    Raises:
        LockedDataError: the passphrase was not given yet.
    """
    if KEYS not in archived.namelist():
        return None
    return keys.key_of(keys.read_member(archived.read(KEYS)), "这个交接文件")


def _refuse_hostile(entries: list[zipfile.ZipInfo]) -> None:
    """What no parcel of ours has: strange names, locked or overlapping or swollen members."""
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise bad("同一个文件名出现了两次")
    strange = [
        n for n in names if n not in (DATABASE, CARD, DIGESTS, KEYS) and not _NAME.fullmatch(n)
    ]
    if strange:
        raise bad(f"里面有来路不明的文件“{strange[0][:40]}”，可能会写到别的文件夹")
    if any(entry.flag_bits & 1 for entry in entries):
        raise bad("文件被加密过")
    if len(entries) > MOST_FILES:
        raise bad("里面的文件多得不正常")
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise bad("里面的文件互相重叠，像是压缩炸弹")
        end = entry.header_offset + entry.compress_size
        if entry.file_size > MOST_SWOLLEN * entry.compress_size + (1 << 20):
            raise bad("解开后大得不正常，像是压缩炸弹")
    if any(e.file_size > MOST_LIST for e in entries if e.filename in (CARD, DIGESTS, KEYS)):
        raise bad("清单大得不正常")


def _text(archived: zipfile.ZipFile, name: str) -> str:
    return _decoded(archived.read(name))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad("清单读不懂") from error


def _parsed(listed: str) -> dict[str, str]:
    digests: dict[str, str] = {}
    for line in listed.splitlines():
        match = _LINE.fullmatch(line)
        if match is None or match[2] in digests:
            raise bad("清单读不懂")
        digests[match[2]] = match[1]
    if digest_list(digests) != listed or not {CARD, DATABASE} <= set(digests):
        raise bad("清单读不懂")
    originals = (name for name in digests if name not in (CARD, DATABASE, KEYS))
    if any(archive.original_name(digests[name]) != name for name in originals):
        raise bad("原件的名称与内容的校验值不符")
    return digests


def _card(text: str) -> Card:
    try:
        raw: dict[str, Any] = json.loads(text)
        if int(raw["format"]) > FORMAT:
            raise UserError("这个交接文件由更新的程序版本制作。", "请安装新版程序后再接收。")
        projects = tuple(Carried(**{**p, "sums": tuple(p["sums"])}) for p in raw["projects"])
        return Card(**{**raw, "projects": projects, "missing": tuple(raw["missing"])})
    except (ValueError, TypeError, KeyError) as error:
        raise bad("交接说明读不懂") from error


def extract_database(parcel: Parcel, target: Path) -> None:
    """Write the database out and make sure that it is sound and says what the card says.

    Raises:
        UserError: it is not; or newer; or there is no room.
    """
    card = parcel.card
    if card.revision not in places.REVISIONS:
        raise UserError(
            f"这个交接文件由更新的程序版本制作（数据版本 {card.revision}）。",
            "请安装新版程序后再接收；现有数据没有改动。",
        )
    needed = 2 * sum(entry.file_size for entry in parcel.zip.infolist())
    if needed > shutil.disk_usage(target.parent).free:
        raise UserError(
            "磁盘空间不足，不能接收。", f"至少需要 {needed // 1_000_000 + 1} MB 空闲空间。"
        )
    with parcel.zip.open(DATABASE) as source, guarding.begin(target).open("wb") as copy:
        whole = archive.copy_checked(source, copy, parcel.digests[DATABASE])
    if not whole:
        raise bad("数据库被改动过，与清单不符")
    key = key_of(parcel.zip)
    with closing(database.connect_as(target, key)) as db:
        _compare(db, card)
    database.recrypt(target, key, open_keys.key_for(target))


def _compare(db: sqlite3.Connection, card: Card) -> None:
    problem = archive.unsound(db)
    if problem:
        raise bad(problem)
    try:
        found = (archive.revision(db), archive.counts(db), archive.totals(db))
        names = dict(db.execute("SELECT id, name FROM project"))
    except (sqlite3.Error, TypeError) as error:
        raise bad("里面不是本程序的数据库") from error
    told = {str(p.id): list(p.sums) for p in card.projects}
    if found != (card.revision, card.counts, told):
        raise bad("数据库里的合计与交接说明不符")
    if names != {p.id: p.name for p in card.projects}:
        raise bad("数据库里的项目与交接说明不符")


def original(parcel: Parcel, sha256: str) -> bytes:
    """The bytes of one original.

    Raises:
        UserError: they are not what the list says.
    """
    found = parcel.zip.read(archive.original_name(sha256))
    content = original_bytes.content_of(found, sha256, key_of(parcel.zip))
    if content is None:
        raise bad("有原件被改动过，与清单不符")
    return content
