"""PDF objects written one after the other; only their places stay in memory.

A run of thousands of letters may go into one file, and many files share what is costly (the
packed subsets of the fonts): so objects come here as finished bytes and are forgotten.
"""

import hashlib
import zlib
from typing import BinaryIO

_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_REGULAR = frozenset(
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_.,;:!?@&*=~^'\"$"
)


def pack(content: bytes, entries: bytes = b"") -> bytes:
    """The body of a stream object, compressed; ``entries`` go into its dictionary."""
    packed = zlib.compress(content)
    head = b"<< /Filter /FlateDecode /Length %d%s >>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


def text(value: str) -> bytes:
    """A text string (title, creator)."""
    return b"<%s>" % ("\ufeff" + value).encode("utf-16-be").hex().encode()


def name(value: bytes) -> bytes:
    """A name, without its slash; what a name may not hold is written as #xx."""
    return b"".join(b"%c" % byte if byte in _REGULAR else b"#%02x" % byte for byte in value)


def array(values: list[int]) -> bytes:
    """References to objects."""
    return b"[ %s ]" % b" ".join(b"%d 0 R" % value for value in values)


class PdfFile:
    """A PDF file in the making. The same objects give the same bytes: no time is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: list[int] = []
        self._at = 0
        self._digest = hashlib.sha256()
        self._write(_HEADER)

    @property
    def sha256(self) -> str:
        """Of all that was written."""
        return self._digest.hexdigest()

    def reserve(self) -> int:
        """The number of an object that is referred to before it is written."""
        self._places.append(0)
        return len(self._places)

    def put(self, body: bytes, number: int = 0) -> int:
        """Write an object, under a number reserved for it or the next one."""
        number = number or self.reserve()
        self._places[number - 1] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return number

    def finish(self, root: int, info: int) -> None:
        """Write the table of objects; nothing may follow."""
        start, size = self._at, len(self._places) + 1
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        self._write(b"".join(b"%010d 00000 n \n" % place for place in self._places))
        same = self.sha256[:32].encode()
        self._write(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [ <%s> <%s> ] >>\n"
            b"startxref\n%d\n%%%%EOF\n" % (size, root, info, same, same, start)
        )

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)
