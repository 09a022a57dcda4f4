"""文件的经历：填写的内容、文号、制作时印上的事实、打印、发出、扫回、核章。"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Rows = tuple[tuple[str, ...], ...]
Value = str | Rows
"""What was entered: a text, or the rows of a table."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What was entered for one paper because no other record of the project holds it.

    Attributes:
        kind: paper kind.
        subject: for whom; empty for what all papers of the kind share.
        values: (name of the entry, value) pairs, as entered.
    """

    kind: str
    subject: str
    values: tuple[tuple[str, Value], ...]

    def text(self, name: str) -> str:
        """A text as entered; empty if nothing was."""
        value = dict(self.values).get(name, "")
        return value if isinstance(value, str) else ""

    def rows(self, name: str) -> Rows:
        """The rows of a table as entered."""
        value = dict(self.values).get(name, ())
        return () if isinstance(value, str) else value

    def day(self, name: str) -> date | None:
        """A date as entered."""
        text = self.text(name)
        return date.fromisoformat(text) if text else None


class MoveKind(StrEnum):
    """What became of a paper after it was made."""

    PRINTED = "已打印"
    SENT = "已发出"
    SCANNED = "已扫回，待核章"
    CONFIRMED = "已核章"
    REFUSED = "章不合格，已退回"


@dataclass(frozen=True, slots=True)
class PaperMove:
    """One line of the register of papers.

    Attributes:
        kind: paper kind.
        subject: for whom; empty for the project.
        what: what happened.
        on: the day.
        edition: which printed facts it was (``edition_of``); empty when unknown.
        copies: number of copies printed or sent.
        note: 备注: to whom, how, why refused.
        at: when it was entered.
    """

    kind: str
    subject: str
    what: MoveKind
    on: date
    edition: str
    copies: int
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """文号和成文日期, entered by the clerk before the final print.

    Attributes:
        kind: paper kind (file name in core/papers).
        unit: the unit it is for; empty for the project.
        number: 发文字号 or 编号.
        dated: 成文日期.
    """

    kind: str
    unit: str = ""
    number: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One paper that was made.

    Attributes:
        kind: paper kind.
        unit: the unit; empty for the project.
        number: 文号 as printed.
        dated: 成文日期 as printed.
        draft: whether it carries 草稿.
        facts: the facts it printed, as sorted (name, value) pairs.
        made_at: when it was made.
        file: file name it was written to.
        pages: number of pages.
        sha256: of the file as written; empty inside a common print file.
        data_seq: last audit event before it was made: which data it shows.
        run_id: the run it was made in.
        id: key in the store; 0 before it is kept.
    """

    kind: str
    unit: str
    number: str
    dated: date | None
    draft: bool
    facts: tuple[tuple[str, str], ...]
    made_at: datetime
    file: str
    pages: int
    sha256: str = ""
    data_seq: int = 0
    run_id: int | None = None
    id: int = 0

    @property
    def edition(self) -> str:
        """Which printed facts these are, as the code on the page says it."""
        return edition_of(self.facts)


def edition_of(facts: tuple[tuple[str, str], ...]) -> str:
    """Four characters that differ when a printed fact differs."""
    said = "\n".join(f"{name}={value}" for name, value in facts)
    return hashlib.sha256(said.encode()).hexdigest()[:4].upper()
