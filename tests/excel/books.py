"""Rows, sheets and spoilt workbooks for the tests of reading and writing."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HEAD = ["序号", "标的名称", "规格参数", "计量单位", "数量", "单价(元)", "预算金额(元)", "备注"]
UNIT = "之江市教育局"
ITEM = "台式计算机（基础型）"
OTHER_ITEM = "台式计算机（增强型）"


def row(number: int = 1, quantity: Any = 10, price: Any = 5200, amount: Any = 52000) -> list[Any]:
    """One right data row, to be made wrong where a test wants it."""
    return [number, ITEM, "8核", "台", quantity, price, amount, ""]


def sheet(*rows: Sequence[Any], unit: str = UNIT, head: Sequence[Any] = HEAD) -> list[list[Any]]:
    """Title, unit line, header and rows: data begins at row 4, quantity in E, amount in G."""
    return [["带量采购需求表"], [f"填报单位：{unit}（盖章）"], list(head), *map(list, rows)]


def patch_zip(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Rewrite one part of a zipped workbook."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            target.writestr(entry.filename, change(data) if part in entry.filename else data)


def add_cells(path: Path, xml: bytes, row_number: int = 1_048_576) -> None:
    """Put raw cell XML into a row of its own at the end of the first sheet."""
    wrapped = b'<row r="%d">%s</row></sheetData>' % (row_number, xml)
    patch_zip(path, "worksheets/sheet1", lambda data: data.replace(b"</sheetData>", wrapped))
