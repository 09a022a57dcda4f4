"""What a clerk enters for a paper because no other record of the project holds it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Rows, Value


class EntryKind(StrEnum):
    """How an entry is typed, checked and shown."""

    TEXT = "文字"
    LONG = "多行文字"
    DATE = "日期"
    MONEY = "金额（元）"
    COUNT = "整数"
    CHOICE = "选项"
    TABLE = "表格"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be entered.

    Attributes:
        name: English name, the ``{name}`` of the text (a table: its ``[[name]]``).
        title: 中文名称.
        kind: how it is typed.
        required: the final form is refused while it is empty.
        hint: how to fill it in, shown beside the field.
        choices: of a CHOICE.
        columns: titles of a TABLE's columns.
        default: what stands there until something is entered.
        example: usual wording, offered to whoever fills it in; it never stands there by itself.
        known: rows of a TABLE as other records of the case have them, offered the same way.
    """

    name: str
    title: str
    kind: EntryKind = EntryKind.TEXT
    required: bool = True
    hint: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    default: Value = ""
    example: str = ""
    known: Callable[[Case], Rows] | None = None

    def checked(self, value: Value) -> Value:
        """The value in its one written form (2026-09-03, 1234.50), blank rows left out.

        Raises:
            UserError: it is not of the entry's kind.
        """
        if self.kind is EntryKind.TABLE:
            return self._rows(value)
        if not isinstance(value, str):
            raise UserError(f"“{self.title}”应当是文字，不是表格。", "请改正后重试。")
        text = value.strip()
        return self._text(text) if text else ""

    def _rows(self, value: Value) -> Value:
        if isinstance(value, str):
            if not value.strip():
                return ()
            raise UserError(f"“{self.title}”应当是表格。", f"各列是：{'、'.join(self.columns)}")
        rows = [tuple(cell.strip() for cell in row) for row in value]
        rows = [row for row in rows if any(row)]
        for number, row in enumerate(rows, 1):
            if len(row) != len(self.columns):
                raise UserError(
                    f"“{self.title}”第 {number} 行有 {len(row)} 格，"
                    f"应当是 {len(self.columns)} 格。",
                    f"各列是：{'、'.join(self.columns)}",
                )
        return tuple(rows)

    def _text(self, text: str) -> str:
        try:
            if self.kind is EntryKind.DATE:
                return date.fromisoformat(text).isoformat()
            if self.kind is EntryKind.MONEY:
                return money.yuan(money.fen(text)).replace(",", "")
            if self.kind is EntryKind.COUNT:
                return str(_count(text))
        except ValueError:
            example = {"日期": "2026-09-03", "整数": "3"}.get(self.kind.value, "1234.50")
            raise UserError(
                f"“{self.title}”写的是“{text}”，应当是{self.kind.value}。", f"例：{example}"
            ) from None
        if self.kind is EntryKind.CHOICE and text not in self.choices:
            choices = "、".join(self.choices)
            raise UserError(f"“{self.title}”写的是“{text}”，只能选：{choices}。", "请重新选择。")
        return text


def _count(text: str) -> int:
    number = money.exact(text, 1)
    if number < 0:
        raise ValueError(text)
    return number


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands for one paper: its own entries before those all papers of the kind share.

    Attributes:
        entries: what there is to enter.
        values: name → value, checked.
    """

    entries: tuple[Entry, ...]
    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """A text as entered; empty if nothing was."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of a table."""
        value = self._value(name)
        return () if isinstance(value, str) else value

    def day(self, name: str) -> date | None:
        """A date."""
        text = self.text(name)
        return date.fromisoformat(text) if text else None

    def fen(self, name: str) -> int | None:
        """An amount in 分."""
        text = self.text(name)
        return money.fen(text) if text else None

    def count(self, name: str) -> int | None:
        """A whole number."""
        text = self.text(name)
        return int(text) if text else None

    def missing(self, wanted: Collection[str] = ()) -> tuple[Entry, ...]:
        """Entries the final form needs, or this one paper (``wanted``), and that are empty."""
        needed = (e for e in self.entries if e.required or e.name in wanted)
        return tuple(e for e in needed if not self._value(e.name))

    def _value(self, name: str) -> Value:
        return self.values.get(name) or self._entry(name).default

    def _entry(self, name: str) -> Entry:
        return next(e for e in self.entries if e.name == name)


def check_all(
    entries: tuple[Entry, ...], given: Mapping[str, Value]
) -> tuple[tuple[str, Value], ...]:
    """Values in their one written form, in the order of the entries; empty ones left out.

    Raises:
        UserError: one is not of its entry's kind, or is nothing this paper asks for.
    """
    known = {entry.name: entry for entry in entries}
    strange = [name for name in given if name not in known]
    if strange:
        asked = "、".join(f"{e.name}（{e.title}）" for e in entries) or "没有要填写的内容"
        raise UserError(f"这种文件没有“{strange[0]}”这一项。", f"可以填写：{asked}")
    values = ((e.name, e.checked(given[e.name])) for e in entries if e.name in given)
    return tuple((name, value) for name, value in values if value)
