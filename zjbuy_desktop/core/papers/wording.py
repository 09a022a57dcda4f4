"""The office's own wording of a paper: what is kept, what it may name, what is wrong with it.

A text is stored with the English names of facts and tables; a clerk reads and writes the Chinese
ones. ``Offer`` knows both.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from zjbuy_desktop.core.papers.blocks import Prepared, Signatures, SignOff
from zjbuy_desktop.core.papers.labels import label
from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.core.papers.template import HEADERS

_FACT = re.compile(r"\{([?!]?)([^{}\n]*)\}")
_TABLE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_ALONE = re.compile(r"(\{[?!][^{}\n]*\})?\[\[[^\[\]\n]*\]\]")
_STRAY = re.compile(r"[{}｛｝]|\[\[|\]\]|【【|】】")
_WORDS = "_words"
_NAMELESS = label("")


@dataclass(frozen=True, slots=True)
class OfficeText:
    """A text the office wrote or supplied itself.

    Attributes:
        key: text key of a paper (``PaperSpec.text_keys``), or of a text only the office has
            (``PaperSpec.uses``).
        text: the words.
        base: the shipped text it came from; empty for a text only the office has.
        version: version of the program that shipped ``base``.
        source: name of the file it was read from; empty when written in the program.
        changed_at: when it was last saved.
    """

    key: str
    text: str
    base: str
    version: str
    source: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class TextProblem:
    """One thing wrong with a text.

    Attributes:
        line: line number from 1; 0 for the text as a whole.
        message: what was found.
        fix: what is on offer and how to mend it.
    """

    line: int
    message: str
    fix: str

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Offer:
    """What a text may name: English name → Chinese name, the Chinese ones all different.

    Attributes:
        facts: for ``{名}``.
        tables: for ``[[名]]``.
        must: English names of tables a text must not lack (签署栏、落款).
    """

    facts: Mapping[str, str]
    tables: Mapping[str, str]
    must: frozenset[str] = frozenset()

    def shown(self, text: str) -> str:
        """The text as a clerk reads it, with Chinese names."""
        return _renamed(text, self.facts, self.tables)

    def stored(self, text: str) -> str:
        """The text as it is kept; Chinese names become English ones, others stay as they are."""
        return _renamed(plain(text), _turned(self.facts), _turned(self.tables))

    def unused(self, text: str, shipped: str) -> tuple[str, ...]:
        """Chinese names of facts and tables the shipped text prints and this one doesn't."""
        facts, tables = _named(shipped)
        own_facts, own_tables = _named(text)
        return (
            *(self.facts[n] for n in facts if n not in own_facts and n in self.facts),
            *(self.tables[n] for n in tables if n not in own_tables and n in self.tables),
        )


def offer_of(
    spec: PaperSpec, facts: Iterable[str], blocks: Mapping[str, Prepared], shipped: str
) -> Offer:
    """What a paper's text may name; signatures the shipped text has must stay."""
    asked, tables = _named(shipped)
    must = (n for n, b in blocks.items() if isinstance(b, SignOff | Signatures) and n in tables)
    return Offer(
        _distinct(spec, (*facts, *asked)), _distinct(spec, (*blocks, *tables)), frozenset(must)
    )


def text_title(spec: PaperSpec, key: str) -> str:
    """What a text is called: the paper's title, with the kind of text where there are several."""
    if key in spec.uses:
        return label(key)
    ending = key.removeprefix(spec.kind).removeprefix("_")
    return f"{spec.title}（{label(ending)}）" if ending else spec.title


