"""A paper as a tree of blocks; what they look like on the page is decided in ``pdf``."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Style(StrEnum):
    """Family of layout (GB/T 9704—2012 for the first two)."""

    OFFICIAL = "公文"
    LETTER = "信函"
    FORM = "表格"
    CONTRACT = "合同"


@dataclass(frozen=True, slots=True)
class Heading:
    """结构层次序数: level 1 “一、” 黑体, 2 “（一）” 楷体, 3 “1.” and 4 “（1）” 仿宋.

    The number is part of the text. ``run_in`` is body text on the same line after the heading.
    """

    level: int
    text: str
    run_in: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """正文 paragraph, first line indented two characters unless ``indent`` is False."""

    text: str
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Clause:
    """合同条款: “第一条 标题” as a heading of a contract."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: head, with the unit of money in it (元 or 万元).
        width: relative width.
        align: ``left``, ``center`` or ``right``; numbers go right.
    """

    title: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """表格 with repeated head; ``foot`` is the 合计 row, ``caption`` stands above.

    ``landscape`` asks for a page of its own, turned; ``dense`` for the smallest type (小五).
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    caption: str = ""
    landscape: bool = False
    dense: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars one below the other, the longest filling the width that is left beside the words.

    Attributes:
        caption: stands above.
        bars: (名称, size not below zero, the size as it is written).
    """

    caption: str
    bars: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A form printed as label/value cells, ``per_row`` pairs to a row."""

    pairs: tuple[tuple[str, str], ...]
    per_row: int = 1
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明: names in order, without closing punctuation."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """署名 and 成文日期, with the seal's place kept clear.

    ``dated`` None prints a blank date (    年  月  日) to be filled in by hand.
    """

    name: str
    dated: date | None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a contract's signature page."""

    role: str
    name: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Both parties' signature blocks side by side, kept together on one page."""

    left: Party
    right: Party


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: begins a new page, “附件1” at the top left, its own title, its own blocks."""

    label: str
    title: str
    blocks: "tuple[Block, ...]"


Block = (
    Heading
    | Para
    | Clause
    | TableBlock
    | BarChart
    | FieldTable
    | Attachments
    | SignOff
    | Signatures
    | Annex
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Several headings and paragraphs that stand where one line of a text asks for them."""

    blocks: tuple[Block, ...]


Prepared = Block | Passage
"""What a paper prepares for a line ``[[name]]`` of its text."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper for one recipient, complete.

    Attributes:
        kind: paper kind (module name in core/papers).
        style: layout family.
        title: 标题; explicit ``\\n`` breaks it by meaning.
        issuer: 发文机关 (红头); empty for forms and contracts.
        number: 发文字号 or 编号; empty while not entered.
        to: 主送机关 / 称谓, without the colon.
        blocks: the body in order.
        copies_to: 抄送 names.
        draft: prints 草稿 across each page.
        returns: comes back signed, so carries a code outside the 版心.
        receipt: only its last page comes back (回执), so only that one carries the code.
        unit: the unit it is for; empty for the project.
        code: paper id for the code, when ``returns``.
        edition: which printed facts these are, for the code.
        mark: 记录号 of the data it was made from, printed beside the code; no fact of its own.
        facts: every fact printed, as sorted (name, value) pairs: its memory for staleness.
        printed_on: 印发日期 for the 版记; ``None`` leaves the 版记 out.
        landscape: every page is turned, the text around a wide table as well.
        names: of persons and bodies in it: the persons' are never broken between lines, the
            others' never in a title.
    """

    kind: str
    style: Style
    title: str
    blocks: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    to: str = ""
    copies_to: tuple[str, ...] = ()
    draft: bool = False
    returns: bool = False
    receipt: bool = False
    unit: str = ""
    code: str = ""
    edition: str = ""
    mark: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())
    printed_on: date | None = None
    landscape: bool = False
    names: tuple[str, ...] = ()


def plain_text(paper: Paper) -> str:
    """The paper's words in reading order: for golden tests, search and the clipboard."""
    head = [paper.issuer, paper.number, paper.title, f"{paper.to}：" if paper.to else ""]
    return "\n".join([h for h in head if h] + lines_of(paper.blocks)) + "\n"


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """The words of blocks, a line or more for each."""
    lines: list[str] = []
    for block in blocks:
        lines.extend(_block_lines(block))
    return lines


def _block_lines(block: Block) -> list[str]:  # noqa: PLR0911  (one return per kind of block)
    match block:
        case Heading():
            return [block.text + block.run_in]
        case Para():
            return ["　　" + block.text if block.indent else block.text]
        case Clause():
            return [f"{block.number}　{block.title}"]
        case TableBlock() | BarChart() | FieldTable():
            return ([block.caption] if block.caption else []) + _framed_lines(block)
        case Attachments():
            return [f"附件：{n}. {name}" for n, name in enumerate(block.names, 1)]
        case SignOff():
            return [block.name, chinese_date(block.dated)] + (
                [block.signer] if block.signer else []
            )
        case Signatures():
            return [f"{p.role}：{p.name}" for p in (block.left, block.right)]
        case Annex():
            return [block.label, block.title, *lines_of(block.blocks)]


def _framed_lines(block: TableBlock | BarChart | FieldTable) -> list[str]:
    match block:
        case TableBlock():
            rows = (tuple(c.title for c in block.columns), *block.rows, block.foot)
            return ["｜".join(row) for row in rows if row]
        case BarChart():
            return [f"{name}　{shown}" for name, _, shown in block.bars]
        case FieldTable():
            return [f"{label}：{value}" for label, value in block.pairs]


def chinese_date(day: date | None) -> str:
    """2026年9月3日, without padding (GB/T 9704 7.3.5); blanks to fill in by hand if ``None``."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　　年　　月　　日"
