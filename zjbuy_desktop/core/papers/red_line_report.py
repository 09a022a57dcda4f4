"""红线自查报告: every rule as it stands, an appendix for the file (指引 六（七）归档)."""

from collections.abc import Iterator
from dataclasses import replace

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.gaps import chosen
from zjbuy_desktop.core.case.red_lines import RedLine, Standing, counted
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting

_BLANK_DATE = "　　　年　　月　　日"
_OWN = "本程序自己的检查"
_LATER = "sealed_folder_is_made"
"""The report lies in the sealed folder, so what it says of that could only be wrong."""
_COLUMNS = (
    Column("序号", 5, "center"),
    Column("规则", 28),
    Column("环节", 11, "center"),
    Column("依据", 18),
    Column("现状", 8, "center"),
    Column("看了什么", 32),
    Column("情况、办法和说明的理由", 34),
)


def _fill(given: Setting) -> Content:
    setting = replace(given, red_lines=tuple(x for x in given.red_lines if x.rule != _LATER))
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            "has_gaps": facts.yes(bool(chosen(setting.case))),
        },
        blocks={
            "red_line_head": _head(setting),
            "red_line_rows": _rows(setting),
            "red_line_gaps": _gaps(setting),
            "red_line_signers": _signers(),
        },
    )


def _head(setting: Setting) -> FieldTable:
    shared, lines = facts.project_facts(setting), setting.red_lines
    open_ = sum(line.standing in (Standing.BLOCK, Standing.WARN) for line in lines)
    return FieldTable(
        (
            ("牵头单位", shared["lead_unit"]),
            ("项目编号", shared["project_number"]),
            ("检查日期", facts.day(setting.entered.day("checked_on"))),
            ("尚待处理", f"{open_} 条" if open_ else "没有"),
            ("检查结果", counted(lines)),
        ),
        per_row=2,
    )


def _rows(setting: Setting) -> TableBlock:
    """Each rule a row, in the words of the project's own method."""
    won = words_for(setting.case.project.method).won
    rows = tuple(
        tuple(cell.replace("中标（成交）", won) for cell in row) for row in _told(setting.red_lines)
    )
    return TableBlock(_COLUMNS, rows)


def _told(lines: tuple[RedLine, ...]) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, 1):
        yield (
            str(number),
            line.statement,
            line.stage_title,
            line.basis or _OWN,
            line.standing.value,
            line.seen,
            "".join(filter(None, (line.found, line.fix, line.reason and f"理由：{line.reason}"))),
        )


def _gaps(setting: Setting) -> TableBlock:
    """What is done where nothing is prescribed, and why."""
    columns = (
        Column("序号", 5, "center"),
        Column("事项", 22),
        Column("法规没有写什么", 40),
        Column("做法", 35),
        Column("谁定的", 10, "center"),
        Column("理由", 24),
    )
    won = words_for(setting.case.project.method).won
    rows = tuple(
        tuple(
            cell.replace("中标（成交）", won).replace("中标、成交", won)
            for cell in (str(n), g.title, g.silent, own.choice, own.whose, own.reason)
        )
        for n, (g, own) in enumerate(chosen(setting.case), 1)
    )
    return TableBlock(columns, rows, caption="法规没有规定、自行确定的做法")


def _signers() -> FieldTable:
    return FieldTable(
        (("检查人", ""), ("复核人", ""), ("负责人", ""), ("日期", _BLANK_DATE)), per_row=2
    )


SPEC = PaperSpec(
    kind="red_line_report",
    title="红线自查报告",
    style=Style.FORM,
    basis=guideline("第六条（七）"),
    fill=_fill,
    entries=(
        Entry(
            "checked_on",
            "检查日期",
            EntryKind.DATE,
            hint="各条规则按这一天检查；从“红线自查”页制作的填当天。",
        ),
    ),
    numbered=False,
    dated_by_hand=True,
    landscape=True,
    tells_rules=True,
)
