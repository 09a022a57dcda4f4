"""项目交接单：交了什么、交给谁、正在走的期限、在外面的文件；两人签字，校验码印在上面。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.core.papers.blocks import (
    Block,
    Column,
    FieldTable,
    Paper,
    Para,
    Style,
    TableBlock,
    chinese_date,
)
from zjbuy_desktop.core.papers.wall_sheets import WallLine

KIND, TITLE = "handover_sheet", "项目交接单"
_BLANK_DATE = "　　　年　　月　　日"
_CLOCKS = (
    Column("要做什么", 22),
    Column("单位", 12),
    Column("法定最后日", 12, "center"),
    Column("还有", 14, "center"),
    Column("依据", 22),
)
_OUT = (
    Column("文件", 24),
    Column("给谁", 22),
    Column("走到哪一步", 12, "center"),
    Column("哪天", 14, "center"),
    Column("文号", 20),
)
_OPEN = (Column("环节", 18), Column("还没有处理的", 70))


@dataclass(frozen=True, slots=True)
class PaperOut:
    """A paper that has left the office and is not settled.

    Attributes:
        title: 名称.
        who: 给谁.
        standing: 待扫回 …
        since: ISO day of the last step.
        number: 文号.
    """

    title: str
    who: str
    standing: str
    since: str
    number: str


@dataclass(frozen=True, slots=True)
class ProjectLeft:
    """What whoever takes a project over has to know.

    Attributes:
        name: 项目名称.
        lead_unit: 牵头单位.
        stage: the stage in hand.
        step: 下一步.
        units: 单位 on the roster.
        rows: current need lines.
        amount_fen: their amount.
        turn: 第几棒.
        clocks: periods that run.
        out: papers out.
        findings: (环节, what is still to be dealt with).
    """

    name: str
    lead_unit: str
    stage: str
    step: str
    units: int
    rows: int
    amount_fen: int
    turn: int
    clocks: tuple[WallLine, ...] = ()
    out: tuple[PaperOut, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Handing:
    """The hand-over itself.

    Attributes:
        by: 移交人.
        to: 交给谁.
        at: when.
        file: name of the parcel.
        code: 校验码.
        originals: how many originals are in it.
        missing: how many could not be included.
        doubt: 中文, what is not as the program wrote it; empty for nothing.
    """

    by: str
    to: str
    at: datetime
    file: str
    code: str
    originals: int
    missing: int = 0
    doubt: str = ""


def sheet(handing: Handing, projects: Sequence[ProjectLeft]) -> Paper:
    """The sheet, one part per project, to be signed by both."""
    blocks: list[Block] = [_head(handing, projects)]
    if handing.doubt:
        blocks.append(Para(f"数据核对：{handing.doubt}。", indent=False))
    for project in projects:
        blocks += _part(project)
    blocks += [
        Para(
            "接收时，程序显示的校验码应与本单的校验码一字不差；不一致的，文件被换过或改过，"
            "不要接收。交出后，原电脑上的项目只能查看。",
            indent=False,
        ),
        FieldTable(
            (("移交人", ""), ("接收人", ""), ("监交人", ""), ("日期", _BLANK_DATE)), per_row=2
        ),
    ]
    return Paper(KIND, Style.FORM, TITLE, tuple(blocks))


def _head(handing: Handing, projects: Sequence[ProjectLeft]) -> FieldTable:
    at = handing.at
    missing = f"，另有 {handing.missing} 份缺失或被改动，没有带上" if handing.missing else ""
    return FieldTable(
        (
            ("交出", handing.by),
            ("交给", handing.to),
            ("时间", f"{chinese_date(at.date())} {at:%H:%M}"),
            ("项目", f"{len(projects)} 个"),
            ("交接文件", handing.file),
            ("校验码", handing.code),
            ("原件", f"{handing.originals} 份{missing}"),
        ),
        per_row=2,
    )


def _part(project: ProjectLeft) -> list[Block]:
    sums = f"{project.units} 家单位，需求 {project.rows} 行，{yuan(project.amount_fen)} 元"
    return [
        FieldTable(
            (
                ("项目名称", project.name),
                ("牵头单位", project.lead_unit),
                ("第几棒", f"第 {project.turn} 棒"),
                ("正在办", project.stage),
                ("控制合计", sums),
                ("下一步", project.step),
            ),
            per_row=2,
        ),
        _table("正在走的期限", _CLOCKS, [(c.what, c.who, c.last, c.left, c.basis)
                                        for c in project.clocks]),
        _table("在外面的文件", _OUT, [(p.title, p.who, p.standing, p.since, p.number)
                                     for p in project.out]),
        _table("还没有处理的事", _OPEN, project.findings),
    ]  # fmt: skip


def _table(caption: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Block:
    if not rows:
        return Para(f"{caption}：没有。", indent=False)
    return TableBlock(columns, tuple(rows), caption=f"{caption}（{len(rows)} 项）", dense=True)
