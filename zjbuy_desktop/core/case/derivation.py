"""“这个数怎么来的”：一个数由哪些数、按什么算法得来，一直追到原件的一格或一条操作记录。"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.origins import Origin

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
    AVERAGE = "平均单价"
    MEAN = "平均"
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
