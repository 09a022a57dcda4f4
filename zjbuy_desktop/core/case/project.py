"""项目：一次带量集中采购的基本事实。"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.words import Method


class Mode(StrEnum):
    """组织模式 (指引 二): 统采分签 is the main one, 统采统签 is to be explored."""

    SIGN_SEPARATELY = "统采分签"
    SIGN_TOGETHER = "统采统签"


class Kind(StrEnum):
    """采购标的类别; 工程 is not within the guideline (指引 二)."""

    GOODS = "货物"
    SERVICES = "服务"


@dataclass(frozen=True, slots=True)
class Lot:
    """标项: one supplier wins it.

    Attributes:
        name: 标项名称, e.g. 标项一.
        item: 标的名称, as the need lines call it.
        ceiling_fen: 最高限价（单价，分）, if one is set.
        spec: 统一的规格型号, prefilled in the units' forms.
        measure: 计量单位, prefilled likewise.
        ceiling_total_fen: 最高限价（总价，分）, if one is set.
    """

    name: str
    item: str
    ceiling_fen: int | None = None
    spec: str = ""
    measure: str = ""
    ceiling_total_fen: int | None = None

    def most_fen(self, quantity: int) -> int | None:
        """What that quantity (1/1000) may cost at most（分）; ``None`` without a ceiling."""
        by_unit = None if self.ceiling_fen is None else money.amount(quantity, self.ceiling_fen)
        return min((m for m in (by_unit, self.ceiling_total_fen) if m is not None), default=None)


@dataclass(frozen=True, slots=True)
class Project:
    """The project card.

    Attributes:
        name: 项目名称.
        mode: 统采分签 / 统采统签.
        category_code: 品目编码 (2022 目录: letter + 8 digits).
        category_name: 品目名称.
        category_edition: 品目目录版本; the same code means another item in 2013.
        kind: 货物 / 服务.
        in_central_catalogue: 品目是否在集中采购目录内 (指引 四).
        public_attention: 是否涉及基本公共服务、社会关注度较高 (指引 三).
        lead_unit: 牵头单位名称.
        method: 采购方式.
        lots: 标项, in order.
        call_deadline: 填报截止日 set by the lead unit (the guideline sets none).
        suitability: 适用理由：需求客观、明确且规格、标准统一 (指引 三).
        designation: 最高级次单位指定牵头单位的文书或说明 (指引 五), if any.
        project_number: 项目编号, opaque text.
        fiscal_year: 预算年度.
        evaluation: 评审方法: 最低评标价法 / 综合评分法.
        evaluation_reason: 采用综合评分法的理由.
        sign_together_note: 采用统采统签的说明.
        lead_ranks_above: 牵头单位是否为参与单位的上级（决定用通知还是函）.
    """

    name: str
    mode: Mode
    category_code: str
    category_name: str
    kind: Kind
    in_central_catalogue: bool
    public_attention: bool
    lead_unit: str
    method: Method
    lots: tuple[Lot, ...]
    call_deadline: date | None = None
    suitability: str = ""
    designation: str = ""
    category_edition: str = "2022"
    project_number: str = ""
    fiscal_year: int = 0
    evaluation: str = "最低评标价法"
    evaluation_reason: str = ""
    sign_together_note: str = ""
    lead_ranks_above: bool = False
