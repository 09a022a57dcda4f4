"""规则：一条规则是一句应当成立的话；不成立时给出检查结果，带依据和办法。

Each module is one legal topic and knows no other; this package file says what a rule is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.law.book import LawBook


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which a rule's statement does not hold.

    Attributes:
        message: 现状.
        fix: 怎么办.
        subject: unit or lot; empty for the project.
        field: page field it belongs to.
        severity: overrides the rule's own where one statement has two grades.
    """

    message: str
    fix: str
    subject: str = ""
    field: str = ""
    severity: Severity | None = None


Test = Callable[[Case, LawBook, date], Iterable[Breach]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A statement that should be true.

    Attributes:
        id: the statement in English, e.g. ``award_within_budget``.
        statement: the same in Chinese, as the red-line report prints it.
        basis: 依据; ``None`` where the program itself asks for it.
        severity: grade of a breach.
        test: yields the breaches.
    """

    id: str
    statement: str
    basis: Citation | None
    severity: Severity
    test: Test

    def check(self, case: Case, law: LawBook, on: date) -> Iterator[Finding]:
        """The findings of this rule on one day."""
        for breach in self.test(case, law, on):
            yield Finding(
                rule=self.id,
                severity=breach.severity or self.severity,
                message=breach.message,
                basis=self.basis,
                fix=breach.fix,
                subject=breach.subject,
                field=breach.field,
            )


def rule(basis: Citation | None, severity: Severity = Severity.BLOCK) -> Callable[[Test], Rule]:
    """Make a rule of a test function; its name is the id, its docstring the Chinese statement."""

    def make(test: Test) -> Rule:
        statement = (test.__doc__ or "").strip().splitlines()[0]
        return Rule(test.__name__, statement, basis, severity, test)

    return make
