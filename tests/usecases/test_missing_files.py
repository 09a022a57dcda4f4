"""A file that is not where the command says: which one, and where it was looked for."""

from pathlib import Path

import pytest

from zjbuy_desktop.cli.run import run

COMMANDS = (
    "forms facts 1 {}/甲.xlsx",
    "plans import 1 {}/甲.xlsx --kind 临时",
    "award set 1 --file {}/甲.toml",
    "agency set 1 --file {}/甲.toml",
    "contracts enter 1 --file {}/甲.xlsx",
    "contracts enter 1 --file {}/甲.toml",
    "papers fill 1 采购需求调查报告 --file {}/甲.toml",
    "texts set call_notice --file {}/甲.txt",
    "texts import {}/甲.txt",
    "texts conditions {}/甲.docx",
    "scans import 1 {}/甲.pdf",
    "backup restore {}/甲.zip",
    "project new --file {}/甲.toml",
    "forms mappings add {}/甲.toml",
    "forms mappings draft 1 {}/甲.xlsx --out 乙.toml",
    "forms import 1 returns --mapping {}/甲.toml",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("missing") / "数据"
    made = ["--data", str(folder), "--today", "2026-08-01", "project", "new", "--file"]
    assert run([*made, str(samples / "project.toml")]) == 0
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_file_is_named_with_its_folder(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    words = command.format(tmp_path).split()
    assert run(["--data", str(data), *words]) == 2
    said = capsys.readouterr().err
    assert said.startswith("找不到")
    assert f"{tmp_path}/甲" in said
    assert said.count("\n") == 1
