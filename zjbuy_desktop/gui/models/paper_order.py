"""What a dialog asks to be made, and numbers that count on."""

import re
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.usecases.paper_settings import PaperSettings

_RUNNING = re.compile(r"(?s)(.*?)([0-9]+)([^0-9〕\])）]*)")
"""The running number is the last one, and not the year in its brackets."""


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What is to be made.

    Attributes:
        papers: (kind, subject) pairs.
        details: 文号 and 成文日期 to be kept first; empty if nothing was entered.
        folder: where to; ``None`` when only the details are to be kept.
        one_file: one PDF for the printer.
        folder_each: each unit's papers into a folder of its own.
        settings: how the office wants its papers; ``None`` leaves that as it is.
    """

    papers: tuple[tuple[str, str], ...]
    details: tuple[PaperDetails, ...]
    folder: Path | None
    one_file: bool = False
    folder_each: bool = False
    settings: PaperSettings | None = None


def counts_on(first: str) -> bool:
    """Whether a number can be counted on, or is empty."""
    return not first or _RUNNING.fullmatch(first) is not None


def counted_on(first: str, by: int) -> str:
    """之机管采函〔2026〕12号 counted on by 3 is 之机管采函〔2026〕15号; leading zeros stay."""
    match = _RUNNING.fullmatch(first)
    if match is None or by == 0:
        return first
    before, number, after = match.groups()
    return f"{before}{int(number) + by:0{len(number)}d}{after}"
