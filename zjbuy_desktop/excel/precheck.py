"""打开之前的检查：压缩炸弹、坏文件，以及远在天边的格子。"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.far_cells import without_far_cells
from zjbuy_desktop.excel.kinds import ZIP_ERRORS
from zjbuy_desktop.excel.members import check_honest, overlap, read_member

MAX_FILE_BYTES = 30_000_000
"""A return is some ten kilobytes; even one with pictures stays below this."""

MAX_UNPACKED_BYTES = 150_000_000
MAX_ENTRIES = 3_000
MAX_RATIO = 150
RATIO_MATTERS_FROM = 20_000_000
"""Small members may be very regular; only a large one that shrank this much is a bomb."""

_DOCTYPE = b"<!DOCTYPE"
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
            cleaned = without_far_cells(archive, sheets)
            if cleaned:
                sheets |= cleaned
                data = rewritten(archive, cleaned)
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
        "请先自己打开看一遍：能打开的，“另存为”xlsx 格式后发送；打不开的，请找出原来的文件重新发送",
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


def rewritten(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """A package with some parts exchanged, in memory."""
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for entry in archive.infolist():
            content = changed.get(entry.filename)
            target.writestr(entry.filename, archive.read(entry) if content is None else content)
    return copy.getvalue()
