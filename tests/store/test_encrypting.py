"""加密: nothing readable stays behind, what opens it and what does not, there and back."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.store import released
from tests.usecases import many_units
from zjbuy_desktop.core.base.errors import LockedDataError, UserError
from zjbuy_desktop.store import (
    backup,
    encrypting,
    keys,
    open_keys,
    parcel,
    peek,
    places,
    recovery_code,
)
from zjbuy_desktop.store.keeping import keep_original
from zjbuy_desktop.store.restore import restore
from zjbuy_desktop.store.verify import verify
from zjbuy_desktop.usecases import encryption, handover, proving, trust
from zjbuy_desktop.usecases.opening import open_desk

TODAY, NOW = date(2026, 8, 17), datetime(2026, 8, 17, 9)
PHRASE, OTHER = "西湖的水，2026年", "another phrase"
SECRET = "只有这里写着的一句话"


@pytest.fixture(autouse=True)
def _no_keys() -> Iterator[None]:
    yield
    open_keys._held.clear()
    open_keys._named.clear()


def forget_keys() -> None:
    """As another process begins."""
    open_keys._held.clear()
    open_keys._named.clear()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    desk = open_desk(tmp_path / "data", TODAY)
    with desk.store:
        many_units.project(desk, 3)
        with desk.store.begin("kept", SECRET, desk.now(), project_id=1) as work:
            work.payload["original"] = keep_original(work, "来文.txt", SECRET.encode())
    return tmp_path / "data"


def readable(folder: Path) -> list[str]:
    """Files in which the sentence, or a unit's name, can be read."""
    words = (SECRET.encode(), "单位".encode(), b"SQLite format 3")
    files = (f for f in folder.rglob("*") if f.is_file() and f.suffix != ".log")
    return [str(f.relative_to(folder)) for f in files if any(w in f.read_bytes() for w in words)]


def test_nothing_of_the_data_can_be_read_without_the_key(data: Path) -> None:
    backup.make(data, None, NOW)
    assert readable(data)
    done = encrypting.encrypt(data, PHRASE, NOW, drop_backups=True)
    assert (done.dropped, done.left) == (1, ())
    assert readable(data) == []
    with open_desk(data, TODAY).store as store:
        assert store.originals.read(_sha()) == SECRET.encode()
        assert readable(data) == []
    assert verify(data).problems == ()
    forget_keys()
    with pytest.raises(LockedDataError, match="要先输入口令"):
        peek.projects(data)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(places.database(data)).execute("SELECT 1 FROM sqlite_master").fetchall()


def test_passphrase_and_recovery_code_open_and_nothing_else(data: Path) -> None:
    code = encrypting.encrypt(data, PHRASE, NOW, drop_backups=True).code
    forget_keys()
    assert not encrypting.unlock(data, "不是这个口令")
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert encrypting.unlock(data, typed, by_code=True)
    encrypting.change_phrase(data, OTHER)
    fresh = encrypting.fresh_code(data)
    forget_keys()
    assert not encrypting.unlock(data, PHRASE)
    assert not encrypting.unlock(data, code, by_code=True)
    assert encrypting.unlock(data, fresh, by_code=True)
    forget_keys()
    assert encrypting.unlock(data, OTHER)
    assert [p.name for p in peek.projects(data)]


def test_a_miswritten_recovery_code_is_told_before_it_is_tried() -> None:
    code = recovery_code.fresh()
    assert len(code.split("-")) == 7
    for at in (0, 5, 33):
        wrong = code[:at] + ("7" if code[at] != "7" else "8") + code[at + 1 :]
        with pytest.raises(UserError, match="写错的字"):
            recovery_code.read(wrong)
    with pytest.raises(UserError, match="应为 28 个字"):
        recovery_code.read(code[:-1])


def test_back_to_plain_loses_nothing(data: Path) -> None:
    before = dict(_rows(data))
    encrypting.encrypt(data, PHRASE, NOW, drop_backups=False)
    encrypting.decrypt(data)
    assert not encrypting.is_encrypted(data)
    forget_keys()
    assert dict(_rows(data)) == before
    assert verify(data).problems == ()


def _rows(data: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    with peek.connect(places.database(data)) as db:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for name in names:
            yield name, sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)


