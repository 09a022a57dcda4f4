"""打开之前的检查：压缩炸弹、坏文件，以及远在天边的格子。

The reader lays a sheet out densely up to its last cell; one empty text at XFD1048576 would cost
550 GB and abort the process. So the highest cells are looked for first, in the raw XML: an empty
far cell is cut out of a copy in memory, a far value is refused with its address.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.blank_texts import blank_shared
from zjbuy_desktop.excel.kinds import ZIP_ERRORS
from zjbuy_desktop.excel.members import check_honest, overlap, read_member

MAX_FILE_BYTES = 30_000_000
"""A return is some ten kilobytes; even one with pictures stays below this."""

MAX_UNPACKED_BYTES = 150_000_000
MAX_ENTRIES = 3_000
MAX_RATIO = 150
RATIO_MATTERS_FROM = 20_000_000
"""Small members may be very regular; only a large one that shrank this much is a bomb."""

MAX_ROW = 120_000
MAX_COLUMN = 256
MAX_CELLS = 4_000_000
"""Rows × columns of one sheet once laid out."""

MAX_FAR_LISTED = 5

_FAR = re.compile(rb' r="((?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])[0-9]+|[A-Z]{0,3}[0-9]{6,})"')
"""Addresses beyond column IV or from row 100,000 on; the exact bound is checked afterwards.

A literal beginning lets the search run ten times faster than a class of white space would.
"""

_END = re.compile(rb"</(?:\w+:)?c\s*>")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^<>]*)?>([^<]+)<")
_DOCTYPE = b"<!DOCTYPE"
_ADDRESS = re.compile(r"([A-Z]*)([0-9]+)")
_SHEET = re.compile(r"(?:^|/)worksheets/[^/]+\.xml$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """An xlsx that passed the checks.

    Attributes:
        data: the bytes to read: the original ones, or a copy without empty far cells.
        sheets: part name → sheet XML, for the second look.
        styles: the XML of the styles, empty if there is none.
    """

    data: bytes
    sheets: dict[str, bytes]
    styles: bytes = b""


def check_workbook(data: bytes) -> Package:
    """Check an xlsx/xlsm before it is read.

    Raises:
        FileRefused: 文件损坏、过大、结构异常，或远处有内容.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_sizes(archive)
            sheets, styles = _sheet_parts(archive, data), _styles(archive, data)
            cleaned = _without_far_cells(archive, sheets)
            if cleaned:
                sheets |= cleaned
                data = _rewritten(archive, cleaned)
    except ZIP_ERRORS as error:
        raise broken() from error
    return Package(data, sheets, styles)


def left_alone(data: bytes) -> list[str]:
    """Notes about what a workbook carries that is never run or followed."""
    if not data.startswith(b"PK"):
        return []
    # 压缩包里的成员名是明文，不必再打开一遍。
    notes = []
    if b"xl/vbaProject.bin" in data:
        notes.append("文件带有宏：没有运行，只读取表格内容")
    if b"xl/externalLinks/" in data:
        notes.append("文件引用了别的工作簿：没有去读，只用文件里存下的结果")
    return notes


def broken() -> problems.FileRefused:
    """The refusal of a damaged file."""
    return problems.whole_file(
        "文件不完整或已损坏，打不开",
        "能用 Excel 或 WPS 正常打开的表格",
        "请重新发送；发送前先自己打开看一遍",
    )


def check_sizes(archive: zipfile.ZipFile) -> None:
    """Refuse what would unpack to something absurd, before unpacking anything.

    Raises:
        FileRefused: 解压后过大，或结构异常.
    """
    entries = archive.infolist()
    total = 0
    for entry in entries:
        total += entry.file_size
        large = entry.file_size > RATIO_MATTERS_FROM
        if large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            total = MAX_UNPACKED_BYTES + 1
        if entry.flag_bits & 1:
            raise problems.whole_file("文件加了密码", "没有密码的表格", "请去掉密码后重新发送")
    if total > MAX_UNPACKED_BYTES:
        raise problems.whole_file(
            "文件展开后大得异常",
            f"展开后不超过 {MAX_UNPACKED_BYTES // 1_000_000} MB 的表格",
            "请把需求表单独复制到一个新工作簿，另存后重新发送",
        )
    names = {entry.filename for entry in entries}
    if len(entries) > MAX_ENTRIES or len(names) != len(entries) or overlap(entries):
        raise odd()


