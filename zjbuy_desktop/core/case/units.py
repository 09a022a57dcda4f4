"""采购单位：牵头单位与参与单位（指引 五）。"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """预算级次, from the highest to the lowest; 区 is 县级, 宁波 is 设区市级."""

    CENTRAL = "中央"
    PROVINCE = "省级"
    CITY = "设区市级"
    COUNTY = "县级"
    TOWNSHIP = "乡镇级"

    @property
    def rank(self) -> int:
        """0 is the highest level; larger is lower."""
        return list(Level).index(self)


class Role(StrEnum):
    """指引 五: 牵头单位、参与单位两类；上级单位 may lead without buying anything itself."""

    LEAD = "牵头单位"
    PARTICIPANT = "参与单位"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit on the roster; its name is its key within a project.

    Attributes:
        name: 单位全称.
        uscc: 统一社会信用代码 (GB 32100), 18 characters as text.
        budget_code: 预算单位编码, opaque text with its leading zeros.
        level: 预算级次.
        district: 行政区划 in words.
        role: 牵头单位 / 参与单位.
        contact: 联系人.
        phone: 联系电话, text.
        order: 名册序号 from 0; ties in a split are broken by it.
        address: 地址.
    """

    name: str
    uscc: str
    budget_code: str
    level: Level
    district: str
    role: Role
    contact: str = ""
    phone: str = ""
    order: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """牵头单位推荐 (指引 五): who recommends whom.

    Attributes:
        by_unit: 推荐单位.
        recommended: 被推荐的单位: a participant or a superior unit.
        reason: 推荐理由.
    """

    by_unit: str
    recommended: str
    reason: str = ""
