"""“这个数怎么来的”：一个数由哪些数、按什么算法得来，一直追到原件的一格或一条操作记录。"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.savings import hundredths

Number = int | Fraction


class Scale(StrEnum):
    """What a value counts; the value is the word."""

    FEN = "分"
    MILLI = "千分之一"
    NUMBER = "个数"
    FACTOR = "倍数"
    PERCENT = "百分数"
    HUNDREDTHS = "万分数"

    def shown(self, value: Number) -> str:
        """A value as people read it: 元 with two decimals, a plain quantity, 6.25%."""
        match self:
            case Scale.FEN:
                return f"{money.yuan(int(value))} 元"
            case Scale.MILLI:
                whole, point, rest = quantity.show(int(value)).partition(".")
                return f"{int(whole):,}{point}{rest}"
            case Scale.PERCENT:
                return f"{value}%"
            case Scale.HUNDREDTHS:
                ones, cents = divmod(abs(int(value)), 100)
                return f"{'-' if value < 0 else ''}{ones}.{cents:02d}%"
        return f"{value:,}" if isinstance(value, int) else str(value)


class Way(StrEnum):
    """How a value comes from its parts; the value is the word a reader sees."""

    SUM = "相加"
    DIFFERENCE = "相减"
    PRODUCT = "数量 × 单价"
    CONVERSION = "换算"
    SHARE = "最大余数法分配"
    QUOTIENT = "金额 ÷ 数量"
    RATE = "比率"
    PORTION = "按比例"
    COUNT = "计数"
    LEAST = "取最低"
    MOST = "取最高"
    SAME = "取自"
    READ = "读自原件"
    CITED = "读自文件"
    ENTERED = "录入"
    LAW = "法规规定"


@dataclass(frozen=True, slots=True)
class Corrected:
    """更正 of one cell by the clerk.

    Attributes:
        old: what stands in the file.
        new: how it is read.
        reason: 理由.
        at: when.
        by: 经办人.
        seq: number of the 操作记录; 0 when none is known.
    """

    old: str
    new: str
    reason: str
    at: datetime
    by: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """A cell of a kept original.

    Attributes:
        file: 文件名 as received.
        sha256: 原件的 SHA-256.
        sheet: 工作表名.
        cell: address; empty where only the row's other cells are known.
        row_cells: (field, address) of all cells of that line.
        received_at: 接收时间.
        corrected: 更正, if the cell is read otherwise than it says.
    """

    file: str
    sha256: str
    sheet: str
    cell: str
    row_cells: tuple[tuple[str, str], ...] = ()
    received_at: datetime | None = None
    corrected: Corrected | None = None


@dataclass(frozen=True, slots=True)
class EntryOrigin:
    """An entry made in the program.

    Attributes:
        what: 录入的是什么.
        seq: number of the 操作记录; 0 when none is known.
        at: when.
        by: 经办人.
        summary: what the record says.
        reason: 理由或凭据, where one was given.
    """

    what: str
    seq: int = 0
    at: datetime | None = None
    by: str = ""
    summary: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """A place that is not a kept original: an article of the law, a cell of a platform's export.

    Attributes:
        where: 依据的条文, or file, sheet and cell.
    """

    where: str


Origin = CellOrigin | EntryOrigin | TextOrigin


def _none() -> tuple["Derivation", ...]:
    return ()


@dataclass(frozen=True, eq=False)
class Derivation:
    """One figure and where it comes from.

    Attributes:
        what: 是什么数.
        value: in the unit of ``scale``.
        scale: what it counts.
        way: how it comes from its parts.
        how: the same in a sentence.
        make_parts: gives the parts, when somebody asks for them.
        origin: for a leaf, where it stands; for a line's amount, where the unit wrote it.
        measure: 计量单位 of a quantity.
        place: for a share, which of the weights is its own, from 0.
    """

    what: str
    value: Number
    scale: Scale
    way: Way
    how: str = ""
    make_parts: Callable[[], tuple["Derivation", ...]] = _none
    origin: Origin | None = None
    measure: str = ""
    place: int = 0

    @cached_property
    def parts(self) -> tuple["Derivation", ...]:
        """The figures it was made of, in order; built once, when first asked for."""
        return self.make_parts()

    @property
    def leaf(self) -> bool:
        """Whether it comes from no other figure."""
        return self.way in LEAVES

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return self.scale.shown(self.value) + (f" {self.measure}" if self.measure else "")


LEAVES = frozenset((Way.READ, Way.CITED, Way.ENTERED, Way.LAW))
"""Ways that need no parts: the value stands somewhere."""


def recomputed(figure: Derivation) -> Number:
    """The value as it follows from the parts; a leaf's is its own.

    Raises:
        ValueError: parts that its way can't be reckoned with.
    """
    if figure.leaf:
        return figure.value
    values = [part.value for part in figure.parts]
    return _REDUCE[figure.way](figure, values)


def _difference(_figure: Derivation, values: Sequence[Number]) -> Number:
    return values[0] - sum(values[1:])


def _product(_figure: Derivation, values: Sequence[Number]) -> Number:
    count, price = values
    return money.amount(int(count), int(price))


def _conversion(_figure: Derivation, values: Sequence[Number]) -> Number:
    count, factor = values
    return count * factor


def _share(figure: Derivation, values: Sequence[Number]) -> Number:
    whole, *weights = map(int, values)
    return money.split(whole, weights)[figure.place]


def _quotient(_figure: Derivation, values: Sequence[Number]) -> Number:
    amount, count = values
    return Fraction(amount * 1000, count)


def _rate(_figure: Derivation, values: Sequence[Number]) -> Number:
    part, whole = map(int, values)
    return hundredths(part, whole)


def _portion(_figure: Derivation, values: Sequence[Number]) -> Number:
    whole, percent = map(int, values)
    return whole * percent // 100


def _same(_figure: Derivation, values: Sequence[Number]) -> Number:
    (value,) = values
    return value


_REDUCE: dict[Way, Callable[[Derivation, Sequence[Number]], Number]] = {
    Way.SUM: lambda _figure, values: sum(values),
    Way.DIFFERENCE: _difference,
    Way.PRODUCT: _product,
    Way.CONVERSION: _conversion,
    Way.SHARE: _share,
    Way.QUOTIENT: _quotient,
    Way.RATE: _rate,
    Way.PORTION: _portion,
    Way.COUNT: lambda _figure, values: len(values),
    Way.LEAST: lambda _figure, values: min(values),
    Way.MOST: lambda _figure, values: max(values),
    Way.SAME: _same,
}
