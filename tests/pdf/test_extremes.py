"""What nobody should type, and somebody will: it is set, and stays on the page."""

from datetime import date

import pytest

from tests.pdf.measuring import Measured, measure
from tests.pdf.reading import Make
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
    Block,
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

DIGITS = "1234567890" * 6
URL = "https://www.ccgp-zhejiang.gov.cn/luban/announcement/detail?id=1234567890&type=notice&x=abcde"
MANY = tuple(Column(f"第{n}列很长的标题文字（元）", 1, "right") for n in range(22))
THREE = (Column("甲", 1), Column("乙", 1), Column("丙", 9))
CASES: dict[str, tuple[Block, ...]] = {
    "empty": (),
    "annexes": (Annex("附件1", "", ()), Annex("", "标题", ()), Annex("", "", (Para("文"),))),
    "columns": (TableBlock(MANY, (tuple(f"{n}23,456.00" for n in range(22)),) * 30),),
    "cells": (TableBlock(THREE, ((DIGITS, URL, "字"), ("说" * 3000, DIGITS, URL))),),
    "fields": (
        FieldTable(((DIGITS, URL), ("长" * 200, "字" * 4000))),
        FieldTable(((URL, "字"),) * 5, 3),
    ),
    "head": (TableBlock((Column("头" * 900, 1), Column("乙", 1)), (("1", "2"),) * 20),),
    "parties": (Signatures(Party(URL, DIGITS, ((DIGITS, URL), ("", ""))), Party("乙", "名" * 60)),),
    "signer": (SignOff("名" * 80, None, "签字" * 40),),
    "attachments": (Attachments(("名" * 30 + DIGITS,) * 30), SignOff("某局", date(2026, 1, 1))),
    "headings": tuple(Heading(1, f"一、标题{n}") for n in range(60)),
    "bare tables": (TableBlock((), ()), TableBlock(THREE, ()), FieldTable(())),
}


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_the_extreme_is_set_inside_the_type_area(
    make: Make, case: str, style: Style, landscape: bool
) -> None:
    headed = style in (Style.OFFICIAL, Style.LETTER)
    made = make(
        *CASES[case],
        style=style,
        landscape=landscape,
        title="题" * 90 + DIGITS if case == "empty" else "题",
        issuer="某局" * 20 if headed else "",
        number="文号" * 9 + "〔2026〕1号",
        to="各单位" * 40,
        copies_to=("某某单位",) * 30,
        printed_on=date(2026, 1, 1),
    )
    found = Measured()
    measure(made.path, found)
    assert found.outside + found.forbidden == []
