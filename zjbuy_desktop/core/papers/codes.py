"""The code printed on papers that come back signed: paper id, page and a check."""

import re
from zlib import crc32

_PREFIX = "ZJBUY:1"
_CODE = re.compile(r"ZJBUY:1:([^:\s]+):([1-9]\d{0,3}):([0-9A-F]{4})")


def code_text(code: str, page: int) -> str:
    """What the code of a page says: ``ZJBUY:1:<paper id>:<page>:<check>``."""
    said = f"{_PREFIX}:{code}:{page}"
    return f"{said}:{_check(said)}"


def read_code(text: str) -> tuple[str, int] | None:
    """Paper id and page of a code that was read; ``None`` for anything that is not ours."""
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return None
    code, page, check = match.groups()
    return (code, int(page)) if check == _check(f"{_PREFIX}:{code}:{page}") else None


def _check(said: str) -> str:
    return f"{crc32(said.encode()) & 0xFFFF:04X}"
