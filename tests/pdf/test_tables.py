"""Tables: repeated heads, wrapped cells, no row that kills a build."""

import pytest

from tests.pdf.reading import Make, lines_of, pages_of, text_of
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Column,
    FieldTable,
    Para,
    SignOff,
    Style,
    TableBlock,
)

MM = 72 / 25.4
COLUMNS = (
    Column("序号", 0.6, "center"),
    Column("单位名称", 3),
    Column("数量", 0.8, "right"),
    Column("金额（元）", 0.9, "right"),
)


def rows(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), f"第{n}中学", "10", f"{n * 1_234_567:,}.00") for n in range(1, count + 1))


def test_a_long_table_repeats_its_head_on_each_page(make: Make) -> None:
    foot = ("合计", "", "600", "1.00")
    pages = pages_of(make(TableBlock(COLUMNS, rows(60), foot, "汇总表")).path)
    assert len(pages) > 2
    for page in pages:
        assert sum("单位名称" in text for _, text, _ in lines_of(page)) == 1
    text = "\n".join(t for page in pages for _, t, _ in lines_of(page))
    assert text.count("汇总表") == 1
    for number in range(1, 61):
        assert text.count(f"第{number}中学") == 1
    last = [t for _, t, _ in lines_of(pages[-1])]
    assert any("合计" in t for t in last)
    assert any("第60中学" in t for t in last)


def test_numbers_are_never_cut_and_stand_at_the_right(make: Make) -> None:
    page = pages_of(make(TableBlock(COLUMNS, rows(5))).path)[0]
    amounts = [chars for _, text, chars in lines_of(page) if text.endswith(".00")]
    assert len(amounts) == 5
    assert len({round(chars[-1]["x1"]) for chars in amounts}) == 1
    assert "6,172,835.00" in text_of(make(TableBlock(COLUMNS, rows(5))).path)


def test_a_cell_of_3000_characters_runs_over_pages(make: Make) -> None:
    table = TableBlock(COLUMNS, (("1", "说" * 3000, "2", "3.00"), *rows(2)))
    pages = pages_of(make(table).path)
    assert len(pages) > 2
    text = "".join(t for page in pages for _, t, _ in lines_of(page))
    assert text.count("说") == 3000
    for page in pages:
        bottom = max(line["bottom"] for line in page.lines)
        flat = [x for x in page.lines if abs(x["top"] - x["bottom"]) < 0.1]
        assert max(x["bottom"] for x in flat) == pytest.approx(bottom, abs=0.5)
        assert bottom <= 262 * MM + 1


@pytest.mark.parametrize("count", [3, 8, 12, 16])
def test_a_table_of_many_columns_stays_inside_the_type_area(make: Make, count: int) -> None:
    columns = tuple(Column(f"第{n}列金额（元）", 1 + n % 3, "right") for n in range(count))
    row = tuple(f"{n}23,456.00" for n in range(count))
    page = pages_of(make(TableBlock(columns, (row,) * 3, row)).path)[0]
    assert max(line["x1"] for line in page.lines) == pytest.approx(184 * MM, abs=0.2)
    assert all(c["x1"] <= 184 * MM + 0.5 for c in page.chars)


def test_rules_are_thick_outside_and_thin_inside(make: Make) -> None:
    page = pages_of(make(TableBlock(COLUMNS, rows(3))).path)[0]
    flat = sorted(
        (x for x in page.lines if abs(x["top"] - x["bottom"]) < 0.1), key=lambda x: x["top"]
    )
    assert flat[0]["linewidth"] == pytest.approx(0.35 * MM, abs=0.02)
    assert flat[1]["linewidth"] == pytest.approx(0.25 * MM, abs=0.02)
    assert flat[-1]["linewidth"] == pytest.approx(0.35 * MM, abs=0.02)


def test_a_landscape_table_has_turned_pages_and_the_number_stays(make: Make) -> None:
    table = TableBlock(COLUMNS, rows(30), landscape=True)
    result = make(Para("正文。"), Annex("附件1", "明细表", (table,)), Para("结尾。"))
    pages = pages_of(result.path)
    turned = [page for page in pages if page.width > page.height]
    assert len(turned) == len(pages) - 2
    assert pages[0].width < pages[0].height
    assert pages[-1].width < pages[-1].height
    for page in turned:
        texts = page.extract_text()
        assert "单位名称" in texts
        rules = page.lines
        assert max(x["x1"] for x in rules) - min(x["x0"] for x in rules) == pytest.approx(
            225 * MM, abs=0.2
        )
        number = [c for c in page.chars if c["text"] == "—"]
        assert all(c["x1"] < 37 * MM for c in number)


