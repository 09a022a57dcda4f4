"""看内容认文件：扩展名常常是错的，文件头不会。"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO


class Kind(StrEnum):
    """What a file is, by its bytes; the value is what people call it."""

    XLSX = "Excel 工作簿"
    ODS = "ODS 表格"
    XLS = "旧版 Excel 或 WPS 表格"
    XLS_95 = "Excel 5.0/95 或更早的工作簿"
    XLSB = "Excel 二进制工作簿（xlsb）"
    NUMBERS = "苹果电脑的 Numbers 表格"
    FLAT_ODS = "单个 XML 文件的 ODS 表格（fods）"
    SYLK = "SYLK 表格（slk）"
    DIF = "DIF 表格"
    HTML = "网页表格"
    TEXT = "文本"
    XML_SHEET = "XML 表格（2003）"
    WEB_ARCHIVE = "网页归档（mht）"
    ENCRYPTED = "加密的表格"
    BROKEN_ZIP = "不完整的文件"
    ARCHIVE = "压缩包"
    DOCUMENT = "文字文档或演示文稿"
    PDF = "PDF 文件"
    IMAGE = "图片"
    EMPTY = "空文件"
    UNKNOWN = "无法识别的文件"


TABLE_SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ods", ".csv", ".tsv", ".xlsb", ".ett", ".xlt"}
    | {".xltm", ".xlw", ".ots", ".fods", ".uos", ".slk", ".dif", ".dbf", ".wk1", ".numbers"}
)
"""Extensions that promise a table; a promise not kept is a problem, not something to ignore."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", Kind.PDF),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"\x89PNG", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"BM", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"RIFF", Kind.IMAGE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"{\\rtf", Kind.DOCUMENT),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF8 = b"\x09\x08\x10\x00\x00\x06\x05\x00"
"""The record that begins the globals of an Excel 97–2003 workbook."""

_BIFF5 = b"\x09\x08\x08\x00\x00\x05\x05\x00"
"""The same of Excel 5.0 and 95, whose Chinese texts our reader can't tell."""

_BIFF_BEFORE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""Excel 2 to 4: bare records without a container."""

_FILEPASS = 0x2F
_FIRST_RECORDS = 6

_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_DIF = re.compile(r"table\s+0,1\s+\"[^\n]*\s+(?:vectors|tuples)\s")

_MIN_UTF16 = 4
_END_LENGTH = 22
"""Bytes of a zip's last record, when nobody has written a comment behind it."""
_NOT_XLSX = (b"xl/workbook.bin", b"mimetype", b"META-INF/")
ZIP_ERRORS: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(RuntimeError, NotImplementedError, KeyError),
)
"""What the zip library raises for damaged, encrypted or exotic archives."""


def is_helper_file(name: str) -> bool:
    """Lock files of Office, WPS and LibreOffice, hidden files and those of the system."""
    return name.startswith(("~$", ".")) or name.lower() in {"thumbs.db", "desktop.ini"}


def promises_table(name: str) -> bool:
    """Whether the extension says that this is a table."""
    return PurePath(name).suffix.lower() in TABLE_SUFFIXES


def sniff(data: bytes) -> Kind:
    """The kind of a file from its content."""
    if not data.strip(b"\x00 \r\n\t"):
        return Kind.EMPTY
    if data.startswith(b"PK"):
        return Kind.XLSX if _plainly_xlsx(data) else zip_kind(BytesIO(data))
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_BIFF_BEFORE):
        return Kind.XLS_95
    for magic, kind in _MAGIC:
        # “BM”也可能是文本的开头，图片里一定有零字节。
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:64]):
            return kind
    return _text_kind(data)


