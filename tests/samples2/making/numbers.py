"""How amounts stand in a cell: 元, 千元, 万元, as numbers or as text."""

from decimal import Decimal
from typing import Any

YUAN, THOUSAND, WAN = 100, 100_000, 1_000_000
"""分 in one 元, 千元, 万元."""


def shown(fen: int, unit: int = YUAN) -> str:
    """The exact number in that unit, no more digits than needed: ``1.542``."""
    text = format(Decimal(fen) / unit, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def cell(fen: int, unit: int = YUAN) -> Any:
    """The same as a number for a cell: whole where it is whole."""
    text = shown(fen, unit)
    return float(text) if "." in text else int(text)


def grouped(fen: int) -> str:
    """元 with separators and two places: ``15,420.00``."""
    return f"{Decimal(fen) / 100:,.2f}"
