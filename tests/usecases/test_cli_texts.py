"""``texts``: the office's wording from the command line."""

from pathlib import Path

import pytest

from tests.usecases.test_cli import Shell

Capture = pytest.CaptureFixture[str]
KEY = "call_notice"


@pytest.fixture
def shell(tmp_path: Path, capsys: Capture) -> Shell:
    return Shell(tmp_path / "数据", capsys)


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "通知.txt"
    file.write_text(text, encoding=encoding)
    return file


def test_a_text_is_shown_changed_compared_and_reset(shell: Shell, tmp_path: Path) -> None:
    code, shown, _ = shell("texts", "show", KEY)
    assert code == 0
    assert "{牵头单位}" in shown
    file = write(tmp_path, shown.replace("\n---\n", "\n---\n先报名。\n"), "gb18030")
    state = shell.json("texts", "set", KEY, "--file", file)
    assert (state["own"], state["source"]) == (True, "通知.txt")
    assert shell("texts", "show", KEY, "--diff")[1] == "+ 先报名。\n"
    assert "先报名。" not in shell("texts", "show", KEY, "--shipped")[1]
    listed = {t["key"]: t["own"] for t in shell.json("texts", "list")["texts"]}
    assert [key for key, own in listed.items() if own] == [KEY]
    assert "程序自带" in shell("texts", "reset", KEY)[1]
    assert shell("texts", "show", KEY, "--diff")[1] == "和程序自带的一样。\n"


def test_a_wrong_text_is_one_chinese_line(shell: Shell, tmp_path: Path) -> None:
    shown = shell("texts", "show", KEY)[1]
    file = write(tmp_path, shown.replace("\n---\n", "\n---\n{牵头}\n"))
    code, out, err = shell("texts", "set", KEY, "--file", file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "行：“{牵头}”不是这份文件可用的内容" in err
    assert "是不是{牵头单位}" in err
    assert shell("texts", "set", KEY, "--file", tmp_path / "没有.txt")[0] == 2
    assert "没有“letter”这个文本" in shell("texts", "show", "letter")[2]


def test_texts_are_exported_and_imported(shell: Shell, tmp_path: Path, capsys: Capture) -> None:
    shown = shell("texts", "show", KEY)[1]
    shell("texts", "set", KEY, "--file", write(tmp_path, shown.replace("---\n", "---\n先报名。\n")))
    file = tmp_path / "文本.zip"
    assert shell.json("texts", "export", file)["titles"] == ["征集采购需求意向的通知（函）"]
    other = Shell(tmp_path / "别处", capsys)
    tried = other("texts", "import", file, "--dry-run")[1]
    assert "新增　《征集采购需求意向的通知（函）》\n+ 先报名。\n" in tried
    assert not any(t["own"] for t in other.json("texts", "list")["texts"])
    assert other.json("texts", "import", file)["texts"][0]["what"] == "新增"
    assert other("texts", "show", KEY)[1] == shell("texts", "show", KEY)[1]
    assert "本单位改过" in other("texts", "keep", KEY)[1]
