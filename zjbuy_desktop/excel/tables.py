"""三种清单：参与单位名册、采购计划（平台导出）、各单位补充的待补内容。"""

from dataclasses import dataclass, replace
from pathlib import Path

from zjbuy_desktop.core.base.identifiers import check_uscc
from zjbuy_desktop.core.case.needs import Funds, UnitFacts
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.excel.facts import code_of, funds_of, intention_of
from zjbuy_desktop.excel.listing import Columns, Listing, open_listing
from zjbuy_desktop.excel.unit_names import unit_key

_UNIT = ("单位名称", "单位全称", "采购单位", "参与单位", "单位", "预算单位", "名称")

ROSTER = Columns(
    "参与单位名册",
    {
        "name": _UNIT,
        "uscc": ("统一社会信用代码", "信用代码", "社会信用代码", "统一信用代码"),
        "budget_code": ("预算单位编码", "预算单位代码", "单位编码", "预算编码"),
        "level": ("预算级次", "级次"),
        "district": ("行政区划", "区划", "所属区划", "地区"),
        "role": ("角色", "单位角色", "类别"),
        "contact": ("联系人", "经办人"),
        "phone": ("联系电话", "电话", "手机"),
        "address": ("地址", "单位地址", "联系地址"),
    },
    ("name", "uscc", "level", "role"),
)

PLANS = Columns(
    "采购计划",
    {
        "unit": _UNIT,
        "number": ("采购计划编号", "采购计划号", "计划编号", "计划号", "确认书号"),
        "code": ("品目编码", "采购品目编码", "品目代码"),
        "amount": ("金额", "计划金额", "预算金额", "采购预算", "采购预算金额"),
    },
    ("unit", "number", "code", "amount"),
)

_LINKED = ("关联临时采购计划编号", "关联的临时采购计划编号", "关联临时采购计划", "关联临时计划编号",
           "临时采购计划编号", "临时采购计划号", "临时计划编号", "关联计划编号")  # fmt: skip

FORMAL_PLANS = replace(PLANS, words={**PLANS.words, "linked": _LINKED})
"""The same table, with what each plan is linked to."""

FACTS = Columns(
    "待补内容",
    {
        "unit": _UNIT,
        "funding": ("资金来源", "资金性质"),
        "budget_item": ("预算项目", "预算项目名称及编码", "预算项目名称", "预算项目编码"),
        "funds": ("资金是否落实", "资金落实", "资金已落实"),
        "delivery": ("交付时间地点", "交付时间、地点", "交付时间及地点", "交付"),
        "intention": ("意向公开方式", "采购意向公开", "意向公开"),
        "evidence": ("凭据", "依据", "来源"),
    },
    ("unit",),
)

_LEVELS = {
    "中央": Level.CENTRAL,
    "中央级": Level.CENTRAL,
    "省": Level.PROVINCE,
    "省级": Level.PROVINCE,
    "省本级": Level.PROVINCE,
    "市": Level.CITY,
    "市级": Level.CITY,
    "市本级": Level.CITY,
    "设区市级": Level.CITY,
    "设区的市级": Level.CITY,
    "县": Level.COUNTY,
    "县级": Level.COUNTY,
    "区级": Level.COUNTY,
    "区": Level.COUNTY,
    "县市区级": Level.COUNTY,
    "乡": Level.TOWNSHIP,
    "乡级": Level.TOWNSHIP,
    "乡镇": Level.TOWNSHIP,
    "乡镇级": Level.TOWNSHIP,
    "镇级": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
}

_ROLES = {
    "牵头单位": Role.LEAD,
    "牵头": Role.LEAD,
    "参与单位": Role.PARTICIPANT,
    "参与": Role.PARTICIPANT,
}


@dataclass(frozen=True, slots=True)
class RosterReading:
    """A roster as read.

    Attributes:
        units: the units in the order of the file.
        warnings: 中文 remarks to be confirmed (校验位对不上 …).
    """

    units: tuple[Unit, ...]
    warnings: tuple[str, ...]


