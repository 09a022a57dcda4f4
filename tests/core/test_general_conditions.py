"""合同通用条款的文字：只取“通用条款”一节，一字不丢，标题认作标题。"""

import pytest

from tests.core.builders import RESOURCES
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers import general_conditions as conditions
from zjbuy_desktop.core.papers.blocks import Clause, Heading, Para

SAMPLE = (RESOURCES / "sample" / "general_conditions.txt").read_text(encoding="utf-8")
CLAUSES = "\n".join(
    f"{n}. 第{n}项内容\n{n}.1 甲方应当办理的事项，\n乙方应当办理的事项。" for n in range(1, 9)
)
WHOLE = f"""目录
第一节 政府采购合同协议书 .......... 1
第二节 政府采购合同通用条款 .......... 3
第三节 政府采购合同专用条款 .......... 9
第一节 政府采购合同协议书
1. 项目信息
甲方和乙方约定如下。
第二节 政府采购合同通用条款
{CLAUSES}
— 9 —
第三节 政府采购合同专用条款
8. 专用条款里的内容
"""


def test_the_sample_says_that_it_is_no_standard_text() -> None:
    assert "不是财政部标准文本" in SAMPLE.splitlines()[1]
    text = conditions.checked(SAMPLE, "示例.txt")
    assert "不是财政部标准文本" in text
    assert list(conditions.heads(text))[0] == "1. 定义和解释"
    assert len(list(conditions.heads(text))) == 22


def test_only_the_general_part_of_the_whole_standard_is_taken() -> None:
    text = conditions.checked(WHOLE, "合同.docx")
    assert text.startswith("1. 第1项内容\n")
    assert text.endswith("8.1 甲方应当办理的事项，乙方应当办理的事项。\n")
    assert "项目信息" not in text
    assert "— 9 —" not in text


def test_lines_broken_at_the_margin_are_joined_and_no_word_is_lost() -> None:
    text = conditions.checked(CLAUSES, "条款.txt")
    assert "1.1 甲方应当办理的事项，乙方应当办理的事项。\n" in text
    assert text.replace("\n", "") == CLAUSES.replace("\n", "")


def test_heads_are_headings_and_sentences_stay_paragraphs() -> None:
    annex = conditions.section(
        "第一条 定义\n1. 名称\n1.1 甲方是采购人。\n（1）货物。\n2. 甲方付款。"
    )
    assert (annex.label, annex.title) == ("第二节", "政府采购合同通用条款")
    assert annex.blocks == (
        Clause("第一条", "定义"),
        Heading(1, "1. 名称"),
        Para("1.1 甲方是采购人。"),
        Para("（1）货物。"),
        Para("2. 甲方付款。"),
    )


def clauses(count: int) -> str:
    return "\n".join(f"{n}. 甲方与乙方" for n in range(1, count + 1))


def test_a_text_with_too_few_clauses_is_refused() -> None:
    assert conditions.checked(clauses(conditions.LEAST_CLAUSES), "甲.txt")
    with pytest.raises(UserError, match="“甲.txt”不像合同通用条款：只找到 7 条编了号的条款"):
        conditions.checked(clauses(conditions.LEAST_CLAUSES - 1), "甲.txt")


def test_a_text_about_nobody_is_refused() -> None:
    with pytest.raises(UserError, match="通篇没有“乙方”"):
        conditions.checked(clauses(9).replace("乙方", "供应商"), "甲.txt")


def test_a_text_that_is_too_long_is_refused() -> None:
    longest = clauses(9) + "\n" + "条" * conditions.LONGEST
    with pytest.raises(UserError, match="合同通用条款不会这样长"):
        conditions.checked(longest, "甲.txt")


def test_another_part_of_the_standard_is_refused_by_its_name() -> None:
    other = "第三节 政府采购合同专用条款\n" + clauses(9)
    with pytest.raises(UserError, match="没有“通用条款”一节，只有“第三节 政府采购合同专用条款”"):
        conditions.checked(other, "甲.txt")
