"""Writes tests/samples2; ``--office`` also makes anew what only LibreOffice can write."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.samples2.making import archive, no_tables, office, sent_back, text_tables, workbooks
from tests.samples2.making.facts import LEAD, UNITS, Round, code
from tests.samples2.making.plain import book, put

HERE = Path(__file__).resolve().parents[1]
PROJECT = f"""\
# A second procurement with other units, another item and other habits of filling in tables.
# Made by `python -m tests.samples2.making`, like everything else in this folder.
name = "清渚市2026年度复印纸带量集中采购项目"
mode = "统采分签"
category_code = "A05040101"
category_name = "复印纸"
kind = "货物"
in_central_catalogue = true
public_attention = false
lead_unit = "{LEAD}"
method = "公开招标"
roster = "roster.xlsx"
call_deadline = 2026-08-20

[[lots]]
name = "标项一"
item = "A4复印纸（70克）"
[[lots]]
name = "标项二"
item = "A4复印纸（80克）"
[[lots]]
name = "标项三"
item = "A3复印纸（70克）"
"""
HEAD = ["单位名称", "统一社会信用代码", "预算单位编码", "预算级次", "行政区划", "角色", "联系人",
        "联系电话"]  # fmt: skip


def roster() -> Iterator[list[Any]]:
    """The rows of the roster, the lead unit first."""
    yield HEAD
    for number, (unit, kind) in enumerate(UNITS.items()):
        region = next((r for r in ("临湖区", "云岭县") if r in unit), "清渚市")
        level = "设区市级" if region == "清渚市" else "县级"
        role = "牵头单位" if unit == LEAD else "参与单位"
        person = ("赵甲", "钱乙", "孙丙", "李丁")[number % 4]
        yield [unit, code(number, kind), str(301001 + number), level, region, role, person,
               f"0571-860000{number:02d}"]  # fmt: skip


def main(again: bool) -> None:
    """Write every file; ``again`` also those of LibreOffice."""
    made = Round()
    workbooks.add_all(made)
    text_tables.add_all(made)
    sent_back.add_all(made)
    no_tables.add_all(made)
    archive.add_all(made)
    office.add_all(made, HERE / "returns", again)
    (HERE / "returns").mkdir(exist_ok=True)
    for name, content in made.files.items():
        (HERE / "returns" / name).write_bytes(content)
    (HERE / "project.toml").write_text(PROJECT, "utf-8")
    rows = list(roster())
    (HERE / "roster.xlsx").write_bytes(book(lambda s: put(s, 1, rows) and None, "参与单位名册"))
    told = {"files": made.expected, "needs": made.needs()}
    (HERE / "expected.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


main("--office" in sys.argv)
