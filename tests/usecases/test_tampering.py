"""核对数据 finds and names a change at 200 random places: rows, events, originals, backups."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import backup, places, row_log
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.row_names import KNOWN, name_of
from zjbuy_desktop.store.verify import verify
from zjbuy_desktop.usecases.demo import run_demo

PLACES, SEED = 200, 20261128
NOW = datetime(2026, 11, 28, 9, 0)
Words = list[str]
_SPECIAL = {
    "audit_event": "审计记录", "row_log": "逐行", "meta": "", "alembic_version": "结构或版本号",
}  # fmt: skip
"""What names a table that is no clerk's."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo with something in drafts, outlines and settings too, and two backups."""
    folder = tmp_path_factory.mktemp("示例") / "结果"
    run_demo(folder)
    data = folder / "data"
    with open_store(data, now=NOW, daily_backup=False) as store:
        store.save_draft(1, "setup", {"name": "没写完"}, at=NOW)
        with store.begin("x", "设置", NOW) as work:
            work.db.exec_driver_sql("INSERT INTO setting VALUES ('seal.colour', '红')")
    for hour in (9, 10):
        backup.make_automatic(data, backup.DAILY, NOW.replace(hour=hour))
    assert verify(data).problems == ()
    return data


def other(value: Any, chance: random.Random) -> Any:
    """A value of the same sort, and another one."""
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 100))
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        put = "甲" if value[at] != "甲" else "乙"
        return value[:at] + put + value[at + 1 :]
    return "多出的"


class Damage:
    """One change in a copy of the folder; says what its finding must name."""

    def __init__(self, data: Path, chance: random.Random) -> None:
        self.data, self.chance = data, chance

    def value(self) -> Words:
        """One value of one row, with every safeguard of SQLite off."""
        with closing(sqlite3.connect(places.database(self.data))) as db:
            table, rowid, row = self._row(db)
            columns = [c for c in row if c != "rowid"]
            column = self.chance.choice(columns)
            db.execute("PRAGMA ignore_check_constraints = ON")
            changed = other(row[column], self.chance)
            query = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'
            try:
                db.execute(query, (changed, rowid))
            except sqlite3.IntegrityError:
                number = self.chance.randrange(10**6, 10**7)  # a key that no other row has
                db.execute(query, (number if isinstance(changed, int) else f"另{number}", rowid))
            db.commit()
        return self._named(table, {c: v for c, v in row.items() if c != column})

    def gone(self) -> Words:
        """One row deleted."""
        with closing(sqlite3.connect(places.database(self.data))) as db:
            table, rowid, row = self._row(db)
            db.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
            db.commit()
        return self._named(table, {})

    def original(self) -> Words:
        """One bit of one original."""
        files = sorted(f for f in (self.data / "files").rglob("*") if f.is_file())
        file = self.chance.choice(files)
        self._flip(file)
        return [f"{file.parent.name}{file.name}"[:12]]

    def backup(self) -> Words:
        """One bit of one backup."""
        file = self.chance.choice(sorted(places.backups(self.data).glob("*.zjbak")))
        self._flip(file)
        return [file.name]

    def _flip(self, file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
        file.write_bytes(content)

    def _row(self, db: sqlite3.Connection) -> tuple[str, int, dict[str, Any]]:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        filled = [n for n in names if db.execute(f'SELECT 1 FROM "{n}" LIMIT 1').fetchone()]
        table = self.chance.choice(filled)
        rows = db.execute(f'SELECT rowid AS "rowid of it", * FROM "{table}"')
        columns = [c[0] for c in rows.description][1:]
        rowid, *values = self.chance.choice(rows.fetchall())
        return table, rowid, dict(zip(columns, values, strict=True))

    def _named(self, table: str, left: dict[str, Any]) -> Words:
        """The table, and what is left of what people know the row by."""
        if table in _SPECIAL:
            return [_SPECIAL[table]]
        shown = (left.get(c) for c in KNOWN[table][1] if c not in ("kind", "stage"))
        return [name_of(table), *(word for word in shown if isinstance(word, str) and word)]


def problems_of(data: Path) -> tuple[str, ...]:
    try:
        return verify(data).problems
    except UserError as error:  # the version number itself was changed
        return (f"结构或版本号：{error}",)


def test_a_change_at_200_random_places_is_found_and_named(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    kinds: list[Callable[[Damage], Words]] = [
        *[Damage.value] * 5, *[Damage.gone] * 2, Damage.original, *[Damage.backup] * 2,
    ]  # fmt: skip
    missed = []
    for number in range(PLACES):
        data = tmp_path / str(number)
        shutil.copytree(sound, data)
        kind = chance.choice(kinds)
        words = kind(Damage(data, chance))
        found = problems_of(data)
        if not any(all(word in problem for word in words) for problem in found):
            missed.append((number, kind.__name__, words, found))
        shutil.rmtree(data)
    assert missed == []


def test_every_table_has_a_name_people_know(sound: Path) -> None:
    with closing(sqlite3.connect(places.database(sound))) as db:
        shapes = row_log.shapes(db.execute(row_log.SHAPES).fetchall())
    assert shapes.keys() <= KNOWN.keys(), "a table without a name for people"
    for name, columns in KNOWN.values():
        assert name
        assert isinstance(columns, tuple)
    assert all(set(KNOWN[t][1]) <= set(shape.columns) for t, shape in shapes.items())
