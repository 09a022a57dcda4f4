"""The numbers of GB/T 9704—2012, measured on the finished page."""

from datetime import date

import pytest

from tests.pdf.reading import Make, lines_of, pages_of
from zjbuy_desktop.core.papers.blocks import Heading, Para, Style
from zjbuy_desktop.pdf.render import RenderOptions

MM = 72 / 25.4
ISSUER = "浙江省数字政务服务中心"
LONG = "采购需求应当完整明确" * 200


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area(make: Make) -> None:
    page = pages_of(make(Para(LONG)).path)[1]
    *body, number = lines_of(page)
    assert len(body) == 22
    assert {len(text) for _, text, _ in body} == {28}
    pitches = {round(low - high) for (high, *_), (low, *_) in zip(body, body[1:], strict=False)}
    assert pitches == {29}
    assert number[1] == "— 2 —"


def test_margins_are_those_of_the_standard(make: Make) -> None:
    page = pages_of(make(Para(LONG)).path)[1]
    body = [c for _, _, chars in lines_of(page)[:-1] for c in chars]
    assert min(c["x0"] for c in body) == pytest.approx(28 * MM, abs=0.1)
    assert max(c["x1"] for c in body) == pytest.approx(184 * MM, abs=0.3)
    baselines = [y for y, *_ in lines_of(page)[:-1]]
    assert 37 * MM < baselines[0] - 0.88 * 16 < 37 * MM + 7
    assert 262 * MM - 7 < baselines[-1] + 0.12 * 16 < 262 * MM
    assert (page.width, page.height) == pytest.approx((210 * MM, 297 * MM))


def test_body_is_16_point_with_two_characters_of_indent(make: Make) -> None:
    page = pages_of(make(Para(LONG)).path)[0]
    first = next(chars for _, text, chars in lines_of(page) if text.startswith("采购需求"))
    assert first[0]["size"] == pytest.approx(16)
    assert first[0]["x0"] == pytest.approx(28 * MM + 2 * 156 * MM / 28, abs=0.1)
    assert len(first) == 26


def test_mixed_lines_end_at_the_right_edge(make: Make) -> None:
    text = "请于2026年9月3日前填报，金额1,501,250.00元，税率13%，（浙财采监〔2025〕6号）。" * 12
    page = pages_of(make(Para(text)).path)[0]
    full = [chars for _, text, chars in lines_of(page) if len(chars) > 25]
    assert len(full) > 10
    for chars in full[:-1]:
        assert chars[-1]["x1"] == pytest.approx(184 * MM, abs=0.6)


def test_page_numbers_stand_outside_the_area_at_the_outer_edge(make: Make) -> None:
    pages = pages_of(make(Para(LONG)).path)
    (y, odd_text, odd), (_, even_text, even) = lines_of(pages[0])[-1], lines_of(pages[1])[-1]
    assert (odd_text, even_text) == ("— 1 —", "— 2 —")
    assert odd[-1]["x1"] == pytest.approx(184 * MM - 14, abs=0.5)
    assert even[0]["x0"] == pytest.approx(28 * MM + 14, abs=0.5)
    assert y - 0.31 * 14 == pytest.approx(269 * MM, abs=1)
    assert odd[0]["size"] == pytest.approx(14)


def test_levels_take_their_faces_and_text_runs_on(make: Make) -> None:
    page = pages_of(
        make(
            Heading(1, "一、范围"), Heading(2, "（一）要求。", "如实填报。"), Heading(3, "1.方式")
        ).path
    )[0]
    faces = {text: [c["fontname"] for c in chars] for _, text, chars in lines_of(page)}
    assert "NotoSansSC" in faces["一、范围"][0]
    run = faces["（一）要求。如实填报。"]
    assert "Kai" in run[1]
    assert "Fang" in run[-2]
    assert "Fang" in faces["1.方式"][-1]


