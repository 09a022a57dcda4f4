"""身份证号 are kept whole only where a paper needs them: everything else is written masked.

It stands before the database, so that no list, trail, search or export can show what no table
holds.
"""

import re
from collections.abc import Iterable
from typing import Any

from zjbuy_desktop.core.base.identifiers import mask_identity

_WRITES = re.compile(r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE)\s+\"?(\w+)", re.I)
_WHOLE = frozenset({"paper_particulars", "draft", "audit_event", "meta", "row_log"})
"""What is entered for papers and what stands in their forms; a trail event is masked before it is
hashed, and digests hold no text."""
_LENGTH = 18
_FIGURES = re.compile(r"\d{6}[ \-]?\d{8}[ \-]?\d{3}")
"""What every number that is masked holds, however it is parted: most rows have none at all."""


def masked(statement: str, parameters: Any, *, many: bool) -> Any:
    """The parameters of a statement as they may be written.

    Args:
        statement: the SQL.
        parameters: a tuple or dict; a list of them for ``executemany``.
        many: whether it is one.
    """
    into = _WRITES.match(statement)
    if into is None or into[1] in _WHOLE or not parameters:
        return parameters
    return [_row(row) for row in parameters] if many else _row(parameters)


def _row(row: Any) -> Any:
    values: Iterable[Any] = row.values() if isinstance(row, dict) else row
    long = [value for value in values if type(value) is str and len(value) >= _LENGTH]
    if not long or not _FIGURES.search("\n".join(long)):
        return row
    if isinstance(row, dict):
        return {name: _value(value) for name, value in row.items()}
    return tuple(map(_value, row))


def _value(value: Any) -> Any:
    return mask_identity(value) if type(value) is str and len(value) >= _LENGTH else value
