"""Files that can't be read at all, and files that are no returns."""

import io

import docx
import openpyxl
from openpyxl.drawing.image import Image as Picture
from PIL import Image, ImageDraw

from tests.samples2.making.facts import A4_70, Line, Round, Wrong
from tests.samples2.making.plain import saved
from tests.samples2.making.sent_back import of, table

WHOLE = [Wrong(None, None)]


def add_all(made: Round) -> None:
    """Every file of this module."""
    cut_short(made)
    letter_called_table(made)
    only_a_picture(made)
    out = io.BytesIO()
    photo().convert("RGB").save(out, "JPEG", quality=60)
    made.ignore("微信图片_20260817101522.jpg", out.getvalue(), "a photograph, no table")
    made.ignore("Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "Windows' own file")


def cut_short(made: Round) -> None:
    """A workbook of which the mail kept the first two thirds."""
    unit = "清渚市云岭县水利局"
    whole = of(table(unit, [Line(unit, A4_70, 20, 12800)]))
    made.refuse(
        f"{unit}.xlsx", whole[: len(whole) * 2 // 3], WHOLE, "truncated archive", [unit]
    )  # fmt: skip


def letter_called_table(made: Round) -> None:
    """A Word document called .xlsx."""
    unit = "清渚市云岭县交通运输局"
    document = docx.Document()
    document.add_heading("关于报送复印纸需求的说明", 1)
    document.add_paragraph("我局需A4复印纸（70克）20箱，详见附件。")
    # Ignored like any letter, or sent back because it is called a workbook: both are told.
    made.ignore(f"{unit}.xlsx", saved(document), "a Word document called .xlsx", None)
    made.expected[f"{unit}.xlsx"]["outcome"] = ["ignored", "rejected"]


def only_a_picture(made: Round) -> None:
    """A workbook that holds a photograph of the table and nothing else."""
    unit = "清渚市云岭县信访局"
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Sheet1"
    shot = io.BytesIO()
    photo().save(shot, "PNG")
    book.worksheets[0].add_image(Picture(shot), "B2")
    made.refuse(
        f"{unit}.xlsx", saved(book), [Wrong("*", "*")], "a picture of a table, no cells", [unit]
    )  # fmt: skip


def photo() -> Image.Image:
    """What a telephone makes of a table: grey lines on paper."""
    picture = Image.new("RGB", (480, 320), "#f4f1ea")
    pen = ImageDraw.Draw(picture)
    for row in range(40, 300, 40):
        pen.line((20, row, 460, row + 6), fill="#555", width=2)
    for column in range(20, 480, 110):
        pen.line((column, 40, column - 4, 280), fill="#555", width=2)
    return picture
