"""Contracts as signed: entered from a list or a file, kept whole or not at all, and checked."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.core.builders import BUREAU, LEAD, SCHOOL, SUPPLIER, make_case
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.store import awards, records
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import projects, signed_contracts
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 9, 20)
HEAD = (
    "单位名称",
    "标项",
    "合同编号",
    "签订日期",
    "供应商",
    "数量",
    "合同单价（元）",
    "合同金额（元）",
)
ROWS: Sequence[tuple[Any, ...]] = (
    (LEAD, "标项一", "HT-1", date(2026, 9, 8), SUPPLIER, 60, 4980, 298800),
    (BUREAU, "标项一", "HT-2", "2026年9月9日", SUPPLIER, 96, 4980, 478080),
    (BUREAU, "标项二", "HT-3", "2026-09-11", "", 12, "", "89000.05"),
    (SCHOOL, "", "HT-4", date(2026, 9, 10), SUPPLIER, 14, 4980, 69720),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The built case in a store of its own, awarded, with no contract signed."""
    opened = open_desk(tmp_path / "data", TODAY)
    case = make_case()
    project = projects.create(opened, case.project, case.units)
    with opened.store.begin("test", "备好", opened.now(), project_id=project) as work:
        returns, contents = [], {}
        for unit in (LEAD, BUREAU, SCHOOL):
            content = unit.encode()
            sha = hashlib.sha256(content).hexdigest()
            lines = tuple(
                replace(n, source=replace(n.source, sha256=sha))
                for n in case.needs
                if n.unit == unit
            )
            returns.append(
                ReadReturn(f"{unit}.xlsx", sha, Outcome.ACCEPTED, (unit,), lines, (), ())
            )
            contents[sha] = content
        save_batch(work, project, returns, contents)
        records.add_events(work, project, case.events)
        awards.set_awards(work, project, case.awards)
    yield opened
    opened.store.close()


def listed(folder: Path, rows: Sequence[Sequence[Any]] = ROWS) -> Path:
    book = openpyxl.Workbook()
    for values in (HEAD, *rows):
        book.active.append(list(values))
    book.active.title = "清单"
    book.save(folder / "已签合同.xlsx")
    return folder / "已签合同.xlsx"


def enter(desk: Desk, file: Path) -> dict[str, Any]:
    return signed_contracts.enter(desk, 1, signed_contracts.read(file), file.name)


def changed(place: int, column: str, value: object) -> list[tuple[Any, ...]]:
    rows = [list(row) for row in ROWS]
    rows[place][HEAD.index(column)] = value
    return [tuple(row) for row in rows]


def test_a_list_is_entered_and_the_days_of_signing_with_it(desk: Desk, tmp_path: Path) -> None:
    data = enter(desk, listed(tmp_path))
    assert (data["entered"], data["differing"], data["not_entered"]) == (4, 0, [])
    case = desk.case(1)
    days = {u: case.happened(EventKind.CONTRACT_SIGNED, u) for u in (LEAD, BUREAU, SCHOOL)}
    assert days == {
        LEAD: date(2026, 9, 8), BUREAU: date(2026, 9, 11), SCHOOL: date(2026, 9, 10),
    }  # fmt: skip
    (school,) = (s for s in case.signed if s.unit == SCHOOL)
    assert (school.lot, school.amount_fen, school.quantity) == ("标项一", 6_972_000, 14_000)
    assert school.source == "已签合同.xlsx!清单!H5"
    with desk.store.read() as view:
        assert [e.action for e in list_audit(view)][:2].count("contracts_entered") == 1


def test_entering_again_replaces_and_records_no_day_twice(desk: Desk, tmp_path: Path) -> None:
    enter(desk, listed(tmp_path))
    data = enter(desk, listed(tmp_path, changed(3, "合同金额（元）", "69720.01")[3:]))
    assert (data["entered"], data["recorded"], data["differing"]) == (1, [], 1)
    (wrong,) = (r for r in data["rows"] if r["match"] == "不一致")
    assert (wrong["unit"], wrong["expected"], wrong["written"]) == (
        SCHOOL, "69,720.00", "69,720.01",
    )  # fmt: skip
    assert len(desk.case(1).signed) == 4


def test_a_unit_with_a_contract_to_come_has_not_signed_yet(desk: Desk, tmp_path: Path) -> None:
    data = enter(desk, listed(tmp_path, ROWS[1:2]))
    assert data["recorded"] == []
    assert {"unit": BUREAU, "lot": "标项二"} in data["not_entered"]
    assert desk.case(1).happened(EventKind.CONTRACT_SIGNED, BUREAU) is None


