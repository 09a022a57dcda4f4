"""Every case that differs from a given one in a single fact."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Particulars, Value
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.entries import Entry, EntryKind


def varied_cases(case: Case) -> Iterator[tuple[str, Case]]:
    """(where, case with one fact changed), what was entered for papers with it."""
    for name in ("project", "units", "recommendations", "needs", "events", "plans", "filing",
                 "agency", "awards", "supplements", "details"):  # fmt: skip
        for where, other in varied(getattr(case, name), name):
            yield where, replace(case, **{name: other})
    for at, given in enumerate(case.particulars):
        for where, other in _entered_otherwise(given):
            rest = (*case.particulars[:at], other, *case.particulars[at + 1 :])
            yield f"{given.kind}.{where}", replace(case, particulars=rest)


def varied(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """(where, value with one fact changed); nothing for what can't be changed."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from _in_fields(value, where)
    elif isinstance(value, tuple):
        yield from _in_tuple(value, where)
    elif isinstance(value, bool):
        yield where, not value
    elif isinstance(value, Enum):
        others = list(type(value))
        yield where, others[others.index(value) - 1]
    elif isinstance(value, str):
        yield where, f"{value}改"
    elif isinstance(value, int):
        yield where, value + 1000
    elif isinstance(value, datetime | date):
        yield where, value + timedelta(days=1)


def _in_fields(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        if field.init:
            for place, other in varied(getattr(value, field.name), f"{where}.{field.name}"):
                yield place, replace(value, **{field.name: other})


def _in_tuple(value: tuple[Any, ...], where: str) -> Iterator[tuple[str, Any]]:
    """Every cell of a row; of a series the last element, varied and left out."""
    row = all(isinstance(element, str) for element in value)
    for at in range(0 if row else len(value) - 1, len(value)):
        for place, other in varied(value[at], f"{where}[{at}]"):
            yield place, (*value[:at], other, *value[at + 1 :])
    if value and not row:
        yield f"{where}[-1]（删）", value[:-1]


def _entered_otherwise(given: Particulars) -> Iterator[tuple[str, Particulars]]:
    for at, (name, value) in enumerate(given.values):
        entry = next(e for e in PAPERS[given.kind].entries if e.name == name)
        for where, other in _typed_otherwise(entry, value):
            values = (*given.values[:at], (name, other), *given.values[at + 1 :])
            yield f"{name}{where}", replace(given, values=values)


def _typed_otherwise(entry: Entry, value: Value) -> Iterator[tuple[str, Value]]:
    if not isinstance(value, str):
        yield from _in_tuple(value, "")
    elif entry.kind is EntryKind.DATE:
        yield "", (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    elif entry.kind is EntryKind.CHOICE:
        yield "", entry.choices[entry.choices.index(value) - 1]
    elif entry.kind in (EntryKind.MONEY, EntryKind.COUNT):
        yield "", entry.checked(str(float(value) + 1)) if "." in value else str(int(value) + 1)
    else:
        yield "", f"{value}改"