def zip_kind(file: BinaryIO) -> Kind:
    """The kind of a zipped file; of its members no more than a few names are read."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
            manifest = _manifest(archive, names) if mimetype else b""
    except ZIP_ERRORS:
        return Kind.BROKEN_ZIP
    if b"opendocument" in mimetype:
        if b"encryption-data" in manifest:
            return Kind.ENCRYPTED
        return Kind.ODS if b"spreadsheet" in mimetype else Kind.DOCUMENT
    return _office_kind(names)


def _plainly_xlsx(data: bytes) -> bool:
    """Whether the list of members at the end says so; opening takes as long again as reading it.

    Anything odd is left to the zip library, and damage to whoever opens the workbook next.
    """
    end = data[-_END_LENGTH:]
    if not end.startswith(b"PK\x05\x06"):
        return False
    length, start = (int.from_bytes(end[at : at + 4], "little") for at in (12, 16))
    members = data[start : start + length]
    return b"xl/workbook.xml" in members and not any(word in members for word in _NOT_XLSX)


def _manifest(archive: zipfile.ZipFile, names: set[str]) -> bytes:
    name = "META-INF/manifest.xml"
    return archive.open(name).read(1_000_000) if name in names else b""


def _office_kind(names: set[str]) -> Kind:
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.lower() == "xl/workbook.xml" for name in names):
        return Kind.XLSX
    if "[Content_Types].xml" in names:
        if any(name.startswith(("word/", "ppt/")) for name in names):
            return Kind.DOCUMENT
        # 路径不规范的工作簿也由读表库去认。
        return Kind.XLSX
    if any(name.lower().endswith((".iwa", "index.zip", "index.apxl")) for name in names):
        return Kind.NUMBERS
    return Kind.ARCHIVE


def _ole_kind(data: bytes) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or _has_password(data):
        return Kind.ENCRYPTED
    if has("WordDocument") or has("PowerPoint Document"):
        return Kind.DOCUMENT
    # 存成“97-2003 和 5.0/95”两用的，两种都有，读新的那一种。
    return Kind.XLS_95 if _BIFF5 in data and _BIFF8 not in data else Kind.XLS


def _has_password(data: bytes) -> bool:
    """Whether an old workbook is encrypted: FILEPASS stands among its first records."""
    at = data.find(_BIFF8 if _BIFF8 in data else _BIFF5)
    for _ in range(_FIRST_RECORDS):
        if at < 0 or at + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _text_kind(data: bytes) -> Kind:
    text = decode(data)
    if text is None:
        return Kind.UNKNOWN
    head = text[:4096].lstrip().lower()
    return next((kind for kind, fits in _TEXTS if fits(head)), Kind.TEXT)


def _is_html(head: str) -> bool:
    return "<html" in head or "<table" in head or "<!doctype html" in head


_TEXTS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (
        Kind.WEB_ARCHIVE,
        lambda h: h.startswith("mime-version") or "content-type: multipart/related" in h,
    ),
    (Kind.XML_SHEET, lambda h: h.startswith(("<?", "<workbook", "<ss:workbook")) and _XML in h),
    (Kind.FLAT_ODS, lambda h: h.startswith("<") and "<office:document" in h),
    (Kind.HTML, lambda h: h.startswith("<") and _is_html(h)),
    (Kind.SYLK, lambda h: h.startswith("id;p")),
    (Kind.DIF, lambda h: _DIF.match(h) is not None),
)
"""Told apart by how they begin, in small letters; the first that fits."""


def decode(data: bytes) -> str | None:
    """The text of a file in UTF-8 (with or without BOM), UTF-16 or GB18030; else ``None``."""
    for bom, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(bom):
            return _try(data, codec)
    half = len(data) // 2
    if len(data) >= _MIN_UTF16 and data[1::2].count(0) > half // 4:
        return _try(data, "utf-16-le")
    if len(data) >= _MIN_UTF16 and data[::2].count(0) > half // 4:
        return _try(data, "utf-16-be")
    return _try(data, "utf-8") or _try(data, "gb18030")


def _try(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    # 二进制碰巧能解码时会带控制字符，真正的文本不会。
    control = sum(1 for c in text[:4096] if c < " " and c not in "\t\r\n\x0b\x0c\x1a")
    return text if control == 0 else None
