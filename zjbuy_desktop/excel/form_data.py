"""一份填报表预先填好的内容：项目、单位、标的。"""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.form_identity import FormIdentity
from zjbuy_desktop.core.case.units import Unit


@dataclass(frozen=True, slots=True)
class FormItem:
    """A 标的 that may be asked for.

    Attributes:
        name: 标的名称.
        spec: 统一的规格型号或服务要求.
        measure: 计量单位.
        ceiling_fen: 最高限价（单价，分）; 0 without one.
    """

    name: str
    spec: str = ""
    measure: str = ""
    ceiling_fen: int = 0


@dataclass(frozen=True, slots=True)
class NeedForm:
    """What one unit's form is prefilled with.

    Attributes:
        project: 项目名称.
        lead_unit: 牵头单位.
        unit: 填报单位.
        category_code: 品目编码.
        category_name: 品目名称.
        items: 可选的标的.
        deadline: 填报截止日.
        contact: 牵头单位联系人.
        phone: 牵头单位联系电话.
        project_number: 项目编号.
        identity: what the form says of itself, signed; ``None`` for a form without.
    """

    project: str
    lead_unit: str
    unit: Unit
    category_code: str
    category_name: str
    items: tuple[FormItem, ...]
    deadline: date | None = None
    contact: str = ""
    phone: str = ""
    project_number: str = ""
    identity: FormIdentity | None = None

    def lacks(self, name: str) -> bool:
        """Whether the unit has to fill in ``measure`` or ``spec`` of some item itself."""
        return not all(getattr(item, name).strip() for item in self.items)
