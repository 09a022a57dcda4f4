"""文件文本：事实、条件、标题层次、附件，以及写错时的提示。"""

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
    Clause,
    FieldTable,
    Heading,
    Para,
    Passage,
)
from zjbuy_desktop.core.papers.template import BLANK, Filled, block_names, fill, placeholders

TABLE = FieldTable((("资金来源", "一般公共预算"),))


def filled(body: str, head: str = "标题：甲", **facts: str) -> Filled:
    return fill(f"{head}\n---\n{body}", facts, {"table": TABLE})


def test_facts_are_printed_and_remembered() -> None:
    done = filled("共{quantity}台。", quantity="96", unused="x")
    assert done.blocks == (Para("共96台。"),)
    assert done.used == {"quantity": "96"}
    assert done.missing == []


def test_an_empty_fact_is_a_blank_and_missing_once() -> None:
    done = filled("{number}，{number}", number="")
    assert done.blocks == (Para(f"{BLANK}，{BLANK}"),)
    assert done.missing == ["number"]


@pytest.mark.parametrize(("value", "expected"), [("是", "有"), ("", "无")])
def test_a_condition_keeps_or_drops_its_line(value: str, expected: str) -> None:
    done = filled("{?moves}有\n{!moves}无", moves=value)
    assert done.blocks == (Para(expected),)
    assert done.missing == [], "asking whether a fact is there does not print it"


def test_a_condition_works_in_the_header() -> None:
    head = "标题：{a}\n主送：{b}\n{?c}抄送：{c}"
    assert filled("文", head, a="甲", b="乙", c="").copies == ()
    done = filled("文", head, a="甲", b="乙", c="丙公司、丁中心")
    assert (done.title, done.to, done.copies) == ("甲", "乙", ("丙公司", "丁中心"))


def test_a_slash_breaks_the_title_but_not_inside_a_fact() -> None:
    assert filled("文", "标题：{unit}／关于{project}的函", unit="甲局", project="Ａ／Ｂ").title == (
        "甲局\n关于Ａ／Ｂ的函"
    )


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("一、委托事项", Heading(1, "一、委托事项")),
        ("（一）自愿参加", Heading(2, "（一）自愿参加")),
        ("（一）自愿参加。各单位自愿。", Heading(2, "（一）自愿参加。", "各单位自愿。")),
        ("（一）采购预算资金已经落实；", Para("（一）采购预算资金已经落实；")),
        ("（一）品目：{x}，属货物。按目录。", Para("（一）品目：计算机，属货物。按目录。")),
        ("第一条 委托项目", Clause("第一条", "委托项目")),
        ("第十二条 违约责任", Clause("第十二条", "违约责任")),
        ("1. 项目名称", Para("1. 项目名称")),
        ("|甲方：{x}", Para("甲方：计算机", indent=False)),
        ("附件：表一；表二（格式）", Attachments(("表一", "表二（格式）"))),
        ("[[table]]", TABLE),
    ],
)
def test_the_beginning_of_a_line_says_what_it_is(line: str, block: object) -> None:
    assert filled(line, x="计算机").blocks == (block,)


def test_an_annex_takes_what_follows_it() -> None:
    done = filled("正文\n\n#附件1 清单\n[[table]]\n说明")
    assert done.blocks == (Para("正文"), Annex("附件1", "清单", (TABLE, Para("说明"))))
    assert done.tables == {"table": TABLE}


def test_a_fact_that_looks_like_markup_stays_text() -> None:
    done = filled("{x}", x="[[table]]")
    assert done.blocks == (Para("[[table]]"),)


def test_windows_line_ends_are_read() -> None:
    assert fill("标题：甲\r\n---\r\n一、乙\r\n", {}, {}).blocks == (Heading(1, "一、乙"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("标题：甲\n---\n{nobody}", "{nobody}"),
        ("标题：甲\n---\n{?nobody}文", "{nobody}"),
        ("标题：甲\n---\n[[nothing]]", "[[nothing]]"),
        ("密级：秘密\n---\n文", "密级"),
    ],
)
def test_what_a_text_asks_for_in_vain_is_told_in_chinese(text: str, told: str) -> None:
    with pytest.raises(UserError) as error:
        fill(text, {}, {})
    assert told in error.value.message
    assert error.value.hint


def test_names_in_a_text_can_be_listed() -> None:
    text = "标题：{a}\n{?b}抄送：{b}\n---\n{!c}无\n[[needs]]\n"
    assert placeholders(text) == {"a", "b", "c"}
    assert block_names(text) == {"needs"}


def test_a_passage_stands_where_one_line_asks_for_it() -> None:
    said = Passage((Heading(2, "（一）质疑事项一"), Para("经查，不成立。")))
    done = fill("标题：甲\n---\n前\n[[said]]\n后", {}, {"said": said})
    assert done.blocks == (Para("前"), *said.blocks, Para("后"))
    assert done.tables == {"said": said}


def test_an_empty_passage_leaves_no_line_behind() -> None:
    assert fill("标题：甲\n---\n[[said]]", {}, {"said": Passage(())}).blocks == ()


def test_deeper_numbers_head_what_stands_below_them_and_are_text_in_a_list() -> None:
    body = "1. 数量\n共三台。\n（1）交付\n（2）验收\n2.5米以内。\n三、其他\n1. 单列\n二、止"
    levels = [(type(block).__name__, getattr(block, "level", 0)) for block in filled(body).blocks]
    assert levels == [
        ("Heading", 3),
        ("Para", 0),
        ("Para", 0),
        ("Heading", 4),
        ("Para", 0),
        ("Heading", 1),
        ("Para", 0),
        ("Heading", 1),
    ]


def test_a_clause_without_a_title_is_text_behind_its_number() -> None:
    long = "甲方应当在收到发票之日起按照约定期限支付资金，不得无故拖延。"
    titled, worded = filled(f"第一条 标的\n第二条 {long}").blocks
    assert titled == Clause("第一条", "标的")
    assert worded == Heading(1, "第二条", f"\u3000{long}")
