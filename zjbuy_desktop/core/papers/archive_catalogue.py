"""档案目录 (政府采购法 四十二): what the project holds, what is missing, how long it is kept."""

from collections.abc import Iterator, Sequence
from datetime import date

from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.case.archive_kinds import GROUP_OF, Group, Material
from zjbuy_desktop.core.case.archiving import ended_on, kept_until, split_kinds
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.archive_holdings import (
    ELECTRONIC,
    PAPER,
    Holding,
    kept,
    missing,
)
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.numerals import chinese
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting

_OTHER_COLUMNS = ("材料类别", "题名", "文号或编号", "责任者", "日期", "页数", "载体")
_KINDS = (*Material, *Group)
_ENTRIES = (
    Entry(
        "others",
        "其他材料",
        EntryKind.TABLE,
        required=False,
        columns=_OTHER_COLUMNS,
        hint="本程序没有制作的材料，每件一行。类别写"
        + "、".join(Material)
        + "，一件包含几类的用顿号隔开；都不是的写所属分组（"
        + "、".join(Group)
        + "）。题名不填则用类别名称；日期写成 2026-09-08；载体写纸质或电子。",
    ),
    Entry(
        "ended",
        "采购结束之日",
        EntryKind.DATE,
        required=False,
        hint="保管期限从这一天起算；已登记“采购活动已结束”的，以登记的日期为准，这里不用填。",
    ),
    Entry(
        "ended_by",
        "采购结束之日的确定依据",
        required=False,
        hint="法律没有界定，写明本单位的口径，例：最后一份合同验收之日；登记时写在备注里的不用填。",
    ),
    Entry("complaint", "有无投诉", EntryKind.CHOICE, choices=("无", "有")),
    Entry("volume", "案卷号", required=False, hint="本单位档案管理的编号，没有的不填。"),
    Entry(
        "remarks",
        "本卷情况说明",
        EntryKind.LONG,
        required=False,
        hint="缺损、修改、补充、移出、另行保管等情况。",
    ),
)
_BLOCKS = {
    Group.INITIATION: "initiation",
    Group.REQUIREMENT: "requirement",
    Group.PROCUREMENT: "procurement",
    Group.EVALUATION: "evaluating",
    Group.CONTRACT: "contracting",
    Group.PERFORMANCE: "performance",
    Group.DISPUTE: "dispute",
}
_BLANK_DATE = "　　　　　　　　　　年　　月　　日"


def _fill(setting: Setting) -> Content:
    rows = setting.entered.rows("others")
    held = holdings(setting.case, rows)
    absent = list(missing(setting.case))
    ordered = [*sorted(held, key=lambda h: h.day or date.max), *absent]
    years = setting.law.number("archive_years", setting.on).value
    tables = _tables(ordered, years)
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            **{name: facts.yes(name in tables) for name in _BLOCKS.values()},
            "archive_years": str(years),
            "expires": facts.day(_expiry(setting, years)),
        },
        blocks={
            **{name: tables.get(name, TableBlock(_COLUMNS, ())) for name in _BLOCKS.values()},
            "volume_head": _head(setting, years),
            "volume_note": _note(setting, ordered),
            "volume_signers": _signers(),
        },
        gaps=(
            *(f"归档材料：{h.title}" for h in absent if h.missing),
            *_other_gaps(rows),
            *_end_gaps(setting),
        ),
        wanted=_wanted(setting),
    )


def _wanted(setting: Setting) -> tuple[str, ...]:
    """The end of the procurement is entered here only while it isn't recorded as a milestone."""
    event = setting.case.event(EventKind.PROCUREMENT_ENDED)
    own = () if event else ("ended",)
    return own if event and event.note else (*own, "ended_by")


def holdings(case: Case, rows: Sequence[tuple[str, ...]]) -> list[Holding]:
    """Everything that is there: what the program knows of, and 其他材料 as entered."""
    return [*kept(case), *_others(case, rows)]


def _others(case: Case, rows: Sequence[tuple[str, ...]]) -> Iterator[Holding]:
    """What the clerk listed; a row that isn't understood is listed all the same."""
    words = words_for(case.project.method)
    for kind, title, number, author, day, pages, carrier in rows:
        materials = [Material(k) for k in split_kinds(kind) if k in list(Material)]
        groups = [GROUP_OF[m] for m in materials] or [
            Group(k) for k in split_kinds(kind) if k in list(Group)
        ]
        yield Holding(
            group=groups[0] if groups else Group.PROCUREMENT,
            title=title or "、".join(m.shown(words) for m in materials) or kind,
            number=number,
            author=author,
            day=_date(day),
            pages=int(pages) if pages.isascii() and pages.isdigit() else 0,
            carrier=carrier or PAPER,
            materials=frozenset(materials),
        )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _tables(ordered: Sequence[Holding], years: int) -> dict[str, TableBlock]:
    """One table for each group that has lines, numbered through all of them."""
    tables: dict[str, TableBlock] = {}
    place = 0
    for group in Group:
        rows = []
        for holding in (h for h in ordered if h.group is group):
            place += 1
            rows.append((str(place), *_row(holding, years)))
        if rows:
            caption = f"{chinese(len(tables) + 1)}、{group.value}"
            tables[_BLOCKS[group]] = TableBlock(_COLUMNS, tuple(rows), (), caption)
    return tables


