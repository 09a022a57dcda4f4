"""The code printed on papers that come back signed: paper id, edition, page and a check."""

import re
from typing import NamedTuple
from zlib import crc32

_PREFIX = "ZJ2"
_CODE = re.compile(r"ZJ2([0-9A-F]{12})([0-9A-F]{4})([0-9A-Z]{2})([0-9A-Z]{2})([0-9A-F]{4})")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_PAGES = len(_DIGITS) ** 2 - 1


class PageCode(NamedTuple):
    """What the code of one page says.

    Attributes:
        paper: paper id (project, kind and subject).
        edition: which printed facts.
        page: number of the page, from 1.
        pages: how many the paper has.
    """

    paper: str
    edition: str
    page: int
    pages: int


def code_text(code: PageCode) -> str:
    """The words of a code: 27 characters.

    So short that a QR code of 25 modules has room for them at level Q, which forgives a quarter
    of its area: a stamp, a fold, a bad copy.
    """
    said = f"{_PREFIX}{code.paper}{code.edition}{_two(code.page)}{_two(code.pages)}"
    return said + _check(said)


def read_code(text: str) -> PageCode | None:
    """The code that was read; ``None`` for anything that is not ours or is damaged."""
    said = text.strip()
    match = _CODE.fullmatch(said)
    if match is None or match[5] != _check(said[:-4]):
        return None
    page, pages = int(match[3], 36), int(match[4], 36)
    return PageCode(match[1], match[2], page, pages) if 1 <= page <= pages else None


def printed_number(paper: str, edition: str, page: int) -> str:
    """The number beside the code, for eyes: ``0A3F-99AB-12CD-4F2E-1``, the edition before the page.

    Two editions of a paper never bear the same number.
    """
    return f"{paper[:4]}-{paper[4:8]}-{paper[8:]}-{edition}-{page}"


class TypedNumber(NamedTuple):
    """What was typed of a printed number: paper id, edition and page, the last two if given."""

    paper: str
    edition: str
    page: int | None


def read_number(text: str) -> TypedNumber | None:
    """The parts of a number typed from the paper; ``None`` if it is none."""
    typed = re.sub(r"[\s\-－—–·/]", "", text).upper()
    match = re.fullmatch(r"([0-9A-F]{12})([0-9A-F]{4})?(\d{0,3})", typed)
    if match is None:
        return None
    return TypedNumber(match[1], match[2] or "", int(match[3]) if match[3] else None)


def _two(number: int) -> str:
    high, low = divmod(min(number, MOST_PAGES), len(_DIGITS))
    return _DIGITS[high] + _DIGITS[low]


def _check(said: str) -> str:
    return f"{crc32(said.encode()) & 0xFFFF:04X}"
