"""A unit that got its file back and does what the first sheet of it says, and nothing else."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.excel.filling import fill_form
from zjbuy_desktop.excel.form_data import FormItem, NeedForm

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


def mend(path: Path, target: Path, answers: Answers, fill: Answers | None = None) -> None:
    """Write 建议改为, or the unit's own answer, into each linked cell; save as ``target``.

    ``fill`` is what the unit adds in other cells: a column that was missing, rows.
    """
    book = openpyxl.load_workbook(path)
    for place, suggestion in listed(path):
        text = answers.get(place) or suggestion
        if place and text != ASK:
            _write(book, place, text)
    for place, text in (fill or {}).items():
        _write(book, place, text)
    book.save(target)


def fill_fresh(path: Path, line: Mapping[str, str]) -> None:
    """Fill in the form that came along, which has totals of its own."""
    unit = Unit("甲", "", "", Level.COUNTY, "", Role.PARTICIPANT)
    form = NeedForm("", "", unit, "", "", (FormItem(line["item"]),))
    fill_form(path, form, [line], date(2026, 8, 19))


def _write(book: Any, place: str, text: str) -> None:
    name, _, cell = place.rpartition("!")
    book[name][cell].value = _typed(text)


def _typed(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
