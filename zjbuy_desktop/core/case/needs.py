"""采购需求：各单位回收的需求行，连同它来自哪个文件、哪张表、哪一格。"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.mapping_need import MappingNeed


class Funds(StrEnum):
    """资金是否落实 (指引 二): unknown is 待补, an explicit 否 keeps the unit out."""

    SECURED = "是"
    NOT_SECURED = "否"
    UNKNOWN = "待补"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a need line was read.

    Attributes:
        file: 文件名 as received.
        sha256: 原件的 SHA-256.
        sheet: 工作表名.
        cells: field name → cell address, e.g. ``{"quantity": "E4"}``, as sorted pairs.
        received_at: 接收时间.
    """

    file: str
    sha256: str
    sheet: str
    cells: tuple[tuple[str, str], ...]
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NeedLine:
    """需求行: one unit wants one item.

    Attributes:
        unit: 单位名称 (on the roster).
        item: 标的名称.
        spec: 规格型号.
        measure: 计量单位.
        quantity: 数量, integer 1/1000.
        price_fen: 单价（分）.
        amount_fen: 预算金额（分） = quantity × price, rounded half up to the 分.
        category_code: 品目编码 as the unit wrote it; empty if not given.
        funding: 资金来源; empty is 待补.
        budget_item: 预算项目; empty is 待补.
        funds: 资金是否落实.
        delivery: 交付时间、地点; empty is 待补.
        intention: 意向公开方式 (自行公开/委托牵头单位公开); empty is 待补.
        note: 备注.
        source: where it was read.
        common: 统一标的 the clerk put it under; empty is its own item.
        common_measure: 换算成的计量单位; empty where nothing is converted.
        factor: one of ``measure`` is this many of ``common_measure``.
    """

    unit: str
    item: str
    spec: str
    measure: str
    quantity: int
    price_fen: int
    amount_fen: int
    source: Source
    category_code: str = ""
    funding: str = ""
    budget_item: str = ""
    funds: Funds = Funds.UNKNOWN
    delivery: str = ""
    intention: str = ""
    note: str = ""
    common: str = ""
    common_measure: str = ""
    factor: Fraction = Fraction(1)

    @property
    def common_item(self) -> str:
        """统一标的, by default the item as written."""
        return self.common or self.item


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """待补内容 given afterwards by a unit (by letter, by phone note …), beside its form.

    A blank fact says nothing; a fact given here fills lines that lack it and never overrides
    what the form itself said.

    Attributes:
        unit: 单位名称.
        funding: 资金来源.
        budget_item: 预算项目.
        funds: 资金是否落实.
        delivery: 交付时间、地点.
        intention: 意向公开方式.
        evidence: 凭据: where this was learned (委托函、电话记录……).
    """

    unit: str
    funding: str = ""
    budget_item: str = ""
    funds: Funds = Funds.UNKNOWN
    delivery: str = ""
    intention: str = ""
    evidence: str = ""

    def fill(self, line: NeedLine) -> NeedLine:
        """The line with its gaps filled from these facts."""
        return replace(
            line,
            funding=line.funding or self.funding,
            budget_item=line.budget_item or self.budget_item,
            funds=self.funds if line.funds is Funds.UNKNOWN else line.funds,
            delivery=line.delivery or self.delivery,
            intention=line.intention or self.intention,
        )


class Outcome(StrEnum):
    """What became of a returned file."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        """给人看的词。"""
        return {
            "accepted": "已接收",
            "rejected": "待修改",
            "superseded": "已被新版代替",
            "ignored": "未读取",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ReadReturn:
    """What reading one file gave, before anything is stored.

    Attributes:
        file: 文件名.
        sha256: of the bytes; empty when the file could not be opened at all.
        outcome: ACCEPTED, REJECTED or IGNORED (supersession is decided over the whole batch).
        units: units named by the file, in order of appearance.
        lines: the need lines; empty unless accepted.
        problems: what must be mended; never empty when rejected.
        notes: 中文 remarks (“万元已换算”, “含公式，按存储值读取”).
        needs_mapping: tables a person has to say the columns of.
        mappings: names of the 对应方案 it was read by.
    """

    file: str
    sha256: str
    outcome: Outcome
    units: tuple[str, ...] = ()
    lines: tuple[NeedLine, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = field(default=())
    needs_mapping: tuple[MappingNeed, ...] = ()
    mappings: tuple[str, ...] = ()