@pytest.mark.parametrize(
    ("place", "column", "value", "said"),
    [
        (0, "单位名称", "别的单位", "清单!A2 “别的单位”没有要签的合同"),
        (1, "标项", "", "清单!B3 .*请写明标项"),
        (2, "签订日期", "9月", "清单 D4 “9月”不是日期"),
        (2, "签订日期", "2026-02-30", "清单 D4"),
        (2, "签订日期", "2026-09-21", "清单!D4 签订日期 2026-09-21 晚于今天"),
        (3, "合同金额（元）", "六万", "清单 H5"),
        (3, "合同金额（元）", "", "清单 H5 没有填写合同金额"),
        (3, "合同编号", "", "清单 C5 没有填写合同编号"),
        (3, "数量", "约14", "清单 F5"),
    ],
)
def test_one_bad_cell_is_named_and_nothing_is_written(
    desk: Desk, tmp_path: Path, place: int, column: str, value: object, said: str
) -> None:
    file = listed(tmp_path, changed(place, column, value))
    with pytest.raises(UserError, match=said):
        enter(desk, file)
    assert desk.case(1).signed == ()
    assert desk.case(1).happened(EventKind.CONTRACT_SIGNED, SCHOOL) is None


TOML = """[[contracts]]
unit = "{unit}"
number = "HT-4"
signed_on = 2026-09-10
amount = {amount}
quantity = 14
supplier = "{supplier}"
"""


@pytest.mark.parametrize(
    ("amount", "supplier", "code"),
    [
        ('"69720.00"', SUPPLIER, 0),
        ('"69720.01"', SUPPLIER, 1),
        ('"69719.99"', SUPPLIER, 1),
        ('"69720"', "另一家公司", 1),
        ("69720.0", SUPPLIER, 2),
    ],
)
def test_the_command_tells_by_its_code(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    amount: str, supplier: str, code: int,
) -> None:  # fmt: skip
    file = tmp_path / "contracts.toml"
    text = TOML.format(unit=SCHOOL, amount=amount, supplier=supplier)
    file.write_text(text, encoding="utf-8")
    desk.store.close()
    common = ["--data", str(tmp_path / "data"), "--today", "2026-09-20", "contracts"]
    assert run([*common, "enter", "1", "--file", str(file)]) == code
    capsys.readouterr()
    assert run([*common, "check", "1"]) == code % 2
    out = capsys.readouterr().out
    assert f"已录入 {int(code < 2)} 份，不一致 {code % 2} 处" in out
    assert f"未录入　{LEAD}　标项一" in out


def test_rows_with_unit_and_lot_alone_are_contracts_to_come(desk: Desk, tmp_path: Path) -> None:
    blank = [(*row[:2], *("",) * 6) for row in ROWS]
    data = enter(desk, listed(tmp_path, [blank[0], ROWS[1], *blank[2:]]))
    assert data["entered"] == 1
    assert [(c["unit"], c["lot"]) for c in data["not_entered"]] == [
        (LEAD, "标项一"), (BUREAU, "标项二"), (SCHOOL, "标项一"),
    ]  # fmt: skip
    with pytest.raises(UserError, match="没有填好的合同"):
        enter(desk, listed(tmp_path, blank))
    half = [(*row[:2], "HT-9", *("",) * 5) for row in ROWS[:1]]
    with pytest.raises(UserError, match="清单 D2 “”不是日期|清单 D2 没有填写签订日期"):
        enter(desk, listed(tmp_path, half))


def test_the_command_takes_a_wrong_entry_back(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(desk, listed(tmp_path))
    desk.store.close()
    common = ["--data", str(tmp_path / "data"), "--today", "2026-09-20", "contracts", "remove", "1"]
    gone = ["--unit", SCHOOL, "--lot", "标项一", "--reason", "录错"]
    assert run([*common, *gone]) == 0
    assert "已录入 3 份，不一致 0 处，未录入 1 份" in capsys.readouterr().out
    assert run([*common, *gone]) == 2
    assert "没有录入合同" in capsys.readouterr().err


def test_what_was_entered_is_taken_back_with_a_reason_and_a_trace(
    desk: Desk, tmp_path: Path
) -> None:
    enter(desk, listed(tmp_path))
    with pytest.raises(UserError, match="写明理由"):
        signed_contracts.remove(desk, 1, SCHOOL, "标项一", " ")
    with pytest.raises(UserError, match="没有录入合同"):
        signed_contracts.remove(desk, 1, SCHOOL, "标项二", "录错")
    assert len(desk.case(1).signed) == 4
    signed_contracts.remove(desk, 1, SCHOOL, "标项一", "录错了单位")
    case = desk.case(1)
    assert SCHOOL not in {s.unit for s in case.signed}
    assert case.happened(EventKind.CONTRACT_SIGNED, SCHOOL) == date(2026, 9, 10)
    with desk.store.read() as view:
        event = list_audit(view)[0]
    assert (event.action, "HT-4" in event.summary) == ("contract_removed", True)
    assert "录错了单位" in event.summary
