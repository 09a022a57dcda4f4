"""认表头：哪一行是表头，每一列是什么，金额以元还是万元计。"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.header_words import LABELS, REQUIRED, UNCERTAIN, UNIQUE, field_of

SEARCHED_ROWS = 30
"""A header stands within the first rows; below that it would be data that looks like one."""

MIN_FIELDS = 3
"""Fewer recognised captions than this are a coincidence, not a header."""

MAX_CAPTION = 40

_COMPLETE = 10 * len(REQUIRED)

_SCALES = {"元": 1, "千元": 1_000, "万元": 10_000}
_BRACKETS = re.compile(r"[(\[【〔{<][^()\[\]【】〔〕{}<>]*[)\]】〕}>]")
_UNIT_TAIL = re.compile(r"[/:、,\-]?(?:单位:?)?(?:人民币)?(万元|千元|元)$")
_UNIT_INSIDE = re.compile(r"(万元|千元|元)(?!件|素)")
_MONEY_LINE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|金额|货币)单\s*位\s*[:为]?\s*(?:人民币)?(万元|千元|元)(?![\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Caption:
    """One header cell, understood.

    Attributes:
        text: the caption without brackets and money unit.
        scale: 元 per written unit, ``None`` if the caption doesn't say.
    """

    text: str
    scale: int | None


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header.

    Attributes:
        row: first header row, from 0.
        first_row: first row that may hold data.
        columns: field → column numbers (several only for joined text fields).
        price_scale: 元 per unit of the price column.
        amount_scale: 元 per unit of the amount column.
        scale_stated: whether the sheet says at all in which unit its money is.
        uncertain: columns captioned just “单位”.
    """

    row: int
    first_row: int
    columns: dict[str, tuple[int, ...]]
    price_scale: int = 1
    amount_scale: int = 1
    scale_stated: bool = True
    uncertain: tuple[int, ...] = ()

    def column(self, name: str) -> int | None:
        """The (first) column of a field."""
        found = self.columns.get(name)
        return found[0] if found else None


@lru_cache(maxsize=2048)
def caption_of(text: str) -> Caption:
    """Take a header cell apart: ``预算总额（万元）`` → ``预算总额``, 10000."""
    plain = squeeze(halfwidth(text)).strip("*＊:;。.").lower()
    scale = None
    for bracket in _BRACKETS.findall(plain):
        inside = _UNIT_INSIDE.search(bracket)
        if inside:
            scale = _SCALES[inside[1]]
    bare = _BRACKETS.sub("", plain).strip("*:;。.")
    tail = _UNIT_TAIL.search(bare)
    if tail and tail.start():
        scale = scale or _SCALES[tail[1]]
        bare = bare[: tail.start()]
    return Caption(bare, scale)


def find_header(grid: Grid) -> Header | None:
    """The row (or two rows) of the first `SEARCHED_ROWS` that reads most like a header."""
    best: tuple[int, int, int] | None = None
    for row in range(min(SEARCHED_ROWS, len(grid.rows))):
        for height in (1, 2):
            score = _score(_captions(grid, row, height))
            if score >= _COMPLETE and height == 1:
                return _header(grid, row, 1)
            if score > (best[0] if best else 0):
                best = (score, row, height)
    return _header(grid, best[1], best[2]) if best else None


def header_problems(grid: Grid, header: Header) -> list[CellProblem]:
    """Missing columns, and columns that can't be told apart."""
    found = []
    missing = [LABELS[name] for name in REQUIRED if name not in header.columns]
    if missing:
        found.append(
            problems.at(
                grid.sheet,
                address(header.row, 0),
                f"表头里没有“{'”“'.join(missing)}”列",
                "表头含有标的名称、数量、单价、预算金额",
                "请补上所缺的列，或改用统一的填报表填写",
            )
        )
    for name, columns in header.columns.items():
        if len(columns) > 1 and name in UNIQUE:
            found.append(_ambiguous(grid, header, name, columns))
    return found


def same_header(grid: Grid, header: Header, row: int) -> bool:
    """Whether a later row repeats the header (printed on every page)."""
    hits = sum(
        1
        for name, columns in header.columns.items()
        for column in columns
        if field_of(_caption_at(grid, row, column).text) == name
    )
    return hits >= MIN_FIELDS


def _ambiguous(grid: Grid, header: Header, name: str, columns: Sequence[int]) -> CellProblem:
    row = header.first_row - 1
    names = "、".join(
        f"{address(row, column)}“{grid.at(row, column) or grid.at(header.row, column)}”"
        for column in columns
    )
    return problems.at(
        grid.sheet,
        address(row, columns[1]),
        f"有 {len(columns)} 列都像“{LABELS[name]}”：{names}",
        f"只有一列“{LABELS[name]}”",
        "请删去或改名其中一列，使意思只有一种",
    )


def _caption_at(grid: Grid, row: int, column: int) -> Caption:
    value = grid.at(row, column)
    return caption_of(value) if isinstance(value, str) and len(value) <= MAX_CAPTION else _NONE


_NONE = Caption("", None)


def _captions(grid: Grid, row: int, height: int) -> list[Caption]:
    if height == 1:
        width = len(grid.rows[row])
        return [_caption_at(grid, row, column) for column in range(width)]
    if row + 1 >= len(grid.rows):
        return []
    width = max(len(grid.rows[row]), len(grid.rows[row + 1]))
    return [_two_rows(grid, row, column) for column in range(width)]


def _two_rows(grid: Grid, row: int, column: int) -> Caption:
    upper, lower = _caption_at(grid, row, column), _caption_at(grid, row + 1, column)
    if field_of(lower.text):
        return Caption(lower.text, lower.scale or upper.scale)
    # 下面是数据而不是表头文字时，不能当成两行表头。
    return upper if grid.at(row + 1, column) == "" else _NONE


def _fields(captions: Sequence[Caption]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for column, caption in enumerate(captions):
        name = field_of(caption.text)
        if name:
            found[name] = (*found.get(name, ()), column)
    return found


def _score(captions: Sequence[Caption]) -> int:
    fields = _fields(captions)
    required = sum(1 for name in REQUIRED if name in fields)
    if required < 2 or len(fields) < MIN_FIELDS:  # 两个必需列才像需求表
        return 0
    return 10 * required + len(fields)


def _header(grid: Grid, row: int, height: int) -> Header:
    captions = _captions(grid, row, height)
    columns = _fields(captions)
    stated = _money_line(grid, row)
    price, amount = (
        captions[columns[name][0]].scale if name in columns else None
        for name in ("price", "amount")
    )
    uncertain = tuple(i for i, caption in enumerate(captions) if caption.text == UNCERTAIN)
    return Header(
        row,
        row + height,
        columns,
        price or stated or 1,
        amount or stated or 1,
        bool(stated or amount),
        uncertain,
    )


def _money_line(grid: Grid, row: int) -> int | None:
    """What a line above the table (“单位：万元”) says about its money."""
    for line in grid.rows[:row]:
        for value in line:
            if isinstance(value, str) and "元" in value:
                match = _MONEY_LINE.search(halfwidth(value))
                if match:
                    return _SCALES[match[1]]
    return None
