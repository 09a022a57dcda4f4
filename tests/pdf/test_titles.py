"""Titles broken by meaning, in 梯形 or 菱形."""

import pytest

from zjbuy_desktop.pdf.titles import break_title

TITLE = "浙江省数字政务服务中心关于开展2026年度台式计算机带量集中采购需求意向征集工作的通知"


def broken(title: str, measure: float = 20) -> list[str]:
    return break_title(title, [0.5 if c.isascii() else 1.0 for c in title], measure)


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert broken("关于开展需求征集的通知") == ["关于开展需求征集的通知"]


def test_breaks_given_by_the_writer_win() -> None:
    assert broken("关于开展\n需求征集的通知") == ["关于开展", "需求征集的通知"]


def test_a_long_title_breaks_where_the_sense_does() -> None:
    lines = broken(TITLE)
    assert "".join(lines) == TITLE
    assert lines[0] == "浙江省数字政务服务中心"
    assert lines[1].startswith("关于")


@pytest.mark.parametrize("word", ["2026年度", "计算机", "集中采购", "通知"])
@pytest.mark.parametrize("measure", [12, 15, 18, 20])
def test_words_and_years_are_not_cut(word: str, measure: float) -> None:
    assert any(word in line for line in broken(TITLE, measure))


@pytest.mark.parametrize("measure", [10, 14, 20])
def test_no_line_is_too_long_or_starts_with_a_mark(measure: float) -> None:
    title = "关于印发《台式计算机、便携式计算机带量集中采购实施方案（2026年版）》的通知"
    lines = broken(title, measure)
    assert "".join(lines) == title
    for line in lines:
        assert sum(0.5 if c.isascii() else 1.0 for c in line) <= measure
        assert line[0] not in "，、》）"
        assert len(line) > 1


@pytest.mark.parametrize("measure", range(12, 21))
def test_a_name_in_a_title_is_not_cut_while_it_fits_a_line(measure: float) -> None:
    names = ("之江市自然资源和规划局", "堃山县𬭎川实验小学")
    title = f"{names[0]}关于委托{names[1]}开展计算机采购工作的函"
    lines = break_title(title, [1.0] * len(title), measure, names)
    assert "".join(lines) == title
    for name in names:
        assert any(name in line for line in lines)


def test_a_given_line_that_is_too_long_is_broken_by_meaning() -> None:
    lines = broken("关于委托\n浙江省数字政务服务中心办理2026年度台式计算机带量集中采购项目的函", 18)
    assert lines[0] == "关于委托"
    assert len(lines) == 3
    assert "2026年度" in lines[1] + "|" + lines[2]
