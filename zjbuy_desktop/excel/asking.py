"""拿不准就问：表头认不全、分不清时，列出各列和程序的猜想，请人指明。"""

from zjbuy_desktop.core.case.mapping_faults import MOST_HEAD_ROWS
from zjbuy_desktop.core.case.mapping_need import ColumnGuess, MappingNeed
from zjbuy_desktop.core.case.need_fields import LABELS, REQUIRED
from zjbuy_desktop.excel.by_content import settled
from zjbuy_desktop.excel.grid import Grid, letters
from zjbuy_desktop.excel.header_words import UNIQUE, field_of
from zjbuy_desktop.excel.headers import Header, caption_of, header_of, searched
from zjbuy_desktop.excel.heads import Head, single
from zjbuy_desktop.excel.mapping_heads import captions
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.values import SCALE_NAMES

_FEWEST_TEXTS = 3
_LONGEST_CAPTION = 40
_FEWEST_FIGURES = 2
_FEWEST_BELOW = 2


def asked(grid: Grid, header: Header | None, book: RosterBook) -> MappingNeed | None:
    """What a person has to say of a sheet; ``None`` if it holds nothing like a table.

    ``reasons`` of the answer is empty where the columns are certain.
    """
    if header is None:
        rows = _likely_head(grid)
        return None if rows is None else _unrecognised(grid, rows, book)
    height = header.first_row - header.row
    stated = header.scale_stated and not header.problems
    fields = {column: name for name, found in header.columns.items() for column in found}
    doubtful = {column for column in fields if _ambiguous(header, fields[column])}
    doubtful |= {c for name in header.by_content for c in header.columns[name]}
    doubtful |= set(header.uncertain)
    columns = [
        ColumnGuess(
            letters(column),
            text,
            fields.get(column, ""),
            column in fields and column not in doubtful,
        )
        for column, text in enumerate(captions(grid, header.row, height))
        if text or column in fields
    ]
    return MappingNeed(
        grid.sheet,
        header.row + 1,
        height,
        header.first_row + 1,
        tuple(columns),
        tuple(doubts(header)),
        SCALE_NAMES[header.price_scale] if stated else "",
        SCALE_NAMES[header.amount_scale] if stated else "",
    )


def doubts(header: Header) -> list[str]:
    """What is not certain about a head, in Chinese; nothing where it is read without asking."""
    missing = [LABELS[name] for name in REQUIRED if name not in header.columns]
    found = [f"没有认出“{'”“'.join(missing)}”列"] if missing else []
    for name, columns in header.columns.items():
        if _ambiguous(header, name):
            which = "、".join(letters(column) for column in columns)
            found.append(f"{which} 列都像“{LABELS[name]}”")
    if header.uncertain:
        which = "、".join(letters(column) for column in header.uncertain)
        found.append(f"{which} 列的“单位”看不出是采购单位还是计量单位")
    if header.problems or (found and not header.scale_stated):
        found.append("说不准金额以元还是万元计")
    return found


def _ambiguous(header: Header, name: str) -> bool:
    return name in UNIQUE and len(header.columns[name]) > 1


def _likely_head(grid: Grid) -> range | None:
    """The rows of captions right above the first row of figures, from 0."""
    top = bottom = -1
    for row in searched(grid):
        texts = [v for v in grid.rows[row] if isinstance(v, str) and v.strip()]
        if sum(map(_is_figure, grid.rows[row])) >= _FEWEST_FIGURES:
            if top >= 0:
                return range(max(top, bottom + 1 - MOST_HEAD_ROWS), bottom + 1)
        elif sum("：" in v or ":" in v for v in texts) * 2 > len(texts):
            top = -1  # “填报单位：…　联系人：…”一行是表头上方的话
        # 表头的下一行可以只有几个字，其余并到上面去了。
        elif len(texts) >= (_FEWEST_TEXTS if top < 0 else _FEWEST_BELOW):
            top, bottom = (row if top < 0 else top), row
    return None


def _is_figure(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().replace(".", "", 1).replace(",", "").isdecimal()
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unrecognised(grid: Grid, rows: range, book: RosterBook) -> MappingNeed:
    top, height = rows.start, len(rows)
    told = _by_content(grid, top, book) if height == 1 else {}
    columns = [
        ColumnGuess(letters(column), text, told.get(column) or _guess(text))
        for column, text in enumerate(captions(grid, top, height))
        if text
    ]
    return MappingNeed(grid.sheet, top + 1, height, rows.stop + 1, tuple(columns), ("认不出表头",))


def _by_content(grid: Grid, row: int, book: RosterBook) -> dict[int, str]:
    """Column → what its content makes of it, captions aside."""
    head = Head(row, 1, tuple(single(grid, row)), row + 1)
    columns = settled(grid, header_of(grid, head), book).columns
    return {column: name for name, found in columns.items() for column in found}


def _guess(text: str) -> str:
    return field_of(caption_of(text).text) if len(text) <= _LONGEST_CAPTION else ""
