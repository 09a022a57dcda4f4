"""What serves a requirement: references that are looked up for real, so that a lost one is missed.

``rule``, ``event``, ``field``, ``paper``, ``deadline``, ``duty``, ``number`` and ``stage`` name
things of the program; ``said`` is a sentence the user reads, wherever the program holds it.
"""

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from tests.core.ruling import law
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.stages.book import STAGES

ROOT = Path(__file__).resolve().parents[2]
SHOWN = ("zjbuy_desktop/**/*.py", "resources/texts/**/*.txt", "resources/law/**/*.toml")


@dataclass(frozen=True)
class Reference:
    """One thing that serves a requirement.

    Attributes:
        word: what kind of thing, for the table.
        name: which.
        found: whether it is there.
    """

    word: str
    name: str
    found: Callable[[], bool]

    def __str__(self) -> str:
        return f"{self.word} {self.name}"


def rule(name: str) -> Reference:
    """A rule that a stage checks."""
    return Reference("规则", name, lambda: any(r.id == name for s in STAGES for r in s.rules))


def event(kind: EventKind) -> Reference:
    """A milestone that is recorded at a stage."""
    return Reference("登记", kind.label, lambda: kind in recorded_in_window())


def field(owner: type, name: str) -> Reference:
    """A fact that is entered and kept."""
    return Reference(
        "内容",
        f"{owner.__name__}.{name}",
        lambda: name in {f.name for f in fields(owner)},  # type: ignore[arg-type]
    )


def paper(kind: str) -> Reference:
    """A paper that some stage offers."""
    return Reference(
        "文件",
        PAPERS[kind].title if kind in PAPERS else kind,
        lambda: any(p.kind == kind for s in STAGES for p in s.papers),
    )


def deadline(rule_id: str) -> Reference:
    """A clock of the law book."""
    return Reference("期限", rule_id, lambda: any(d.id == rule_id for d in law().deadlines))


def duty(duty_id: str) -> Reference:
    """What the law book says beside the clocks."""
    return Reference("要求", duty_id, lambda: any(d.id == duty_id for d in law().duties))


def number(number_id: str) -> Reference:
    """A number of the law book."""
    return Reference("数字", number_id, lambda: any(n.id == number_id for n in law().numbers))


def article(name: str) -> Reference:
    """An article of the guideline, in full text, for “依据”."""
    return Reference("条文", name, lambda: f'id = "{name}"' in _guideline())


def stage(stage_id: str) -> Reference:
    """A stage of the rail."""
    return Reference("环节", stage_id, lambda: any(s.id == stage_id for s in STAGES))


def module(name: str) -> Reference:
    """A use-case or command, by its file."""
    return Reference("功能", name, lambda: (ROOT / "zjbuy_desktop" / f"{name}.py").exists())


def said(text: str) -> Reference:
    """A sentence, or part of one, that the user reads: also a gap that the program owns up to."""
    return Reference("说明", f"“{text}”", lambda: text in everything_said())


@cache
def _guideline() -> str:
    return (ROOT / "resources/law/articles/guideline.toml").read_text(encoding="utf-8")


@cache
def recorded_in_window() -> frozenset[EventKind]:
    """Milestones with a place of their own in the window: checklists and the tables of pages."""
    items = {item.event for s in STAGES for item in s.checklist}
    pages = [
        path.read_text(encoding="utf-8")
        for folder in ("pages", "widgets", "dialogs")
        for path in (ROOT / "zjbuy_desktop" / "gui" / folder).glob("*.py")
    ]
    return frozenset(
        items | {k for k in EventKind if any(f"EventKind.{k.name}" in page for page in pages)}
    )


@cache
def everything_said() -> str:
    """All texts of the program: string constants, wording of papers, the law book."""
    found = []
    for pattern in SHOWN:
        for path in sorted(ROOT.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            found.append("\n".join(_strings(text)) if path.suffix == ".py" else text)
    return "\n".join(found)


def _strings(text: str) -> Iterable[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def lost(table: dict[str, tuple[Reference, ...]]) -> list[str]:
    """What a table names and the program no longer has."""
    return [f"{key}: {ref}" for key, refs in table.items() for ref in refs if not ref.found()]


def printed(table: dict[str, tuple[Reference, ...]], titles: dict[str, str]) -> str:
    """The table for people: number, what it is, what serves it."""
    return "\n".join(
        f"{key}　{titles[key]}\n      " + "；".join(map(str, refs)) for key, refs in table.items()
    )