def test_short_and_long_rows_are_taken_as_they_come(make: Make) -> None:
    table = TableBlock(COLUMNS, (("1",), ("2", "校", "3", "4.00", "多余")))
    assert "校" in text_of(make(table, style=Style.FORM).path)


def test_short_notes_are_not_left_alone_on_the_last_page(make: Make) -> None:
    for count in range(18, 32):
        pages = pages_of(make(TableBlock(COLUMNS, rows(count)), *[Para("说明。")] * 4).path)
        last = [text for _, text, _ in lines_of(pages[-1])]
        assert sum("中学" in text for text in last) >= 2


def test_a_form_that_runs_over_a_page_is_closed_above_and_below(make: Make) -> None:
    pairs = tuple((f"第{n}项", "如实填写" * (40 if n % 3 else 200)) for n in range(12))
    pages = pages_of(make(FieldTable(pairs), style=Style.FORM).path)
    assert len(pages) > 2
    for page in pages:
        flat = [x for x in page.lines if abs(x["top"] - x["bottom"]) < 0.1]
        upright = [x for x in page.lines if abs(x["x0"] - x["x1"]) < 0.1]
        assert min(x["top"] for x in flat) == pytest.approx(min(x["top"] for x in upright), abs=0.2)
        assert max(x["top"] for x in flat) == pytest.approx(
            max(x["bottom"] for x in upright), abs=0.2
        )


def test_a_table_begins_below_the_text_rather_than_on_the_next_page(make: Make) -> None:
    tall = tuple((str(n), "规格要求" * 30, "1", "2.00") for n in range(4))
    pages = pages_of(make(Para("需" * 28 * 12), TableBlock(COLUMNS, tall)).path)
    assert sum("规格要求" in text for _, text, _ in lines_of(pages[0])) >= 4


def test_the_room_goes_to_the_columns_whose_text_is_long(make: Make) -> None:
    columns = (Column("备注", 5), Column("单位名称", 1), Column("数量", 1, "right"))
    named = tuple(("无", "之江市堃山县𬭎川实验小学", str(n)) for n in range(9))
    page = pages_of(make(TableBlock(columns, named)).path)[0]
    assert sum("之江市堃山县𬭎川实验小学" in text for _, text, _ in lines_of(page)) == 9


def test_centred_texts_are_broken_evenly(make: Make) -> None:
    columns = (Column("预算级次", 0.1, "center"), *(Column("说明", 1),) * 6)
    page = pages_of(make(TableBlock(columns, (("设区市级", *["说明文字" * 9] * 6),))).path)[0]
    starts = [chars[0]["text"] + chars[1]["text"] for _, _, chars in lines_of(page)]
    assert "设区" in starts
    assert "市级" in starts


def test_no_head_is_repeated_over_no_rows(make: Make) -> None:
    for count in range(20, 30):
        signed = SignOff("浙江省数字政务服务中心", None)
        pages = pages_of(make(TableBlock(COLUMNS, rows(count)), Para("说明。"), signed).path)
        for page in pages:
            texts = [text for _, text, _ in lines_of(page)]
            heads = sum("单位名称" in text for text in texts)
            assert heads == bool(sum("中学" in text for text in texts))


TICKS = "□符合\n□不符合\n□整改后符合\n□另行约定\n□本次不检"


def test_ticks_below_each_other_are_no_long_line(make: Make) -> None:
    columns = (Column("要求", 1), Column("约定", 1), Column("结论", 1, "center"))
    row = ("处理器、内存和显示器的规格", "不低于响应文件所列的参数", TICKS)
    texts = [text for _, text, _ in lines_of(pages_of(make(TableBlock(columns, (row,))).path)[0])]
    assert sum(row[0] in text for text in texts) == 1


def test_a_date_in_a_centred_cell_stays_whole(make: Make) -> None:
    columns = (Column("委托函", 0.1, "center"), *(Column("说明", 1),) * 6)
    row = ("7月27日核章", *["说明文字" * 9] * 6)
    texts = [text for _, text, _ in lines_of(pages_of(make(TableBlock(columns, (row,))).path)[0])]
    assert any("7月27日" in text for text in texts)


def test_the_sum_never_stands_alone_below_a_repeated_head(make: Make) -> None:
    tall = tuple((str(n), "第一中学\n第二中学\n第三中学", "1", "2.00") for n in range(1, 40))
    for count in range(8, 14):
        block = TableBlock(COLUMNS, tall[:count], ("", "合计", "9", "9.00"))
        pages = pages_of(make(block, style=Style.FORM, landscape=True).path)
        assert any("第三中学" in text for _, text, _ in lines_of(pages[-1]))
