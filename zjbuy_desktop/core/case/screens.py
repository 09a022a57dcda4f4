"""录入助手：平台的一个界面要录哪些项，录了哪些、谁在什么时候录的，哪些录后又改了。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Per(StrEnum):
    """How often a screen of the platform is filled in."""

    PROJECT = "project"
    CONTRACT = "contract"


class Asked(StrEnum):
    """Which number the platform gives back, and so where the program keeps it."""

    NOTHING = ""
    PLAN_NUMBER = "plan_number"
    PROJECT_NUMBER = "project_number"
    CONTRACT_NUMBER = "contract_number"


@dataclass(frozen=True, slots=True)
class ScreenField:
    """One field of a screen.

    Attributes:
        caption: 项名 as the platform shows it.
        value: name of the value that goes there, see ``core/case/screen_values``.
        money: 元 or 万元 for an amount; empty for anything else.
    """

    caption: str
    value: str
    money: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of an official platform, as the office's data file describes it.

    Attributes:
        id: English name.
        name: 名称.
        platform: 预算一体化系统 / 政府采购云平台.
        per: for the project, or for each contract.
        asks: which number the platform gives back.
        asks_caption: how the platform calls that number.
        fields: in the order of the screen.
        unit_fields: filled in for each included unit, after ``fields``.
        checked: 核对日期, as written; empty while nobody compared it with the real screen.
    """

    id: str
    name: str
    platform: str
    per: Per
    asks: Asked
    asks_caption: str
    fields: tuple[ScreenField, ...]
    unit_fields: tuple[ScreenField, ...] = ()
    checked: str = ""

    @property
    def remark(self) -> str:
        """What is uncertain about it, in words; empty once it was checked."""
        if self.checked:
            return ""
        return f"待核对：字段和顺序没有与{self.platform}的界面核对过，与界面不一致时以界面为准。"


@dataclass(frozen=True, slots=True)
class EntryTick:
    """One field that was typed into the platform.

    Attributes:
        field: which one, see ``ScreenRow.key``.
        value: what stood there then.
        by: 经办人.
        at: when it was ticked.
    """

    field: str
    value: str
    by: str
    at: datetime


class Entry(StrEnum):
    """How far one field is; the value is the word."""

    TODO = "未录入"
    DONE = "已录入"
    CHANGED = "录入后又改了"
    BLANK = "没有内容"


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One field with what is to be typed there.

    Attributes:
        caption: 项名.
        unit: the unit it is repeated for; empty for a field of the whole screen.
        value: what is to be typed; empty while the program does not know it.
        source: where it comes from; where to enter it while it is empty.
        tick: the last time it was typed, if ever.
    """

    caption: str
    unit: str
    value: str
    source: str
    tick: EntryTick | None = None

    @property
    def key(self) -> str:
        """What a tick is kept under."""
        return f"{self.unit}·{self.caption}" if self.unit else self.caption

    @property
    def state(self) -> Entry:
        """未录入、已录入、录入后又改了、没有内容."""
        if self.tick is not None:
            return Entry.DONE if self.tick.value == self.value else Entry.CHANGED
        return Entry.TODO if self.value else Entry.BLANK


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """Everything to be typed on one screen, for the project or one contract.

    Attributes:
        screen: which screen.
        subject: key of the contract; empty for the project.
        rows: in the order of the screen.
        number: the platform's number as the program has it; empty before.
    """

    screen: Screen
    subject: str
    rows: tuple[ScreenRow, ...]
    number: str = ""

    @property
    def done(self) -> int:
        """How many fields were typed and still are what was typed."""
        return sum(row.state is Entry.DONE for row in self.rows)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be typed; what has no value is not waited for."""
        return all(row.state in (Entry.DONE, Entry.BLANK) for row in self.rows)

    @property
    def next_open(self) -> int:
        """Where to go on: the first row to be typed, or typed anew; the last row if none is."""
        return first_open(self.rows, 0)

    @property
    def words(self) -> str:
        """How far it is, in one sentence."""
        count = {state: sum(r.state is state for r in self.rows) for state in Entry}
        told = f"共 {len(self.rows)} 项，已录 {count[Entry.DONE]} 项"
        told += f"，录后又改 {count[Entry.CHANGED]} 项" if count[Entry.CHANGED] else ""
        return told + (f"，没有内容 {count[Entry.BLANK]} 项" if count[Entry.BLANK] else "")


def first_open(rows: Sequence[ScreenRow], start: int) -> int:
    """The first row to be typed from ``start`` on, then from the top; the last if none is."""
    places = [*range(start, len(rows)), *range(min(start, len(rows)))]
    waiting = (Entry.TODO, Entry.CHANGED)
    return next((n for n in places if rows[n].state in waiting), max(len(rows) - 1, 0))


def ticked(rows: Sequence[ScreenRow], ticks: Sequence[EntryTick]) -> tuple[ScreenRow, ...]:
    """The rows with what was typed of each."""
    by_field = {tick.field: tick for tick in ticks}
    return tuple(ScreenRow(r.caption, r.unit, r.value, r.source, by_field.get(r.key)) for r in rows)
