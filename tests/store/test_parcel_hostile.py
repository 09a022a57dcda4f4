"""Hostile and damaged parcels are refused with a reason, and nothing is written anywhere."""

import hashlib
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import NOW, UNITS, accepted, sha
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, giving, parcel, peek, places, taking
from zjbuy_desktop.store.moving_in import OWN, PLAIN, SOFT, moved_tables
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.tables import METADATA
from zjbuy_desktop.store.verify import verify

Entries = dict[str, bytes]
Change = Callable[[Entries], None]


@pytest.fixture
def made(store: Store, project: int, receive: Callable[..., int], tmp_path: Path) -> Path:
    receive((accepted("甲.xlsx", b"one", UNITS[0]), b"one"))
    return giving.give(store, [project], tmp_path / "a.zjhand", "李四", NOW).file


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "里" / "第二台", now=NOW, actor="李四") as opened:
        yield opened


def entries_of(file: Path) -> Entries:
    with zipfile.ZipFile(file) as source:
        return {name: source.read(name) for name in source.namelist()}


def written(file: Path, entries: Entries, kind: int = zipfile.ZIP_DEFLATED) -> Path:
    changed = file.with_name("changed.zjhand")
    with zipfile.ZipFile(changed, "w", kind) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return changed


def signed_again(entries: Entries) -> None:
    """As one who knows the form would: the list is made again after the change."""
    digests = {n: sha(c) for n, c in entries.items() if n != parcel.DIGESTS}
    entries[parcel.DIGESTS] = parcel.digest_list(digests).encode()


def in_card(**values: Any) -> Change:
    def change(entries: Entries) -> None:
        card = json.loads(entries[parcel.CARD])
        entries[parcel.CARD] = json.dumps({**card, **values}).encode()

    return change


def then_signed(change: Change) -> Change:
    def both(entries: Entries) -> None:
        change(entries)
        signed_again(entries)

    return both


def in_database(statement: str) -> Change:
    def change(entries: Entries) -> None:
        import sqlite3

        db = sqlite3.connect(":memory:")
        db.deserialize(entries[parcel.DATABASE])
        db.execute(statement)
        db.commit()
        entries[parcel.DATABASE] = db.serialize()
        db.close()

    return change


def add(name: str) -> Change:
    return lambda entries: entries.update({name: b"x"})


def spoil_original(entries: Entries) -> None:
    entries[archive.original_name(sha(b"one"))] = b"other"


def bomb(entries: Entries) -> None:
    entries[parcel.DATABASE] = bytes(40 << 20)


CASES: list[tuple[Change, str]] = [
    (add("../../evil"), "来路不明的文件.*别的文件夹"),
    (add("/etc/evil"), "来路不明"),
    (add("files\\..\\evil"), "来路不明"),
    (add("C:/evil"), "来路不明"),
    (then_signed(add("../evil")), "来路不明"),
    (add(f"files/aa/{'b' * 62}"), "有文件被添加或删去"),
    (lambda e: e.pop(archive.original_name(sha(b"one"))), "有文件被添加或删去"),
    (lambda e: e.pop(parcel.DIGESTS), "缺少清单"),
    (lambda e: e.pop(parcel.DATABASE), "缺少清单或数据库"),
    (spoil_original, "原件被改动过"),
    (then_signed(spoil_original), "原件的名称与内容"),
    (in_card(to="王五"), "交接说明被改动过"),
    (in_card(projects=[]), "交接说明被改动过"),
    (then_signed(in_card(projects=[])), "合计与交接说明不符"),
    (then_signed(in_card(revision="0999")), "更新的程序版本"),
    (then_signed(in_card(format=2)), "更新的程序版本"),
    (then_signed(in_card(strange=1)), "读不懂"),
    (then_signed(lambda e: e.update({parcel.CARD: b"\xff"})), "读不懂"),
    (lambda e: e.update({parcel.DIGESTS: b"hello\n"}), "读不懂"),
    (in_database("UPDATE need_line SET quantity = 1, amount_fen = 512"), "数据库被改动过"),
    (then_signed(in_database("UPDATE project SET name = '改名'")), "项目与交接说明不符"),
    (then_signed(in_database("DELETE FROM lot")), "合计与交接说明不符"),
    (then_signed(in_database("UPDATE audit_event SET actor = '别人'")), "操作记录第 1 条被改动过"),
    (then_signed(in_database("DELETE FROM need_line")), "合计与交接说明不符"),
    (then_signed(lambda e: e.update({parcel.DATABASE: b"no database"})), "数据库已损坏|不是本程序"),
    (bomb, "压缩炸弹"),
    (then_signed(bomb), "压缩炸弹"),
]


