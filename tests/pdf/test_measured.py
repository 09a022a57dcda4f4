"""Papers of random text, measured as a stranger would: nothing leaves the type area."""

import random
import re
from datetime import date

import pytest

from tests.pdf.measuring import Measured, measure
from tests.pdf.reading import Make
from tests.pdf.test_breaking_all_widths import ATOMS, LATIN, PAIRS, PERSONS, WORDS
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
    Block,
    Clause,
    Column,
    FieldTable,
    Heading,
    Para,
    Party,
    Signatures,
    SignOff,
    Style,
    TableBlock,
)

NAME = "之江市堃山县𬭎川实验小学"
AWKWARD = (
    "网址https://www.ccgp-zhejiang.gov.cn/luban/announcement/detail?id=1234567890&type=notice",
    "编号" + "1234567890" * 6,
    "零\u200b宽\ufeff字符、制\t表符、硬\u00a0空格",
    "行内\r\n换行\r回车",
)

LONGER_THAN_A_LINE = re.compile(r"id=|\d{7}|｜\d{7}")


def sentence(rng: random.Random) -> str:
    words = []
    for _ in range(rng.randint(4, 30)):
        word = rng.choice((rng.choice(WORDS), rng.choice(ATOMS), rng.choice(PERSONS + LATIN)))
        words.append(rng.choice(PAIRS).replace("{}", word) if rng.random() < 0.3 else word)
    return "的".join(words) + "。"


def table(rng: random.Random, rows: int) -> TableBlock:
    columns = (Column("序号", 0.5, "center"), Column("说明", 4), Column("金额（元）", 1, "right"))
    cells = [(str(n), sentence(rng), f"{n * 12345:,}.00") for n in range(1, rows + 1)]
    cells[rows // 2] = ("9", "说明" * rng.choice((30, 700)), "1.00")
    return TableBlock(columns, tuple(cells), ("", "合计", "999,999,999.00"), "明细")


def blocks(rng: random.Random) -> list[Block]:
    body: list[Block] = [
        Heading(1, "一、采购内容和范围"),
        Heading(2, "（一）采购品目。", sentence(rng)),
        *(Para(sentence(rng)) for _ in range(12)),
        *(Para(text) for text in AWKWARD),
        Para("采购需求应当完整明确" * 30),
        table(rng, rng.randint(2, 9)),
        FieldTable((("单位", NAME), ("说明", sentence(rng)), ("长文", "如实填报，" * 300)), 1),
        *(Para(sentence(rng)) for _ in range(rng.randint(1, 9))),
    ]
    return body


def ending(style: Style) -> list[Block]:
    if style is Style.CONTRACT:
        party = Party(
            "甲方（盖章）", NAME, (("统一社会信用代码", "11339900LFY5WBEXYM"), ("日期", ""))
        )
        return [Clause("第九条", "生效"), Para("双方盖章后生效。"), Signatures(party, party)]
    return [Attachments(("填报表", "推荐表" * 12)), SignOff(NAME, date(2026, 6, 22))]


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_text_nothing_leaves_the_type_area(
    make: Make, style: Style, seed: int
) -> None:
    rng = random.Random(seed)
    headed = style in (Style.OFFICIAL, Style.LETTER)
    annex = Annex("附件1", "明细表", (table(rng, 6),))
    made = make(
        *blocks(rng),
        *ending(style),
        annex,
        style=style,
        title=f"{NAME}关于开展2026年度台式计算机带量集中采购需求意向征集工作的通知",
        issuer=NAME if headed else "",
        number="之机管采〔2026〕12号",
        to="各区、县（市）财政局，市级各有关单位",
        copies_to=("之江市财政局", "之江市公共资源交易中心") if headed else (),
        printed_on=date(2026, 6, 23),
        names=(NAME, *PERSONS),
    )
    found = Measured()
    measure(made.path, found)
    assert found.outside == []
    assert found.forbidden == []
    assert found.lonely == []
    assert not found.loose
    assert [split for split in found.split if not LONGER_THAN_A_LINE.search(split)] == []
    pitch = 225 * 72 / 25.4 / (22 if headed else 25)
    steps = [step / pitch for step in found.pitches]
    assert sum(abs(step - round(step)) < 0.02 for step in steps) > 0.9 * len(steps)
    usual = found.full.most_common(1)[0][0]
    assert usual == (28 if headed else 31)
