"""``plans check``: the reconciliation at the command line, with both sources and exact sums."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.gui import journey_data as journey
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import contract_totals
from zjbuy_desktop.core.case.tally import standings

FIRST, SECOND = "之江市机关事务管理局", "之江市教育局"


@pytest.fixture(scope="module")
def entrusted(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(entrusted: journey.Folders, tmp_path: Path) -> Path:
    return entrusted.copy("entrusted", tmp_path / "data")


def export(data: Path, file: Path, **changes: tuple[str, int]) -> Path:
    """What the platform would export: each included unit's need; ``changes`` by unit."""
    desk = journey.open_desk(data)
    needed = {s.unit: s.total.amount_fen for s in standings(desk.case(1)) if s.included}
    desk.store.close()
    with file.open("w", encoding="gb18030", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["单位名称", "采购计划编号", "品目编码", "金额(元)"])
        for n, (unit, fen) in enumerate(needed.items()):
            number, off = changes.get(unit, (f"临{n}", 0))
            rows.writerow([unit, number, "A02010105", money.yuan(fen + off)])
    return file


def answer(capsys: pytest.CaptureFixture[str], data: Path, *args: object) -> tuple[int, str]:
    code = run(["--data", str(data), "--today", "2026-08-17", *map(str, args)])
    return code, capsys.readouterr().out


def test_plans_are_checked_with_sources_and_sums(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(data, tmp_path / "计划.csv", **{FIRST: ("临1", 1), SECOND: ("临1", 0)})
    code, _ = answer(capsys, data, "plans", "import", 1, file, "--kind", "provisional")
    assert code == 1
    code, out = answer(capsys, data, "plans", "check", 1, "--json")
    told: dict[str, Any] = json.loads(out)
    assert code == 1
    assert [(d["unit"], d["mismatch"]) for d in told["differences"]] == [
        (FIRST, "金额不同"),
        (FIRST, "与别家同号"),
        (SECOND, "与别家同号"),
    ]
    assert told["needed_fen"] == told["planned_fen"] + told["difference_fen"]
    assert told["difference_fen"] == -1
    assert told["differences"][0]["plan_source"].startswith("计划.csv!")
    assert "G4" in told["differences"][0]["need_source"]
    code, out = answer(capsys, data, "plans", "check", 1)
    assert "    计划：1,848,500.01 元（计划.csv!" in out
    assert out.rstrip().endswith("＋ Σ差额 -0.01 元，不一致 3 处")
    assert "✓" not in out


def test_agreeing_plans_are_said_to_agree_and_spaces_are_no_other_unit(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(data, tmp_path / "计划.csv")
    spaced = file.read_text("gb18030").replace(FIRST, "之江市 机关事务管理局")
    file.write_text(spaced, "gb18030")
    code, _ = answer(capsys, data, "plans", "import", 1, file, "--kind", "provisional")
    assert code == 0
    code, out = answer(capsys, data, "plans", "check", 1)
    assert (code, out.splitlines()[0]) == (0, "14 家，逐家一致。")
    assert out.rstrip().endswith("，逐家一致 ✓")


def test_nothing_to_compare_is_not_said_to_agree(
    entrusted: journey.Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = entrusted.copy("collected", tmp_path / "collected")
    code, out = answer(capsys, data, "plans", "check", 1)
    assert code == 1
    assert "还没有可核对的：15 家单位的" in out
    assert "委托函未核章 14 家" in out
    assert "✓" not in out
    assert "一致" not in out


def test_a_number_is_kept_with_a_warning_while_plans_disagree(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = export(data, tmp_path / "计划.csv", **{FIRST: ("临1", 1)})
    answer(capsys, data, "plans", "import", 1, wrong, "--kind", "临时")
    code, out = answer(capsys, data, "plans", "file", 1, "临2026-1")
    assert code == 1
    assert "与需求还有" in out
    answer(
        capsys, data, "plans", "import", 1, export(data, tmp_path / "计划.csv"), "--kind", "临时"
    )
    code, out = answer(capsys, data, "plans", "file", 1, "临2026-1")
    assert code == 0
    assert "登记的只是编号" in out
    assert "record 1 临时采购计划已办理 日期" in out
    answer(capsys, data, "record", 1, "临时采购计划已办理", "2026-08-17")
    code, out = answer(capsys, data, "plans", "file", 1, "临2026-1")
    assert (code, out) == (0, "已登记临时采购计划的编号 临2026-1。\n")


@pytest.fixture
def awarded(entrusted: journey.Folders, tmp_path: Path) -> Path:
    return entrusted.copy("awarded", tmp_path / "awarded")


def formal_export(data: Path, file: Path, linked: bool) -> Path:
    desk = journey.open_desk(data)
    case = desk.case(1)
    own = {p.unit: p.number for p in case.plans}
    head = ["单位名称", "采购计划编号", "品目编码", "金额(元)", "关联的临时采购计划编号"]
    with file.open("w", encoding="gb18030", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(head if linked else head[:4])
        for n, (unit, fen) in enumerate(contract_totals(case).items()):
            row = [unit, f"正{n}", "A02010105", money.yuan(fen), own[unit]]
            rows.writerow(row if linked else row[:4])
    desk.store.close()
    return file


def test_formal_plans_come_with_their_links_and_where_they_stand(
    awarded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = formal_export(awarded, tmp_path / "正式.csv", linked=True)
    code, _ = answer(capsys, awarded, "plans", "import", 1, file, "--kind", "formal")
    assert code == 0
    code, out = answer(capsys, awarded, "plans", "check", 1, "--kind", "formal", "--json")
    told = json.loads(out)
    assert (code, all(p["paired"] for p in told["pairs"])) == (0, True)
    first = told["pairs"][0]["formal"][0]
    assert (first["linked"], first["link_source"]) == ("临001", "正式.csv!表1!E2")


def test_links_are_entered_by_unit_one_by_one_and_taken_back(
    awarded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = formal_export(awarded, tmp_path / "正式.csv", linked=False)
    code, out = answer(capsys, awarded, "plans", "import", 1, file, "--kind", "formal")
    assert (code, "差异 14 处" in out) == (1, True)
    one = ("--unit", SECOND, "--formal", "正1", "--provisional")
    code, out = answer(capsys, awarded, "plans", "pair", 1, *one, "临001")
    assert (code, f"关联的是 临001，那是{FIRST}的" in out) == (1, True)
    code, out = answer(capsys, awarded, "plans", "pair", 1)
    assert (code, "登记关联 13 条。" in out) == (1, True)
    code, out = answer(capsys, awarded, "plans", "pair", 1, *one, "临002")
    assert (code, out.splitlines()[-1]) == (0, "14 家，已配对 14 家。")
    wrong = ("--unit", SECOND, "--formal", "正99", "--provisional", "临1")
    code = run(["--data", str(awarded), "plans", "pair", "1", *wrong])
    assert (code, "它的正式计划有：正1" in capsys.readouterr().err) == (2, True)
