"""采购意向公开文本 (指引 六（二）、八（一）; 财库〔2020〕10号).

The public text states budgets in 万元 as the ministry's form does; the page to be typed into the
Zhejiang portal states them in 元. Only units that chose 委托牵头单位公开 are covered; a unit that
publishes itself is listed as such and its money is in no public table.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.intentions import BUDGET_BASES
from zjbuy_desktop.core.case.intentions import ENTRUSTED as _ENTRUSTED
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.lots import (
    lines_of,
    lot_gaps,
    lot_title,
    rows_by_lot,
    specs_of,
    unit_gaps,
)
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.tables import lines_by_unit

_OUTLINE = Entry(
    "outline",
    "采购需求概况",
    EntryKind.TABLE,
    columns=("标项", "主要功能或目标", "质量、服务、安全、时限等要求"),
    hint="每个标项一行；标的名称、规格和数量由程序填写，不必再写",
)
ENTRIES = (
    _OUTLINE,
    Entry(
        "expected_on",
        "预计采购时间",
        EntryKind.DATE,
        hint="预计发布采购公告的日期；公开文本上只写到月，例：2026-09-09 印作 2026年9月",
    ),
    Entry(
        "budget_basis",
        "预算依据",
        EntryKind.CHOICE,
        choices=BUDGET_BASES,
        hint="预算批复前按“二上”数公开，批复后按部门预算公开，追加预算可在下达前按待批金额公开",
    ),
    Entry(
        "sme",
        "面向中小企业",
        EntryKind.CHOICE,
        required=False,
        choices=("专门面向中小企业采购", "预留部分份额面向中小企业采购", "非专门面向中小企业采购"),
        hint="填写后印在“备注”栏",
    ),
    Entry("remark", "备注", required=False, hint="需要说明的其他事项，印在“备注”栏"),
)


def _fill(setting: Setting) -> Content:
    case = setting.case
    lines = included_lines(case)
    covered = [line for line in lines if line.intention == _ENTRUSTED]
    lead = case.project.lead_unit
    entrusting = {line.unit for line in covered} - {lead}
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            **facts.law_facts(setting, {"intention_law": "intention_notice"}),
            "entrusting": str(len(entrusting)) if entrusting else "",
            "covered_units": str(len({line.unit for line in covered})),
            "own_units": _own_units(lines),
            "amount_wan": money.wan(sum(line.amount_fen for line in covered)),
            "amount": money.yuan(sum(line.amount_fen for line in covered)),
        },
        blocks={
            "intentions": _public_table(setting, covered),
            "portal": _portal_table(setting, covered),
            "coverage": _coverage_table(setting, lines),
            "sign_off": facts.lead_sign_off(setting),
        },
        gaps=tuple(_gaps(setting, lines, covered)),
    )


def _own_units(lines: Sequence[NeedLine]) -> str:
    own = {line.unit for line in lines if line.intention != _ENTRUSTED}
    return str(len(own)) if own else ""


def _month(day: date | None) -> str:
    return f"{day.year}年{day.month}月" if day else ""


def _outline(setting: Setting, lines: Sequence[NeedLine]) -> Iterator[tuple[str, str, int]]:
    """采购项目名称、采购需求概况、预算金额（分） of each lot that is wanted."""
    case = setting.case
    told = rows_by_lot(case, setting.entered.rows("outline"))
    for lot in case.project.lots:
        own = lines_of(case, lot, lines)
        if own:
            spec = specs_of(case, lot, lines)
            what = f"采购{lot.item}{facts.quantities(own)}" + (f"，规格：{spec}" if spec else "")
            parts = [what, *(cell for row in told[lot.name] for cell in row)]
            overview = "；".join(p.strip("。；") for p in parts if p)
            yield lot_title(case, lot), f"{overview}。", sum(n.amount_fen for n in own)


def _public_table(setting: Setting, lines: Sequence[NeedLine]) -> TableBlock:
    """The ministry's form: 万元."""
    month, remark = _month(setting.entered.day("expected_on")), _remark(setting)
    rows = tuple(
        (str(n), name, overview, money.wan(fen), month, remark)
        for n, (name, overview, fen) in enumerate(_outline(setting, lines), 1)
    )
    total = money.wan(sum(line.amount_fen for line in lines))
    columns = (
        Column("序号", 5, "center"),
        Column("采购项目名称", 13),
        Column("采购需求概况", 40),
        Column("预算金额（万元）", 12, "right"),
        Column("预计采购时间", 10, "center"),
        Column("备注", 10),
    )
    return TableBlock(columns, rows, ("", "合计", "", total, "", ""))