def test_the_red_head_stands_where_the_standard_says(make: Make) -> None:
    page = pages_of(
        make(Para("正文。"), issuer=ISSUER, number="浙数政〔2026〕15号", to="各单位").path
    )[0]
    red = [c for c in page.chars if c["non_stroking_color"] == (0.86, 0, 0)]
    assert "".join(c["text"] for c in red) == ISSUER + "文件"
    baseline = page.height - red[0]["matrix"][5]
    assert baseline - 0.88 * red[0]["size"] == pytest.approx(72 * MM, abs=0.5)
    assert 28 * MM < red[0]["x0"] < red[-1]["x1"] < 184 * MM
    (rule,) = [line for line in page.lines if line["stroking_color"] == (0.86, 0, 0)]
    assert rule["x1"] - rule["x0"] == pytest.approx(156 * MM, abs=0.1)
    number = next(y for y, text, _ in lines_of(page) if "〔2026〕" in text)
    assert rule["top"] - (number + 0.12 * 16) == pytest.approx(4 * MM, abs=0.5)
    title = next(y for y, text, _ in lines_of(page) if text == "关于试排的通知")
    to = next(y for y, text, _ in lines_of(page) if text == "各单位：")
    assert to - title == pytest.approx(2 * 28.99, abs=4)


def test_preprinted_paper_keeps_the_place_of_the_head(make: Make) -> None:
    facts = {"issuer": ISSUER, "number": "浙数政〔2026〕15号"}
    printed = lines_of(pages_of(make(Para("正文。"), **facts).path)[0])
    bare = pages_of(make(Para("正文。"), options=RenderOptions(letterhead=False), **facts).path)[0]
    assert lines_of(bare)[0][1] == "浙数政〔2026〕15号"
    assert [y for y, *_ in lines_of(bare)] == [y for y, *_ in printed[1:]]
    assert not bare.lines


def test_a_letter_has_double_rules_and_no_number_on_its_first_page(make: Make) -> None:
    result = make(Para(LONG), style=Style.LETTER, issuer=ISSUER, number="浙数函〔2026〕7号")
    first, second = pages_of(result.path)[:2]
    red = [c for c in first.chars if c["non_stroking_color"] == (0.86, 0, 0)]
    assert "".join(c["text"] for c in red) == ISSUER
    mark_top = first.height - red[0]["matrix"][5] - 0.88 * red[0]["size"]
    assert mark_top == pytest.approx(30 * MM, abs=0.5)
    tops = sorted(line["top"] for line in first.lines)
    widths = [line["linewidth"] for line in sorted(first.lines, key=lambda line: line["top"])]
    assert len(tops) == 4
    assert widths[0] > widths[1]
    assert widths[2] < widths[3]
    assert tops[0] - (mark_top + red[0]["size"]) == pytest.approx(4 * MM, abs=1.5)
    assert tops[2] == pytest.approx(277 * MM, abs=1)
    assert all(x["x1"] - x["x0"] == pytest.approx(170 * MM, abs=0.1) for x in first.lines)
    number = next(chars for _, text, chars in lines_of(first) if "〔2026〕" in text)
    assert number[-1]["x1"] == pytest.approx(184 * MM, abs=0.5)
    assert "—" not in lines_of(first)[-1][1]
    assert lines_of(second)[-1][1] == "— 2 —"


def test_imprint_closes_the_last_page_on_the_bottom_edge(make: Make) -> None:
    result = make(
        Para("正文。"),
        issuer=ISSUER,
        copies_to=("浙江省财政厅", "杭州市财政局"),
        printed_on=date(2026, 8, 13),
    )
    page = pages_of(result.path)[-1]
    texts = [text for _, text, _ in lines_of(page)]
    assert "抄送：浙江省财政厅，杭州市财政局。" in texts
    assert f"{ISSUER}2026年8月13日印发" in texts
    black = [line for line in page.lines if line["stroking_color"] == (0, 0, 0)]
    assert max(line["top"] for line in black) == pytest.approx(262 * MM, abs=0.1)
    assert len(black) == 3
