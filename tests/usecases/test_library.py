"""资源文件与本地补充文件。"""

from datetime import date
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.identifiers import is_category_code, is_works_code
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases import library

NEW_NUMBER = """
[[number]]
id = "signing_notice_prompt_workdays"
what = "通知时间"
value = 1
unit = "工作日"
text = "guideline"
since = 2026-01-01
confidence = "本单位服务标准"
"""
NEW_YEAR = """
year = 2027
source = "通知"
off = [{ name = "元旦", first = 2027-01-01, last = 2027-01-03 }]
"""


def test_shipped_resources_are_read_once():
    assert library.law_book() is library.law_book()
    assert library.calendar() is library.calendar()
    assert library.calendar().knows(2026)
    assert not library.calendar().knows(2027)


def test_categories_are_the_goods_and_services_of_2022():
    found = library.categories()
    assert found["A02010105"] == "台式计算机"
    assert found["A02010108"] == "便携式计算机"
    assert found["C18040102"] == "财产保险服务"
    assert found["C23120301"] == found["C23120300"] == "车辆维修和保养服务"
    assert len(found) == 95
    assert all(is_category_code(code) and not is_works_code(code) for code in found)


def test_measures_begin_with_the_commonest():
    assert library.measures()[:3] == ("台", "套", "件")
    assert len(library.measures()) == len(set(library.measures())) == 34


def test_a_local_file_adds_to_the_law_and_is_read_again_when_edited(tmp_path: Path):
    local = tmp_path / "本地法规.toml"
    local.write_text(NEW_NUMBER, encoding="utf-8")
    number = library.law_book(local).number("signing_notice_prompt_workdays", date(2026, 2, 1))
    assert number.value == 1
    local.write_text(NEW_NUMBER.replace("value = 1", "value = 3"), encoding="utf-8-sig")
    number = library.law_book(local).number("signing_notice_prompt_workdays", date(2026, 2, 1))
    assert number.value == 3


def test_a_local_calendar_adds_a_year(tmp_path: Path):
    local = tmp_path / "2027.toml"
    local.write_text(NEW_YEAR, encoding="utf-8")
    assert library.calendar(local).knows(2027)
    assert library.calendar(local).knows(2026)
    assert not library.calendar(local).is_workday(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[number]]\nvalue = \n", "第 2 行的写法不对"),
        ("说明 = 1".encode("gb18030"), "不是 UTF-8"),
        (
            b'[[deadline]]\nid = "D-99"\nwhat = "x"\nstart = "nothing"\ndays = 3\n'
            + 'kind = "日"\ntext = "guideline"\nconfidence = "待核对"\n'.encode(),
            "不认识的里程碑或采购方式：nothing",
        ),
    ],
)
def test_a_local_file_that_cannot_be_used_is_refused_in_words(
    tmp_path: Path, content: bytes, words: str
):
    local = tmp_path / "本地法规.toml"
    local.write_bytes(content)
    with pytest.raises(UserError, match=words):
        library.law_book(local)


def test_a_missing_local_file_is_said_so(tmp_path: Path):
    with pytest.raises(UserError, match=r"打不开文件“没有\.toml”"):
        library.calendar(tmp_path / "没有.toml")


def test_a_frozen_program_reads_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "resources" / "law").mkdir(parents=True)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    resources.resource_dir.cache_clear()
    try:
        assert resources.resource_dir() == tmp_path / "resources"
    finally:
        resources.resource_dir.cache_clear()


def test_paths_are_sorted_by_name():
    names = [p.name for p in resources.paths("calendar", ".toml")]
    assert names == sorted(names)
    assert "2026.toml" in names
