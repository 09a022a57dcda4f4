"""文件制作的结果：给窗口和命令行看。"""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.documents import MadePaper


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as lists show it.

    Attributes:
        kind: paper kind.
        title: 名称.
        subject: unit or supplier; empty for the project.
        number: 文号.
        dated: 成文日期.
        state: 未制作 / 草稿 / 已制作 / 已过期.
        changed: what changed since it was made (已过期 only).
        file: file it was last written to.
        lacking: what keeps it a draft now.
    """

    kind: str
    title: str
    subject: str
    number: str
    dated: date | None
    state: str
    changed: tuple[str, ...]
    file: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A paper that could not be made, and why."""

    kind: str
    subject: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of papers gave.

    Attributes:
        made: papers written.
        failed: papers not written.
        substitutions: characters set in another face, one sentence each.
        id: key of the run; 0 when there was nothing to be made.
        left: papers that are still to be made, as it was stopped.
    """

    made: tuple[MadePaper, ...]
    failed: tuple[Failed, ...]
    substitutions: tuple[str, ...] = ()
    id: int = 0
    left: int = 0
