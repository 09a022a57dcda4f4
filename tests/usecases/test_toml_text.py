"""Files clerks write: whatever is wrong is said in Chinese, with file, line and what to do."""

import re
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.usecases.field_words import settled
from zjbuy_desktop.usecases.toml_text import parse, read_toml

FAULTS = {
    'name = "甲"\ncall_deadline = 2026年8月20日\n': (2, "多余的字"),
    "name = 甲单位\n": (1, "值的写法不对"),
    "name “甲”\n": (1, ""),
    "名称 = 1\n": (1, ""),
    'a = 1\na = 2\n': (2, "写了两次"),
    'name = "甲\nb = 1\n': (1, "引号没有配对"),
    'a = [1, 2\n': (0, "方括号没有配对"),
    'a = {b = 1\n': (1, ""),
    'file = "C:\\数据"\n': (1, "反斜杠"),
    'file = "C:\\users"\n': (1, "反斜杠"),
    "day = 2026-02-30\n": (1, "日期"),
    "[lots\n": (1, "方括号没有配对"),
    "[[lots]\n": (1, "方括号没有配对"),
    "a b = 1\n": (1, "缺等号"),
    '[a]\nb = 1\n[a]\nc = 1\n': (3, "写了两次"),
    "a = {b = 1, b = 2}\n": (1, "写了两次"),
    'a = "\\q"\n': (1, "反斜杠"),
    "(单价) = 1\n": (1, ""),
    "= 1\n": (1, ""),
}  # fmt: skip


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_in_chinese_with_its_line(text: str) -> None:
    line, what = FAULTS[text]
    with pytest.raises(UserError) as caught:
        parse(text, "项目.toml")
    said = caught.value.message
    assert said.startswith("“项目.toml”")
    assert (f"第 {line} 行" if line else "末尾") in said
    assert what in said
    assert caught.value.hint
    told = re.sub("“.*?”(?=：)", "", said) + caught.value.hint
    assert not re.search(r"[A-Za-z]{3,}", re.sub(r"true|false|toml", "", told))


def test_both_encodings_are_read_and_neither_is_told(tmp_path: Path) -> None:
    file = tmp_path / "甲.toml"
    for codec in ("utf-8", "utf-8-sig", "gb18030"):
        file.write_bytes('name = "之江市教育局"'.encode(codec))
        assert read_toml(file) == {"name": "之江市教育局"}
    file.write_bytes(b"PK\x03\x04\x00\x00\xff\xfe")
    with pytest.raises(UserError, match="不是文字文件"):
        read_toml(file)


def test_a_file_that_is_missing_or_a_folder_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到文件"):
        read_toml(tmp_path / "没有.toml")
    with pytest.raises(UserError, match="是文件夹"):
        read_toml(tmp_path)


def test_what_is_missing_or_unknown_is_named_in_chinese() -> None:
    words = {"name": "机构名称", "uscc": "信用代码", "fee": "代理费用"}
    with pytest.raises(UserError) as caught:
        settled({"名称": "甲", "foo": 1}, words, ("name", "uscc"), "代理.toml")
    assert caught.value.message == (
        "“代理.toml”缺少机构名称（name）、信用代码（uscc），有不认识的“名称”、“foo”。"
    )
    assert (
        caught.value.hint == "必须写：机构名称（name）、信用代码（uscc）；可以写：代理费用（fee）。"
    )
    with pytest.raises(UserError) as caught:
        settled({"name": "甲", "uscc": "1", "foo": 1}, words, ("name", "uscc"), "代理.toml")
    assert "缺少" not in caught.value.message, "nothing is said to be missing when nothing is"
    with pytest.raises(UserError, match="写了两次"):
        settled({"name": "甲", "机构名称": "乙"}, words, ("name",), "代理.toml")


def test_chinese_names_are_as_good_as_english_ones() -> None:
    words = {"name": "机构名称", "uscc": "信用代码"}
    assert settled({"机构名称": "甲", "uscc": "1"}, words, ("name",), "x") == {
        "name": "甲",
        "uscc": "1",
    }
