"""What the form of 采购实施 says in its table of changes, read and written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zjbuy_desktop.core.case.tender import Clarification

FIELDS = ("number", "link", "issued", "due", "leader")
"""Fields of the form that are fields of the record."""
_YES, _NO = "是", "否"


def clarified_rows(told: Iterable[Clarification]) -> tuple[tuple[str, str, str], ...]:
    """Rows of the table."""
    return tuple((c.on.isoformat(), c.what, _YES if c.affects else _NO) for c in told)


def clarified(rows: Iterable[Sequence[str]]) -> tuple[Clarification, ...]:
    """The changes the rows tell; ``unreadable`` says beforehand whether they can be read."""
    return tuple(Clarification(_day(r[0]), r[1], r[2] != _NO) for r in rows)


def unreadable(
    problems: Mapping[str, str], rows: Iterable[Sequence[str]]
) -> tuple[str, str] | None:
    """(field, what is wrong with it) of the first thing that can't be read."""
    for name, text in problems.items():
        return name, text
    for place, (on, what, affects) in enumerate(rows, 1):
        text = _fault(on, what, affects)
        if text:
            return "clarifications", f"第 {place} 行{text}"
    return None


def _fault(on: str, what: str, affects: str) -> str:
    try:
        _day(on)
    except ValueError:
        return f"的日期“{on}”读不懂，写成 2026-09-15"
    if not what:
        return "没有写改了什么"
    return "" if affects in (_YES, _NO, "") else f"的“{affects}”读不懂，写是或否"


def _day(text: str) -> date:
    plain = text.strip().replace("年", "-").replace("月", "-").replace("日", "")
    plain = plain.replace(".", "-").replace("/", "-")
    year, month, day = (int(part) for part in plain.split("-"))
    return date(year, month, day)
