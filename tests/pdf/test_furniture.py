"""What stands around the text, measured in millimetres: 版记, labels, faces, edges."""

from datetime import date
from pathlib import Path

import pytest

from tests.pdf.glyphs import Mark, PageRead, pages_of
from tests.pdf.measuring import lines_of
from tests.pdf.reading import Make
from tests.pdf.reading import pages_of as plumbed
from zjbuy_desktop.core.papers.blocks import (
    Annex,
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
from zjbuy_desktop.pdf.fonts import GETA, FontBook

MM = 72 / 25.4
EM = 156 / 28
NAME = "之江市机关事务管理局"
RARE = "𬭎川䶮湖赟岭堃山喆玥"
COPIES = ("之江市财政局", "之江市人民政府办公室", "之江市公共资源交易中心", "之江市数据局")
ROLES = ("fangsong", "title", "hei", "kai", "song")


def read(path: Path) -> list[PageRead]:
    return list(pages_of(path))


def marks_of(page: PageRead, text: str) -> list[Mark]:
    return next(line.marks for line in lines_of(page.marks) if text in line.text)


def test_the_imprint_has_its_rules_and_stands_a_character_in(make: Make) -> None:
    made = make(Para("正文。"), issuer=NAME, copies_to=COPIES, printed_on=date(2026, 8, 13))
    page = plumbed(made.path)[0]
    rules = sorted(
        (x for x in page.lines if x["stroking_color"] == (0, 0, 0)), key=lambda x: x["top"]
    )
    assert [round(x["linewidth"] / MM, 2) for x in rules] == [0.35, 0.25, 0.35]
    assert all(x["x0"] / MM == pytest.approx(28, abs=0.1) for x in rules)
    assert all(x["x1"] / MM == pytest.approx(184, abs=0.1) for x in rules)
    assert rules[-1]["top"] / MM == pytest.approx(262, abs=0.1)
    sheet = read(made.path)[0]
    copies, issued = marks_of(sheet, "抄送："), marks_of(sheet, "印发")
    assert copies[0].x == pytest.approx(14, abs=0.2)
    assert copies[0].size == issued[0].size == 14
    assert issued[0].x == pytest.approx(14, abs=0.2)
    assert issued[-1].x + 14 == pytest.approx(sheet.width - 14, abs=0.3)
    hanging = next(line for line in lines_of(sheet.marks) if line.text.endswith("局。"))
    assert hanging.marks[0].x == pytest.approx(14 + 3 * 14, abs=0.3)


def test_a_letters_imprint_has_neither_rules_nor_printing_date(make: Make) -> None:
    made = make(
        Para("正文。"),
        style=Style.LETTER,
        issuer=NAME,
        copies_to=COPIES,
        printed_on=date(2026, 8, 13),
    )
    page = plumbed(made.path)[-1]
    assert not [x for x in page.lines if x["stroking_color"] == (0, 0, 0)]
    last = lines_of(read(made.path)[-1].marks)[-1]
    assert last.text.endswith("局。")
    assert 225 - 8 < last.y / MM < 225


def test_letter_rules_stand_4_mm_below_the_mark_and_20_mm_above_the_edge(make: Make) -> None:
    made = make(Para("正文。"), style=Style.LETTER, issuer=NAME, number="之机管采函〔2026〕7号")
    rules = sorted(plumbed(made.path)[0].lines, key=lambda x: x["top"])
    middles = [x["top"] / MM for x in rules]
    halves = [x["linewidth"] / MM / 2 for x in rules]
    mark = marks_of(read(made.path)[0], NAME)
    below = 37 + (mark[0].y + 0.12 * mark[0].size) / MM
    assert middles[0] - halves[0] - below == pytest.approx(4, abs=0.2)
    assert halves[0] > halves[1]
    assert middles[2] - halves[2] == pytest.approx(277, abs=0.2)
    assert halves[3] > halves[2]
    number = marks_of(read(made.path)[0], "〔2026〕")
    top = 37 + (number[0].y - 0.88 * 16) / MM
    assert top - (middles[1] + halves[1]) == pytest.approx(16 * 7 / 8 / MM, abs=0.2)


def test_an_annex_is_labelled_in_16_point_above_its_title_in_22(make: Make) -> None:
    made = make(Para("正文。"), Annex("附件1", "填报表", (Para("表。"),)))
    page = read(made.path)[1]
    label, title, body = lines_of([mark for mark in page.marks if not mark.furniture])
    assert (label.size, title.size, body.size) == (16, 22, 16)
    assert label.marks[0].x == pytest.approx(0, abs=0.1)
    assert (title.y - label.y) / MM == pytest.approx(2 * 225 / 22, abs=1.2)
    middle = (title.marks[0].x + title.marks[-1].x + 22) / 2
    assert middle == pytest.approx(page.width / 2, abs=0.3)


def test_turned_pages_keep_their_number_at_the_foot_of_the_paper(make: Make) -> None:
    wide = TableBlock((Column("单位", 3), Column("数量", 1)), (("某校", "1"),), landscape=True)
    made = make(Para("正文。"), Annex("附件1", "明细", (wide,)), Annex("附件2", "明细", (wide,)))
    second, third = read(made.path)[1:]
    for page, outer in ((second, True), (third, False)):
        number = [mark for mark in page.marks if mark.furniture]
        # reading x runs up the paper: the foot lies left of the type area, 7 mm off
        assert all(mark.x < 0 for mark in number)
        assert min(-mark.x for mark in number) / MM == pytest.approx(7, abs=3)
        middle = sum(mark.y for mark in number) / len(number)
        assert (middle < page.height / 2) == outer  # odd pages right, even left of the paper


def test_contracts_leave_both_edges_free_for_binding_and_the_seal_across(make: Make) -> None:
    pairs = (("项目", "台式计算机"), ("金额", "1,501,250.00元"))
    party = Party("甲方（盖章）", NAME, (("地址", "之江市云溪区科技路8号2幢315室"), ("日期", "")))
    made = make(
        Clause("第一条", "标的"),
        Para("需" * 900),
        FieldTable(pairs),
        Signatures(party, party),
        style=Style.CONTRACT,
        title="政府采购合同",
        number="ZJSCG-2026-118-HT-32",
    )
    for page in read(made.path):
        assert min(mark.left for mark in page.marks) / MM > -0.3
        assert max(mark.right for mark in page.marks) / MM < 156.3
        assert max(x1 for _, _, x1, _ in page.rules or [(0, 0, 0, 0)]) / MM < 156.5
    numbers = [m for m in read(made.path)[0].marks if m.furniture]
    assert "".join(m.text for m in numbers).replace(" ", "").startswith("第1页")


def test_digits_are_set_in_a_text_face_beside_the_chinese_of_each_level(make: Make) -> None:
    made = make(
        Heading(1, "一、2026年"),
        Heading(2, "（一）2026年"),
        Para("正文2026年"),
        title="关于2026年的通知",
    )
    fonts: dict[str, str] = {}
    for char in plumbed(made.path)[0].chars:
        if char["text"] == "6":
            fonts[f"{round(char['top'])}"] = char["fontname"]
    title, first, second, body, *_ = [
        name for _, name in sorted(fonts.items(), key=lambda f: int(f[0]))
    ]
    assert "LatinSerif-Bold" in title
    assert "NotoSansSC" in first
    assert "LatinSerif-Regular" in second
    assert "LatinSerif-Regular" in body


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("character", sorted(set(RARE)))
def test_rare_names_are_drawn_in_every_role_and_reported(
    fonts: FontBook, role: str, character: str
) -> None:
    glyph = fonts.glyphs(role)[character]
    assert glyph.drawn == character != GETA
    reported = [s.character for s in fonts.substitutions(character, role)]
    assert reported == ([character] if glyph.substitute else [])


def test_the_seal_covers_name_and_date_and_nothing_else(make: Make) -> None:
    """A seal of 42 mm whose middle stands a little above the line between name and date."""
    made = make(Para("正文" * 30), SignOff(NAME, date(2026, 9, 3)))
    lines = lines_of([mark for mark in read(made.path)[0].marks if not mark.furniture])
    above, name, dated = lines[-3:]
    boundary = (name.y + dated.y - 0.76 * 16) / 2 / MM
    top = boundary - 3 - 21
    text_ends = (above.y + 0.12 * 16) / MM
    assert 0 < top - text_ends < 225 / 22
    assert dated.marks[-1].x + dated.marks[-1].size == pytest.approx((156 - 4 * EM) * MM, abs=1)


def test_the_number_of_the_record_stands_over_the_papers_own(make: Make) -> None:
    mark = "152-9F3A-20C1-7B44-D051"
    given = {"returns": True, "code": "0A3F99AB12CD", "edition": "4F2E"}
    own, told = "0A3F-99AB-12CD-4F2E-1", f"记录号{mark}"
    for number in (mark, ""):
        page = read(make(Para("正文。"), **given, mark=number).path)[0]
        lines = {line.text: line for line in lines_of(page.marks)}
        found = [text for text in lines if "记录号" in text]
        assert found == ([told] if number else [])
        if found:
            over, under = lines[found[0]].marks[0], marks_of(page, own)[0]
            assert over.x == pytest.approx(under.x, abs=0.1)
            assert 8 < over.y - under.y < 10 or 8 < under.y - over.y < 10
