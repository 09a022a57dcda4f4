"""2,000 mixed paragraphs at 30 widths: what may never happen at a line's end never does."""

import re
from functools import lru_cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zjbuy_desktop.pdf.breaking import LOOSEST, NO_END, NO_START, SHRINK, break_text, units

EM = 16.0
PERSONS = ("𬭎川", "赟岭", "王喆", "李玥", "欧阳堃山", "阿卜杜·热合曼")
CODES = ("浙财采监〔2025〕6号", "之机管采函〔2026〕12号", "财库〔2020〕46号", "临〔2026〕0815号")
ATOMS = (
    *CODES,
    "2026年9月3日",
    "12月31日",
    "2026年",
    "1,501,250.00元",
    "25,976,532.29元",
    "￥4,500.00",
    "400万元",
    "13%",
    "0.5‰",
    "30日",
    "10个工作日",
    "A02010105",
    "cgzx@zj.gov.cn",
    "0571-88000000",
    "12330000MB0X12345A",
)
WORDS = (
    "采购",
    "单位",
    "䶮湖市",
    "应当",
    "壹拾万柒仟元整",
    "带量集中采购",
    "各单位",
    "及时",
    "函",
    "的",
)
LATIN = ("WPS Office", "Windows 10", "Intel i5-13500", "字 字")
MARKS = "，。；：、？！％"
PAIRS = ("（{}）", "《{}》", "“{}”", "〔{}〕", "（《{}》）", "“{}。”", "{}——{}", "{}……")
WIDTHS = [(16 + step) * EM + (step % 3) * 5.3 for step in range(30)]

bare = st.one_of(st.sampled_from(WORDS), st.sampled_from(PERSONS), st.sampled_from(LATIN))
atom = st.sampled_from(ATOMS)
piece = st.one_of(
    bare,
    atom,
    st.tuples(st.one_of(bare, atom), st.sampled_from(MARKS)).map("".join),
    st.tuples(st.sampled_from(PAIRS), st.sampled_from(WORDS + ATOMS)).map(
        lambda pair: pair[0].replace("{}", pair[1])
    ),
)
paragraphs = st.lists(piece, min_size=2, max_size=30).map("的".join)


@lru_cache(maxsize=4096)
def advance(character: str) -> float:
    return EM / 2 if re.match(r"[!-~· ]", character) else EM


def no_break(text: str) -> dict[int, str]:
    """Places where no line may end, and why."""
    places: dict[int, str] = {}
    for at in range(1, len(text)):
        if text[at] in NO_START:
            places[at] = "行首"
        elif text[at - 1] in NO_END:
            places[at] = "行尾"
    for whole in (*ATOMS, *PERSONS):
        for match in re.finditer(re.escape(whole), text):
            places.update(dict.fromkeys(range(match.start() + 1, match.end()), whole))
    return places


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(paragraphs, st.sampled_from((0.0, 2 * EM)))
def test_2000_mixed_paragraphs_at_30_widths(text: str, indent: float) -> None:
    advances = [advance(character) for character in text]
    forbidden = no_break(text)
    for width in WIDTHS:
        lines = break_text(text, advances, width, EM, indent, keep=PERSONS)
        assert "".join(text[line.start : line.end] for line in lines) == text
        for line in lines:
            room = width - (indent if line.start == 0 else 0.0)
            shown = text[line.start : line.shown]
            stretched = sum(advances[line.start : line.shown]) + line.extra * (
                len(units(shown)) - 1
            )
            assert stretched <= room + 0.01, (shown, width)
            assert -SHRINK * EM - 1e-6 <= line.extra <= LOOSEST * EM + 1e-6
            assert not text[line.shown : line.end].strip()
            assert line.end == len(text) or line.end not in forbidden, (shown, width)
