"""对应方案的文件（TOML）读进来；写错了说在第几行。"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.mapping_faults import faults
from zjbuy_desktop.core.case.need_fields import LABELS
from zjbuy_desktop.usecases.mapping_text import KEYS, NUMBERS
from zjbuy_desktop.usecases.toml_text import parse, read_text

_SECTIONS = ("heads", "columns", "fixed")
_BY_WORD = {word: key for key, label in KEYS.items() for word in (key, label)}
_FIELD_BY_WORD = {word: key for key, label in LABELS.items() for word in (key, label)}
_TABLE = re.compile(r"\s*\[\[\s*table\s*]]")
_SECTION = re.compile(r"\s*\[\s*table\s*\.\s*[\"']?(.*?)[\"']?\s*]")


def read_mappings(file: Path) -> tuple[HeaderMapping, ...]:
    """The mappings of a file.

    Raises:
        UserError: naming the file, the line, what is wrong and how to mend it.
    """
    text = read_text(file)
    tables = parse(text, file.name).get("table", [])
    if not isinstance(tables, list) or not tables:
        raise UserError(f"“{file.name}”里没有 [[table]]。", "每种表写一段 [[table]]。")
    readers = [_Reader(file.name, text, place, table) for place, table in enumerate(tables)]
    mappings = tuple(reader.read() for reader in readers)
    names = [mapping.name for mapping in mappings]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise readers[place].wrong(("name",), f"名称“{name}”前面已经有了", "换一个名称")
    return mappings


class _Reader:
    """One ``[[table]]`` of a file, and where its lines are."""

    def __init__(self, file: str, text: str, place: int, table: Mapping[str, Any]) -> None:
        self._file = file
        self._lines = text.splitlines()
        self._table = table
        starts = [n for n, line in enumerate(self._lines) if _TABLE.match(line)]
        self._start = starts[place] if place < len(starts) else 0
        self._end = (*starts, len(self._lines))[place + 1] if place < len(starts) else 0

    def read(self) -> HeaderMapping:
        given = self._known(self._table, _BY_WORD, ())
        for key in ("name", "file", "sheet", "price_unit", "amount_unit"):
            if not isinstance(given.get(key, ""), str):
                raise self.wrong((key,), f"“{KEYS[key]}”应当是文字", "加引号写")
        for key in NUMBERS:
            if type(given.get(key, 0)) is not int:
                raise self.wrong((key,), f"“{KEYS[key]}”应当是行数", "写数字，不加引号")
        for key in _SECTIONS:
            if not isinstance(given.get(key, {}), dict):
                raise self.wrong((key,), f"“{KEYS[key]}”应当是一段", f'写成 [table."{KEYS[key]}"]')
        head_row, head_rows = given.get("head_row", 1), given.get("head_rows", 1)
        mapping = HeaderMapping(
            name=given.get("name", "").strip(),
            heads=tuple((k.upper(), v) for k, v in self._texts(given, "heads").items()),
            columns=self._columns(given.get("columns", {})),
            head_row=head_row,
            head_rows=head_rows,
            first_row=given.get("first_row", head_row + head_rows),
            price_unit=given.get("price_unit", ""),
            amount_unit=given.get("amount_unit", ""),
            fixed=tuple(
                self._known(self._texts(given, "fixed"), _FIELD_BY_WORD, ("fixed",)).items()
            ),
            sheet=given.get("sheet", ""),
            file=given.get("file", ""),
        )
        for place, message, hint in faults(mapping):
            raise self.wrong(place, message, hint)
        return mapping

    def _known(
        self, table: Mapping[str, Any], words: Mapping[str, str], place: tuple[str, ...]
    ) -> dict[str, Any]:
        """The table under our own names."""
        found: dict[str, Any] = {}
        for word, value in table.items():
            key = words.get(word)
            if key is None:
                allowed = LABELS.values() if place else KEYS.values()
                raise self.wrong((*place, word), f"不认识“{word}”", f"可以写：{'、'.join(allowed)}")
            if key in found:
                raise self.wrong((*place, word), f"“{word}”写了两次", "删去一处")
            found[key] = value
        return found

    def _texts(self, given: Mapping[str, Any], section: str) -> dict[str, str]:
        table: dict[str, str] = given.get(section, {})
        for key, value in table.items():
            if not isinstance(value, str):
                raise self.wrong((section, key), f"“{key}”应当是文字", "加引号写")
        return table

    def _columns(self, table: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        columns = []
        for name, value in self._known(table, _FIELD_BY_WORD, ("columns",)).items():
            letters = value if isinstance(value, list) else [value]
            if not all(isinstance(letter, str) for letter in letters):
                raise self.wrong(
                    ("columns", name), f"“{LABELS[name]}”应当是列的字母", '加引号写，例如 "C"'
                )
            letters = [letter.strip().upper() for letter in letters if letter.strip()]
            if letters:  # 空着的一项就是没有这一列
                columns.append((name, tuple(letters)))
        return tuple(columns)

    def wrong(self, place: tuple[str, ...], message: str, hint: str) -> UserError:
        """What to tell of a place of the table, with its line."""
        return UserError(f"“{self._file}”第 {self._line(place)} 行：{message}。", f"{hint}。")

    def _line(self, place: tuple[str, ...]) -> int:
        section, best, likely = "", self._start, 0
        for number in range(self._start, self._end):
            line = self._lines[number]
            heading = _SECTION.match(line)
            if heading:
                section = _BY_WORD.get(heading[1], heading[1])
                best = number if section == place[0] else best
            elif section == (place[0] if len(place) > 1 else ""):
                key = line.split("=", 1)[0].strip().strip("\"'")
                if key == place[-1]:
                    return number + 1
                if place[-1] in (_BY_WORD.get(key), _FIELD_BY_WORD.get(key), key.upper()):
                    likely = likely or number + 1
        return likely or best + 1