def read_roster(path: Path) -> RosterReading:
    """Read 参与单位名册.

    Raises:
        UserError: 缺列、缺项、代码形式不对、单位重复，都带格子地址.
    """
    listing = open_listing(path, ROSTER)
    units: list[Unit] = []
    warnings: list[str] = []
    seen: dict[str, str] = {}
    for row in listing.rows():
        name = listing.text(row, "name", "单位名称")
        unit = _unit(listing, row, name, len(units), warnings)
        if name and seen.setdefault(unit_key(name), name) in {u.name for u in units}:
            listing.complain(row, "name", f"“{name}”已经在名册里")
        for other in units:
            if unit.uscc and other.uscc == unit.uscc:
                listing.complain(row, "uscc", f"与“{other.name}”的统一社会信用代码相同")
        units.append(unit)
    if not units:
        listing.problems.append(f"{listing.grid.sheet} 表头下面没有单位")
    listing.finish("请改正名册后重新导入")
    return RosterReading(tuple(units), tuple(warnings))


def _unit(listing: Listing, row: int, name: str, order: int, warnings: list[str]) -> Unit:
    level_text = listing.text(row, "level", "预算级次")
    level = _LEVELS.get(unit_key(level_text).replace("(", "").replace(")", "").replace("、", ""))
    if level_text and level is None:
        listing.complain(
            row,
            "level",
            f"预算级次“{level_text}”应为{'、'.join(level.value for level in Level)}之一",
        )
    role_text = listing.text(row, "role", "角色")
    role = _ROLES.get(unit_key(role_text))
    if role_text and role is None:
        listing.complain(row, "role", f"角色“{role_text}”应为牵头单位或参与单位")
    return Unit(
        name=name,
        uscc=_uscc(listing, row, name, warnings),
        budget_code=listing.text(row, "budget_code"),
        level=level or Level.COUNTY,
        district=listing.text(row, "district"),
        role=role or Role.PARTICIPANT,
        contact=listing.text(row, "contact"),
        phone=listing.text(row, "phone"),
        order=order,
        address=listing.text(row, "address"),
    )


def _uscc(listing: Listing, row: int, name: str, warnings: list[str]) -> str:
    before = len(listing.problems)
    text = listing.text(row, "uscc")
    if len(listing.problems) > before:
        return ""
    check = check_uscc(text)
    if not check.ok_form:
        likely = f"，是否应为 {check.suggestion}" if check.suggestion else ""
        listing.complain(row, "uscc", f"{check.message}{likely}")
    elif not check.ok_check:
        warnings.append(f"{name}：{check.message}（{listing.cell(row, 'uscc')}）")
    return check.code_normalised


def read_plans(path: Path, kind: PlanKind) -> tuple[PlanEntry, ...]:
    """Read the platform's plan export; amounts in 分.

    A blank number or 品目 is kept blank: it is listed with the other differences.

    Raises:
        UserError: 缺列、缺单位或金额读不出，都带格子地址.
    """
    listing = open_listing(path, FORMAL_PLANS if kind is PlanKind.FORMAL else PLANS)
    entries = [_plan(listing, row, kind) for row in listing.rows()]
    if not entries:
        listing.problems.append(f"{listing.grid.sheet} 表头下面没有采购计划")
    listing.finish("请改正后重新导入")
    return tuple(entries)


def _plan(listing: Listing, row: int, kind: PlanKind) -> PlanEntry:
    linked = listing.text(row, "linked")
    return PlanEntry(
        kind,
        listing.text(row, "unit", "单位名称"),
        listing.text(row, "number"),
        code_of(listing.text(row, "code")),
        listing.money(row, "amount", "金额"),
        listing.cell(row, "amount"),
        linked,
        listing.cell(row, "linked") if "linked" in listing.columns else "",
    )


def read_facts(path: Path) -> tuple[UnitFacts, ...]:
    """Read what units gave afterwards (资金来源、交付 …), one row per unit.

    Raises:
        UserError: 缺单位名称，或“是/否”“公开方式”看不明白.
    """
    listing = open_listing(path, FACTS)
    facts = [_facts(listing, row) for row in listing.rows()]
    listing.finish("请改正后重新导入")
    return tuple(facts)


def _facts(listing: Listing, row: int) -> UnitFacts:
    funds = funds_of(listing.text(row, "funds"))
    if funds is None:
        listing.complain(row, "funds", "资金是否落实应填“是”或“否”")
    intention = intention_of(listing.text(row, "intention"))
    if intention is None:
        listing.complain(row, "intention", "意向公开方式应填“自行公开”或“委托牵头单位公开”")
    return UnitFacts(
        listing.text(row, "unit", "单位名称"),
        listing.text(row, "funding"),
        listing.text(row, "budget_item"),
        funds or Funds.UNKNOWN,
        listing.text(row, "delivery"),
        intention or "",
        listing.text(row, "evidence"),
    )
