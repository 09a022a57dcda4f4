"""几行高的表头：合并的组名（预算（万元）在上，单价、金额在下）归到它下面的各列。"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zjbuy_desktop.excel.captions import NO_CAPTION, Caption, caption_of, combined
from zjbuy_desktop.excel.column_numbers import below_numbers
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.header_words import MEASURES, NOT_OURS, WORD_OF, field_of

MAX_HEIGHT = 5
"""More header rows than this have not been seen; below it would be data."""

MAX_CAPTION = 40

_LABELLED = re.compile(r"[:：]\s*\S|[:：]\s*$")
_DIGITS = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Head:
    """A head as laid out in the sheet.

    Attributes:
        row: its first row, from 0.
        height: how many rows it has.
        captions: per column, group captions considered.
        first_row: the first row that may hold data (below a row of column numbers).
    """

    row: int
    height: int
    captions: tuple[Caption, ...]
    first_row: int


def caption_at(grid: Grid, row: int, column: int) -> Caption:
    """The caption in one cell; an empty one where no short text stands."""
    value = grid.at(row, column)
    return caption_of(value) if isinstance(value, str) and len(value) <= MAX_CAPTION else NO_CAPTION


def single(grid: Grid, row: int) -> list[Caption]:
    """The captions of a head of one row."""
    return [
        caption_of(value) if isinstance(value, str) and len(value) <= MAX_CAPTION else NO_CAPTION
        for value in grid.rows[row]
    ]


def head_at(grid: Grid, row: int) -> Head | None:
    """The head that begins in this row, as high as it naturally is; ``None`` if none can."""
    if not _may_begin(grid, row):
        return None
    height = _height(grid, row)
    captions = single(grid, row) if height == 1 else _columns(grid, row, height)
    return Head(row, height, tuple(captions), below_numbers(grid, row + height))


def stands_alone(grid: Grid, row: int) -> bool:
    """Whether a row is a head by itself: nothing merged into it, no groups above or below."""
    if any(top <= row <= bottom for (top, _left), (bottom, _right) in grid.merges):
        return False
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else ()
    if _is_text_only(below) and sum(1 for value in below if value != "") > 1:
        return False
    return row == 0 or not _may_begin(grid, row - 1)


def _may_begin(grid: Grid, row: int) -> bool:
    """Whether a row may be the top row of a head: captions side by side, or one real group."""
    values = [value for value in grid.rows[row] if value != ""]
    if not values or not all(isinstance(v, str) and len(v) <= MAX_CAPTION for v in values):
        return False
    texts = [str(value) for value in values]
    if any(_LABELLED.search(text) for text in texts):
        return False
    if len(texts) > 1:
        return True
    # 只有一格的一行多半是标题；写明了金额单位或“现有”的，才可能是组名。
    column = next(i for i, value in enumerate(grid.rows[row]) if value != "")
    caption = caption_of(texts[0])
    return column > 0 and bool(caption.text) and _matters(caption)


def _matters(caption: Caption) -> bool:
    return caption.scale is not None or bool(NOT_OURS.search(caption.text))


def _height(grid: Grid, row: int) -> int:
    tall = {
        top: bottom
        for (top, left), (bottom, _right) in sorted(grid.merges, key=lambda m: m[1][0])
        if top < bottom < top + MAX_HEIGHT and grid.at(top, left) != ""
    }
    height = 1
    while height < MAX_HEIGHT:
        following = row + height
        if following >= len(grid.rows) or not _is_text_only(grid.rows[following]):
            break
        merged = any(tall.get(i, -1) >= following for i in range(row, following))
        if not merged and not _continues(grid, row, following):
            break
        height += 1
    return height


def _is_text_only(values: Sequence[CellValue]) -> bool:
    """Whether a row has nothing but short texts without figures."""
    return all(
        value == ""
        or (isinstance(value, str) and len(value) <= MAX_CAPTION and not _is_figure(value))
        for value in values
    )


def _is_figure(value: str) -> bool:
    # “2026年数量”是表头，“约30”“5台”是数据。
    return bool(_DIGITS.search(value)) and not field_of(caption_of(value).text)


def _continues(grid: Grid, top: int, row: int) -> bool:
    """Whether a row of texts belongs to the head above it."""
    if not _groups(grid, row - 1):
        return False
    known = 0
    for column, value in enumerate(grid.rows[row]):
        if value == "":
            continue
        caption = caption_of(str(value))
        above = caption_at(grid, row - 1, column)
        unit = not caption.text or caption.text in MEASURES
        completes = above.scale is not None or above.text + caption.text in WORD_OF
        if grid.at(row - 1, column) != "" and not (
            unit or completes or _spans(grid, row - 1, column)
        ):
            return False
        groups = [caption_at(grid, i, column) for i in range(top, row)]
        word = combined([*(g for g in groups if g.text or g.scale), caption]).text
        known += bool(field_of(word)) or (unit and bool(above.text))
    return known > 0


def _groups(grid: Grid, row: int) -> bool:
    """Whether a row is more than texts that happen to stand above captions.

    Its merged cells say so, a caption with nothing below it, or a group that says something of
    its own; “填报单位” with a name beside it does none of these.
    """
    if any(top == row and right > left for (top, left), (_bottom, right) in grid.merges):
        return True
    for column, value in enumerate(grid.rows[row]):
        caption = caption_at(grid, row, column)
        if value != "" and (
            _matters(caption) or (field_of(caption.text) and grid.at(row + 1, column) == "")
        ):
            return True
    return False


def _spans(grid: Grid, row: int, column: int) -> bool:
    """Whether a group caption reaches over the column to its right."""
    for (top, left), (bottom, right) in grid.merges:
        if top <= row <= bottom and left <= column <= right:
            return right > left
    return (
        grid.at(row, column + 1) == ""
        and grid.at(row + 1, column) != ""
        and (grid.at(row + 1, column + 1) != "" or grid.at(row + 2, column + 1) != "")
    )


def _columns(grid: Grid, row: int, height: int) -> list[Caption]:
    texts = _spread(grid, row, height)
    captions = []
    for column in range(len(texts[0])):
        parts: list[str] = []
        for line in texts:
            if line[column] and (not parts or parts[-1] != line[column]):
                parts.append(line[column])
        captions.append(combined([caption_of(part) for part in parts]))
    return captions


def _spread(grid: Grid, row: int, height: int) -> list[list[str]]:
    """The texts of the head rows, merged ones and groups repeated over what they cover."""
    lines = grid.rows[row : row + height]
    width = max(len(line) for line in lines)
    texts = [[_text(grid.at(row + i, c)) for c in range(width)] for i in range(height)]
    for (top, left), (bottom, right) in grid.merges:
        if not row <= top < row + height:
            continue
        for i in range(top - row, min(bottom - row + 1, height)):
            for column in range(left, min(right + 1, width)):
                texts[i][column] = _text(grid.at(top, left))
    for i in range(height - 2, -1, -1):
        _reach_right(texts, i)
    return texts


def _reach_right(texts: list[list[str]], i: int) -> None:
    """A group that isn't merged reaches over the empty cells right of it that have captions."""
    above, below = texts[i], texts[i + 1]
    for column in range(1, len(above)):
        group = above[column - 1]
        if not above[column] and below[column] and group and below[column - 1] not in ("", group):
            above[column] = group


def _text(value: CellValue) -> str:
    return value if isinstance(value, str) and len(value) <= MAX_CAPTION else ""
