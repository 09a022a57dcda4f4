"""读资源表中的一行：类型不对、缺项、多出的项都用中文说清楚。"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from zjbuy_desktop.core.base.errors import UserError

T = TypeVar("T")


class Row:
    """One table of a resource file (law, calendar) while it is being read.

    Attributes:
        what: 这一行是什么, for messages, e.g. ``期限“D-15”``.
    """

    def __init__(self, what: str, values: Mapping[str, object]) -> None:
        self.what = what
        self._values = dict(values)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required unless a default is given."""
        return self._take(key, str, "文字", default)

    def whole(self, key: str) -> int:
        """A whole number."""
        if isinstance(self._values.get(key), bool):
            raise self._wrong(key, "整数")
        return self._take(key, int, "整数", None)

    def flag(self, key: str) -> bool:
        """true / false; false if not given."""
        return self._take(key, bool, "true 或 false", False)

    def day(self, key: str) -> date:
        """A plain date, written without quotes: 2026-01-01."""
        if isinstance(self._values.get(key), datetime):
            raise self._wrong(key, "日期（如 2026-01-01）")
        return self._take(key, date, "日期（如 2026-01-01）", None)

    def items(self, key: str) -> tuple[object, ...]:
        """A list; empty if not given."""
        return tuple(self._take(key, list, "列表", []))

    def done(self) -> None:
        """Refuse what nobody asked for: a misspelt key would otherwise be dropped silently.

        Raises:
            UserError: 有不认识的项.
        """
        if self._values:
            names = "、".join(sorted(self._values))
            raise UserError(f"{self.what}有不认识的项：{names}", "请对照说明改正项名，或删去。")

    def _take(self, key: str, kind: type[T], word: str, default: T | None) -> T:
        value = self._values.pop(key, default)
        if value is None:
            raise UserError(f"{self.what}缺少“{key}”", f"请补上，类型是{word}。")
        if not isinstance(value, kind):
            raise self._wrong(key, word)
        return value

    def _wrong(self, key: str, word: str) -> UserError:
        return UserError(f"{self.what}的“{key}”应当是{word}", "请改正后重试。")
