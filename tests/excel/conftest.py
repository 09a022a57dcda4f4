"""Rosters and workbooks made on the spot for the tests of reading and writing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.books import ITEM, OTHER_ITEM, UNIT
from zjbuy_desktop.excel.returns import Roster


@pytest.fixture
def roster() -> Roster:
    return Roster(
        (UNIT, "之江市城东区教育局", "之江市第一中学", "之江市机关事务管理局"),
        (ITEM, OTHER_ITEM),
        "A02010105",
    )


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """``save(rows, name="a.xlsx", change=…)`` writes a workbook; ``change`` gets the sheet."""

    def _save(
        rows: Sequence[Sequence[Any]],
        name: str = "填报表.xlsx",
        change: Callable[[Any], None] | None = None,
    ) -> Path:
        book = openpyxl.Workbook()
        for values in rows:
            book.active.append(list(values))
        if change:
            change(book.active)
        path = tmp_path / name
        book.save(path)
        return path

    return _save
