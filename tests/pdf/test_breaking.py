"""The line breaker: nothing forbidden at line ends, nothing split that belongs together."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zjbuy_desktop.pdf.breaking import (
    LOOSEST,
    NARROW,
    NO_END,
    NO_START,
    SHRINK,
    Line,
    break_text,
    units,
)

EM = 16.0
NARROW_CHARACTER = re.compile(f"[{NARROW} ]")
ATOMS = (
    "2026年9月3日",
    "12月31日",
    "浙财采监〔2025〕6号",
    "临[2026]0001号",
    "1,501,250.00元",
    "￥4,500.00",
    "400万元",
    "10%",
    "0.5‰",
    "30日",
    "5个工作日",
    "A02010105",
    "cgzx@zj.gov.cn",
    "12330000MB0X12345A",
)
WORDS = ("采购", "单位", "䶮湖市", "应当", "壹拾万柒仟元整", "带量集中采购", "𬭎川", "及时", "函")
MARKS = ("，", "。", "；", "：", "、", "”，", "）。", "》、", "——", "……", "？", "！")
OPENERS = ("（", "《", "“", "〔", "【")

pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(ATOMS),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)).map("".join),
    st.tuples(st.sampled_from(OPENERS), st.sampled_from(WORDS)).map("".join),
    st.just("的"),
    st.sampled_from(("WPS Office", "Windows 10", "字 字")),
)
paragraphs = st.lists(pieces, min_size=1, max_size=60).map("有".join)
measures = st.floats(min_value=20 * EM, max_value=45 * EM)


def advances_of(text: str) -> list[float]:
    return [EM / 2 if NARROW_CHARACTER.match(c) else EM for c in text]


def natural(text: str, line: Line) -> float:
    return sum(advances_of(text[line.start : line.shown]))


def room(line: Line, measure: float, indent: float) -> float:
    return measure - (indent if line.start == 0 else 0.0)


@given(paragraphs, measures, st.sampled_from((0.0, 2 * EM)))
@example("根据《采购法》（浙财采监〔2025〕6号）第二条，", 20 * EM, 2 * EM)
def test_broken_text_keeps_every_rule(text: str, measure: float, indent: float) -> None:
    lines = break_text(text, advances_of(text), measure, EM, indent)

    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(text[line.shown : line.end].strip() == "" for line in lines)
    for line in lines[1:]:
        assert text[line.start] not in NO_START
    for line in lines[:-1]:
        assert text[line.shown - 1] not in NO_END
    cuts = {line.end for line in lines[:-1]}
    for atom in ATOMS:
        for match in re.finditer(re.escape(atom), text):
            assert not cuts & set(range(match.start() + 1, match.end())), (atom, cuts)
    for line in lines:
        gaps = len(units(text[line.start : line.shown])) - 1
        width = natural(text, line) + line.extra * gaps
        assert width <= room(line, measure, indent) + 0.01
        assert -SHRINK * EM - 1e-6 <= line.extra <= LOOSEST * EM + 1e-6


@given(paragraphs, measures)
def test_full_lines_are_exactly_the_measure(text: str, measure: float) -> None:
    for line in break_text(text, advances_of(text), measure, EM)[:-1]:
        gaps = len(units(text[line.start : line.shown])) - 1
        slack = measure - natural(text, line)
        if slack <= gaps * LOOSEST * EM:
            assert natural(text, line) + line.extra * gaps == pytest.approx(measure, abs=0.01)
        else:
            assert line.extra == 0.0


@given(st.text(alphabet="。，）》”A1b—… 字（《", max_size=80), st.floats(2 * EM, 12 * EM))
def test_any_text_is_conserved_and_never_overfull(text: str, measure: float) -> None:
    lines = break_text(text, advances_of(text), measure, EM)
    assert "".join(text[line.start : line.end] for line in lines) == text
    for line in lines:
        gaps = len(units(text[line.start : line.shown])) - 1
        if text[line.start : line.shown].strip():
            assert natural(text, line) + line.extra * gaps <= measure + 0.01


def test_a_plain_line_takes_28_characters_at_the_standards_pitch() -> None:
    text = "采" * 60
    pitch = 442.2 / 28
    lines = break_text(text, [pitch] * 60, 442.2, pitch)
    assert [line.shown - line.start for line in lines] == [28, 28, 4]
    assert [line.extra for line in lines] == pytest.approx([0, 0, 0], abs=1e-9)


@pytest.mark.parametrize(("where", "first"), [(28, 29), (27, 28)])
def test_a_mark_is_pulled_back_into_its_line(where: int, first: int) -> None:
    text = "采" * where + "，" + "购" * 40
    lines = break_text(text, [EM] * len(text), 28 * EM, EM)
    assert lines[0].shown == first


def test_names_given_are_kept_whole() -> None:
    text = "采" * 26 + "欧阳娜娜" + "购" * 10
    advances = [EM] * len(text)
    assert break_text(text, advances, 28 * EM, EM)[0].shown != 26
    assert break_text(text, advances, 28 * EM, EM, keep=("欧阳娜娜",))[0].shown == 26


def test_a_word_longer_than_the_line_is_cut_rather_than_overfull() -> None:
    text = "见" + "x" * 200
    lines = break_text(text, advances_of(text), 10 * EM, EM)
    assert all(natural(text, line) <= 10 * EM for line in lines)
    assert len(lines) == 11


def test_a_hole_is_shared_with_the_lines_before_it() -> None:
    text = "采" * 50 + "ABCDEFGHIJKLMNOPQRST" + "购" * 30
    lines = break_text(text, advances_of(text), 28 * EM, EM)
    assert max(line.extra for line in lines) < 0.2 * EM


def test_capital_amounts_may_be_broken() -> None:
    text = "采" * 26 + "壹佰伍拾万壹仟贰佰伍拾元整"
    assert break_text(text, [EM] * len(text), 28 * EM, EM)[0].shown == 28


CODE = "浙财采监〔2025〕6号"


@pytest.mark.parametrize("before", range(4, 28))
def test_a_document_number_stays_whole_and_the_line_above_it_without_holes(before: int) -> None:
    text = "采" * before + f"（{CODE}）" + "购" * 60
    first = break_text(text, advances_of(text), 28 * EM, EM, 2 * EM)[0]
    shown = text[: first.shown]
    assert (CODE in shown) == (before + 11.5 <= 26 + 0.5)
    assert "浙" not in shown.replace(CODE, "")
    assert first.extra <= LOOSEST * EM


def test_a_ragged_line_is_avoided_when_others_can_share_its_hole() -> None:
    text = "采" * 70 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890" + "购" * 30
    lines = break_text(text, advances_of(text), 28 * EM, EM)
    assert all(line.extra > 0.05 * EM for line in lines[:3])
