"""读表时要对照的名册：允许的单位、标的和品目编码。"""

import difflib
from dataclasses import dataclass
from functools import lru_cache

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.form_identity import FormKey
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.excel.unit_names import UnitBook

_NEAREST = 3
_MOST_NAMED = 8
_LIKE = 0.4


@dataclass(frozen=True, slots=True)
class Roster:
    """What a return is read against.

    Attributes:
        units: 名册上的单位全称.
        items: 标的名称; empty accepts any item.
        category_code: 品目编码; empty accepts any code.
        form_key: what signs this project's forms; ``None`` before any was given out.
        versions: unit → version of the form it would get today.
        mappings: 对应方案 given for what is read now; they go before recognition.
        remembered: those the office keeps.
    """

    units: tuple[str, ...]
    items: tuple[str, ...]
    category_code: str
    form_key: FormKey | None = None
    versions: tuple[tuple[str, str], ...] = ()
    mappings: tuple[HeaderMapping, ...] = ()
    remembered: tuple[HeaderMapping, ...] = ()


class RosterBook:
    """A roster ready to be looked up; made once and used for many files."""

    def __init__(self, roster: Roster) -> None:
        self.form_key = roster.form_key
        self.versions = dict(roster.versions)
        self.mappings = roster.mappings
        self.remembered = roster.remembered
        self.units = UnitBook(roster.units)
        self.items = roster.items
        self.category_code = squeeze(halfwidth(roster.category_code)).upper()
        self._by_key = {item_key(item): item for item in roster.items}

    def item(self, written: str) -> str | None:
        """The item as the project calls it, brackets, white space and width aside."""
        if not self.items:
            return written or None
        return self._by_key.get(item_key(written))

    def nearest_items(self, written: str) -> list[str]:
        """Items that look like this one, best first."""
        return difflib.get_close_matches(written, self.items, _NEAREST, _LIKE)


def unknown_item(book: RosterBook, written: str) -> tuple[str, str]:
    """What is expected of a 标的名称 that is none of the project's, and how to mend it.

    Another wording may mean one of them or something else: only the unit knows, nobody guesses.
    """
    items = [*book.nearest_items(written), *book.items]
    named = list(dict.fromkeys(items))[:_MOST_NAMED]
    more = f"等 {len(book.items)} 种" if len(book.items) > len(named) else ""
    which = "它" if len(book.items) == 1 else "其中一种"
    return (
        f"标的名称为“{'”或“'.join(named)}”{more}",
        f"指的是{which}的，请把这一格改成那个名称，一字不差；"
        f"不是的不在这次采购之内，请删去这一行，要一起采购的请先与牵头单位联系",
    )


@lru_cache(maxsize=4096)
def item_key(name: str) -> str:
    """An item name as it is compared."""
    plain = squeeze(halfwidth(name)).lower()
    return plain.translate({ord("["): "(", ord("]"): ")", ord("【"): "(", ord("】"): ")"})
