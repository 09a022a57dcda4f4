"""假设的改动：一家单位退出、一个数量变化、一个日期推迟；只得到另一份案卷，什么也不保存。"""

from dataclasses import dataclass, replace
from datetime import date

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import NeedLine

_NOTE = "推演"


@dataclass(frozen=True, slots=True)
class UnitLeaves:
    """One unit leaves the procurement.

    Attributes:
        unit: 单位名称.
        on: the day it leaves.
    """

    unit: str
    on: date

    @property
    def words(self) -> str:
        """如果…退出."""
        return f"如果{self.unit}在 {self.on} 退出"

    def applied(self, case: Case) -> Case:
        """The case in which it has left.

        Raises:
            UserError: it is not on the roster, leads the procurement, or has left already.
        """
        _known(case, self.unit)
        if self.unit == case.project.lead_unit:
            raise UserError("牵头单位不能退出。", "要换牵头单位，到“立项与名册”里改。")
        if case.event(EventKind.WITHDRAWN, self.unit) is not None:
            raise UserError(f"{self.unit}已经登记退出。", "换一家还在的单位。")
        left = Event(EventKind.WITHDRAWN, self.on, self.unit, _NOTE, _NOTE)
        return replace(case, events=(*case.events, left))


@dataclass(frozen=True, slots=True)
class QuantityChanges:
    """One unit wants another quantity of an item; the price stays.

    Attributes:
        unit: 单位名称.
        item: 标的名称, as written or as the common item.
        quantity: 新的数量, integer 1/1000, of the measure the unit wrote.
        row: which of several lines of the same item, from 1; 0 when there is only one.
    """

    unit: str
    item: str
    quantity: int
    row: int = 0

    @property
    def words(self) -> str:
        """如果…的…改为…."""
        which = f"（第 {self.row} 行）" if self.row else ""
        return f"如果{self.unit}的“{self.item}”{which}数量改为 {quantity.show(self.quantity)}"

    def applied(self, case: Case) -> Case:
        """The case in which it wants that much.

        Raises:
            UserError: the unit needs no such item, several lines are of it, or nothing would be
                left of the line.
        """
        _known(case, self.unit)
        if self.quantity <= 0:
            raise UserError("数量要大于零。", "整家不要了的，看“单位退出”会怎样。")
        line = self._line(case)
        amount = money.amount(self.quantity, line.price_fen)
        changed = replace(line, quantity=self.quantity, amount_fen=amount)
        needs = tuple(changed if one is line else one for one in case.needs)
        return replace(case, needs=needs)

    def _line(self, case: Case) -> NeedLine:
        own = [n for n in case.needs if n.unit == self.unit]
        found = [n for n in own if self.item in (n.item, n.common_item)]
        if not found:
            items = "、".join(dict.fromkeys(n.item for n in own)) or "没有已接收的需求"
            raise UserError(f"{self.unit}没有“{self.item}”的需求。", f"它的标的：{items}。")
        if self.row > len(found) or (not self.row and len(found) > 1):
            rows = "；".join(
                f"第 {n} 行 {quantity.show(line.quantity)}{line.measure}，单价 "
                f"{money.yuan(line.price_fen)} 元"
                for n, line in enumerate(found, 1)
            )
            raise UserError(
                f"{self.unit}的“{self.item}”有 {len(found)} 行，要写明是哪一行。", f"{rows}。"
            )
        return found[max(self.row, 1) - 1]


@dataclass(frozen=True, slots=True)
class DateMoves:
    """An event happens on another day, or on that day for the first time.

    Attributes:
        kind: 事项.
        on: the day supposed.
        unit: 单位名称; empty for the whole project.
    """

    kind: EventKind
    on: date
    unit: str = ""

    @property
    def words(self) -> str:
        """如果…在…."""
        return f"如果{self.unit}“{self.kind.label}”是 {self.on}"

    def applied(self, case: Case) -> Case:
        """The case in which it happened then.

        Raises:
            UserError: the event needs a unit of the roster, or is not of a unit.
        """
        if self.kind is EventKind.WITHDRAWN:
            raise UserError("退出看“单位退出”会怎样。", "写明是哪家单位。")
        if self.kind.per_unit:
            _known(case, self.unit)
        elif self.unit:
            raise UserError(f"“{self.kind.label}”是整个项目的事。", "去掉单位。")
        before = case.event(self.kind, self.unit)
        kept = tuple(e for e in case.events if (e.kind, e.unit) != (self.kind, self.unit))
        moved = (
            replace(before, on=self.on)
            if before is not None
            else Event(self.kind, self.on, self.unit, _NOTE)
        )
        return replace(case, events=(*kept, moved))


Supposition = UnitLeaves | QuantityChanges | DateMoves


def _known(case: Case, unit: str) -> None:
    if case.unit(unit) is None:
        names = "、".join(u.name for u in case.units)
        raise UserError(f"名册上没有“{unit}”。", f"名册上的单位：{names}")
