"""An archive as Windows packs a folder: names in GBK without a mark that they are."""

import io
import zipfile

from tests.samples2.making.facts import A4_70, A4_80, Line, Round
from tests.samples2.making.numbers import cell
from tests.samples2.making.plain import add, book, put

NAME = "云岭县报送材料.zip"
FOLDER = "云岭县报送材料/乡镇/"
INSIDE = "清渚市云岭县青岩镇人民政府.xlsx"


def add_all(made: Round) -> None:
    """The archive, and what must come of the files within it."""
    unit = INSIDE.removesuffix(".xlsx")
    lines = [Line(unit, A4_70, 52, 12690), Line(unit, A4_80, 13, 14580)]
    rows = [[unit], ["金额单位：元"], ["名称", "数量", "单价", "金额"],
            *([x.item, x.quantity, cell(x.price), cell(x.amount)] for x in lines)]  # fmt: skip
    table = book(lambda sheet: put(sheet, 1, rows) and None)
    made.files[NAME] = packed(
        {FOLDER + INSIDE: table, "云岭县报送材料/说明.txt": b"\xbc\xfb\xb1\xed"}
    )
    made.expect(INSIDE, "accepted", [unit], lines, "within a folder of an archive, names in GBK")
    made.expect("说明.txt", "ignored", [], None, "a note within the archive, no table")


def packed(members: dict[str, bytes]) -> bytes:
    """Written under plain names of the same length, which are then replaced: zipfile itself
    writes Chinese names in UTF-8 only."""
    out = io.BytesIO()
    names: dict[bytes, bytes] = {}
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, content) in enumerate(members.items()):
            coded = name.encode("gbk")
            plain = f"@{number}".ljust(len(coded), "@")
            names[plain.encode()] = coded
            add(archive, plain, content)
    whole = out.getvalue()
    for plain_name, coded in names.items():
        assert whole.count(plain_name) == 2  # local header and directory
        whole = whole.replace(plain_name, coded)
    return whole