@pytest.mark.parametrize("calls", range(1, 9))
@pytest.mark.parametrize("back", [False, True])
def test_broken_off_anywhere_it_is_finished_later(
    data: Path, monkeypatch: pytest.MonkeyPatch, calls: int, back: bool
) -> None:
    """Broken off at the n-th rename or writing down of the key."""
    code = encrypting.encrypt(data, PHRASE, NOW, drop_backups=True).code if back else ""
    left = [calls]
    replace_file = Path.replace

    def breaks(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", breaks)
    broken = False
    try:
        if back:
            encrypting.decrypt(data)
        else:
            encrypting.encrypt(data, PHRASE, NOW, drop_backups=True)
    except KeyboardInterrupt:
        broken = True
    monkeypatch.undo()
    forget_keys()
    if encrypting.is_encrypted(data):
        assert encrypting.unlock(data, PHRASE) or encrypting.unlock(data, code, by_code=True)
        encrypting.finish_begun(data)
    with open_desk(data, TODAY).store as store:
        assert store.originals.read(_sha()) == SECRET.encode()
    assert verify(data).problems == ()
    assert broken or calls > 3
    if not encrypting.is_encrypted(data):
        assert places.database(data).read_bytes().startswith(b"SQLite format 3")


def test_an_encrypted_backup_is_gone_back_to_here_and_elsewhere(data: Path, tmp_path: Path) -> None:
    encrypting.encrypt(data, PHRASE, NOW, drop_backups=True)
    made = backup.make(data, tmp_path, NOW)
    assert readable(tmp_path / "x") == []
    assert SECRET.encode() not in made.file.read_bytes()
    desk = open_desk(data, TODAY)
    with desk.store:
        proving.prove(desk, made.file)
        assert trust.look_into(data, made.file).originals == 1
        assert proving.run_drill(desk).ok
    restore(data, made.file, NOW)
    assert verify(data).problems == ()
    forget_keys()
    elsewhere = tmp_path / "elsewhere"
    with pytest.raises(LockedDataError, match="先输入它的口令"):
        restore(elsewhere, made.file, NOW)
    assert not encryption.unlock_file(made.file, OTHER)
    assert encryption.unlock_file(made.file, PHRASE)
    restore(elsewhere, made.file, NOW)
    assert readable(elsewhere) == []
    forget_keys()
    assert encrypting.unlock(elsewhere, PHRASE)
    assert verify(elsewhere).problems == ()
    assert verify(elsewhere).originals == 1


def test_a_plain_backup_becomes_encrypted_where_the_data_is(data: Path, tmp_path: Path) -> None:
    made = backup.make(data, tmp_path, NOW)
    encrypting.encrypt(data, PHRASE, NOW, drop_backups=True)
    restore(data, made.file, NOW)
    assert readable(data) == []
    assert verify(data).problems == ()


@pytest.mark.parametrize("there_encrypted", [False, True])
def test_a_project_is_handed_over_under_a_passphrase_of_its_own(
    data: Path, tmp_path: Path, there_encrypted: bool
) -> None:
    encrypting.encrypt(data, PHRASE, NOW, drop_backups=True)
    desk = open_desk(data, TODAY)
    file = tmp_path / "交接.zjhand"
    with desk.store:
        with pytest.raises(UserError, match="交接文件也要有口令"):
            handover.give(desk, (1,), file, "李四")
        handover.give(desk, (1,), file, "李四", phrase=OTHER)
    assert not any(w in file.read_bytes() for w in (SECRET.encode(), b"SQLite format 3"))
    assert readable(data) == []
    forget_keys()
    there = tmp_path / "there"
    desk = open_desk(there, TODAY)
    if there_encrypted:
        many_units.project(desk, 3)
        desk.store.close()
        encrypting.encrypt(there, "a third phrase", NOW, drop_backups=True)
        desk = open_desk(there, TODAY)
    with desk.store:
        with pytest.raises(LockedDataError):
            handover.look(desk, file)
        assert not encryption.unlock_file(file, PHRASE)
        assert encryption.unlock_file(file, OTHER)
        taken = handover.take(desk, file)
        assert len(taken.projects) == 1
        assert desk.store.originals.read(_sha()) == SECRET.encode()
    assert verify(there).problems == ()
    if there_encrypted:
        assert readable(there) == []
    with parcel.opened(file) as opened:
        assert opened.originals == [_sha()]


def test_an_encrypted_database_of_an_older_program_is_upgraded(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    released.lay_out("0010", folder)
    encrypting.encrypt(folder, PHRASE, NOW, drop_backups=True)
    assert peek.revision(folder) != places.REVISIONS[-1]
    with open_desk(folder, TODAY).store:
        assert peek.revision(folder) == places.REVISIONS[-1]
    assert not places.database(folder).read_bytes().startswith(b"SQLite format 3")
    # The originals of that sample are not kept.
    assert [p for p in verify(folder).problems if not p.startswith("原件缺失")] == []


def test_without_encryption_its_packages_are_never_loaded(data: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, datetime, pathlib;"
        "from zjbuy_desktop.usecases.opening import open_desk;"
        f"d = open_desk(pathlib.Path({str(data)!r}), datetime.date(2026, 8, 17));"
        "d.case(1); d.store.close();"
        "print([m for m in sys.modules if m in ('sqlcipher3', 'Cryptodome')"
        " or m == 'zjbuy_desktop.store.sealed_connection'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_damaged_keyring_is_told(data: Path) -> None:
    encrypting.encrypt(data, PHRASE, NOW, drop_backups=True)
    forget_keys()
    places.keyring(data).write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="密钥文件损坏"):
        encrypting.unlock(data, PHRASE)
    assert keys.MEMBER == "keys.json"


def _sha() -> str:
    import hashlib

    return hashlib.sha256(SECRET.encode()).hexdigest()
