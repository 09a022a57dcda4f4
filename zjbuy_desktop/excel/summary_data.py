"""汇总表里写什么：由用例准备好，这里只管写。"""

from dataclasses import dataclass, field
from datetime import date

from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.excel.source_data import AwardSource, Remarks


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """Where one unit of the roster stands.

    Attributes:
        unit: the unit.
        status: 在采购计划中的状态 (已列入、未报送、资金未落实 …).
        missing: 待补内容.
    """

    unit: Unit
    status: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryIssue:
    """One line of 异常清单.

    Attributes:
        kind: 类别 (未报送、待修改、待补 …).
        subject: 单位或文件.
        place: 位置 (工作表与单元格).
        what: 情况.
        fix: 处理建议.
    """

    kind: str
    subject: str
    what: str
    fix: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SummaryData:
    """The total workbook.

    Attributes:
        project: 项目名称.
        lead_unit: 牵头单位.
        category: 品目编码与名称.
        made_on: 制表日期.
        lines: the need lines that count, any order.
        units: every unit of the roster, in roster order.
        issues: 异常清单.
        remarks: what was done to lines by hand.
        mark: 记录号 of the data it was made from; empty leaves it out.
    """

    project: str
    lead_unit: str
    category: str
    made_on: date
    lines: tuple[NeedLine, ...]
    units: tuple[UnitStatus, ...]
    issues: tuple[SummaryIssue, ...] = ()
    remarks: Remarks = field(default_factory=Remarks)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class UnitDate:
    """One day a participant should know, with what it rests on.

    Attributes:
        what: 事项.
        start: 起算日; ``None`` before it began.
        advised: 建议最后日.
        last: 法定最后日 (顺延后).
        state: 进行中、已完成 …
        basis: 依据, and 暂按周末推算 where that is so.
    """

    what: str
    start: date | None
    advised: date | None
    last: date | None
    state: str
    basis: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: 牵头单位、代理机构、供应商.

    Attributes:
        role: 身份.
        name: 单位名称.
        person: 联系人.
        phone: 电话.
    """

    role: str
    name: str
    person: str
    phone: str


@dataclass(frozen=True, slots=True)
class ParticipantData:
    """One participant's workbook: what was accepted, what is missing, what it gets.

    Attributes:
        project: 项目名称.
        lead_unit: 牵头单位.
        lead_contact: 牵头单位联系人.
        lead_phone: 牵头单位联系电话.
        made_on: 制表日期.
        status: the unit, where it stands, what is missing.
        lines: its need lines.
        shares: after the award, its share of each lot.
        result_word: 中标 or 成交.
        dates: its days, each with its basis.
        contacts: whom to ask.
        steps: 下一步, in order.
        remarks: what was done by hand to its lines, and to no other's.
        awards: where each share comes from, as many as ``shares``.
    """

    project: str
    lead_unit: str
    lead_contact: str
    lead_phone: str
    made_on: date
    status: UnitStatus
    lines: tuple[NeedLine, ...]
    shares: tuple[Allocation, ...] = ()
    result_word: str = "中标（成交）"
    dates: tuple[UnitDate, ...] = ()
    contacts: tuple[Contact, ...] = ()
    steps: tuple[str, ...] = ()
    remarks: Remarks = field(default_factory=Remarks)
    awards: tuple[AwardSource, ...] = ()
