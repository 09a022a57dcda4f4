"""The data is its user's alone, whatever the umask; what was open to others is mended."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from tests.usecases import many_units
from zjbuy_desktop.host.log import start_log, stop_log
from zjbuy_desktop.store import backup, durable, places
from zjbuy_desktop.store.engine import make_engine
from zjbuy_desktop.store.restore import restore
from zjbuy_desktop.usecases import handover
from zjbuy_desktop.usecases.opening import open_desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
TODAY = date(2026, 8, 17)


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    paths = [folder, *folder.rglob("*")]
    return [p.name for p in paths if stat.S_IMODE(p.stat().st_mode) & 0o077]


def test_everything_that_is_made_is_the_users_alone(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    start_log(data / "logs" / "zjbuy.log")
    stop_log()
    desk = open_desk(data, TODAY)
    with desk.store:
        many_units.project(desk, 3)
        with desk.store.begin("kept", "留原件", desk.now()) as work:
            work.originals.put_all({_sha(b"abc"): b"abc"})
        made = backup.make(data, None, desk.now())
        out.mkdir()
        parcel = handover.give(desk, (1,), out / "交接.zjhand", "李四").file
    durable.write_json(data / "记号.json", {})
    kept = [p for p in data.rglob("*") if p.is_file()]
    assert {"zjbuy.db", "zjbuy.log", made.file.name, _sha(b"abc")[2:]} <= {p.name for p in kept}
    assert open_to_others(data) == []
    assert stat.S_IMODE(parcel.stat().st_mode) == 0o600
    elsewhere = tmp_path / "elsewhere"
    restore(elsewhere, made.file, desk.now())
    assert open_to_others(elsewhere) == []
    with open_desk(elsewhere, TODAY).store:
        assert (elsewhere / "zjbuy.db-wal").exists()
        assert open_to_others(elsewhere) == []


def test_what_was_open_to_others_is_mended_at_opening(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with open_desk(data, TODAY).store:
        pass
    original = data / "files" / "ab" / "cd"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"x")
    copy = places.backups(data) / "备份_2026-08-01_0900.zjbak"
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(b"x")
    for path in (data, *data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with open_desk(data, TODAY).store:
        assert open_to_others(data) == []
    copy.chmod(0o644)
    with open_desk(data, TODAY).store:
        assert open_to_others(data) == []


def test_an_error_of_the_database_names_no_values(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "a.db")
    with pytest.raises(SQLAlchemyError) as raised, engine.connect() as db:
        db.exec_driver_sql("INSERT INTO nothing (key) VALUES (?)", ("project-form-key",))
    engine.dispose()
    assert "project-form-key" not in str(raised.value)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
