"""Data of before: formal plans without a link, lots without a total ceiling, stay as they were."""

import sqlite3
from pathlib import Path

from zjbuy_desktop.store import migrate, peek

DAY = "2026-01-01T00:00:00"
CARD = (1, "项目", "统采分签", "A", "甲", "货物", 0, 0, "牵头", "公开招标", None, "", "",
        "2022", "", 2026, "", "", "", 0, "setup", DAY, DAY)  # fmt: skip
LOT = (1, 1, "标项一", "台式计算机", "", "台", 550_000, 0)
PLANS = (
    (1, 1, "provisional", "甲局", "临1", "A02010105", 5_000_000, "计划.xlsx!S!D2"),
    (2, 1, "formal", "甲局", "正1", "A02010105", 4_980_000, "正式.xlsx!S!D2"),
)


def put(db: sqlite3.Connection, table: str, row: tuple[object, ...]) -> None:
    db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)


def test_plans_and_lots_of_before_are_kept_and_linked_to_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    migrate.upgrade(file, target="0005")
    with sqlite3.connect(file) as db:
        put(db, "project", CARD)
        put(db, "lot", LOT)
        for row in PLANS:
            put(db, "plan_entry", row)
    db.close()
    migrate.upgrade(file)
    with peek.connect(file) as db:
        plans = [tuple(row) for row in db.execute("SELECT * FROM plan_entry ORDER BY id")]
        kept = db.execute("SELECT name, ceiling_fen, ceiling_total_fen FROM lot").fetchall()
    assert plans == [(*row, "", "") for row in PLANS]
    assert [tuple(row) for row in kept] == [("标项一", 550_000, None)]
