"""Paper texts as small templates an office can read and edit.

A text begins with header lines (``标题：``, ``主送：``, ``抄送：``) up to a line ``---``. Then every line
is a paragraph; its beginning says what it is: ``一、`` ``（一）`` ``1.`` headings, ``第一条`` a
contract clause, ``[[名]]`` a prepared block, ``附件：`` the list of attachments (names parted by ；),
``#附件1 标题`` a new annex. ``{名}`` is a fact; ``{?名}`` at the start keeps a line only when that fact
is not empty, ``{!名}`` only when it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Annex, Attachments, Block, Clause, Heading, Para

BLANK = "＿＿＿＿＿＿"
"""What a draft shows for a fact that isn't there yet."""

_FACT = re.compile(r"\{([a-z_]+)\}")
_CONDITION = re.compile(r"^\{([?!])([a-z_]+)\}")
_LEVELS = (
    (1, re.compile(r"^[一二三四五六七八九十]+、")),
    (2, re.compile(r"^（[一二三四五六七八九十]+）")),
)
_CLAUSE = re.compile(r"^(第[一二三四五六七八九十百]+条)\s*(.*)$")
_HEADERS = {"标题": "title", "主送": "to", "抄送": "copies"}


@dataclass(slots=True)
class Filled:
    """A template with its facts in.

    Attributes:
        title: 标题.
        to: 主送.
        copies: 抄送 names.
        blocks: the body.
        missing: names of facts that were asked for and empty, in order, once each.
        used: facts printed, name → text.
    """

    title: str = ""
    to: str = ""
    copies: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    missing: list[str] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)


def placeholders(text: str) -> frozenset[str]:
    """Names of all facts a template asks for."""
    return frozenset(_FACT.findall(text)) | {m.group(2) for m in _conditions(text)}


def _conditions(text: str) -> Iterator[re.Match[str]]:
    return (m for m in map(_CONDITION.match, text.splitlines()) if m)


def fill(text: str, facts: Mapping[str, str], blocks: Mapping[str, Block]) -> Filled:
    """Put facts and blocks into a template.

    Raises:
        UserError: when the text asks for a fact or a block that this paper doesn't have.
    """
    filled = Filled()
    head, _, body = text.partition("\n---\n")
    for line in head.splitlines():
        name, _, value = line.partition("：")
        if name not in _HEADERS:
            raise UserError(
                f"文本的开头不认识“{line}”。", "开头只能写 标题：、主送：、抄送：三种。"
            )
        rendered = _insert(value.strip(), facts, filled)
        if name == "抄送":
            filled.copies = tuple(part for part in rendered.split("、") if part)
        else:
            setattr(filled, _HEADERS[name], rendered)
    filled.blocks = _body(body.splitlines(), facts, blocks, filled)
    return filled


def _insert(line: str, facts: Mapping[str, str], filled: Filled) -> str:
    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in facts:
            raise UserError(f"文本里的“{{{name}}}”不是本文件可用的内容。", "请从可用内容中选取。")
        filled.used[name] = facts[name]
        if not facts[name] and name not in filled.missing:
            filled.missing.append(name)
        return facts[name] or BLANK

    return _FACT.sub(value, line)


def _wanted(line: str, facts: Mapping[str, str]) -> str | None:
    match = _CONDITION.match(line)
    if not match:
        return line
    present = bool(facts.get(match.group(2), ""))
    return line[match.end() :] if present == (match.group(1) == "?") else None


def _body(
    lines: list[str], facts: Mapping[str, str], blocks: Mapping[str, Block], filled: Filled
) -> tuple[Block, ...]:
    parts: list[tuple[str, str, list[Block]]] = [("", "", [])]
    for raw in lines:
        line = _wanted(raw.strip(), facts)
        if not line:
            continue
        text = _insert(line, facts, filled)
        if text.startswith("#"):
            label, _, title = text[1:].partition(" ")
            parts.append((label, title, []))
        else:
            parts[-1][2].append(_block(text, blocks))
    main, *annexes = parts
    return (*main[2], *(Annex(label, title, tuple(body)) for label, title, body in annexes))


def _block(text: str, blocks: Mapping[str, Block]) -> Block:
    if text.startswith("[[") and text.endswith("]]"):
        name = text[2:-2]
        if name not in blocks:
            raise UserError(f"文本里的“[[{name}]]”不是本文件可用的表格。", "请从可用内容中选取。")
        return blocks[name]
    if text.startswith("附件："):
        return Attachments(tuple(n.strip() for n in text[3:].split("；") if n.strip()))
    if clause := _CLAUSE.match(text):
        return Clause(clause.group(1), clause.group(2))
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return _heading(level, text)
    if text.startswith("|"):
        return Para(text[1:], indent=False)
    return Para(text)


def _heading(level: int, text: str) -> Heading:
    first, stop, rest = text.partition("。")
    if not rest:
        # A heading that is a whole sentence of its own is body text in the heading's place.
        return Heading(level, text)
    return Heading(level, first + stop, rest)
