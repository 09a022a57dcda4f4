"""对应方案哪里不成立：每一种错都说得出，也说得出怎么改；改好就成立。"""

from dataclasses import replace
from typing import Any

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.header_mapping import HeaderMapping, column_number
from zjbuy_desktop.core.case.mapping_faults import check_mapping, faults

GOOD = HeaderMapping(
    "某局的表",
    (("A", "东西"), ("B", "几个"), ("C", "每个"), ("D", "一共")),
    (("item", ("A",)), ("quantity", ("B",)), ("price", ("C",)), ("amount", ("D",))),
    3, 1, 4, "元", "万元",
)  # fmt: skip
HEADS = GOOD.heads
COLUMNS = GOOD.columns


def with_column(name: str, *letters: str) -> dict[str, Any]:
    return {"columns": (*(c for c in COLUMNS if c[0] != name), (name, letters))}


def test_a_good_mapping_has_no_fault() -> None:
    assert check_mapping(GOOD) is GOOD
    wide = replace(
        GOOD, heads=(*HEADS, ("AA", "注一"), ("ZZ", "")), **with_column("note", "AA", "ZZ")
    )
    assert list(faults(wide)) == []


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ({"name": " "}, ("name",), "名称"),
        ({"name": "长" * 41}, ("name",), "太长"),
        ({"name": "两\n行"}, ("name",), "换行"),
        ({"head_row": 0}, ("head_row",), "第 0 行"),
        ({"head_rows": 0}, ("head_rows",), "先补一行表头"),
        ({"head_rows": 6, "first_row": 9}, ("head_rows",), "6 行"),
        ({"first_row": 3}, ("first_row",), "从 4 起"),
        ({"price_unit": ""}, ("price_unit",), "单价以什么计"),
        ({"amount_unit": "美元"}, ("amount_unit",), "金额不能以“美元”计"),
        (with_column("item"), ("columns", "item"), "没有写是哪一列"),
        (with_column("item", "A", "B"), ("columns", "item"), "有 2 列"),
        (with_column("item", "B"), ("columns", "item"), "B 列既是“数量”又是“标的名称”"),
        (with_column("item", "A1"), ("columns", "item"), "不写行号"),
        (with_column("item", "E"), ("columns", "item"), "没有写下 E 列的表头"),
        (with_column("colour", "A"), ("columns", "colour"), "没有“colour”这一项"),
        ({"columns": (*COLUMNS, ("item", ("A",)))}, ("columns", "item"), "写了两次"),
        ({"columns": COLUMNS[1:]}, ("columns",), "没有指明“标的名称”"),
        ({"fixed": (("item", "电脑"),)}, ("fixed", "item"), "只能取其中一种"),
        ({"fixed": (("price", "5"),)}, ("fixed", "price"), "不能一律"),
        ({"fixed": (("measure", " "),)}, ("fixed", "measure"), "是空的"),
        ({"fixed": (("unit", "某局"),)}, ("fixed", "unit"), "写明文件名"),
        ({"fixed": (("unit", "某局"),), "file": "**"}, ("fixed", "unit"), "写明文件名"),
        ({"heads": (*HEADS[:2], ("C", ""), ("D", " "))}, ("heads",), "不到 3 个"),
        ({"heads": (*HEADS, ("7", "x"))}, ("heads", "7"), "不是列的字母"),
    ],
)
def test_each_fault_is_found_and_says_what_to_do(
    change: dict[str, Any], place: tuple[str, ...], said: str
) -> None:
    bad = replace(GOOD, **change)
    found = list(faults(bad))
    assert any(where == place and said in f"{what}；{hint}" for where, what, hint in found), found
    assert all(what and hint for _where, what, hint in found)
    with pytest.raises(UserError, match="对应方案"):
        check_mapping(bad)


def test_what_every_row_has_in_common_stands_for_a_column() -> None:
    fixed = replace(GOOD, columns=COLUMNS[1:], fixed=(("item", "电脑"), ("measure", "台")))
    assert list(faults(fixed)) == []
    unit = replace(GOOD, fixed=(("unit", "某局"),), file="某局*.xlsx")
    assert list(faults(unit)) == []
    assert "采购单位一律为“某局”" in unit.words
    assert "单价＝C列" in unit.words
    assert "金额以万元计" in unit.words


def test_columns_are_counted_as_sheets_count_them() -> None:
    assert [column_number(x) for x in ("A", "Z", "AA", "AZ", "BA", "ZZ")] == [
        0, 25, 26, 51, 52, 701,
    ]  # fmt: skip
