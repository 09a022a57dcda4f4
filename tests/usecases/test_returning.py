"""A refused file goes back, is mended by its own first sheet, and is then accepted."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.books import ITEM, OTHER_ITEM, sheet
from tests.office import Mender, lacks_uno, mending_office
from tests.usecases.mending import ASK, fill_fresh, listed, mend
from tests.usecases.test_cli import Shell

Capture = pytest.CaptureFixture[str]
UNIT = "之江市城东区第二中学"

ANSWERS = {
    "之江市城东区第二中学": {"Sheet!E4": "88"},
    "之江市江北区教育局": {"Sheet!E4": "160"},
    "之江市水利局": {"Sheet!A2": "填报单位：之江市江北区教育局"},
}
"""What only the unit can say: the sheet must not have guessed it."""

FRESH = {"之江市江北区人民医院", "之江市江北区第二中学"}
"""Files that can't be opened: the unit fills the form that comes along."""

LINE = {"item": ITEM, "measure": "台", "quantity": "12", "price": "5079.5"}

FORM = {
    "需求填报表!D8": ITEM,
    "需求填报表!F8": "台",
    "需求填报表!G8": "12",
    "需求填报表!H8": "5079.5",
}

EXPECTED = {
    "之江市城东区教育局": (3, 285, 169_937_985),
    "之江市城东区人民医院": (2, 309, 210_419_400),
    "之江市城东区第二中学": (3, 147, 81_551_696),
    "之江市江北区财政局": (1, 134, 69_680_000),
    "之江市江北区教育局": (3, 298, 172_611_856),
    "之江市水利局": (1, 179, 93_080_000),
    "之江市江北区人民医院": (1, 12, 6_095_400),
    "之江市江北区第二中学": (1, 12, 6_095_400),
}


@pytest.fixture
def shell(tmp_path: Path, capsys: Capture, samples: Path) -> Shell:
    made = Shell(tmp_path / "数据", capsys)
    made.json("project", "new", "--file", samples / "project.toml")
    return made


@pytest.fixture
def sent(shell: Shell, samples: Path, tmp_path: Path) -> dict[str, dict[str, Any]]:
    shell.json("forms", "import", 1, samples / "returns", code=1)
    answer = shell.json("forms", "errors", 1, "--out", tmp_path / "退回")
    return {Path(f["file"]).stem: f for f in answer["files"]}


def check(shell: Shell, file: Path, expected: tuple[int, int, int]) -> None:
    report = shell.json("forms", "import", 1, file, "--dry-run")
    (result,) = report["results"]
    assert result["outcome"] == "accepted", result
    assert (result["rows"], result["quantity"], result["amount_fen"]) == expected