@pytest.mark.parametrize(("change", "message"), CASES)
def test_a_changed_parcel_is_refused(
    made: Path, other: Store, tmp_path: Path, change: Change, message: str
) -> None:
    entries = entries_of(made)
    change(entries)
    file = written(made, entries)
    with pytest.raises(UserError, match=message) as refused:
        taking.take(other, file, NOW)
    assert refused.value.hint
    assert peek.projects(other.data_dir) == []
    assert not list(tmp_path.rglob("*evil*"))
    assert {p.name for p in other.data_dir.iterdir()} <= {
        places.database(other.data_dir).name, "zjbuy.db-wal", "zjbuy.db-shm", "files", "zjbuy.lock",
    }  # fmt: skip
    assert verify(other.data_dir).sound


def test_whoever_signs_again_gets_another_code_than_the_printed_one(
    made: Path, other: Store
) -> None:
    printed = taking.look(other, made).code
    entries = entries_of(made)
    then_signed(in_card(by="冒名者"))(entries)
    assert taking.look(other, written(made, entries)).code != printed


def test_a_member_claimed_smaller_than_it_is_is_refused(made: Path, other: Store) -> None:
    """A bomb whose directory lies: the claim is what is read, and it does not check out."""
    entries = entries_of(made)
    bomb(entries)
    file = written(made, entries)
    raw = bytearray(file.read_bytes())
    for sign, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = raw.find(sign)
        struct.pack_into("<I", raw, place + at, 1000)
    file.write_bytes(bytes(raw))
    with pytest.raises(UserError, match="不能用"):
        taking.take(other, file, NOW)


def test_overlapping_members_are_refused(made: Path, other: Store) -> None:
    entries = entries_of(made)
    entries[f"files/{sha(b'2')[:2]}/{sha(b'2')[2:]}"] = b"2" * 3000
    file = written(made, entries, zipfile.ZIP_STORED)
    raw = bytearray(file.read_bytes())
    first = raw.find(b"PK\x01\x02")
    second = raw.find(b"PK\x01\x02", first + 4)
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    file.write_bytes(bytes(raw))
    with pytest.raises(UserError, match="重叠"):
        taking.look(other, file)


def test_locked_cut_and_foreign_files_are_refused(made: Path, other: Store, tmp_path: Path) -> None:
    content = made.read_bytes()
    cut, foreign, spoilt = (tmp_path / f"{n}.zjhand" for n in ("cut", "foreign", "spoilt"))
    cut.write_bytes(content[: len(content) // 2])
    foreign.write_text("hello")
    spoilt.write_bytes(content[:200] + bytes([content[200] ^ 255]) + content[201:])
    for file in (cut, foreign, spoilt):
        with pytest.raises(UserError, match="不能用"):
            taking.take(other, file, NOW)
    raw = bytearray(content)
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    foreign.write_bytes(bytes(raw))
    with pytest.raises(UserError, match="加密"):
        taking.take(other, foreign, NOW)
    with pytest.raises(UserError, match="找不到"):
        taking.take(other, tmp_path / "none.zjhand", NOW)


def test_any_flipped_byte_is_found_or_harmless(made: Path, other: Store) -> None:
    content, file = made.read_bytes(), made.with_name("flipped.zjhand")
    code, refused = taking.look(other, made).code, 0
    places_tried = range(0, len(content), len(content) // 150)
    for at in places_tried:
        file.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        said = refusal(other, file, code)
        assert said == "" or "不能用" in said
        refused += bool(said)
    assert refused > 0.9 * len(places_tried)


def refusal(store: Store, file: Path, code: str) -> str:
    """What a parcel is refused for; one that is taken still is what it was."""
    try:
        assert taking.look(store, file).code == code  # bytes of a date zip does not mind
        with parcel.opened(file) as found:
            for original in found.originals:
                parcel.original(found, original)
    except UserError as error:
        return str(error)
    return ""


def test_every_table_and_number_is_known_to_the_mover() -> None:
    moved = {table.name for table in moved_tables()}
    assert moved | set(OWN) == set(METADATA.tables)
    assert not moved & set(OWN)
    strange = []
    for table in moved_tables():
        for column in table.columns:
            named = column.name.endswith(("_id", "_seq")) or column.name == "step"
            own = (table.name, column.name)
            if named and not column.foreign_keys and own not in SOFT and own not in PLAIN:
                strange.append(own)
    assert not strange


def test_the_list_names_every_member(made: Path) -> None:
    with parcel.opened(made) as found:
        for name, digest in found.digests.items():
            assert hashlib.sha256(found.zip.read(name)).hexdigest() == digest
