"""登记采购结果: ceilings come with the file or the project and are kept to the 分."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.gui import journey_data as journey
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.usecases import projects

LOTS = """
[[lots]]
name = "标项一"
supplier = "浙江甲科技有限公司"
supplier_uscc = "91330100MA2ABCDE1R"
unit_price = "4780.00"
{first}
[[lots]]
name = "标项二"
supplier = "浙江乙信息有限公司"
supplier_uscc = "91330100MA2ABCDE2W"
total = "9000000.00"
{second}
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: journey.Folders, tmp_path: Path) -> Path:
    return folders.copy("planned", tmp_path / "data")


def award(
    capsys: pytest.CaptureFixture[str], data: Path, first: str = "", second: str = "", *more: str
) -> tuple[int, str]:
    file = data.parent / "award.toml"
    file.write_text(LOTS.format(first=first, second=second), "utf-8")
    args = ("award", "set", "1", "--file", str(file), *more)
    code = run(["--data", str(data), "--today", "2026-10-12", *args])
    said = capsys.readouterr()
    return code, said.out + said.err


def ceilings(data: Path) -> list[tuple[int | None, int | None]]:
    desk = journey.open_desk(data, journey.AWARDED)
    lots = desk.case(1).project.lots
    desk.store.close()
    return [(lot.ceiling_fen, lot.ceiling_total_fen) for lot in lots]


def test_ceilings_named_in_the_file_are_kept_and_others_stay(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = award(capsys, data, 'ceiling = "4780.00"', 'ceiling_total = "9000000.00"')
    assert (code, ceilings(data)) == (0, [(478_000, None), (None, 900_000_000)])
    code, _ = award(capsys, data, 'ceiling_total = "8300000"')
    assert (code, ceilings(data)) == (0, [(478_000, 830_000_000), (None, 900_000_000)])


def test_one_fen_above_a_ceiling_is_said_and_blocks(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = award(capsys, data, 'ceiling = "4779.99"', 'ceiling_total = "8999999.99"')
    assert code == 1
    assert "标项一的单价 4,780.00 元超过最高限价 4,779.99 元。" in said
    assert "多 0.01 元" in said
    assert run(["--data", str(data), "--today", "2026-10-12", "check", "1", "--json"]) == 1
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    above = [f for f in found if f["rule"] == "award_within_ceilings"]
    assert [(f["severity"], f["subject"]) for f in above] == [
        ("block", "标项一"),
        ("block", "标项二"),
    ]


def test_an_amount_that_is_no_amount_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = award(capsys, data, "ceiling = 4780.0")
    assert (code, "ceiling 写成了小数" in said) == (2, True)
    assert ceilings(data) == [(None, None)] * 2


def test_a_project_file_gives_both_ceilings(tmp_path: Path) -> None:
    text = (
        (journey.SAMPLES / "project.toml").read_text("utf-8").replace('roster = "roster.xlsx"', "")
    )
    file = tmp_path / "project.toml"
    file.write_text(text + 'ceiling = "7900.00"\nceiling_total = "880000.00"\n', "utf-8")
    project, _ = projects.read_project_file(file)
    assert (project.lots[0].ceiling_fen, project.lots[0].ceiling_total_fen) == (None, None)
    assert (project.lots[1].ceiling_fen, project.lots[1].ceiling_total_fen) == (790_000, 88_000_000)
