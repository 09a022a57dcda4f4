"""写表用的值和列：金额以分、数量以千分之一交来，写成真正的数。"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fen:
    """Money to be written as 元."""

    fen: int


@dataclass(frozen=True, slots=True)
class Milli:
    """A quantity in 1/1000."""

    milli: int


Value = str | int | Fen | Milli | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: caption and width in characters."""

    caption: str
    width: float
