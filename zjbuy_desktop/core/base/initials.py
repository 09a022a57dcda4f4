"""拼音首字母：“之江市教育局”用 zjsjyj 也找得到。"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

_MOST = 16
"""So many ways to write one text are kept; a name with more is read in the usual way."""


@dataclass(frozen=True, slots=True)
class Initials:
    """The first letters of readings.

    Attributes:
        usual: character → letter of its usual reading.
        several: character → letters of all its readings, where a name may have another.
    """

    usual: Mapping[str, str]
    several: Mapping[str, str]

    @classmethod
    def from_table(cls, table: Mapping[str, Mapping[str, str]]) -> "Initials":
        """From the parsed resource: letter → characters, and characters read in several ways."""
        usual = {char: letter for letter, chars in table["initials"].items() for char in chars}
        return cls(usual, table["also"])

    def keys(self, text: str) -> str:
        """Every way the initials of a text may be typed, a line each; letters and digits stay."""
        letters = [self._letters(char) for char in text.casefold()]
        ways = 1
        for found in letters:
            ways *= max(1, len(found))
        if ways > _MOST:
            letters = [found[:1] for found in letters]
        return "\n".join("".join(way) for way in product(*(found for found in letters if found)))

    def _letters(self, char: str) -> str:
        if char.isascii():
            return char if char.isalnum() else ""
        usual = self.usual.get(char, "")
        return usual + "".join(c for c in self.several.get(char, "") if c != usual)
