"""采购计划：各单位的计划与牵头单位汇总办理的临时采购计划（指引 八（二）（七））。"""

from dataclasses import dataclass
from enum import StrEnum

PROVISIONAL_PLAN_TYPE = "受委托采购"
"""临时采购计划的类型 (指引 八（二）: 类型必须选择“受委托采购”)."""


class PlanKind(StrEnum):
    """临时采购计划 before, 正式采购计划 after the award."""

    PROVISIONAL = "provisional"
    FORMAL = "formal"

    @property
    def label(self) -> str:
        """给人看的词。"""
        return "临时采购计划" if self is PlanKind.PROVISIONAL else "正式采购计划"


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One unit's plan as the platform's export shows it.

    Attributes:
        kind: 临时 / 正式.
        unit: 单位名称.
        number: 采购计划编号, opaque text.
        category_code: 品目编码.
        amount_fen: 金额（分）.
        source: file, sheet and cell of the amount, for the trace.
        linked: 关联的临时采购计划编号 of a formal plan (指引 八（七）); empty without a link.
        link_source: where the link was read, also where a blank one was, or how it was entered;
            empty where nothing was said of it.
    """

    kind: PlanKind
    unit: str
    number: str
    category_code: str
    amount_fen: int
    source: str = ""
    linked: str = ""
    link_source: str = ""


@dataclass(frozen=True, slots=True)
class PlanFiling:
    """牵头单位汇总办理的临时采购计划.

    Attributes:
        number: 临时采购计划编号 given by 预算一体化系统; empty before.
        plan_type: 计划类型 as chosen in the system.
    """

    number: str = ""
    plan_type: str = PROVISIONAL_PLAN_TYPE


@dataclass(frozen=True, slots=True)
class Agency:
    """采购代理机构 (指引 四、六（四）).

    Attributes:
        name: 机构名称.
        uscc: 统一社会信用代码.
        is_central: 是否集中采购机构.
        reason: 选定理由.
        contact: 联系人.
        phone: 联系电话.
        fee: 代理费用的承担方式和标准, in words.
        agreement_number: 委托代理协议编号.
        address: 地址.
    """

    name: str
    uscc: str
    is_central: bool
    reason: str = ""
    contact: str = ""
    phone: str = ""
    fee: str = ""
    agreement_number: str = ""
    address: str = ""
