"""Files as scanners and people make them: every format, and every way to be unreadable."""

import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.scan.office_scanner import printed, save_pdf
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.scan.files import gather
from zjbuy_desktop.scan.pages import open_pages
from zjbuy_desktop.scan.reading import FAST_DPI, read_fast


def pages_read(path: Path) -> list[int]:
    with open_pages(path) as pages:
        seen = [read_fast(pages.picture(n, FAST_DPI)) for n in range(pages.count)]
    return [code.page for found in seen for code in found.codes]


def test_pdf_and_tiff_have_many_pages(letter: Path, tmp_path: Path) -> None:
    sheets = printed(letter)
    tiff = tmp_path / "合扫.tif"
    sheets[0].save(tiff, save_all=True, append_images=sheets[1:], compression="tiff_lzw")
    bilevel = tmp_path / "黑白.tiff"
    black = [s.convert("1", dither=Image.Dither.NONE) for s in sheets]
    black[0].save(bilevel, save_all=True, append_images=black[1:], compression="group4")
    for file in (save_pdf(sheets, tmp_path / "合扫.pdf"), tiff, bilevel):
        assert pages_read(file) == [1, 2, 3], file.name


@pytest.mark.parametrize("form", ["jpg", "png", "bmp", "webp"])
def test_single_pictures_are_read_in_colour_or_grey(
    letter: Path, tmp_path: Path, form: str
) -> None:
    sheet = printed(letter, 300)[1]
    for mode in ("L", "RGB"):
        file = tmp_path / f"第二页-{mode}.{form}"
        sheet.convert(mode).save(file, dpi=(300, 300))
        assert pages_read(file) == [2]


def test_content_decides_and_not_the_name(letter: Path, tmp_path: Path) -> None:
    file = tmp_path / "其实是图片.pdf"
    printed(letter)[2].save(file, "PNG")
    assert pages_read(file) == [3]


def test_a_transparent_picture_lies_on_white_paper(letter: Path, tmp_path: Path) -> None:
    sheet = printed(letter)[0]
    ink = sheet.point([255 - v for v in range(256)])
    clear = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    clear.putalpha(ink)
    clear.save(tmp_path / "透明.png")
    assert pages_read(tmp_path / "透明.png") == [1]


def test_large_pictures_are_made_smaller(letter: Path, tmp_path: Path) -> None:
    sheet = printed(letter, 600)[0]
    sheet.save(tmp_path / "细.png", dpi=(600, 600))
    with open_pages(tmp_path / "细.png") as pages:
        small = pages.picture(0, FAST_DPI)
    assert abs(small.width - 1240) < 8
    assert read_fast(small).codes


def _bomb(path: Path, side: int) -> None:
    row = zlib.compress(b"\0" * (side // 8 + 1))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        )

    head = side.to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")
    )


def _says(path: Path, *words: str) -> None:
    with pytest.raises(UserError) as caught, open_pages(path) as pages:
        pages.picture(0, FAST_DPI)
    said = str(caught.value) + caught.value.hint
    for word in (path.name, *words):
        assert word in said, said


def test_hostile_files_are_refused_in_plain_words(letter: Path, tmp_path: Path) -> None:
    whole = save_pdf(printed(letter), tmp_path / "好.pdf").read_bytes()
    cases = {
        "空.pdf": (b"", "空文件"),
        "断.pdf": (b"%PDF-1.4\n" + bytes(300), "损坏"),
        "表.xlsx": (b"PK\x03\x04" + bytes(300), "不是能读的扫描件", "PDF"),
        "断.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "不是能读的扫描件"),
        "字.jpg": ("不是图片".encode(), "不是能读的扫描件"),
    }
    for name, (content, *words) in cases.items():
        (tmp_path / name).write_bytes(content)
        _says(tmp_path / name, *words)
    _bomb(tmp_path / "大.png", 60_000)
    _says(tmp_path / "大.png", "太大", "300 dpi")
    _bomb(tmp_path / "较大.png", 13_000)
    _says(tmp_path / "较大.png", "太大")
    (tmp_path / "少半截.png").write_bytes(_png(letter, tmp_path)[:9000])
    _says(tmp_path / "少半截.png", "第 1 页读不出来")
    cut = tmp_path / "少半截.pdf"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserError), open_pages(cut) as pages:
        pages.picture(pages.count - 1, FAST_DPI)


def _png(letter: Path, folder: Path) -> bytes:
    printed(letter)[0].save(folder / "完整.png")
    return (folder / "完整.png").read_bytes()


def test_a_page_as_large_as_a_house_is_read_small(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14400, 14400)
    document.save(tmp_path / "巨幅.pdf")
    document.close()
    with open_pages(tmp_path / "巨幅.pdf") as pages:
        picture = pages.picture(0, FAST_DPI)
    assert picture.width * picture.height <= 24_100_000


def test_a_password_is_asked_to_be_taken_off(tmp_path: Path) -> None:
    reportlab = pytest.importorskip("reportlab.pdfgen.canvas")
    canvas = reportlab.Canvas(str(tmp_path / "密.pdf"), encrypt="secret")
    canvas.drawString(90, 700, "x")
    canvas.save()
    _says(tmp_path / "密.pdf", "密码")


def test_what_the_program_made_itself_is_no_scan(letter: Path) -> None:
    _says(letter, "本程序制作", "扫描")


def test_folders_are_searched_for_scans_only(tmp_path: Path) -> None:
    for name in ("b2.pdf", "b10.pdf", "表.xlsx", "子/c.TIF", "a.jpg"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    assert [f.name for f in gather([tmp_path])] == ["a.jpg", "b2.pdf", "b10.pdf", "c.TIF"]
    assert [f.name for f in gather([tmp_path / "表.xlsx"])] == ["表.xlsx"]
    with pytest.raises(UserError, match="没有扫描件"):
        gather([_empty(tmp_path)])
    with pytest.raises(UserError, match="找不到"):
        gather([tmp_path / "没有.pdf"])


def _empty(folder: Path) -> Path:
    made = folder / "空文件夹"
    made.mkdir()
    return made
