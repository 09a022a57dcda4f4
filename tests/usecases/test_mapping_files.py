"""对应方案的文件：写出的都读得回；写错了说在哪一行、怎么改。"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.mapping_faults import faults
from zjbuy_desktop.core.case.need_fields import JOINED, LABELS, MONEY_UNITS
from zjbuy_desktop.excel.grid import letters
from zjbuy_desktop.usecases.mapping_files import read_mappings
from zjbuy_desktop.usecases.mapping_text import mappings_text

TEXT = """\
# 说明
[[table]]
"名称" = "某局的表"
"表头行" = 3
"单价单位" = "元"
"金额单位" = "元"

[table."表头"]
A = "东西"
B = "几个"
C = "每个"
D = "一共"

[table."列"]
"标的名称" = "A"
"数量" = "b"
"单价" = ["C"]
"预算金额" = "D"
"备注" = ""
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "对应.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_typed_by_hand(tmp_path: Path) -> None:
    (mapping,) = read_mappings(written(tmp_path, TEXT))
    assert mapping == HeaderMapping(
        "某局的表",
        (("A", "东西"), ("B", "几个"), ("C", "每个"), ("D", "一共")),
        (("item", ("A",)), ("quantity", ("B",)), ("price", ("C",)), ("amount", ("D",))),
        3, 1, 4, "元", "元",
    )  # fmt: skip
    assert read_mappings(written(tmp_path, "\ufeff" + TEXT)) == (mapping,)


ENGLISH = TEXT
for chinese, english in (
    ('"名称"', "name"), ('"表头行"', "head_row"), ('"单价单位"', "price_unit"),
    ('"金额单位"', "amount_unit"), ('"表头"', "heads"), ('"列"', "columns"),
    ('"标的名称"', "item"), ('"数量"', "quantity"), ('"单价"', "price"),
):  # fmt: skip
    ENGLISH = ENGLISH.replace(chinese, english)


def test_english_keys_are_understood_too(tmp_path: Path) -> None:
    typed = read_mappings(written(tmp_path, TEXT))
    assert read_mappings(written(tmp_path, ENGLISH)) == typed


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"数量" = "b"', '"数量" = "A"', 16, "A 列既是“标的名称”又是“数量”"),
        ('"数量" = "b"', '"数量" = 2', 16, "加引号写"),
        ('"数量" = "b"', '"数目" = "B"', 16, "不认识“数目”"),
        ('"数量" = "b"', '"数量" = "B2"', 16, "不写行号"),
        ('"数量" = "b"\n', "", 14, "没有指明“数量”"),
        ('"数量" = "b"', '"数量" = "B"\nquantity = "C"', 17, "写了两次"),
        ('"数量" = "b"', '"数量" = "Q"', 16, "没有写下 Q 列的表头"),
        ('"表头行" = 3', '"表头行" = "3"', 4, "写数字"),
        ('"表头行" = 3', '"表头行" = true', 4, "写数字"),
        ('"表头行" = 3', '"颜色" = "红"', 4, "不认识“颜色”"),
        ('"表头行" = 3', '"表头行" = 3\n"数据起始行" = 3', 5, "从 4 起"),
        ('"单价单位" = "元"', '"单价单位" = "块"', 5, "单价不能以“块”计"),
        ('"单价单位" = "元"\n', "", 2, "单价以什么计"),
        ('"名称" = "某局的表"', '"名称" = 7', 3, "加引号写"),
        ('C = "每个"', "C = 5", 11, "加引号写"),
        ('C = "每个"', '"C列" = "每个"', 11, "不是列的字母"),
        ('C = "每个"', "C = 每个", 11, "值的写法不对"),
        ('"备注" = ""', '"备注" = ""\n[table."一律"]\n"单价" = "5"', 21, "不能一律"),
        ('"备注" = ""', '"备注" = ""\n' + TEXT, 22, "前面已经有了"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in TEXT
    with pytest.raises(UserError) as caught:
        read_mappings(written(tmp_path, TEXT.replace(old, new, 1)))
    assert f"“对应.toml”第 {line} 行" in str(caught.value)
    assert said in str(caught.value)


def test_what_is_no_mapping_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到文件"):
        read_mappings(tmp_path / "没有.toml")
    for text in ("", "table = 3", "[other]"):
        with pytest.raises(UserError, match=r"没有 \[\[table\]\]"):
            read_mappings(written(tmp_path, text))
    (tmp_path / "表.toml").write_bytes(b"PK\x03\x04\x00\xff")
    with pytest.raises(UserError, match="不是文字文件"):
        read_mappings(tmp_path / "表.toml")


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)


@st.composite
def mappings(draw: st.DrawFn) -> HeaderMapping:
    """Any mapping that holds together."""
    fields = draw(st.permutations([f for f in LABELS if f not in ("item", "unit", "measure")]))
    chosen = ["item", "quantity", "price", "amount"]
    chosen += [f for f in fields if f not in chosen][: draw(st.integers(0, 5))]
    numbers = iter(draw(st.permutations(range(60))))
    columns = tuple(
        (
            f,
            tuple(
                letters(next(numbers)) for _ in range(draw(st.integers(1, 3)) if f in JOINED else 1)
            ),
        )
        for f in chosen
    )
    heads = [(letter, draw(words)) for _, found in columns for letter in found]
    heads += [(letters(next(numbers)), caption) for caption in ("甲", 'a"b\\c\n', "丙")]
    row, rows, gap = draw(st.tuples(st.integers(1, 50), st.integers(1, 5), st.integers(0, 3)))
    units = st.sampled_from(sorted(MONEY_UNITS))
    fixed = draw(st.sampled_from([(), (("measure", "台"),), (("unit", "某局"), ("measure", '"'))]))
    return HeaderMapping(
        draw(st.sampled_from(["甲", "a'b", "方案 1"])), tuple(heads), columns,
        row, rows, row + rows + gap, draw(units), draw(units), fixed, draw(words), "某局*.xlsx",
    )  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mapping=mappings())
def test_whatever_is_written_is_read_back(tmp_path: Path, mapping: HeaderMapping) -> None:
    assert list(faults(mapping)) == []
    assert read_mappings(written(tmp_path, mappings_text([mapping]))) == (mapping,)
