"""表头对应方案的草稿：程序的猜想，表头换一行时的猜想，人指明之后的方案；都不读文件。"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.header_mapping import HeaderMapping, caption_key
from zjbuy_desktop.core.case.mapping_need import ColumnGuess, MappingNeed
from zjbuy_desktop.core.case.need_fields import JOINED

if TYPE_CHECKING:
    from zjbuy_desktop.excel.peeking import SheetPeek

SAMPLES = 3
"""So many values tell what a column holds."""


def draft(need: MappingNeed, name: str) -> HeaderMapping:
    """The program's guess as a mapping, to be changed and completed.

    A column it can't tell from another is left out, and so is a money unit nobody stated.
    """
    guessed = [c for c in need.columns if c.field]
    chosen = {
        c.letter: c.field
        for c in guessed
        if c.field in JOINED or sum(g.field == c.field for g in guessed) == 1
    }
    return assigned(need, name, chosen, need.price_unit, need.amount_unit, {})


def assigned(
    need: MappingNeed,
    name: str,
    chosen: Mapping[str, str],
    price_unit: str,
    amount_unit: str,
    fixed: Mapping[str, str],
    file: str = "",
) -> HeaderMapping:
    """What a person said of a table as a mapping; `mapping_faults.faults` says what is missing.

    ``chosen`` is column letter → field, ``fixed`` field → the text of every row. A fixed unit
    holds for ``file`` alone, so that no other unit's table is ever counted as its own.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for column in need.columns:
        field = chosen.get(column.letter, "")
        if field:
            columns[field] = (*columns.get(field, ()), column.letter)
    return HeaderMapping(
        name=name,
        heads=tuple((c.letter, c.caption) for c in need.columns),
        columns=tuple(columns.items()),
        head_row=need.head_row,
        head_rows=need.head_rows,
        first_row=need.first_row,
        price_unit=price_unit,
        amount_unit=amount_unit,
        fixed=tuple(fixed.items()),
        file=file if "unit" in fixed else "",
    )


def table_of(sheet: "SheetPeek", head_row: int, head_rows: int, first_row: int) -> MappingNeed:
    """The columns of a sheet if its head stands in these rows, counted from 1.

    Guesses are kept for the columns whose caption stays the same; columns with neither caption
    nor content are left out.
    """
    known = sheet.proposal.columns if sheet.proposal else ()
    guesses = {(c.letter, caption_key(c.caption)): c for c in known}
    columns = []
    for place, letter in enumerate(sheet.letters):
        caption = _caption(sheet.rows[head_row - 1 : head_row - 1 + head_rows], place)
        guess = guesses.get((letter, caption_key(caption)), ColumnGuess(letter, caption))
        if caption or guess.field or samples(sheet, place, first_row):
            columns.append(guess)
    proposal = sheet.proposal
    return MappingNeed(
        sheet.sheet,
        head_row,
        head_rows,
        first_row,
        tuple(columns),
        proposal.reasons if proposal else (),
        proposal.price_unit if proposal else "",
        proposal.amount_unit if proposal else "",
    )


def samples(sheet: "SheetPeek", place: int, first_row: int) -> tuple[str, ...]:
    """The first values below the head in a column, by its place from 0."""
    values = (line[place] for line in sheet.rows[first_row - 1 :] if line[place])
    return tuple(value for value, _ in zip(values, range(SAMPLES), strict=False))


def _caption(rows: Iterable[tuple[str, ...]], place: int) -> str:
    return "/".join(filter(None, (line[place].strip() for line in rows)))
