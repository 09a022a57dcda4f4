"""The code printed on papers that come back signed: paper id, edition, page and a check."""

import re
from typing import NamedTuple
from zlib import crc32

_PREFIX = "ZJ2"
_CODE = re.compile(r"ZJ2:([0-9A-F]{12}):([0-9A-F]{4}):([1-9]\d{0,2})\.([1-9]\d{0,2}):([0-9A-F]{4})")


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
    """The words of a code, within what a QR code of 25 modules takes: ``ZJ2:<id>:…:<check>``."""
    said = f"{_PREFIX}:{code.paper}:{code.edition}:{code.page}.{code.pages}"
    return f"{said}:{_check(said)}"


def read_code(text: str) -> PageCode | None:
    """The code that was read; ``None`` for anything that is not ours or is damaged."""
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return None
    paper, edition, page, pages, check = match.groups()
    code = PageCode(paper, edition, int(page), int(pages))
    return code if check == _check(text.strip().rpartition(":")[0]) else None


def _check(said: str) -> str:
    return f"{crc32(said.encode()) & 0xFFFF:04X}"
