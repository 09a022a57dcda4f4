"""Paper texts as small templates an office can read and edit.

A text begins with header lines (``标题：``, ``主送：``, ``抄送：``) up to a line ``---``; ``／`` in
the title breaks it by meaning. Then every line is a paragraph; its beginning says what it is:
``一、``, ``（一）``, ``1.`` and ``（1）`` headings, ``第一条`` a contract clause, ``[[名]]`` a
prepared block, ``附件：`` the list of attachments (names parted by ；), ``#附件1 标题`` a new
annex, ``|`` a paragraph without indent. ``{名}`` is a fact; ``{?名}`` at the start keeps a line
only when that fact is not empty, ``{!名}`` only when it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
    Block,
    Clause,
    FieldTable,
    Heading,
    Para,
    Passage,
    Prepared,
    TableBlock,
)

BLANK = "＿＿＿＿＿＿"
"""What a draft shows for a fact that isn't there yet."""

_FACT = re.compile(r"\{([a-z_]+)\}")
_CONDITION = re.compile(r"^\{([?!])([a-z_]+)\}")
_PLACE = re.compile(r"\{[?!]?([a-z_]+)\}")
_BLOCK = re.compile(r"^\[\[([a-z_]+)\]\]$", re.MULTILINE)
_LEVELS = (
    (1, re.compile(r"^[一二三四五六七八九十]+、")),
    (2, re.compile(r"^（[一二三四五六七八九十]+）")),
    (3, re.compile(r"^\d+[.．](?!\d)")),
    (4, re.compile(r"^（\d+）")),
)
_CLAUSE = re.compile(r"^(第[一二三四五六七八九十百]+条)\s*(.*)$")
HEADERS = ("标题", "主送", "抄送")
"""What the opening lines of a text may be called."""
_FACED = 2
"""Levels with a face of their own; the deeper ones look like the text."""
_CAPTION_LENGTH = 24
"""A run-in heading is a short phrase; a longer first sentence is body text."""


@dataclass(slots=True)
class Filled:
    """A template with its facts in.

    Attributes:
        title: 标题.
        to: 主送.
        copies: 抄送 names.
        blocks: the body.
        missing: names of facts that were asked for and empty, in order, once each.
        used: facts printed or asked for as a condition, name → text.
        tables: prepared blocks printed, name → block.
    """

    title: str = ""
    to: str = ""
    copies: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    missing: list[str] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Prepared] = field(default_factory=dict)


def placeholders(text: str) -> frozenset[str]:
    """Names of all facts a template asks for."""
    return frozenset(_PLACE.findall(text))


def block_names(text: str) -> frozenset[str]:
    """Names of all prepared blocks a template asks for."""
    return frozenset(_BLOCK.findall(text))


def fill(text: str, facts: Mapping[str, str], blocks: Mapping[str, Prepared]) -> Filled:
    """Put facts and blocks into a template.

    Raises:
        UserError: when the text asks for a fact or a block that this paper doesn't have.
    """
    return _Filling(facts, blocks).fill(text)


class _Filling:
    """One template being filled."""

    def __init__(self, facts: Mapping[str, str], blocks: Mapping[str, Prepared]) -> None:
        self._facts = facts
        self._blocks = blocks
        self._filled = Filled()

    def fill(self, text: str) -> Filled:
        head, _, body = text.replace("\r\n", "\n").partition("\n---\n")
        for line in head.splitlines():
            self._header(line)
        self._filled.blocks = self._body(body.splitlines())
        return self._filled

    def _header(self, raw: str) -> None:
        line = self._wanted(raw.strip())
        if not line:
            return
        name, _, value = map(str.strip, line.partition("："))
        if name not in HEADERS:
            raise UserError(
                f"文本的开头不认识“{line}”。", "开头只能写 标题：、主送：、抄送：三种。"
            )
        if name == "标题":
            # The break is the template's; a ／ within a fact stays what it is.
            self._filled.title = "\n".join(self._insert(part) for part in value.split("／"))
        elif name == "主送":
            self._filled.to = self._insert(value)
        else:
            names = self._insert(value).split("、")
            self._filled.copies = tuple(part for part in names if part)

    def _body(self, lines: list[str]) -> tuple[Block, ...]:
        parts: list[tuple[str, str, list[Block]]] = [("", "", [])]
        for raw in lines:
            line = self._wanted(raw.strip())
            if not line:
                continue
            text = self._insert(line)
            if line.startswith("#"):
                label, _, title = text[1:].partition(" ")
                parts.append((label, title, []))
            else:
                prepared = self._prepared(line)
                parts[-1][2].extend((_block(text),) if prepared is None else prepared)
        main, *annexes = ((label, title, _settled(body)) for label, title, body in parts)
        return (*main[2], *(Annex(label, title, body) for label, title, body in annexes))

    def _wanted(self, line: str) -> str | None:
        match = _CONDITION.match(line)
        if not match:
            return line
        name = match.group(2)
        present = bool(self._filled.used.setdefault(name, self._fact(name)))
        return line[match.end() :] if present == (match.group(1) == "?") else None

    def _insert(self, line: str) -> str:
        return _FACT.sub(self._value, line)

    def _value(self, match: re.Match[str]) -> str:
        name = match.group(1)
        value = self._filled.used[name] = self._fact(name)
        if not value and name not in self._filled.missing:
            self._filled.missing.append(name)
        return value or BLANK

    def _fact(self, name: str) -> str:
        if name not in self._facts:
            raise UserError(f"文本里的“{{{name}}}”不是本文件可用的内容。", "请从可用内容中选取。")
        return self._facts[name]

    def _prepared(self, line: str) -> tuple[Block, ...] | None:
        match = _BLOCK.match(line)
        if not match:
            return None
        name = match.group(1)
        if name not in self._blocks:
            raise UserError(f"文本里的“[[{name}]]”不是本文件可用的表格。", "请从可用内容中选取。")
        block = self._filled.tables.setdefault(name, self._blocks[name])
        return block.blocks if isinstance(block, Passage) else (block,)


def _block(text: str) -> Block:
    if text.startswith("附件："):
        return Attachments(tuple(n.strip() for n in text[3:].split("；") if n.strip()))
    if clause := _CLAUSE.match(text):
        return _clause(clause.group(1), clause.group(2))
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return _heading(level, text)
    if text.startswith("|"):
        return Para(text[1:], indent=False)
    return Para(text)


def _clause(number: str, text: str) -> Block:
    """A clause has a title, or its whole wording stands behind its number."""
    if len(text) <= _CAPTION_LENGTH and not text.endswith(("。", "；", "：")):
        return Clause(number, text)
    return Heading(1, number, f"\u3000{text}")


def _settled(blocks: list[Block]) -> tuple[Block, ...]:
    """“1.” and “（1）” stay headings only over text of their own; items of a list are text."""
    settled = list(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level > _FACED:
            below = blocks[index + 1] if index + 1 < len(blocks) else None
            heads = isinstance(below, Para | TableBlock | FieldTable) or (
                isinstance(below, Heading) and below.level > block.level
            )
            settled[index] = block if heads else Para(block.text)
    return tuple(settled)


def _heading(level: int, text: str) -> Block:
    first, stop, rest = text.partition("。")
    if not stop and text[-1] not in "；：":
        return Heading(level, text)
    if (
        rest
        and level <= _FACED
        and len(first) <= _CAPTION_LENGTH
        and not set("，；：“") & set(first)
    ):
        return Heading(level, first + stop, rest)
    # An item that is a whole sentence is body text with a number, not a heading.
    return Para(text)
