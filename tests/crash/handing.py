"""Hand-overs that are killed and failed: nobody may have the project twice, nor nowhere."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.crash.scenes import NOW, Say, Scene, beginning, copied, opened, scalar
from zjbuy_desktop.store import batons, giving, parcel, places, taking
from zjbuy_desktop.store.parcel import Card

FILE, BACK = "交接.zjhand", "交回.zjhand"


@dataclass(frozen=True, slots=True)
class _Held:
    """The demo's project as a folder has it; ``None`` for none.

    Attributes:
        number: of the project.
        turn: 第几棒.
        here: whether it is worked on in this folder.
        rows: its current need lines.
    """

    number: int
    turn: int
    here: bool
    rows: int


def _held(folder: Path, lineage: str) -> list[_Held]:
    with opened(folder) as desk, desk.store.read() as view:
        ids = view.db.exec_driver_sql("SELECT id FROM project").scalars().all()
        own = [b for b in (batons.load(view, i) for i in ids) if b.lineage == lineage]
        away = desk.store.away
    return [_Held(b.project_id, b.turn, b.project_id not in away, _rows(folder, b)) for b in own]


def _rows(folder: Path, baton: batons.Baton) -> int:
    query = "SELECT count(*) FROM need_line WHERE current = 1 AND project_id = "
    return scalar(folder, f"{query}{baton.project_id}")


def _card(file: Path) -> Card:
    with parcel.opened(file) as found:
        for sha256 in found.originals:
            parcel.original(found, sha256)
        return found.card


def _give_to(folder: Path, file: Path) -> Card:
    with opened(folder) as desk:
        return giving.give(desk.store, [max(_ids(folder))], file, "李四", NOW).card


def _ids(folder: Path) -> list[int]:
    with closing(sqlite3.connect(places.database(folder / "data"))) as db:
        return [row[0] for row in db.execute("SELECT id FROM project")]


# 交出


def _give(folder: Path, done: Say) -> None:
    _give_to(folder, folder / FILE)
    done()


def _given(folder: Path, said: int) -> None:
    file = folder / FILE
    assert file.exists() or not said, "said to be handed over, but there is no file"
    with opened(folder) as desk, desk.store.read() as view:
        lineage, gone = batons.load(view, 1).lineage, 1 in desk.store.away
    assert gone or not file.exists(), "two have the project"
    if not file.exists():  # whatever it was, handing over again must be possible
        _give_to(folder, file)
    card = _card(file)
    (held,) = _held(folder, lineage)
    assert (card.projects[0].turn, held.turn, held.here) == (1, 1, False)


# 接收


def _coming(folder: Path, demo: Path) -> None:
    elsewhere = folder.with_name("对方")
    copied(elsewhere, demo)
    _give_to(elsewhere, folder / FILE)
    shutil.rmtree(elsewhere)
    beginning(folder, demo)


def _take(folder: Path, done: Say) -> None:
    with opened(folder) as desk:
        taking.take(desk.store, folder / FILE, NOW)
    done()


def _taken(folder: Path, said: int) -> None:
    (carried,) = _card(folder / FILE).projects
    found = _held(folder, carried.lineage)
    assert len(found) in ((1,) if said else (0, 1)), f"{said} taken, {len(found)} there"
    if not found:
        _take(folder, lambda: None)
    _is_whole(folder, FILE)


def _is_whole(folder: Path, name: str) -> None:
    card = _card(folder / name)
    (carried,) = card.projects
    (held,) = _held(folder, carried.lineage)
    assert (held.turn, held.here, held.rows) == (carried.turn, True, carried.sums[0])
    for table in ("unit", "made_paper", "event", "plan_entry"):
        own = f"SELECT count(*) FROM {table} WHERE project_id = {held.number}"
        assert scalar(folder, own) == card.counts[table], f"half of {table}"
    assert not list((folder / "data").glob(".taking*")), "left-over"


# 接回


def _returning(folder: Path, demo: Path) -> None:
    copied(folder, demo)
    elsewhere = folder.with_name("对方")
    beginning(elsewhere, demo)
    _give_to(folder, elsewhere / FILE)
    _take(elsewhere, lambda: None)
    _give_to(elsewhere, folder / BACK)
    shutil.rmtree(elsewhere)


def _take_back(folder: Path, done: Say) -> None:
    with opened(folder) as desk:
        taking.take(desk.store, folder / BACK, NOW)
    done()


def _back(folder: Path, said: int) -> None:
    (carried,) = _card(folder / BACK).projects
    (held,) = _held(folder, carried.lineage)
    assert held.here or not said, "said to be back, but only to be looked at"
    assert (held.turn, held.here) in ((1, False), (2, True)), f"half back: {held}"
    if not held.here:
        _take_back(folder, lambda: None)
    _is_whole(folder, BACK)


SCENES = (
    Scene("交出", copied, _give, _given),
    Scene("接收", _coming, _take, _taken),
    Scene("接回", _returning, _take_back, _back),
)
"""In the order of the table."""
