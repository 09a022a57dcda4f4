"""合同通用条款：本单位导入一次的文字，读成合同第二节的标题和段落。

The finance ministry's standard text for goods has three parts; the program fills the first and
the third, the second is printed as the office imported it. It may be imported by itself or out of
the whole standard text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Annex, Block, Clause, Heading, Para

KEY = "goods_general_conditions"
"""Key of the text in the office's store."""
TITLE = "合同通用条款"

LEAST_CLAUSES = 8
"""Fewer numbered clauses than this are some other text."""
LONGEST = 120_000
"""Characters; the standard text has about 12,000."""

_PART = re.compile(r"^第[一二三四]节\s*\S*?(协议书|通用条款|专用条款)")
_TITLE = re.compile(r"^(第二节)?\s*(政府采购)?(货物买卖)?(合同)?通用条款$")
_PAGE = re.compile(r"^([—\-–]\s*)?\d{1,3}(\s*[—\-–])?$|^第\s*\d+\s*页(\s*共\s*\d+\s*页)?$")
_CONTENTS = re.compile(r"[.…·]{4,}\s*\d*$")
_ARTICLE = re.compile(r"^(第[一二三四五六七八九十百]+条)\s*[：:]?\s*(.*)$")
_TOP = re.compile(r"^(\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、)\s*(?=[^\d.．])(\S.*)$")
_NUMBER = re.compile(
    r"^(第[一二三四五六七八九十百]+条|\d{1,2}([.．]\d{1,2})+|\d{1,2}[.．、]|"
    r"[一二三四五六七八九十]{1,3}、|[（(](\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳])"
)
_ENDS = "。；：！？”）:;!?)"
_CAPTION = 20
"""A numbered line no longer than this and without a stop is a heading."""


def checked(text: str, name: str) -> str:
    """The 通用条款 of an imported text, one paragraph a line.

    Args:
        text: as read from the file; the whole standard text or this part of it.
        name: file name, for the error.

    Raises:
        UserError: it doesn't look like 通用条款, or is too long.
    """
    lines = _paragraphs(_part(_lines(text), name))
    found = "\n".join(lines)
    if len(found) > LONGEST:
        raise UserError(
            f"“{name}”有 {len(found)} 字，合同通用条款不会这样长。",
            "请只导入合同标准文本的“通用条款”一节。",
        )
    numbered = sum(bool(_ARTICLE.match(line) or _TOP.match(line)) for line in lines)
    if numbered < LEAST_CLAUSES:
        raise UserError(
            f"“{name}”不像合同通用条款：只找到 {numbered} 条编了号的条款。",
            "请导入合同标准文本第二节“通用条款”，或整份标准文本；条款序号要是文字，不能是图片。",
        )
    lacking = [who for who in ("甲方", "乙方") if who not in found]
    if lacking:
        raise UserError(
            f"“{name}”不像合同通用条款：通篇没有“{lacking[0]}”。",
            "请核对所选的文件是不是合同标准文本的通用条款。",
        )
    return found + "\n"


@lru_cache(maxsize=2)
def section(text: str) -> Annex:
    """第二节 of the contract: clause heads as headings, all the rest word for word."""
    blocks = tuple(_block(line) for line in text.splitlines() if line.strip())
    return Annex("第二节", "政府采购合同通用条款", blocks)


def _lines(text: str) -> list[str]:
    """Lines without blanks at their ends, tables of contents and page numbers."""
    lines = (re.sub(r"[ \t\u3000\xa0]+", " ", line).strip() for line in text.splitlines())
    return [line for line in lines if line and not _PAGE.match(line) and not _CONTENTS.search(line)]


def _part(lines: list[str], name: str) -> list[str]:
    """The lines between the head of this part and the next one's; all if there are no parts."""
    heads = [(at, match.group(1)) for at, line in enumerate(lines) if (match := _PART.match(line))]
    starts = [at for at, what in heads if what == "通用条款" and len(lines[at]) <= _CAPTION]
    if heads and not starts:
        raise UserError(
            f"“{name}”里没有“通用条款”一节，只有“{lines[heads[0][0]]}”。",
            "请导入合同标准文本第二节“通用条款”，或整份标准文本。",
        )
    if starts:
        first = starts[-1] + 1
        stops = (at for at, what in heads if at >= first and what == "专用条款")
        lines = lines[first : next(stops, len(lines))]
    return [line for line in lines if not _TITLE.match(line.replace(" ", ""))]


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines that were only broken at the margin joined again; nothing is left out."""
    joined: list[str] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _goes_on(before: str, line: str) -> bool:
    if _NUMBER.match(line) or before[-1] in _ENDS:
        return False
    return not _heads(before)


def _heads(line: str) -> bool:
    """Whether a line is the head of a clause."""
    match = _ARTICLE.match(line) or _TOP.match(line)
    if match is None:
        return False
    caption = match.group(2)
    return len(caption) <= _CAPTION and not set(caption) & set("。；，")


def _block(line: str) -> Block:
    if not _heads(line):
        return Para(line)
    if match := _ARTICLE.match(line):
        return Clause(match.group(1), match.group(2))
    return Heading(1, line)


def heads(text: str) -> Iterator[str]:
    """The clause heads, for showing what was read."""
    for block in section(text).blocks:
        if isinstance(block, Clause):
            yield f"{block.number}　{block.title}".rstrip("　")
        elif isinstance(block, Heading):
            yield block.text
