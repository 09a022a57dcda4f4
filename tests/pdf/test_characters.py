"""No character vanishes: fallback faces, 〓, and what is reported."""

from pathlib import Path

import pypdfium2
import pytest

from tests.pdf.reading import FONTS, Make, text_of
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Column, Para, SignOff, TableBlock
from zjbuy_desktop.pdf.fonts import FontBook, Substitution

RARE = ("𬭎", "䶮", "赟", "堃", "喆", "玥")
ROLES = ("fangsong", "title", "hei", "kai")


def dark(path: Path) -> int:
    """Dark pixels of the first page."""
    document = pypdfium2.PdfDocument(path)
    try:
        bitmap = document[0].render(scale=2, grayscale=True)
        return sum(1 for value in bytes(bitmap.buffer) if value < 128)
    finally:
        document.close()


@pytest.mark.parametrize("character", RARE)
def test_rare_characters_of_names_are_drawn_and_reported(make: Make, character: str) -> None:
    result = make(Para(f"联系人：{character}"))
    (told,) = result.substitutions
    assert (told.character, told.role) == (character, "fangsong")
    assert told.font.endswith(".ttf")
    assert f"联系人：{character}" in text_of(result.path)
    assert dark(result.path) > dark(make(Para("联系人：")).path) + 20


@pytest.mark.parametrize("character", ["\U0002ffff", "\ue123"])
def test_what_no_face_has_stands_as_a_geta_and_is_reported(make: Make, character: str) -> None:
    result = make(Para(f"姓名{character}。"))
    assert result.substitutions == (Substitution(character, "fangsong", ""),)
    assert "姓名〓。" in text_of(result.path)
    assert dark(result.path) > dark(make(Para("姓名。")).path) + 20


def test_rare_characters_are_found_wherever_they_stand(make: Make) -> None:
    table = TableBlock((Column("堃", 1), Column("单位", 1)), (("赟", "喆"),), ("䶮", ""))
    result = make(Para("正文。"), table, SignOff("玥", None), title="关于𬭎川的函")
    assert {s.character for s in result.substitutions} >= {"赟", "喆", "玥", "𬭎"}
    for character in "堃赟喆䶮玥𬭎":
        assert character in text_of(result.path)


def test_common_text_needs_no_substitute(make: Make) -> None:
    text = "请于2026年9月3日前填报（A4纸，￥1,000.00元，13%）——“采购需求”……《指引》第1·2条、"
    assert make(Para(text)).substitutions == ()


@pytest.mark.parametrize("role", ROLES)
def test_digits_and_letters_are_never_full_width(fonts: FontBook, role: str) -> None:
    for character in "0123456789,.AZaz-() ":
        glyph = fonts.glyphs(role)[character]
        assert 0.1 < glyph.width < 0.9, (role, character)
        assert not glyph.substitute
        assert glyph.drawn == character


def test_runs_split_latin_from_chinese_and_lose_nothing(fonts: FontBook) -> None:
    runs = fonts.runs("共13台𬭎，A4。", "fangsong")
    assert "".join(text for _, text in runs) == "共13台𬭎，A4。"
    faces = {text: font for font, text in runs}
    assert faces["13"] == faces["A4"]
    assert faces["共"] == faces["台"] != faces["13"]
    assert faces["𬭎"] not in (faces["共"], faces["13"])


def test_substitutions_of_a_text_can_be_asked_before_printing(fonts: FontBook) -> None:
    told = fonts.substitutions("堃与\ue123与采", "fangsong")
    assert {(s.character, bool(s.font)) for s in told} == {("堃", True), ("\ue123", False)}


def test_invisible_characters_leave_no_mark(make: Make) -> None:
    result = make(Para("采\u200b购\ufeff单\u00ad位\x07。"))
    assert "采购单位。" in text_of(result.path)
    assert result.substitutions == ()


def test_the_offices_own_face_goes_first_and_gaps_are_filled(tmp_path: Path) -> None:
    office = tmp_path / "windows" / "Fonts"
    office.mkdir(parents=True)
    (office / "SIMFANG.TTF").write_bytes((FONTS / "FandolKai-Regular.ttf").read_bytes())
    (office / "simhei.ttf").write_bytes(b"not a font")
    book = FontBook.load(FONTS, [tmp_path / "windows", tmp_path / "absent"])
    assert book.glyphs("fangsong")["采"].font.startswith("SIMFANG")
    assert book.glyphs("fangsong")["𬭎"].substitute
    assert not book.glyphs("hei")["采"].substitute


def test_a_missing_fonts_folder_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="字体目录"):
        FontBook.load(tmp_path)


def test_more_characters_than_one_subset_holds_all_come_out_right(make: Make) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(700)) + "ABCDEFabcdef0123456789 +-*/=()[]"
    result = make(Para(text))
    printed = text_of(result.path).replace("\n", "").replace("— 1 —", "")
    assert text[:-32] in printed
    assert "ABCDEFabcdef0123456789" in printed
