"""读表时要对照的名册：允许的单位、标的和品目编码。"""

import difflib
from dataclasses import dataclass
from functools import lru_cache

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.form_identity import FormKey
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.excel.unit_names import UnitBook

_NEAREST = 3
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


@lru_cache(maxsize=4096)
def item_key(name: str) -> str:
    """An item name as it is compared."""
    plain = squeeze(halfwidth(name)).lower()
    return plain.translate({ord("["): "(", ord("]"): ")", ord("【"): "(", ord("】"): ")"})
