"""Scans by the command line: imported, looked at, refused, chased, taken back."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.usecases.homecoming import KIND, Office, copied, template
from zjbuy_desktop.cli.run import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("office"), 3)


@pytest.fixture
def closed(made: Path, tmp_path: Path) -> tuple[Office, Path]:
    office = copied(made, tmp_path)
    first, second, _ = office.units
    torn = office.letter(second)[:1]
    file = office.scan("收到.pdf", [*office.letter(first), *torn])
    office.send()
    office.desk.store.close()
    return office, file


def test_scans_go_through_the_command_line(
    closed: tuple[Office, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    office, file = closed
    first, second, third = office.units

    def said(*words: str, code: int = 0, as_json: bool = True) -> Any:
        options = ["--data", str(office.desk.data_dir), "--today", "2026-08-26"]
        assert run([*options, *(["--json"] if as_json else []), *words]) == code
        out = capsys.readouterr().out
        return json.loads(out) if as_json else out

    data = said("scans", "import", "1", str(file))
    assert data["counts"]["filed"] == len(data["pages"]) == 4
    assert data["returned"] == [{"kind": KIND, "subject": first}]
    assert data["incomplete"] == [{"kind": KIND, "subject": second, "missing": [2, 3]}]
    again = said("scans", "import", "1", str(file), as_json=False)
    assert "已接收过" in again
    assert "共 0 页" in again
    listed = said("scans", "list", "1", as_json=False)
    assert f"待核章　《参与带量集中采购委托函》{first}" in listed
    assert "缺第2、3页" in listed
    said("scans", "confirm", "1", KIND, "--unit", first, "--refuse", code=2, as_json=False)
    assert "已核章" in said("scans", "confirm", "1", KIND, "--unit", first, as_json=False)
    sheet = office.out / "催还.xlsx"
    owed = said("scans", "chase", "1", KIND, "--out", str(sheet))
    assert {row["subject"] for row in owed["papers"]} == {second, third}
    assert second in owed["reminder"]
    assert sheet.is_file()
    said("scans", "confirm", "1", KIND, "--unit", first, "--refuse", "--note", "章名不符")
    assert said("scans", "undo", "1", "1") == {"batch": 1}
    assert said("scans", "list", "1")["pages"] == []


def test_a_file_that_cannot_be_read_is_an_error_of_its_own(
    closed: tuple[Office, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    office, file = closed
    (office.out / "坏.jpg").write_bytes(b"no picture")
    options = ["--data", str(office.desk.data_dir), "scans", "import", "1"]
    assert run([*options, str(file), str(office.out / "坏.jpg")]) == 1
    out = capsys.readouterr().out
    assert "“坏.jpg”不是能读的扫描件" in out
    assert "已归入 4" in out
