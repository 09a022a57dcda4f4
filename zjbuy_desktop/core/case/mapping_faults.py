"""对应方案哪里不成立：写重了、写漏了、列不对；一次说全。"""

import re
from collections.abc import Iterator

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.need_fields import FIXABLE, JOINED, LABELS, MONEY_UNITS, REQUIRED

MOST_HEAD_ROWS = 5
"""A head of more rows is no head."""

MOST_ROW = 1_000
MOST_NAME = 40
FEWEST_HEADS = 3
"""Fewer captions than this would fit tables that have nothing to do with it."""

_LETTERS = re.compile(r"[A-Z]{1,2}")

Fault = tuple[tuple[str, ...], str, str]
"""Where (``("columns", "item")``), what is wrong, how to mend it."""


def check_mapping(mapping: HeaderMapping) -> HeaderMapping:
    """The mapping itself, if nothing is wrong with it.

    Raises:
        UserError: with the first thing that is.
    """
    for _place, message, hint in faults(mapping):
        raise UserError(f"对应方案“{mapping.name}”：{message}。", hint)
    return mapping


def faults(mapping: HeaderMapping) -> Iterator[Fault]:
    """Everything that keeps a mapping from being used."""
    yield from _name(mapping)
    yield from _rows(mapping)
    yield from _columns(mapping)
    yield from _fixed(mapping)
    yield from _heads(mapping)
    yield from _missing(mapping)
    for key in ("price_unit", "amount_unit"):
        if getattr(mapping, key) not in MONEY_UNITS:
            what = "单价" if key == "price_unit" else "预算金额"
            written = getattr(mapping, key)
            told = f"{what}不能以“{written}”计" if written else f"没有写明{what}以什么计"
            yield (key,), told, f"写{'、'.join(MONEY_UNITS)}"


def _name(mapping: HeaderMapping) -> Iterator[Fault]:
    name = mapping.name
    if not name.strip() or len(name) > MOST_NAME or not name.isprintable():
        yield ("name",), "名称是空的、太长或有换行", f"起一个认得出的名字，不超过 {MOST_NAME} 个字"


def _rows(mapping: HeaderMapping) -> Iterator[Fault]:
    if not 1 <= mapping.head_row <= MOST_ROW:
        yield ("head_row",), f"表头在第 {mapping.head_row} 行", f"写 1 到 {MOST_ROW} 之间的行号"
    if not 1 <= mapping.head_rows <= MOST_HEAD_ROWS:
        yield (
            ("head_rows",),
            f"表头有 {mapping.head_rows} 行",
            f"写 1 到 {MOST_HEAD_ROWS}；没有表头的表请先补一行表头",
        )
    end = mapping.head_row + mapping.head_rows
    if not end <= mapping.first_row <= end + MOST_ROW:
        yield (
            ("first_row",),
            f"数据从第 {mapping.first_row} 行开始，表头却到第 {end - 1} 行",
            f"数据的第一行在表头下面，从 {end} 起",
        )


def _columns(mapping: HeaderMapping) -> Iterator[Fault]:
    used: dict[str, str] = {}
    seen: set[str] = set()
    for name, letters in mapping.columns:
        place = ("columns", name)
        if name not in LABELS:
            yield place, f"没有“{name}”这一项", f"可以写：{'、'.join(LABELS.values())}"
            continue
        if name in seen:
            yield place, f"“{LABELS[name]}”写了两次", "删去一处"
        seen.add(name)
        if not letters:
            yield place, f"“{LABELS[name]}”没有写是哪一列", "写列的字母，例如 C"
        if len(letters) > 1 and name not in JOINED:
            yield place, f"“{LABELS[name]}”有 {len(letters)} 列", "只能是其中一列"
        for letter in letters:
            yield from _letter(place, letter)
            if letter in used:
                yield (
                    place,
                    f"{letter} 列既是“{used[letter]}”又是“{LABELS[name]}”",
                    "一列只能是一项",
                )
            used.setdefault(letter, LABELS[name])


def _letter(place: tuple[str, ...], letter: str) -> Iterator[Fault]:
    if not _LETTERS.fullmatch(letter):
        yield place, f"“{letter}”不是列的字母", "写 A、B……Z、AA……，不写行号"


def _fixed(mapping: HeaderMapping) -> Iterator[Fault]:
    for name, text in mapping.fixed:
        place = ("fixed", name)
        if name not in FIXABLE:
            label = LABELS.get(name, name)
            allowed = "、".join(LABELS[field] for field in FIXABLE)
            yield place, f"“{label}”不能一律写成一样", f"只有{allowed}可以"
        elif not text.strip():
            yield place, f"“{LABELS[name]}”是空的", "写明，或删去这一项"
        elif mapping.letters(name):
            yield place, f"“{LABELS[name]}”又有一列，又写成一律相同", "只能取其中一种"
    if mapping.fixed_text("unit") and not mapping.file.strip("* "):
        yield (
            ("fixed", "unit"),
            "写定了采购单位，却没有写是哪个文件",
            "写明文件名，以免把别的单位的表也算成它的",
        )


def _heads(mapping: HeaderMapping) -> Iterator[Fault]:
    heads = dict(mapping.heads)
    for letter in heads:
        yield from _letter(("heads", letter), letter)
    if sum(bool(text.strip()) for text in heads.values()) < FEWEST_HEADS:
        yield (
            ("heads",),
            f"写明的表头不到 {FEWEST_HEADS} 个",
            "照原表写下各列的表头，程序凭它认这种表",
        )
    for name, letters in mapping.columns:
        for letter in letters:
            if letter not in heads and _LETTERS.fullmatch(letter):
                yield (
                    ("columns", name),
                    f"没有写下 {letter} 列的表头",
                    "照原表写下；原表那一格是空的，就写空的引号",
                )


def _missing(mapping: HeaderMapping) -> Iterator[Fault]:
    said = {name for name, _ in (*mapping.columns, *mapping.fixed)}
    missing = [LABELS[name] for name in REQUIRED if name not in said]
    if missing:
        yield ("columns",), f"没有指明“{'”“'.join(missing)}”", "这几项缺了不成需求表"
