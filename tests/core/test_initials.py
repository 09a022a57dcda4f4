"""Initials: usual readings, several readings, letters and digits, strange characters."""

import pytest

from zjbuy_desktop.core.base.initials import Initials
from zjbuy_desktop.usecases.find_anything import fits, initials


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("之江市教育局", "zjsjyj"),
        ("之江市堃山县𬭎川实验小学", "ksxhcsyxx"),
        ("衢州市婺城区", "qzswcq"),
        ("重庆路小学", "cqlxx"),
        ("重庆路小学", "zqlxx"),
        ("长兴县", "cxx"),
        ("乐清市", "yqs"),
        ("王喆", "wz"),
        ("A02010105 台式计算机", "a02010105tsjsj"),
        ("之机管函〔2026〕15号", "zjgh202615h"),
    ],
)
def test_names_are_found_by_their_initials(text: str, typed: str) -> None:
    assert fits(typed, text)
    assert fits(typed.upper(), text)


def test_every_word_must_fit_and_words_mix() -> None:
    assert fits("教育 zjs", "之江市教育局")
    assert not fits("教育 hzs", "之江市教育局")
    assert not fits("jyz", "之江市教育局")


def test_ways_are_bounded_and_unknown_characters_skipped() -> None:
    table = Initials({"乐": "l"}, {"乐": "ly"})
    assert table.keys("乐") == "l\ny"
    assert table.keys("乐★x") == "lx\nyx"
    assert len(table.keys("乐" * 4).split("\n")) == 16
    assert table.keys("乐" * 5) == "lllll"
    assert initials().keys("") == ""