def odd() -> problems.FileRefused:
    """The refusal of a package or sheet that no spreadsheet program would have written."""
    return problems.whole_file(
        "文件内部结构异常",
        "Excel 或 WPS 保存的表格",
        "请用 Excel 或 WPS 打开后另存为 xlsx，再重新发送",
    )


def check_extent(sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose last cell lies too far out to be laid out.

    Raises:
        FileRefused: 行列数过大.
    """
    if rows > MAX_ROW or columns > MAX_COLUMN or rows * columns > MAX_CELLS:
        from zjbuy_desktop.excel.grid import address

        raise problems.FileRefused(_far_problem(sheet, address(rows - 1, columns - 1)))


def _styles(archive: zipfile.ZipFile, data: bytes) -> bytes:
    entry = archive.NameToInfo.get("xl/styles.xml")
    return read_member(data, entry) if entry else b""


def _sheet_parts(archive: zipfile.ZipFile, data: bytes) -> dict[str, bytes]:
    parts, others = {}, []
    for entry in archive.infolist():
        if not _SHEET.search(entry.filename):
            others.append(entry)
            continue
        xml = read_member(data, entry)
        if _DOCTYPE in xml:
            raise odd()  # 表格程序从不这样写；实体炸弹、外部文件都从这里来
        parts[entry.filename] = xml
    check_honest(data, others)
    return parts


def _without_far_cells(archive: zipfile.ZipFile, sheets: dict[str, bytes]) -> dict[str, bytes]:
    """Cleaned copies of those sheets that have empty far cells; values are refused."""
    cleaned: dict[str, bytes] = {}
    refused: list[CellProblem] = []
    for part, xml in sheets.items():
        if not _FAR.search(xml):
            continue
        kept, position = [], 0
        for start, end, cell, empty in _far_cells(xml, archive):
            if not empty and len(refused) < MAX_FAR_LISTED:
                refused.append(_far_problem(_sheet_name(archive, part), cell))
            kept.append(xml[position:start])
            position = end
        if position:
            cleaned[part] = b"".join((*kept, xml[position:]))
    if refused:
        raise problems.FileRefused(*refused)
    return cleaned


def _sheet_name(archive: zipfile.ZipFile, part: str) -> str:
    from zjbuy_desktop.excel.package import sheet_names

    return sheet_names(archive).get(part, part)


def _far_cells(xml: bytes, archive: zipfile.ZipFile) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, address and emptiness of each cell beyond the bounds."""
    done, blank = 0, None
    for match in _FAR.finditer(xml):
        cell = match[1].decode("ascii")
        if match.start() < done or not _beyond(cell):
            continue
        start = xml.rfind(b"<", 0, match.start())
        head_end = xml.find(b">", match.end()) + 1
        if not head_end:
            continue
        end = head_end
        if xml[head_end - 2 : head_end - 1] != b"/":
            closing = _END.search(xml, head_end)
            if closing is None:
                raise broken()  # 后面再没有一个格子是写完的
            end = closing.end()
        done = end
        content = _CONTENT.search(xml, head_end, end)
        empty = not (content and content[1].strip())
        if content and b't="s"' in xml[start:head_end]:
            blank = blank_shared(archive) if blank is None else blank
            empty = content[1].strip() in blank
        yield start, end, cell, empty


def _beyond(cell: str) -> bool:
    match = _ADDRESS.fullmatch(cell)
    if match is None or not match[1]:
        return False  # 行号本身不占地方，格子才占
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column > MAX_COLUMN or int(match[2]) > MAX_ROW


def _far_problem(sheet: str, cell: str) -> CellProblem:
    return problems.at(
        sheet,
        cell,
        "远离表格的地方有内容",
        f"内容都在第 {MAX_ROW} 行、第 {MAX_COLUMN} 列以内",
        "请选中表格以外的整行整列，删除后保存；或把表格复制到新工作簿再发送",
    )


def _rewritten(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for entry in archive.infolist():
            content = changed.get(entry.filename)
            target.writestr(entry.filename, archive.read(entry) if content is None else content)
    return copy.getvalue()