def plain(text: str) -> str:
    """A text with one kind of line end, no blanks at line ends and one newline at its end."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def check(text: str, offer: Offer) -> tuple[TextProblem, ...]:
    """Everything that is wrong with a text, line by line; said in Chinese names."""
    lines = offer.shown(plain(text)).split("\n")
    parted = next((n for n, line in enumerate(lines) if line == "---"), None)
    found = list(_head(lines[:parted] if parted is not None else []))
    if parted is None:
        found.append(TextProblem(1, "没有“---”这一行。", "在开头几行和正文之间单独写一行 ---。"))
    for number, line in enumerate(lines, 1):
        found += _line(number, line, offer)
    present = _named("\n".join(lines))[1]
    found += (
        TextProblem(
            0,
            f"缺少“[[{offer.tables[name]}]]”，文件上就没有签字盖章的地方。",
            f"在正文末尾单独写一行 [[{offer.tables[name]}]]。",
        )
        for name in sorted(offer.must)
        if offer.tables[name] not in present
    )
    return tuple(found)


def _head(lines: list[str]) -> Iterator[TextProblem]:
    titles = 0
    for number, line in enumerate(lines, 1):
        words = _FACT.sub("", line, count=1) if line.startswith(("{?", "{!")) else line
        name = words.partition("：")[0].strip()
        if words.strip() and ("：" not in words or name not in HEADERS):
            yield TextProblem(
                number, f"开头不认识“{_short(words)}”。", f"开头只能写{_each(HEADERS)}。"
            )
        titles += name == HEADERS[0]
    if lines and not titles:
        yield TextProblem(1, "没有标题。", "第一行写“标题：”和文件的标题。")


def _each(names: Iterable[str]) -> str:
    return "、".join(f"“{name}：”" for name in names)


def _line(number: int, line: str, offer: Offer) -> Iterator[TextProblem]:
    for mark, name in _FACT.findall(line):
        if name not in offer.facts.values():
            yield _unknown(number, f"{{{mark}{name}}}", name, offer.facts, "{%s}")
    for match in _FACT.finditer(line):
        if match.group(1) and match.start():
            yield TextProblem(
                number, f"“{match.group()}”不在行首。", "“{?…}”“{!…}”只能写在一行的最前面。"
            )
    for name in _TABLE.findall(line):
        if name not in offer.tables.values():
            yield _unknown(number, f"[[{name}]]", name, offer.tables, "[[%s]]")
    if _TABLE.search(line) and not _ALONE.fullmatch(line.strip()):
        yield TextProblem(number, "表格和别的文字写在了同一行。", "[[…]] 要单独占一行。")
    rest = _TABLE.sub("", _FACT.sub("", line))
    if stray := _STRAY.search(rest):
        yield TextProblem(
            number,
            f"“{stray.group()}”没有配成对。",
            "内容写成 {名称}，表格写成 [[名称]]，都用半角括号，一对不少。",
        )


def _unknown(
    number: int, found: str, name: str, known: Mapping[str, str], form: str
) -> TextProblem:
    close = get_close_matches(name, [*known.values(), *known], 3, 0.5)
    near = dict.fromkeys(known.get(n, n) for n in close)
    meant = "是不是" + "、".join(form % n for n in near) + "？" if near else ""
    listed = "、".join(list(known.values())[:6]) + ("等" if len(known) > 6 else "")
    what = "表格" if form.startswith("[") else "内容"
    fix = meant + (f"可用的{what}有：{listed}。" if known else f"这份文件没有可用的{what}。")
    return TextProblem(number, f"“{found}”不是这份文件可用的{what}。", fix)


def _short(words: str) -> str:
    return words if len(words) <= 16 else words[:15] + "…"


def _named(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of facts and tables in order of first use, once each."""
    facts = dict.fromkeys(name for _, name in _FACT.findall(text))
    return tuple(facts), tuple(dict.fromkeys(_TABLE.findall(text)))


def _renamed(text: str, facts: Mapping[str, str], tables: Mapping[str, str]) -> str:
    text = _FACT.sub(lambda m: f"{{{m[1]}{facts.get(m[2], m[2])}}}", text)
    return _TABLE.sub(lambda m: f"[[{tables.get(m[1], m[1])}]]", text)


def _turned(names: Mapping[str, str]) -> dict[str, str]:
    return {chinese: english for english, chinese in names.items()}


def _distinct(spec: PaperSpec, names: Iterable[str]) -> dict[str, str]:
    """English → Chinese; of two facts of the same Chinese name the later is numbered."""
    given: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in dict.fromkeys(names):
        chinese = _chinese(spec, name)
        if chinese == _NAMELESS:
            continue  # nobody could tell by its name what it is
        taken[chinese] = taken.get(chinese, 0) + 1
        given[name] = f"{chinese}（{taken[chinese]}）" if taken[chinese] > 1 else chinese
    return given


def _chinese(spec: PaperSpec, name: str) -> str:
    known = spec.label(name)
    if known == _NAMELESS and name.endswith(_WORDS):
        amount = spec.label(name.removesuffix(_WORDS))
        return amount if amount == _NAMELESS else f"{amount}（大写）"
    # Braces and brackets within a name would end the placeholder.
    return re.sub(r"[{}\[\]]", "", known)