def _remark(setting: Setting) -> str:
    entered = setting.entered
    return facts.joined((entered.text("sme"), entered.text("remark")))


def _portal_table(setting: Setting, lines: Sequence[NeedLine]) -> TableBlock:
    """What the Zhejiang portal asks for: 元 with two decimals."""
    month = _month(setting.entered.day("expected_on"))
    category = f"{setting.case.project.category_code} {setting.case.project.category_name}"
    rows = tuple(
        (str(n), name, category, money.yuan(fen), month)
        for n, (name, _, fen) in enumerate(_outline(setting, lines), 1)
    )
    total = money.yuan(sum(line.amount_fen for line in lines))
    columns = (
        Column("序号", 5, "center"),
        Column("采购项目名称", 30),
        Column("采购品目", 22),
        Column("预算金额（元）", 18, "right"),
        Column("预计采购时间", 14, "center"),
    )
    return TableBlock(columns, rows, ("", "合计", "", total, ""))


def _coverage_table(setting: Setting, lines: Sequence[NeedLine]) -> TableBlock:
    """Every included unit is covered exactly once: by this notice or by its own."""
    rows: list[tuple[str, ...]] = []
    for name, wanted in lines_by_unit(lines).items():
        entrusted = all(n.intention == _ENTRUSTED for n in wanted)
        way = _way(setting.case, name, wanted, entrusted)
        told = "" if entrusted else _own_notice(setting.case, name)
        amount = money.yuan(sum(n.amount_fen for n in wanted))
        rows.append((str(len(rows) + 1), name, way, facts.quantities(wanted), amount, told))
    total = money.yuan(sum(line.amount_fen for line in lines))
    foot = ("", "合计", "", facts.quantities(lines), total, "")
    return TableBlock(_COVERAGE_COLUMNS, tuple(rows), foot)


_COVERAGE_COLUMNS = (
    Column("序号", 5, "center"),
    Column("采购单位", 24),
    Column("公开方式", 10, "center"),
    Column("数量", 9, "right"),
    Column("预算金额（元）", 15, "right"),
    Column("自行公开的日期、公告", 17),
)


def _own_notice(case: Case, unit: str) -> str:
    """Day and link as recorded at 意向公开; empty while they are not, to be filled in by hand."""
    event = case.event(EventKind.OWN_INTENTION_PUBLISHED, unit)
    return f"{facts.day(event.on)}　{event.note}".strip() if event else ""


def _way(case: Case, unit: str, wanted: Sequence[NeedLine], entrusted: bool) -> str:
    if entrusted and unit == case.project.lead_unit:
        return "本单位公开"
    return facts.joined(_SHORT.get(line.intention, line.intention) for line in wanted)


_SHORT = {_ENTRUSTED: "委托公开"}


def _gaps(
    setting: Setting, lines: Sequence[NeedLine], covered: Sequence[NeedLine]
) -> Iterator[str]:
    case = setting.case
    yield from unit_gaps(case, lines)
    if lines and not covered:
        yield "选择“委托牵头单位公开”的单位（各单位都自行公开的，不必制作本文本）"
    ways = {name: {n.intention for n in own} for name, own in lines_by_unit(lines).items()}
    yield from (f"{name}唯一的意向公开方式" for name, said in ways.items() if len(said) > 1)
    yield from lot_gaps(case, setting.entered, "outline", _OUTLINE.title)


SPEC = PaperSpec(
    kind="intention_notice",
    title="采购意向公开文本",
    style=Style.FORM,
    basis=guideline("第六条（二）、第八条（一）"),
    fill=_fill,
    numbered=False,
    entries=ENTRIES,
)
