"""What the office may write into a paper's text, and what is wrong with what it wrote."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import paper_text
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.comparing import compare
from zjbuy_desktop.core.papers.labels import label
from zjbuy_desktop.core.papers.wording import Offer, check, plain, text_title
from zjbuy_desktop.usecases import wording

OFFER = Offer(
    {"unit": "单位名称", "amount": "金额（元）", "copies": "抄送"},
    {"needs": "采购需求明细", "sign_off": "落款"},
    frozenset({"sign_off"}),
)
GOOD = "标题：{unit}的函\n主送：{unit}\n---\n金额{amount}元。\n[[needs]]\n[[sign_off]]\n"
KEYS = [(kind, key) for kind, spec in PAPERS.items() for key in spec.text_keys]


def told(text: str) -> list[tuple[int, str]]:
    return [(p.line, p.message) for p in check(text, OFFER)]


@pytest.mark.parametrize(("kind", "key"), KEYS)
def test_a_shipped_text_is_right_and_reads_in_chinese(kind: str, key: str) -> None:
    offer, text = wording.offer(key), plain(paper_text(key))
    assert check(text, offer) == ()
    shown = offer.shown(text)
    assert not re.search(r"\{[?!]?[a-z_]+\}|\[\[[a-z_]+\]\]", shown)
    assert offer.stored(shown) == text
    assert offer.stored(text) == text


@pytest.mark.parametrize(("kind", "key"), KEYS)
def test_no_two_facts_on_offer_have_the_same_name(kind: str, key: str) -> None:
    offer = wording.offer(key)
    for names in (offer.facts, offer.tables):
        assert len(set(names.values())) == len(names)
    assert "project" in offer.facts


@pytest.mark.parametrize(("kind", "key"), KEYS)
def test_every_text_has_a_name_of_its_own(kind: str, key: str) -> None:
    title = text_title(PAPERS[kind], key)
    assert label("no such name") not in title
    assert [text_title(PAPERS[k], other) for k, other in KEYS].count(title) == 1


def test_a_good_text_has_no_problem() -> None:
    assert told(GOOD) == []
    assert told(GOOD.replace("\n", "\r\n")) == []
    assert told(GOOD.replace("主送", "{?copies}抄送")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("{amount}", "{金额}", 4, "“{金额}”不是这份文件可用的内容"),
        ("{amount}", "{?amount}", 4, "不在行首"),
        ("{amount}", "{amount", 4, "“{”没有配成对"),
        ("{amount}", "｛amount｝", 4, "“｛”没有配成对"),
        ("[[needs]]", "[[plans]]", 5, "“[[plans]]”不是这份文件可用的表格"),
        ("[[needs]]", "见[[needs]]", 5, "表格和别的文字写在了同一行"),
        ("[[needs]]", "[[needs]", 5, "没有配成对"),
        ("主送", "收件人", 2, "开头不认识“收件人："),
        ("标题：", "标题", 1, "开头不认识“标题"),
        ("\n---", "", 1, "没有“---”这一行"),
        ("[[sign_off]]", "", 0, "缺少“[[落款]]”"),
    ],
)
def test_each_slip_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    problems = check(GOOD.replace(old, new, 1), OFFER)
    found = [p for p in problems if words in p.message]
    assert [p.line for p in found] == [line], problems
    assert all(p.fix for p in problems)


def test_slips_are_told_in_chinese_names() -> None:
    (problem,) = check(GOOD.replace("主送", "收件{amount}人"), OFFER)
    assert "收件{金额（元）}人" in problem.message
    (problem,) = check(GOOD.replace("{amount}", "{?amount}"), OFFER)
    assert problem.message == "“{?金额（元）}”不在行首。"


def test_what_was_meant_is_offered() -> None:
    (problem,) = check(GOOD.replace("{amount}", "{金额}"), OFFER)
    assert "是不是{金额（元）}？" in problem.fix
    assert "单位名称" in problem.fix


def test_all_slips_are_told_at_once() -> None:
    text = GOOD.replace("{amount}", "{a}{b}").replace("主送", "收")
    assert [line for line, _ in told(text)] == [2, 4, 4]


def test_a_text_says_which_shipped_facts_it_no_longer_prints() -> None:
    assert OFFER.unused(GOOD.replace("{amount}", "多少"), GOOD) == ("金额（元）",)
    assert OFFER.unused(GOOD, GOOD) == ()


def test_a_signature_may_stand_under_a_condition() -> None:
    assert told(GOOD.replace("[[sign_off]]", "{?unit}[[sign_off]]\n{!unit}[[sign_off]]")) == []


@given(st.text(alphabet="{}[]?!单位名称金额（元）unit\n：-", max_size=60))
def test_names_survive_the_way_to_the_screen_and_back(text: str) -> None:
    stored = OFFER.stored(text)
    assert OFFER.stored(OFFER.shown(stored)) == stored
    assert all(p.message and p.fix for p in check(text, OFFER))


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=8), st.lists(st.sampled_from("甲乙丙丁")))
def test_a_comparison_holds_both_texts(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    lines = compare(old, new)
    if plain(old) == plain(new):
        assert lines == []
        return
    assert [d.text for d in lines if d.mark != "+"] == plain(old).splitlines()
    assert [d.text for d in lines if d.mark != "-"] == plain(new).splitlines()
