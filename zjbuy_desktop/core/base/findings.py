"""One finding type for pages, checklists, imports, the red-line report and the command line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from zjbuy_desktop.core.base.citation import Citation


class Severity(StrEnum):
    """How strongly a finding holds a stage back.

    ``block`` 必须改：本环节不能完成；``warn`` 请注意：可说明理由后继续；``advise`` 建议：
    法规用“鼓励”“原则上”之处。
    """

    BLOCK = "block"
    WARN = "warn"
    ADVISE = "advise"

    @property
    def label(self) -> str:
        """给人看的词。"""
        return {"block": "必须改", "warn": "请注意", "advise": "建议"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that should be true and is not.

    Attributes:
        rule: id of the rule, a true statement in English (``award_within_budget``).
        severity: 必须改 / 请注意 / 建议.
        message: 中文：现状是什么.
        basis: 依据; ``None`` only where the program itself (not the law) asks for it.
        fix: 中文：怎么办.
        subject: the unit or lot it concerns, empty for the whole project.
        field: name of the page field it belongs to, empty if none.
    """

    rule: str
    severity: Severity
    message: str
    basis: Citation | None
    fix: str = ""
    subject: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing wrong in a returned file, addressed so that the unit can mend it.

    Attributes:
        sheet: 工作表名; ``None`` when the whole file is at fault.
        cell: ``E4``; ``None`` when the whole file or sheet is at fault.
        found: 实际内容.
        expected: 应当是什么.
        hint: 怎么改.
        suggestion: 建议改为: the content that would mend the cell, as it would be typed there;
            empty where only the unit knows it.
    """

    sheet: str | None
    cell: str | None
    found: str
    expected: str
    hint: str
    suggestion: str = ""


def fields_of(problem: CellProblem) -> tuple[str | None, str | None, str, str, str, str]:
    """A problem as a plain tuple, in the order of its fields."""
    return (
        problem.sheet,
        problem.cell,
        problem.found,
        problem.expected,
        problem.hint,
        problem.suggestion,
    )


@dataclass(frozen=True, slots=True)
class Findings:
    """An ordered set of findings with the questions pages ask of it."""

    items: tuple[Finding, ...] = field(default=())

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Those that keep the stage from being completed."""
        return tuple(f for f in self.items if f.severity is Severity.BLOCK)

    def for_field(self, name: str) -> tuple[Finding, ...]:
        """Those to be shown beside one field of the page."""
        return tuple(f for f in self.items if f.field == name)
