"""A unit that got its file back and does what the first sheet of it says, and nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

ASK = "由贵单位确定"

Answers = Mapping[str, str]
"""``工作表!格`` → what the unit knows and the sheet doesn't."""


def listed(path: Path) -> list[tuple[str, str]]:
    """(``工作表!格`` by the link, 建议改为) of every line of the first sheet."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "请修改"
    lines: list[tuple[str, str]] = []
    begun = False
    for row in sheet.iter_rows():
        if begun and row[0].value:
            link = row[2].hyperlink
            place = link.location.replace("'", "") if link else ""
            lines.append((place, str(row[6].value)))
        begun = begun or row[0].value == "序号"
    assert sheet["A1"].value == f"请修改以下 {len(lines)} 处"
    return lines


def mend(path: Path, target: Path, answers: Answers) -> None:
    """Write 建议改为, or the unit's own answer, into each linked cell; save as ``target``."""
    book = openpyxl.load_workbook(path)
    for place, suggestion in listed(path):
        text = answers.get(place) or suggestion
        if place and text != ASK:
            name, _, cell = place.rpartition("!")
            book[name][cell].value = _typed(text)
    book.save(target)


def _typed(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
