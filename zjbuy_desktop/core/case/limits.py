"""离群的界限：差多少才提示核对。是行当里的经验，不是法规的数，所以由本单位自己定。"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """When a figure is pointed out.

    Attributes:
        units: fewest units that must name an item before its median says anything.
        price: a price above this many times the median, or below its reciprocal, stands out.
        quantity: a quantity above this many times the median stands out.
    """

    units: int = 4
    price: int = 2
    quantity: int = 20

    @property
    def told(self) -> str:
        """The three the office may choose, in words."""
        return (
            f"至少 {self.units} 家单位填同一标的；单价与中位数相差超过 {self.price} 倍；"
            f"数量超过中位数 {self.quantity} 倍"
        )
