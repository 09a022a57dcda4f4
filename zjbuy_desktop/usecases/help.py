"""帮助：每一页做什么、依次怎么做、检查什么、有哪些文件、常见错误、依据哪一条。

What a page is for, its steps and common mistakes are a text in ``resources/help``; what is checked,
which papers and events belong to it and what it rests on come from its stage, so that they agree
with the program.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from zjbuy_desktop.core.base.citation import Citation, guideline
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases import articles

_FOLDER = "help"
_GUIDELINE = "guideline"


class Section(StrEnum):
    """The parts of a help text, in order."""

    PURPOSE = "做什么"
    STEPS = "依次做"
    CHECKS = "检查什么"
    EVENTS = "登记什么"
    PAPERS = "有哪些文件"
    MISTAKES = "常见错误"
    BASIS = "依据"
    TEXTS = "法规文本和核对日期"


WRITTEN = (Section.PURPOSE, Section.STEPS, Section.MISTAKES)
"""Sections every text has; 依据 as well where the page is no stage."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its heading and lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """The help of one page.

    Attributes:
        page: id of the page.
        title: its title.
        parts: what is said, in order; empty parts are left out.
    """

    page: str
    title: str
    parts: tuple[Part, ...]

    def part(self, section: Section) -> tuple[str, ...]:
        """The lines of one section; none if it is left out."""
        return next((p.lines for p in self.parts if p.heading == section.value), ())


@lru_cache(maxsize=1)
def pages() -> dict[str, str]:
    """Page id → title, of every page that has a text; stages first, in their order.

    A text that names its own 依据 is that of a page beside the stages; any other is a stage's.
    """
    found = {path.stem: _read(path.stem) for path in resources.paths(_FOLDER, ".txt")}
    stages = {spec.id: spec.title for spec in STAGES if spec.id in found}
    return stages | {p: title for p, (title, own) in found.items() if Section.BASIS in own}


def help_of(page: str, law: LawBook) -> Help:
    """The help of a page, by its id or title.

    Raises:
        UserError: no page is called so; the hint lists them.
    """
    known = pages()
    page_id = next((i for i, title in known.items() if page in (i, title)), "")
    if not page_id:
        raise UserError(f"没有“{page}”这一页的帮助。", f"有：{'、'.join(known.values())}。")
    spec = next((s for s in STAGES if s.id == page_id), None)
    written = _read(page_id)[1]
    said = dict(written)
    cited: tuple[str, ...]
    if spec is not None:
        said |= _of_stage(spec)
        quotes, cited = articles.quotes_of(spec), tuple(_cited(spec))
    else:
        cites = [guideline(a) for line in written.get(Section.BASIS, ()) for a in line.split("、")]
        quotes = tuple(q for c in cites for q in articles.quote(c))
        cited = (_GUIDELINE,) if cites else ()
        said[Section.CHECKS] = ()
    said[Section.BASIS] = tuple(f"{q.label}　{q.text}".rstrip() for q in quotes)
    said[Section.TEXTS] = tuple(_text(law, one) for one in dict.fromkeys(cited))
    parts = (Part(s.value, tuple(said.get(s, ()))) for s in Section)
    return Help(page_id, known[page_id], tuple(p for p in parts if p.lines))


def _of_stage(spec: StageSpec) -> dict[Section, tuple[str, ...]]:
    return {
        Section.CHECKS: tuple(
            f"{r.statement.rstrip('。')}（{_grade(r.severity.value)}{_label(r.basis)}）"
            for r in spec.rules
        ),
        Section.EVENTS: tuple(
            f"{i.event.label}（{_need(required=i.required, rare=i.rare)}，{i.basis.label}）"
            for i in spec.checklist
        ),
        Section.PAPERS: (
            *(f"《{p.title}》（{p.basis.label}）" for p in spec.papers),
            *([spec.papers_note] if spec.papers_note else []),
        ),
    }


def _grade(severity: str) -> str:
    return {"block": "必须改", "warn": "请注意"}.get(severity, "建议")


def _label(basis: Citation | None) -> str:
    return f"，{basis.label}" if basis else ""


def _need(*, required: bool, rare: bool) -> str:
    return "必办" if required else "发生时才登记" if rare else "按情况登记"


def _cited(spec: StageSpec) -> Iterator[str]:
    """Which texts a stage rests on, the guideline first."""
    yield _GUIDELINE
    yield from (r.basis.text for r in spec.rules if r.basis)
    yield from (i.basis.text for i in spec.checklist)
    yield from (p.basis.text for p in spec.papers)


def _text(law: LawBook, text_id: str) -> str:
    """One text with its edition and when it was last compared."""
    text = law.text(text_id)
    number = f"（{text.number}）" if text.number else ""
    note = f"；{text.note}" if text.note else ""
    return (
        f"《{text.title}》{number}，{text.edition}，{text.in_force} 起施行，"
        f"最后核对 {text.checked}{note}"
    )


@lru_cache(maxsize=64)
def _read(page: str) -> tuple[str, dict[Section, tuple[str, ...]]]:
    """The title and the sections of one text.

    Raises:
        ValueError: the text has another form (a bug, not the user's).
    """
    title, found = "", dict[Section, list[str]]()
    lines: list[str] = []
    for line in _lines(resources.read_text(f"{_FOLDER}/{page}.txt").splitlines()):
        if line.startswith("## "):
            lines = found.setdefault(Section(line.removeprefix("## ")), [])
        elif line.startswith("# "):
            title = line.removeprefix("# ")
        else:
            lines.append(line)
    return title, {section: tuple(own) for section, own in found.items()}


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Without blank lines, and without the mark of a list, which the window draws itself."""
    yield from (line.strip().removeprefix("- ") for line in lines if line.strip())
