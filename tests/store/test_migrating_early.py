"""Data of before: projects beyond the plan are not held up by stages that came later."""

import json
import sqlite3
from pathlib import Path

from tests.store.test_migrating_plans import CARD, put
from zjbuy_desktop.store import migrate, peek

TYPED = {
    "budget_basis": "批复的部门预算",
    "own_notices": [["甲局", "2026年8月3日", "甲局意向"], ["乙局", "八月初", ""]],
}
UNITS = "INSERT INTO unit (project_id, name, uscc, budget_code, level, district, role, contact,"


def test_what_is_done_stays_done_and_own_notices_become_records(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    migrate.upgrade(file, target="0013")
    with sqlite3.connect(file) as db:
        for number in (1, 2):
            put(db, "project", (number, *CARD[1:]))
        columns = [row[1] for row in db.execute("PRAGMA table_info(unit)")]
        kinds = {row[1]: row[2] for row in db.execute("PRAGMA table_info(unit)")}
        unit = {name: 0 if "INT" in kinds[name] else "" for name in columns}
        unit |= {"project_id": 1, "name": "甲局", "level": "市级", "role": "参与单位"}
        unit |= {"level": "设区市级"}
        put(db, "unit", tuple(unit.values()))
        for project, stage, day in (
            (1, "delegation", "2026-08-01"), (1, "plan", "2026-08-20"), (1, "agency", "2026-08-21"),
            (2, "delegation", "2026-08-01"),
        ):  # fmt: skip
            put(db, "stage_record", (project, stage, day, 0, 0, ""))
        payload = json.dumps(TYPED, ensure_ascii=False)
        put(db, "paper_particulars", (1, "intention_notice", "", payload))
    db.close()
    migrate.upgrade(file)
    with peek.connect(file) as db:
        new = db.execute(
            "SELECT project_id, stage, completed_on, taken_over, stale, note FROM stage_record"
            " WHERE stage IN ('intention', 'requirement', 'review') ORDER BY stage"
        ).fetchall()
        events = db.execute("SELECT kind, happened_on, unit, note FROM event").fetchall()
        (kept,) = db.execute("SELECT payload FROM paper_particulars").fetchone()
    stages = [tuple(row)[:5] for row in new]
    assert stages == [
        (1, stage, "2026-08-20", 1, 0) for stage in ("intention", "requirement", "review")
    ], "only the project beyond the plan, on the day it got there"
    assert all(row[5].startswith("升级接手：") for row in new)
    assert [tuple(row) for row in events] == [
        ("own_intention_published", "2026-08-03", "甲局", "甲局意向")
    ], "what names no day or no unit of the roster is no record"
    assert json.loads(kept) == {"budget_basis": "批复的部门预算"}
