"""对应方案 on the command line: asked for, drafted, used, remembered, handed on."""

from pathlib import Path

import openpyxl
import pytest

from tests.usecases.test_cli import Capture, Shell

HEAD = ["B0", "B1", "B2", "B3"]
UNIT = "之江市公安局"


def write(path: Path, head: list[str], price: object = 5200) -> Path:
    book = openpyxl.Workbook()
    for row in ([f"填报单位：{UNIT}"], head, ["台式计算机（基础型）", 10, price, 52000]):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def shell(tmp_path: Path, samples: Path, capsys: Capture) -> Shell:
    shell = Shell(tmp_path / "数据", capsys)
    shell.json("project", "new", "--file", samples / "project.toml")
    return shell


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write(tmp_path / "表.xlsx", HEAD)


def filled(draft: Path) -> Path:
    """What a clerk makes of the draft."""
    text = draft.read_text("utf-8")
    text = text.replace('"单价单位" = ""', '"单价单位" = "元"')
    text = text.replace('"金额单位" = ""', '"金额单位" = "元"')
    for name, letter in (("标的名称", "A"), ("数量", "b"), ("单价", "C"), ("预算金额", "D")):
        text = text.replace(f'"{name}" = ""', f'"{name}" = "{letter}"')
    draft.write_text(text, "utf-8")
    return draft


def test_from_the_question_to_a_remembered_mapping(
    shell: Shell, table: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "对应.toml"
    asked = shell.json("forms", "import", 1, table, "--dry-run", code=1)
    (need,) = asked["results"][0]["needs_mapping"]
    assert [c["caption"] for c in need["columns"]] == HEAD
    code, out, _ = shell("forms", "import", 1, table, "--dry-run")
    assert code == 1
    assert "请指明各列是什么：认不出表头" in out
    assert "forms mappings draft 1" in out
    shell.json("forms", "mappings", "draft", 1, table, "--out", draft)
    assert 'A = "B0"  # 台式计算机（基础型）' in draft.read_text("utf-8")
    code, _, err = shell("forms", "mappings", "draft", 1, table, "--out", draft)
    assert (code, "已经有" in err) == (2, True)
    code, _, err = shell("forms", "import", 1, table, "--mapping", draft)
    assert code == 2
    assert "对应.toml”第" in err
    read = shell.json("forms", "import", 1, table, "--mapping", filled(draft), "--remember")
    assert read["amount_fen"] == 5_200_000
    assert read["results"][0]["mappings"] == ["表"]
    (kept,) = shell.json("forms", "mappings")["mappings"]
    assert kept["columns"]["price"] == ["C"]
    copy = tmp_path / "交给别处.toml"
    shell.json("forms", "mappings", "--out", copy)
    shell.json("forms", "mappings", "remove", "表")
    assert shell.json("forms", "mappings")["mappings"] == []
    shell.json("forms", "mappings", "add", copy)
    (again,) = shell.json("forms", "mappings")["mappings"]
    assert again == kept
    assert kept["times_used"] == 1


def test_a_remembered_mapping_serves_where_its_heads_stand(
    shell: Shell, table: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "对应.toml"
    shell.json("forms", "mappings", "draft", 1, table, "--out", draft)
    shell.json("forms", "mappings", "add", filled(draft))
    other = write(tmp_path / "改过.xlsx", ["B0", "B1", "B2", "B3含税"])
    read = shell.json("forms", "import", 1, table, other, code=1)
    by_file = {r["file"]: r for r in read["results"]}
    assert by_file["表.xlsx"]["outcome"] == "accepted"
    assert any("按对应方案“表”读取" in note for note in by_file["表.xlsx"]["notes"])
    assert by_file["改过.xlsx"]["outcome"] == "rejected"
    assert any("D2 写的是“B3含税”" in note for note in by_file["改过.xlsx"]["notes"])
    (kept,) = shell.json("forms", "mappings")["mappings"]
    assert kept["times_used"] == 1


def test_an_unused_mapping_and_an_idle_remember_are_said(
    shell: Shell, table: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "对应.toml"
    shell.json("forms", "mappings", "draft", 1, table, "--out", draft)
    other = write(tmp_path / "普通.xlsx", ["标的名称", "数量", "单价（元）", "金额（元）"])
    read = shell.json("forms", "import", 1, other, "--mapping", filled(draft), "--dry-run")
    assert read["unused_mappings"] == ["表"]
    code, _, err = shell("forms", "import", 1, other, "--remember")
    assert code == 2
    assert "--mapping" in err
    code, _, err = shell("forms", "mappings", "remove", "没有")
    assert code == 2
    assert "没有叫“没有”的对应方案" in err