_COLUMNS = (
    Column("序号", 4, "center"),
    Column("题名", 30),
    Column("文号（编号）", 18),
    Column("责任者", 18),
    Column("日期", 11, "center"),
    Column("页数", 5, "right"),
    Column("载体", 5, "center"),
    Column("保管期限", 8, "center"),
    Column("备注", 10, "center"),
)


def _row(holding: Holding, years: int) -> tuple[str, ...]:
    return (
        holding.title,
        holding.number,
        holding.author,
        holding.day.isoformat() if holding.day else "",
        str(holding.pages) if holding.pages else "",
        holding.carrier,
        "" if holding.missing or holding.absent else f"{years}年",
        holding.note,
    )


def _expiry(setting: Setting, years: int) -> date | None:
    return kept_until(ended_on(setting.case), years)


def _ended_by(setting: Setting) -> str:
    """How the office reckons the end: as entered, or the note of the milestone."""
    event = setting.case.event(EventKind.PROCUREMENT_ENDED)
    return setting.entered.text("ended_by") or (event.note if event else "")


def _head(setting: Setting, years: int) -> FieldTable:
    shared, entered = facts.project_facts(setting), setting.entered
    ended = facts.day(ended_on(setting.case))
    return FieldTable(
        (
            ("项目名称", shared["project"]),
            ("项目编号", shared["project_number"]),
            ("立卷单位", shared["lead_unit"]),
            ("案卷号", entered.text("volume")),
            ("采购结束之日", f"{ended}（{_ended_by(setting)}）" if ended else ""),
            ("保管期限", f"{years}年，至{facts.day(_expiry(setting, years))}" if ended else ""),
        ),
        per_row=2,
    )


def _note(setting: Setting, ordered: Sequence[Holding]) -> FieldTable:
    """备考表: how much there is, what is missing."""
    there = [h for h in ordered if not h.missing and not h.absent]
    absent = [h for h in ordered if h.missing]
    none = sum(h.absent for h in ordered)
    pages = sum(h.pages for h in there)
    electronic = sum(h.carrier == ELECTRONIC for h in there)
    lacking = f"；缺{len(absent)}项：{'；'.join(h.title for h in absent)}" if absent else ""
    reasons = f"；本项目没有的{none}项，理由见备注" if none else ""
    count = f"共{len(there)}件，其中电子{electronic}件；已计页数{pages}页{lacking}{reasons}。"
    return FieldTable(
        (
            ("本卷数量", count),
            ("本卷情况说明", setting.entered.text("remarks") or ("" if absent else "无")),
        ),
        caption="备考表",
    )


def _signers() -> FieldTable:
    """Filled in by hand on the print."""
    who = ("立卷人", "检查人", "移交人", "接收人")
    pairs = ((name, _BLANK_DATE) for name in who)
    return FieldTable(tuple(pairs), per_row=2)


def _other_gaps(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for place, (kind, _, _, _, day, pages, carrier) in enumerate(rows, 1):
        strange = [k for k in split_kinds(kind) if k not in _KINDS]
        if strange or not kind:
            yield f"其他材料第{place}行的类别（“{kind}”不在可填的类别之内）"
        if _date(day) is None:
            yield f"其他材料第{place}行的日期（写成2026-09-08）"
        if carrier not in ("", PAPER, ELECTRONIC):
            yield f"其他材料第{place}行的载体（写纸质或电子）"
        counted = pages.isascii() and pages.isdigit() and int(pages) > 0
        if not counted and (pages or carrier != ELECTRONIC):
            yield f"其他材料第{place}行的页数"


def _end_gaps(setting: Setting) -> Iterator[str]:
    ended = ended_on(setting.case)
    announced = setting.case.happened(EventKind.RESULT_ANNOUNCED)
    if ended and announced and ended < announced:
        yield f"不早于结果公告（{facts.day(announced)}）的采购结束之日"


SPEC = PaperSpec(
    kind="archive_catalogue",
    title="档案目录",
    style=Style.FORM,
    basis=statute("procurement_law", "政府采购法", "第四十二条"),
    fill=_fill,
    entries=_ENTRIES,
    numbered=False,
    dated_by_hand=True,
    landscape=True,
)
