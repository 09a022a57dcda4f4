"""录入助手 on the command line: what is typed, ticked, numbered and compared."""

import csv
import json
from pathlib import Path

import pytest

from tests.gui import journey_data as journey
from tests.usecases.test_plans_cli import answer
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.usecases.screens import OWN_FILE

PLAN = "临时采购计划"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: journey.Folders, tmp_path: Path) -> Path:
    return folders.copy("awarded", tmp_path / "data")


@pytest.fixture
def early(folders: journey.Folders, tmp_path: Path) -> Path:
    return folders.copy("begun", tmp_path / "early")


def test_fields_are_ticked_shown_and_taken_back(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = answer(capsys, data, "assist", "list", 1)
    assert code == 0
    assert "预算一体化系统　临时采购计划" in out
    assert "待核对" in out
    assert answer(capsys, data, "assist", "tick", 1, PLAN, "计划类型", "品目编码")[0] == 0
    _, out = answer(capsys, data, "assist", "show", 1, PLAN, "--json")
    told = json.loads(out)
    rows = {row["field"]: row for row in told["rows"]}
    assert told["entered"] == 2
    assert (rows["计划类型"]["value"], rows["计划类型"]["state"]) == ("受委托采购", "已录入")
    assert rows["计划类型"]["by"]
    assert rows["品目名称"]["state"] == "未录入"
    repeated = [key for key in rows if key.endswith("·委托单位采购计划编号")]
    assert len(repeated) == int(rows_of_units(told))
    _, out = answer(capsys, data, "assist", "untick", 1, PLAN)
    assert "已录 0 项" in out
    assert answer(capsys, data, "assist", "untick", 1, PLAN)[0] == 2, "nothing to take back"


def rows_of_units(told: dict[str, list[dict[str, str]]]) -> int:
    return sum(row["field"].endswith("·委托单位") for row in told["rows"])


def test_units_of_the_plan_add_up_to_its_amount(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = answer(capsys, data, "assist", "show", 1, PLAN, "--json")
    values = {row["field"]: row["value"] for row in json.loads(out)["rows"]}
    cents = [int(v.replace(".", "")) for k, v in values.items() if k.endswith("·委托金额")]
    assert sum(cents) == int(values["采购金额"].replace(".", "")) > 0


def test_numbers_are_kept_where_they_belong(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = answer(capsys, data, "assist", "list", 1, "--json")
    contract = next(s["contract"] for s in json.loads(out)["sheets"] if s["contract"])
    code, out = answer(capsys, data, "assist", "number", 1, PLAN, "LS-1")
    assert (code, "已登记临时采购计划编号 LS-1（原来是 临2026-0001）" in out) == (0, True)
    args = ("assist", "number", 1, "合同", "HT-9", "--contract", contract)
    assert answer(capsys, data, *args)[0] == 0
    _, out = answer(capsys, data, "assist", "show", 1, "合同", "--contract", contract, "--json")
    assert json.loads(out)["number"] == "HT-9"
    assert answer(capsys, data, "assist", "number", 1, PLAN, " ")[0] == 2
    assert answer(capsys, data, "assist", "number", 1, PLAN, "号" * 61)[0] == 2
    assert answer(capsys, data, "assist", "number", 1, PLAN, "号" * 60)[0] == 0


def test_what_cannot_be_done_is_refused(early: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, early, "assist", "show", 1, "合同")[0] == 2, "no contract yet"
    assert answer(capsys, early, "assist", "show", 1, "质疑")[0] == 2
    assert answer(capsys, early, "assist", "tick", 1, PLAN, "颜色")[0] == 2
    assert answer(capsys, early, "assist", "tick", 1, PLAN, "资金支付方式")[0] == 2, "blank"
    assert answer(capsys, early, "assist", "compare", 1, "委托代理机构")[0] == 2
    assert answer(capsys, early, "assist", "compare", 1, PLAN)[0] == 1, "nothing to compare"


def test_plans_are_compared(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = answer(capsys, data, "assist", "compare", 1, PLAN)
    assert (code, "逐家一致" in out) == (0, True)
    code, out = answer(capsys, data, "assist", "compare", 1, "合同")
    assert (code, "还没有录入已签合同、正式采购计划" in out) == (1, True)


def sheet_of(file: Path, head: list[str], rows: list[list[str]]) -> Path:
    with file.open("w", encoding="gb18030", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    return file


def test_formal_plans_and_contracts_are_compared_from_the_platforms_exports(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = journey.open_desk(data)
    first = contracts(desk.case(1))[0].share
    desk.store.close()
    head = ["单位名称", "采购计划编号", "品目编码", "金额(元)", "关联临时采购计划编号"]
    plans = sheet_of(tmp_path / "正式.csv", head, [[first.unit, "正1", "A02010105", "1.00", ""]])
    compare = ("assist", "compare", 1, "合同", "--file")
    code, out = answer(capsys, data, *compare, plans)
    assert code == 1
    assert "正式采购计划：" in out
    assert first.unit in out
    desk = journey.open_desk(data)
    assert [p.number for p in desk.case(1).plans_of(PlanKind.FORMAL)] == ["正1"]
    desk.store.close()
    head = ["单位名称", "标项", "合同编号", "签订日期", "合同金额"]
    wrong = money.yuan(first.contract_fen + 1).replace(",", "")
    row = [first.unit, first.lot, "HT-1", "2026-08-16", wrong]
    signed = sheet_of(tmp_path / "合同.csv", head, [row])
    code, out = answer(capsys, data, *compare, signed)
    assert code == 1
    assert f"应为 {money.yuan(first.contract_fen)}" in out
    desk = journey.open_desk(data)
    assert [s.number for s in desk.case(1).signed] == ["HT-1"]
    before = desk.case(1).plans
    desk.store.close()
    broken = sheet_of(tmp_path / "坏.csv", head, [[*row[:3], "昨天", wrong]])
    assert answer(capsys, data, *compare, broken)[0] == 2
    no_link = ["单位名称", "采购计划编号", "品目编码", "金额(元)"]
    strange = sheet_of(tmp_path / "别的.csv", no_link, [[first.unit, "x", "A02010105", "1.00"]])
    assert answer(capsys, data, *compare, strange)[0] == 2
    desk = journey.open_desk(data)
    assert desk.case(1).plans == before
    desk.store.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('value = "colour"', "不认识"),
        ('value = "plan_type", money = "元"', "只能对金额"),
        ('value = "amount", money = "角"', "只能对金额"),
        ('value = "unit_amount"', "不认识"),
    ],
)
def test_a_wrong_order_is_told_with_its_place(
    data: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (data / OWN_FILE).write_text(
        f'[[screens]]\nid = "a"\nname = "甲"\nper = "project"\nfields = '
        f'[{{ caption = "项", {text} }}]\n',
        encoding="utf-8",
    )
    code = run(["--data", str(data), "--today", "2026-10-12", "assist", "list", "1"])
    assert (code, said in capsys.readouterr().err) == (2, True)
