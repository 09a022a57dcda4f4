"""压缩包的成员：目录可以撒谎，展开时只信数出来的字节数。

A member is inflated up to one byte more than it is said to hold: whoever understates its size is
found out before the rest of it is anywhere in memory.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import BinaryIO

TRUSTED_PACKED_BYTES = 20_000
"""Deflate shrinks at most 1032 : 1, so that a member this small can't hold more than 20 MB."""

_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30
_NAME_AND_EXTRA = 26
_END = b"PK\x05\x06"
_END_SIZE = 22
_DIRECTORY_LENGTH = 12
_LONGEST_END = _END_SIZE + 0xFFFF
"""The end record with the longest comment."""


def read_member(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """What a member holds, if that is as much as the directory says.

    Raises:
        BadZipFile: it holds more, less or something else.
        NotImplementedError: it is packed in a way no spreadsheet uses.
    """
    packed = memoryview(data)[_begin(data, entry) :][: entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(packed, entry.file_size + 1)
    else:
        raise NotImplementedError(entry.compress_type)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise zipfile.BadZipFile(entry.filename)
    return content


def check_honest(data: bytes, entries: Iterable[zipfile.ZipInfo]) -> None:
    """Inflate, and forget, every member large enough to do harm.

    Raises:
        BadZipFile: one of them is not what the directory says.
        NotImplementedError: one is packed in a way no spreadsheet uses.
    """
    for entry in entries:
        if entry.compress_size > TRUSTED_PACKED_BYTES:
            read_member(data, entry)


def overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes: that is how ten kilobytes become a terabyte."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _LOCAL_SIZE + entry.compress_size
    return False


def _begin(data: bytes, entry: zipfile.ZipInfo) -> int:
    at = entry.header_offset
    if data[at : at + 4] != _LOCAL:
        raise zipfile.BadZipFile(entry.filename)
    try:
        name, extra = struct.unpack_from("<HH", data, at + _NAME_AND_EXTRA)
    except struct.error as error:
        raise zipfile.BadZipFile(entry.filename) from error
    return int(at + _LOCAL_SIZE + name + extra)


def directory_bytes(file: BinaryIO) -> int:
    """How long an archive says its directory is; 0 where no end of a directory is found.

    The directory is read whole by whoever opens the archive, so a look at its length comes first.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        return 0
    return int(struct.unpack_from("<L", tail, at + _DIRECTORY_LENGTH)[0])