def test_every_refused_sample_is_mended_by_its_own_sheet(
    shell: Shell, sent: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    assert set(sent) == set(EXPECTED)
    for stem, expected in EXPECTED.items():
        copy = Path(sent[stem]["workbook"])
        assert copy.name == f"{stem}（请修改）.xlsx"
        mended = tmp_path / copy.name
        mend(copy, mended, ANSWERS.get(stem, {}))
        if stem in FRESH:
            fill_fresh(mended, LINE)
        check(shell, mended, expected)


def test_what_only_the_unit_knows_is_not_guessed(sent: dict[str, dict[str, Any]]) -> None:
    for stem, answers in ANSWERS.items():
        asked = [place for place, text in listed(Path(sent[stem]["workbook"])) if text == ASK]
        assert asked == list(answers)


def test_wrong_cells_are_marked_and_explained_in_the_unit_s_own_sheet(
    sent: dict[str, dict[str, Any]], samples: Path
) -> None:
    book = openpyxl.load_workbook(sent["之江市城东区人民医院"]["workbook"])
    before = openpyxl.load_workbook(samples / "returns" / "之江市城东区人民医院.xlsx")
    wrong, old = book["Sheet"]["G4"], before["Sheet"]["G4"]
    assert (wrong.value, wrong.number_format) == (old.value, old.number_format)
    assert wrong.fill.fgColor.rgb == "FFFFC7CE"
    assert "建议改为：670494" in wrong.comment.text
    assert [r.value for r in book["Sheet"][5]] == [r.value for r in before["Sheet"][5]]


def test_a_copy_sent_back_untouched_is_refused_for_the_same_cells(
    shell: Shell, sent: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    copy = Path(sent["之江市江北区财政局"]["workbook"])
    report = shell.json("forms", "import", 1, copy, code=1)
    assert [p["cell"] for p in report["results"][0]["problems"]] == ["G4"]
    again = shell.json("forms", "errors", 1, "--out", tmp_path / "再退", "--file", copy.name)
    (file,) = again["files"]
    assert Path(file["workbook"]).name == copy.name
    book = openpyxl.load_workbook(file["workbook"])
    assert book.sheetnames == ["请修改", "Sheet"]
    assert book["Sheet"]["G4"].comment.text.count("现在写的") == 1


def test_the_mended_copy_settles_the_refused_file(
    shell: Shell, sent: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    for stem in EXPECTED:
        mended = tmp_path / Path(sent[stem]["workbook"]).name
        mend(Path(sent[stem]["workbook"]), mended, ANSWERS.get(stem, {}))
        if stem in FRESH:
            fill_fresh(mended, LINE)
        shell.json("forms", "import", 1, mended)
    code, _out, err = shell("forms", "errors", 1, "--out", tmp_path / "无")
    assert code == 2
    assert "没有等着改正的文件" in err


def test_cover_text_and_phone_list_name_unit_number_and_day(
    shell: Shell, samples: Path, tmp_path: Path
) -> None:
    shell.json("forms", "import", 1, samples / "returns", code=1)
    sent = shell(
        "forms", "errors", 1, "--out", tmp_path, "--unit", "之江市城东区教育局", "--json",
        today="2026-08-18",
    )  # fmt: skip
    answer = json.loads(sent[1])
    text = Path(answer["files"][0]["cover"]).read_text("utf-8-sig")
    assert text.startswith("之江市城东区教育局　")
    for words in ("有 3 处", "G4", "542500.35", "请于2026年8月20日前", "0571-88000000"):
        assert words in text
    rows = list(openpyxl.load_workbook(answer["list"]).active.iter_rows(values_only=True))
    assert "0571-88000011" in rows[3][0]
    assert [row[3] for row in rows[4:]] == ["G4", "G5", "G6"]


def spoilt(save: Path, rows: list[list[Any]], change: Callable[[Any], None] | None = None) -> Path:
    book = openpyxl.Workbook()
    for values in rows:
        book.active.append(values)
    if change:
        change(book.active)
    book.save(save)
    return save


def _row(item: str, quantity: Any, price: Any, amount: Any) -> list[Any]:
    return [1, item, "8核", "台", quantity, price, amount, ""]


WAN = ["序号", "标的名称", "规格参数", "计量单位", "数量", "单价(元)", "预算金额(万元)", "备注"]
CASES: dict[str, tuple[list[list[Any]], tuple[int, int, int]]] = {
    "公式出错": (sheet(_row(ITEM, 10, 5200, "#N/A"), unit=UNIT), (1, 10, 5_200_000)),
    "数量出错": (sheet(_row(ITEM, "#REF!", 5200, 52000), unit=UNIT), (1, 10, 5_200_000)),
    "单价写万": (sheet(_row(ITEM, 10, "0.52万", 52000), unit=UNIT), (1, 10, 5_200_000)),
    "单位简写": (
        sheet(_row(ITEM, 10, 5200, 52000), unit="城东区第二中学"),
        (1, 10, 5_200_000),
    ),
    "标的漏了括号": (
        sheet(_row("台式计算机增强型", 10, 8000, 80000), unit=UNIT),
        (1, 10, 8_000_000),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mend_that_is_plain_needs_no_answer(shell: Shell, tmp_path: Path, name: str) -> None:
    rows, expected = CASES[name]
    shell.json("forms", "import", 1, spoilt(tmp_path / f"{name}.xlsx", rows), code=1)
    mend_all(shell, tmp_path, {}, expected)


def test_an_amount_in_wan_that_does_not_agree_is_left_to_the_unit(
    shell: Shell, tmp_path: Path
) -> None:
    """The quantity or the price may be the slip: the amount is told in the hint, not filled in."""
    rows = sheet(_row(ITEM, 10, 5200, 5.3), unit=UNIT, head=WAN)
    report = shell.json("forms", "import", 1, spoilt(tmp_path / "万元.xlsx", rows), code=1)
    (problem,) = report["results"][0]["problems"]
    assert (problem["cell"], problem["suggestion"]) == ("G4", "")
    assert problem["hint"].endswith("数量、单价都没有错的，金额写 5.2")
    mend_all(shell, tmp_path, {"Sheet!G4": "5.2"}, (1, 10, 5_200_000))


def mend_all(
    shell: Shell, tmp_path: Path, answers: dict[str, str], expected: tuple[int, int, int]
) -> None:
    (file,) = shell.json("forms", "errors", 1, "--out", tmp_path / "退回")["files"]
    mended = tmp_path / "改好.xlsx"
    mend(Path(file["workbook"]), mended, answers)
    check(shell, mended, expected)


def test_a_cell_that_turns_numbers_into_percents_is_made_plain(
    shell: Shell, tmp_path: Path
) -> None:
    rows = sheet(_row(ITEM, 0.1, 5200, 52000), unit=UNIT)
    path = spoilt(
        tmp_path / "百分.xlsx", rows, lambda s: setattr(s["E4"], "number_format", "0.00%")
    )
    shell.json("forms", "import", 1, path, code=1)
    (file,) = shell.json("forms", "errors", 1, "--out", tmp_path / "退回")["files"]
    assert openpyxl.load_workbook(file["workbook"])["Sheet"]["E4"].number_format == "General"
    mend_all(shell, tmp_path, {"Sheet!E4": "10"}, (1, 10, 5_200_000))


def test_numbers_merged_over_rows_are_parted_in_the_copy(shell: Shell, tmp_path: Path) -> None:
    rows = sheet(_row(ITEM, 10, 5200, 132000), _row(OTHER_ITEM, 10, 8000, None), unit=UNIT)
    path = spoilt(tmp_path / "合并.xlsx", rows, lambda s: s.merge_cells("G4:G5"))
    shell.json("forms", "import", 1, path, code=1)
    mend_all(shell, tmp_path, {}, (2, 20, 13_200_000))


def test_a_table_without_a_unit_is_told_below_its_rows(shell: Shell, tmp_path: Path) -> None:
    head, *rows = sheet(_row(ITEM, 10, 5200, 52000))[2:]
    shell.json("forms", "import", 1, spoilt(tmp_path / "需求.xlsx", [head, *rows]), code=1)
    answers = {"Sheet!A4": f"填报单位：{UNIT}"}
    mend_all(shell, tmp_path, answers, (1, 10, 5_200_000))


def test_text_tables_come_back_as_workbooks_with_the_same_cells(
    shell: Shell, tmp_path: Path
) -> None:
    lines = sheet(_row(ITEM, "１２", 5200, 52000), unit=UNIT)
    text = "\n".join(",".join(map(str, line)) for line in lines)
    path = tmp_path / "需求.csv"
    path.write_text(text, encoding="gb18030")
    shell.json("forms", "import", 1, path, code=1)
    mend_all(shell, tmp_path, {"表1!G4": "62400"}, (1, 12, 6_240_000))


def test_the_kept_original_is_not_touched_and_one_bad_file_stops_nothing(
    shell: Shell, sent: dict[str, dict[str, Any]], samples: Path, tmp_path: Path
) -> None:
    kept = list((tmp_path / "数据" / "files").rglob("*"))
    before = {p: p.read_bytes() for p in kept if p.is_file()}
    blocked = tmp_path / "挡住" / Path(sent["之江市水利局"]["workbook"]).name
    blocked.mkdir(parents=True)
    answer = shell.json("forms", "errors", 1, "--out", blocked.parent, code=1)
    failed = [f["file"] for f in answer["files"] if f["error"]]
    assert failed == ["之江市水利局.xlsx"]
    assert len(answer["files"]) == len(EXPECTED)
    assert before == {p: p.read_bytes() for p in before}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Mender]:
    """``office(source, target, filter, answers)`` mends a file in LibreOffice."""
    with mending_office(tmp_path) as mender:
        yield mender


@pytest.mark.skipif(lacks_uno(), reason="needs libreoffice-calc and python3-uno")
def test_every_refused_sample_is_mended_in_libreoffice(
    shell: Shell,
    sent: dict[str, dict[str, Any]],
    tmp_path: Path,
    office: Mender,
) -> None:
    kinds = {"之江市城东区教育局": (".xls", "MS Excel 97"), "之江市江北区财政局": (".ods", "calc8")}
    for stem, expected in EXPECTED.items():
        copy = Path(sent[stem]["workbook"])
        ending, kind = kinds.get(stem, (".xlsx", "Calc MS Excel 2007 XML"))
        mended = tmp_path / copy.with_suffix(ending).name
        answers = {"cells": ANSWERS.get(stem, {}), "form": FORM if stem in FRESH else {}}
        office(copy, mended, kind, answers)
        check(shell, mended, expected)


@pytest.mark.skipif(lacks_uno(), reason="needs libreoffice-calc and python3-uno")
@pytest.mark.parametrize(("ending", "kind"), [("xls", "MS Excel 97"), ("ods", "calc8")])
def test_old_formats_come_back_as_workbooks_with_the_same_cells(
    shell: Shell, tmp_path: Path, office: Mender, ending: str, kind: str
) -> None:
    rows = sheet(_row(ITEM, 10, 5200, 53000), unit=UNIT)
    made = spoilt(tmp_path / "需求.xlsx", rows)
    old = tmp_path / f"需求.{ending}"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'other').as_uri()}", "--headless",
         "--convert-to", ending, "--outdir", tmp_path, made],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shell.json("forms", "import", 1, old, code=1)
    (file,) = shell.json("forms", "errors", 1, "--out", tmp_path / "退回")["files"]
    mended = tmp_path / f"改好.{ending}"
    place = listed(Path(file["workbook"]))[0][0]
    office(Path(file["workbook"]), mended, kind, {"cells": {place: "52000"}})
    check(shell, mended, (1, 10, 5_200_000))
