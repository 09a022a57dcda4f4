"""表内链接：从一个数跳到它的来源，再跳回去；一个链接可以盖住同一行相邻的几格。

Written straight like the rows. They need no relations, only a place in the same workbook, and so
survive being saved again by WPS and LibreOffice.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

MOST_LINKS = 65_000
"""A sheet with more than 65,530 is called broken by Excel."""
_AFTER = re.compile(rb"<printOptions|<pageMargins")
"""What comes behind links in a sheet; openpyxl always writes page margins."""


class Span(NamedTuple):
    """Rows of a sheet, both included, from 1."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """As a person says it: 5, or 5–7."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def shown(self) -> str:
        """As it is written into a cell to be clicked; no bare number, which Excel would doubt."""
        return f"→ {self.words}"


class Link(NamedTuple):
    """A link over neighbouring cells of one row.

    Attributes:
        first: first column, from 0.
        last: last column, from 0.
        sheet: the sheet it goes to.
        span: the rows it goes to.
        letter: last column of what is selected there.
    """

    first: int
    last: int
    sheet: str
    span: Span
    letter: str = "A"

    @property
    def place(self) -> str:
        """The cells it goes to, as Excel writes them."""
        name = self.sheet.replace("'", "''")
        return f"'{name}'!A{self.span.first}:{self.letter}{self.span.last}"


class Links:
    """The links of one sheet; as many as it can bear.

    Attributes:
        left_out: the first row that got none; 0 while every row has its own.
    """

    def __init__(self) -> None:
        self._tags: list[str] = []
        self.left_out = 0

    def add(self, row: int, letters: Sequence[str], link: Link) -> None:
        """A link in ``row``; ``letters`` are those of the sheet's columns."""
        if len(self._tags) >= MOST_LINKS:
            self.left_out = self.left_out or row
            return
        at = f"{letters[link.first]}{row}"
        if link.last != link.first:
            at += f":{letters[link.last]}{row}"
        tip = f"来自“{link.sheet}”第 {link.span.words} 行"
        self._tags.append(
            f'<hyperlink ref="{at}" location={quoteattr(link.place)} tooltip={quoteattr(tip)}/>'
        )

    def put_into(self, rest: bytes) -> bytes:
        """The part of a sheet behind its rows, with the links in their place."""
        if not self._tags:
            return rest
        found = _AFTER.search(rest)
        assert found is not None, "openpyxl wrote page margins"
        tags = f"<hyperlinks>{''.join(self._tags)}</hyperlinks>".encode()
        return rest[: found.start()] + tags + rest[found.start() :]
